import { type Hit, none, rule } from "../rule.ts";

export const serviceAfterDeath = rule({
  code: "CLM-DATE-AFTER-DEATH",
  severity: "error",
  title: "Service after the patient's death",
  message: "Line {line} is dated {date}, after the patient's death on {death}.",
  why: "Payers deny services after death and ask whether the record belongs to this patient.",
  fix: "Check the date of service, the date of death and the patient.",
  authority: "835 reason code 13; Medicare Claims Processing Manual, chapter 1",
  check: ({ lines, context }) => {
    const death = context.patient?.deathDate;
    if (death === undefined) return none;
    const hits: Hit[] = [];
    for (const { line, index } of lines) {
      const last = line.serviceTo ?? line.serviceFrom;
      if (last !== undefined && last > death) hits.push({ line: index, path: "serviceFrom", params: { date: last, death } });
    }
    return hits;
  },
});
