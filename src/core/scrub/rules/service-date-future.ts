import { type Hit, none, rule } from "../rule.ts";

export const serviceDateFuture = rule({
  code: "CLM-DATE-FUTURE",
  severity: "error",
  title: "Date of service lies in the future",
  message: "Line {line} is dated {date}, after today ({today}).",
  why: "Only what was given may be billed.",
  fix: "Correct the date, or wait until the service has been given.",
  authority: "Medicare Claims Processing Manual, chapter 1; 277CA status 187 (date of service)",
  check: ({ lines, context }) => {
    const hits: Hit[] = [];
    for (const { line, index } of lines) {
      const last = line.serviceTo ?? line.serviceFrom;
      if (last !== undefined && last > context.today)
        hits.push({ line: index, path: "serviceFrom", params: { date: last, today: context.today } });
    }
    return hits.length === 0 ? none : hits;
  },
});
