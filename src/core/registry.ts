/** Every finding that Claimwright can raise, with its words. The screens, the command line and the reference all read here. */
import { codebookFindings } from "./codebook/codebook-findings.ts";
import { codingFindings } from "./coding/coding-findings.ts";
import { assert } from "./kernel/assert.ts";
import type { FindingKind } from "./kernel/finding.ts";
import { registrationFindings } from "./parties/registration-findings.ts";
import { settingsFindings } from "./parties/settings-findings.ts";
import { acknowledgementFindings } from "./remit/acknowledgement-findings.ts";
import { remitFindings } from "./remit/findings.ts";
import { scrubFindings } from "./scrub/scrub-findings.ts";
import { doctorFindings } from "./upkeep/doctor-findings.ts";
import { fileFindings } from "./upkeep/file-findings.ts";
import { verifyFindings } from "./upkeep/verify-findings.ts";
import { checkFindings } from "./x12/check/findings.ts";
import { envelopeFindings } from "./x12/syntax/envelope-findings.ts";
import { syntaxFindings } from "./x12/syntax/findings.ts";
import { readingFindings } from "./x12/transactions/reading-findings.ts";

export const findingKinds: readonly FindingKind[] = [
  ...syntaxFindings,
  ...envelopeFindings,
  ...checkFindings,
  ...readingFindings,
  ...codebookFindings,
  ...codingFindings,
  ...registrationFindings,
  ...settingsFindings,
  ...scrubFindings,
  ...remitFindings,
  ...acknowledgementFindings,
  ...verifyFindings,
  ...doctorFindings,
  ...fileFindings,
];

const byCode: ReadonlyMap<string, FindingKind> = new Map(findingKinds.map((kind) => [kind.code, kind]));

/** The entry of a finding's code. Every finding is made from an entry of this list, so a missing one is a bug. */
export function findingKind(code: string): FindingKind {
  const kind = byCode.get(code);
  assert(kind !== undefined, `no such finding: ${code}`);
  return kind;
}
