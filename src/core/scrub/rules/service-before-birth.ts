import { type Hit, none, rule } from "../rule.ts";

export const serviceBeforeBirth = rule({
  code: "CLM-DATE-BEFORE-BIRTH",
  severity: "error",
  title: "Service before the patient's birth",
  message: "Line {line} is dated {date}, before the patient's birth on {birth}.",
  why: "One of the two dates is wrong, or the service was for somebody else.",
  fix: "Correct the birth date or the date of service.",
  authority: "277CA status 158 (patient's birth date) with 187; 835 reason code 14",
  check: ({ lines, birthDate }) => {
    if (birthDate === undefined) return none;
    const hits: Hit[] = [];
    for (const { on, index } of lines) {
      if (on !== undefined && on < birthDate) hits.push({ line: index, path: "serviceFrom", params: { date: on, birth: birthDate } });
    }
    return hits;
  },
});
