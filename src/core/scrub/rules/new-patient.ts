import { addYears } from "../../kernel/iso-date.ts";
import { type Hit, none, rule } from "../rule.ts";

export const newPatient = rule({
  code: "CLM-NEW-PATIENT",
  severity: "error",
  title: "New-patient code for a patient seen in the last three years",
  message: "Line {line}: {code} is for a new patient, but the group saw the patient on {date} ({procedure}).",
  why: "A patient is new only when nobody of the same specialty in the group gave a professional service in the three years before.",
  fix: "Use the code of an established patient.",
  authority: "CPT, new and established patient; Medicare Claims Processing Manual, chapter 12, section 30.6.7; 835 reason code B16",
  check: ({ claim, lines, context, tables }) => {
    if (context.history === undefined || context.history.length === 0) return none;
    const hits: Hit[] = [];
    for (const { facts, on, code, line, index } of lines) {
      if (facts?.isNewPatient !== true || on === undefined) continue;
      const specialty = line.rendering?.taxonomy ?? claim.rendering?.taxonomy ?? claim.billing.taxonomy;
      const since = addYears(on, -3);
      const prior = context.history.find(
        (one) =>
          one.on >= since &&
          one.on < on &&
          one.controlNumber !== claim.controlNumber &&
          one.billingNpi === claim.billing.npi &&
          (one.taxonomy === undefined || specialty === undefined || one.taxonomy === specialty) &&
          tables.procedure(one.procedure, one.on)?.isEvaluation === true,
      );
      if (prior !== undefined) {
        hits.push({ line: index, path: "procedure.code", params: { code, date: prior.on, procedure: prior.procedure } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
