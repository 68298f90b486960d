import { overDay } from "../mue-days.ts";
import { rule } from "../rule.ts";

export const mueDay = rule({
  code: "CLM-MUE-DAY",
  severity: "error",
  title: "More units in a day than the code's definition allows",
  message: "Line {line}: {units} units of {code} on {date}; at most {limit} in a day.",
  why: "The limit follows from anatomy, law or the code's own words, so no modifier and no appeal opens it; all units are denied.",
  fix: "Correct the units; count all lines of the code on that day.",
  authority: "NCCI medically unlikely edits for practitioners, MAI 2, the quarter of the date of service",
  check: (subject) => overDay(subject, 2),
});
