import { none, rule } from "../rule.ts";

export const noteUnsigned = rule({
  code: "CLM-NOTE-UNSIGNED",
  severity: "error",
  title: "Visit note is not signed",
  message: "The note of this visit is not signed.",
  why: "Nothing of an unsigned note may be billed: it is not yet a record of what was done.",
  fix: "Ask the clinician to sign the note.",
  authority: "42 CFR 410.20; Medicare Program Integrity Manual, chapter 3, section 3.3.2.4 (signature requirements)",
  check: ({ context }) => (context.note?.signed === false ? [{ path: "encounter.note" }] : none),
});
