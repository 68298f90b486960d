import { overDay } from "../mue-days.ts";
import { rule } from "../rule.ts";

export const mueDayClinical = rule({
  code: "CLM-MUE-DAY-CLINICAL",
  severity: "warning",
  title: "More units in a day than are usual",
  message: "Line {line}: {units} units of {code} on {date}; more than {limit} in a day is denied at first.",
  why: "The limit is a clinical benchmark: the payer denies all units, and pays on appeal when the record shows the need.",
  fix: "Check the units. When they are right, keep the record ready for the appeal.",
  authority: "NCCI medically unlikely edits for practitioners, MAI 3, the quarter of the date of service",
  check: (subject) => overDay(subject, 3),
});
