import { type Hit, none, rule } from "../rule.ts";

export const modifierInvalid = rule({
  code: "CLM-MOD-INVALID",
  severity: "error",
  title: "Modifier is not valid",
  message: "Line {line}: {modifier} is not a valid modifier.",
  why: "A line with an unknown modifier is refused or priced wrongly.",
  fix: "Take it off or choose the right one.",
  authority: "CPT modifiers; HCPCS Level II modifiers in force on the date of service",
  check: ({ lines, tables }) => {
    const hits: Hit[] = [];
    for (const { modifiers, code, on, index } of lines) {
      if (modifiers.length === 0 || on === undefined) continue;
      // Ambulance lines carry origin and destination as one two-letter modifier that no list has.
      const isTransport = /^A0[34]\d\d$/.test(code);
      for (const modifier of modifiers) {
        const shaped = /^[0-9A-Z]{2}$/.test(modifier);
        if (shaped && isTransport && /^[DEGHIJNPRSX]{2}$/.test(modifier)) continue;
        if (!shaped || tables.codes.validity("modifier", modifier, on) === "invalid") {
          hits.push({ line: index, path: "procedure.modifiers", params: { modifier } });
        }
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
