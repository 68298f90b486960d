import { type Hit, none, rule } from "../rule.ts";

export const modifier26Tc = rule({
  code: "CLM-MOD-26-TC",
  severity: "error",
  title: "Professional and technical part on one line",
  message: "Line {line} ({code}) has both 26 and TC.",
  why: "26 is the reading, TC the machine; who did both bills the whole service without either.",
  fix: "Take both off for the whole service, or keep the part that was done here.",
  authority: "Medicare physician fee schedule, PC/TC indicator; Medicare Claims Processing Manual, chapter 13, section 20.1",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { code, modifiers, index } of lines) {
      if (modifiers.includes("26") && modifiers.includes("TC")) hits.push({ line: index, path: "procedure.modifiers", params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
