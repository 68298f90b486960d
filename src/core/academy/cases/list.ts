/** The six practice cases, in the order in which a claim lives. */
import { assert } from "../../kernel/assert.ts";
import { clearTheCheck } from "./clear-the-check.ts";
import { codeTheVisit } from "./code-the-visit.ts";
import { fileTheClaim } from "./file-the-claim.ts";
import type { CaseKey, PracticeCase } from "./model.ts";
import { postThePayment } from "./post-the-payment.ts";
import { readThe277ca } from "./read-the-277ca.ts";
import { winTheDenial } from "./win-the-denial.ts";

export const practiceCases: readonly PracticeCase[] = [
  codeTheVisit,
  clearTheCheck,
  fileTheClaim,
  readThe277ca,
  postThePayment,
  winTheDenial,
];

export function findCase(key: CaseKey): PracticeCase {
  const found = practiceCases.find((one) => one.key === key);
  assert(found !== undefined, "every key has its practice case");
  return found;
}
