import { type Hit, none, rule } from "../rule.ts";

const who = ["AA", "AD", "QK", "QX", "QY", "QZ"];

export const anesthesiaModifier = rule({
  code: "CLM-MOD-ANESTHESIA",
  severity: "error",
  title: "Anaesthesia line does not say who gave it",
  message: "Line {line} ({code}) has none of AA, AD, QK, QX, QY, QZ.",
  why: "The payment is split between physician and nurse anaesthetist by this modifier.",
  fix: "Add the modifier of who gave or directed the anaesthesia, in first place.",
  authority: "Medicare Claims Processing Manual, chapter 12, sections 50 and 140",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { code, modifiers, index } of lines) {
      if (!/^0[01]\d{3}$/.test(code) || code < "00100" || code > "01999" || code === "01996") continue;
      if (!modifiers.some((modifier) => who.includes(modifier))) hits.push({ line: index, path: "procedure.modifiers", params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
