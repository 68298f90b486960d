/** Why an acknowledgement needs a person. */
import type { FindingKind } from "../kernel/finding.ts";

export type AcknowledgementExceptionKind =
  | "unknown-file"
  | "unknown-claim"
  | "ambiguous-file"
  | "accepted-with-errors"
  | "set-not-answered"
  | "claim-not-answered"
  | "claim-not-found";

export const acknowledgementKinds: Readonly<Record<AcknowledgementExceptionKind, FindingKind>> = {
  "unknown-file": {
    code: "ACK-MAT-01",
    severity: "error",
    title: "It answers a file that we did not send",
    message: "The {set} answers {what}, which is not among the files sent.",
    why: "An answer without its question may be another practice's, or our record of what was sent is not whole.",
    fix: "Find the file by its control numbers, or return the answer to the trading partner.",
    authority: "X12 005010X231A1, AK102 and AK202; TA1, TA101; 005010X214, loop 2200B TRN02",
  },
  "unknown-claim": {
    code: "ACK-MAT-02",
    severity: "error",
    title: "It answers a claim that was not in the file",
    message: "The 277CA names claim {control}, which is not in the batch it answers.",
    why: "TRN02 of loop 2200D gives back the claim number as sent.",
    fix: "Look for the claim under another batch.",
    authority: "X12 005010X214, loop 2200D TRN02",
  },
  "ambiguous-file": {
    code: "ACK-MAT-03",
    severity: "error",
    title: "More than one file sent fits",
    message: "The {set} answers {what}, and {count} files sent carry that number. Nothing is changed.",
    why: "A control number was used again, so that the answer does not say which file it means.",
    fix: "Say which file is meant; do not use control numbers twice.",
    authority: "X12 005010X231A1, AK102",
  },
  "accepted-with-errors": {
    code: "ACK-STA-01",
    severity: "warning",
    title: "Accepted, with errors noted",
    message: "The {set} accepts {what} and notes errors: {words}.",
    why: "The claims go on, but the same mistake may be refused tomorrow.",
    fix: "Correct the map; do not send the claims again.",
    authority: "X12 005010X231A1, IK501 code E; TA104 code E",
  },
  "set-not-answered": {
    code: "ACK-STA-02",
    severity: "warning",
    title: "A transaction set is not answered",
    message: "The 999 for group {group} takes part of it and does not name set {control}.",
    why: "A partly accepted group must be read set by set.",
    fix: "Ask the trading partner about this set.",
    authority: "X12 005010X231A1, AK901 code P",
  },
  "claim-not-answered": {
    code: "ACK-STA-03",
    severity: "warning",
    title: "The claim is not in the answer",
    message: "Claim {control} was in the batch, and the 277CA says nothing about it.",
    why: "A claim without any status after the 277CA may never have been read.",
    fix: "Ask for its status before the filing limit comes near; do not send a second original.",
    authority: "X12 005010X214; X12 RFI 1211",
  },
  "claim-not-found": {
    code: "ACK-STA-04",
    severity: "warning",
    title: "The claim cannot be found",
    message: "Claim {control} is answered with A4, not found.",
    why: "It has not reached the payer's system.",
    fix: "Check the payer id and the member, then send it again.",
    authority: "X12 claim status category code list 507, A4",
  },
};

export const acknowledgementFindings: readonly FindingKind[] = Object.values(acknowledgementKinds);
