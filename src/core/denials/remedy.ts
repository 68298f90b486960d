/** The right way on from a denial (facts 6.1): what to do, why, on whose authority, and until when. */

import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import { lastFilingDay } from "../parties/timely-filing.ts";
import type { CodeWords } from "../remit/code-words.ts";
import { categoriseDenial } from "./categorise.ts";
import type { Deadlines, DenialAnalysis, DeniedLine, Remedy, RemedyAction, RemedyClaim, RemedyPayer } from "./model.ts";

const newClaimRemarks: ReadonlySet<string> = new Set(["MA130", "N142", "N517"]);
/** No appeal: unprocessable, decided by law, "may not appeal". */
const noAppealRemarks: ReadonlySet<string> = new Set(["MA130", "MA44", "N211"]);

interface Decision {
  readonly action: RemedyAction;
  readonly frequency?: "1" | "7";
  readonly why: readonly string[];
  readonly authority: string;
  readonly alternatives: readonly RemedyAction[];
}

interface Case {
  readonly denied: DeniedLine;
  readonly claim: RemedyClaim;
  readonly payer: RemedyPayer;
  readonly analysis: DenialAnalysis;
  readonly medicare: boolean;
  readonly mayAppeal: boolean;
  /** The code table's advice: Y appeal, R correct instead, U dispute, P procedural, N none. */
  readonly advice: "Y" | "R" | "U" | "P" | "N" | "unknown";
}

/** Decides on the record alone; a person decides. Both clocks run: a corrected claim does not stop the appeal's. */
export function decideRemedy(
  denied: DeniedLine,
  {
    claim,
    payer,
    words,
    today,
  }: { readonly claim: RemedyClaim; readonly payer: RemedyPayer; readonly words: CodeWords; readonly today: IsoDate },
): Remedy {
  const medicare = payer.filingIndicator === "MB" || payer.filingIndicator === "MA";
  const lateMedicare = medicare && denied.reason === "29";
  const mayAppeal = !lateMedicare && !denied.remarks.some((remark) => noAppealRemarks.has(remark));
  const one: Case = {
    denied,
    claim,
    payer,
    analysis: categoriseDenial(denied, words),
    medicare,
    mayAppeal,
    advice: words.carc(denied.reason)?.appeal ?? "unknown",
  };
  const { why, ...decision } = decide(one);
  const deadlines = deadlinesOf(one);
  const deadline = decision.action === "appeal" ? (deadlines.appealBy ?? deadlines.claimBy) : deadlineFor(decision.action, deadlines);
  return {
    ...decision,
    reasons: [...why, ...clockReasons(one, decision.action)],
    deadlines,
    deadline,
    late: today > deadline,
    alternatives: decision.alternatives.filter((action) => action !== "appeal" || mayAppeal),
    amount: denied.amount,
  };
}

function decide(one: Case): Decision {
  const { denied, analysis, medicare } = one;
  if (analysis.category === "PEN") {
    return {
      action: "wait",
      why: ["The payer has not decided yet; a reversal and a correction follow."],
      authority: "CARC 133, 257",
      alternatives: [],
    };
  }
  if (denied.remarks.some((remark) => newClaimRemarks.has(remark))) {
    const why = ["The claim was not processed: correct it and send a new claim, not a replacement."];
    return { action: "resend-original", frequency: "1", why, authority: "RARC MA130, N142, N517", alternatives: ["review"] };
  }
  if (denied.reason === "29") return decideTimelyFiling(one);
  switch (analysis.category) {
    case "DUP":
      return {
        action: "find-first-claim",
        why: [
          "Look for the first claim: if it was paid, close this one; if the services are distinct, replace with the modifier that says so.",
        ],
        authority: "CARC 18; NCCI Policy Manual, chapter I",
        alternatives: ["replacement", "appeal", "write-off"],
      };
    case "COB":
      return decideOtherPayer(one);
    case "DOC":
      return {
        action: "send-documents",
        why: ["Send what is asked within the stated time."],
        authority: medicare ? "42 CFR 405.929, 405.930" : "RARC on the remittance",
        alternatives: ["appeal", "write-off"],
      };
    case "ELG":
      return decideEligibility(one);
    case "MN":
      return one.advice === "R"
        ? decideCorrection(one)
        : decideAppeal(one, "Appeal with the record; first check the diagnosis against the policy.");
    case "CON":
      return {
        action: "dispute-contract",
        why: ["Compare with the contract and dispute what differs."],
        authority: "Payer contract",
        alternatives: ["appeal", "write-off"],
      };
    default:
      return decideByAdvice(one);
  }
}

/** Medicare: late filing is no initial determination, so that nothing can be appealed (42 CFR 405.926, 424.44). */
function decideTimelyFiling({ medicare, claim }: Case): Decision {
  if (medicare) {
    return {
      action: "time-limit-exception",
      why: ["Late filing cannot be appealed with Medicare; ask the contractor for an exception, and never bill the patient."],
      authority: "42 CFR 424.44(b), 405.926(n)",
      alternatives: ["write-off"],
    };
  }
  if (claim.acceptedOn !== undefined) {
    return {
      action: "appeal",
      why: [`Appeal with the acceptance report of ${claim.acceptedOn}: it proves the filing. The patient is never billed.`],
      authority: "Payer contract, timely filing; 277CA acceptance with payer control number",
      alternatives: ["write-off"],
    };
  }
  return {
    action: "write-off",
    why: ["There is no acceptance on file that proves timely filing. The patient is never billed."],
    authority: "Payer contract, timely filing",
    alternatives: ["appeal"],
  };
}

function decideOtherPayer({ claim, denied }: Case): Decision {
  const why = claim.hasNextPayer
    ? "Another coverage of the patient is on file: check the order of benefits and bill it."
    : "Ask for the other coverage and bill the payer that comes first.";
  return {
    action: claim.hasNextPayer && denied.group === "PR" ? "bill-next-payer" : "bill-other-payer",
    why: [why],
    authority: "Order of benefits; 42 CFR 411.20-411.37 when Medicare is involved",
    alternatives: ["replacement", "appeal", "write-off"],
  };
}

function decideEligibility({ claim, denied }: Case): Decision {
  if (claim.hasNextPayer && denied.group === "PR") {
    return {
      action: "bill-next-payer",
      why: ["This payer says that the patient was not covered; another coverage is on file."],
      authority: "X12 271 for the date of service",
      alternatives: ["verify-coverage", "appeal", "bill-patient"],
    };
  }
  return {
    action: "verify-coverage",
    why: [
      "Ask for eligibility on the date of service; correct the member and send again, or find the other coverage. The patient comes last.",
    ],
    authority: "X12 271 for the date of service",
    alternatives: ["replacement", "appeal", denied.group === "PR" ? "bill-patient" : "write-off"],
  };
}

function decideByAdvice(one: Case): Decision {
  const { denied, claim, advice, analysis } = one;
  if (denied.group === "PR" && analysis.category === "BEN") {
    return claim.hasNextPayer
      ? {
          action: "bill-next-payer",
          why: ["Not a benefit of this plan; another coverage is on file."],
          authority: "CAS group PR",
          alternatives: ["appeal", "bill-patient"],
        }
      : {
          action: "bill-patient",
          why: ["Not a benefit of this plan: check the coding first, then the patient owes it when nothing forbids the bill."],
          authority: "CAS group PR; PR gate before any statement",
          alternatives: ["replacement", "appeal"],
        };
  }
  if (advice === "R" || analysis.category === "COD" || analysis.category === "BUN" || analysis.category === "INF")
    return decideCorrection(one);
  if (advice === "Y" || advice === "P") return decideAppeal(one, "Appeal with what the reason asks for.");
  return {
    action: "review",
    why: [one.analysis.category === "unknown" ? "The reason is not in the loaded table: ask the payer." : one.analysis.nextAction],
    authority: "CARC on the remittance",
    alternatives: ["appeal", "replacement", "write-off"],
  };
}

/** Wrong data on an adjudicated claim: replacement; where the payer takes none, a clerical-error reopening. */
function decideCorrection(one: Case): Decision {
  const { claim, payer, denied } = one;
  const first = "If the record supports it, correct what the reason names; else write off. Never change a code only to get paid.";
  if (denied.remarks.includes("N185")) return decideAppeal(one, "The payer asks not to send the claim again; appeal when it is wrong.");
  if (!payer.takesReplacement) {
    return {
      action: "reopening",
      why: [first, `${payer.name} takes no replacement claims: ask for a clerical-error reopening within one year of the decision.`],
      authority: "42 CFR 405.980, 405.927",
      alternatives: ["appeal", "write-off"],
    };
  }
  if (claim.appealOpen) {
    return {
      action: "wait",
      why: ["An appeal on this claim is open: no replacement while it is."],
      authority: "Facts of the claim: open appeal",
      alternatives: ["appeal"],
    };
  }
  if (claim.payerControlNumber === undefined) {
    return {
      action: "review",
      why: [first, "A replacement must name the payer's claim control number, and none is on file."],
      authority: "X12 005010X222A1, loop 2300 REF*F8",
      alternatives: ["appeal", "write-off"],
    };
  }
  return {
    action: "replacement",
    frequency: "7",
    why: [
      first,
      `Send the whole claim again with frequency 7 and the payer's number ${claim.payerControlNumber}; lines left out are removed.`,
    ],
    authority: "X12 005010X222A1, CLM05-3 and REF*F8",
    alternatives: ["appeal", "write-off"],
  };
}

function decideAppeal(one: Case, why: string): Decision {
  if (!one.mayAppeal) {
    return {
      action: "write-off",
      why: ["The payer gives no right of appeal on this decision."],
      authority: "RARC MA44, N211",
      alternatives: ["review"],
    };
  }
  const authority = one.medicare ? "42 CFR 405.940-405.942 (redetermination)" : "29 CFR 2560.503-1; payer contract";
  return { action: "appeal", why: [why], authority, alternatives: ["replacement", "write-off"] };
}

/** Counted from the notice date, which is never later than the payer's own count from receipt. */
function deadlinesOf({ denied, payer, claim, mayAppeal }: Case): Deadlines {
  return {
    ...(mayAppeal ? { appealBy: addDays(denied.decidedOn, payer.appealDays) } : {}),
    claimBy: lastFilingDay(payer, { servedOn: claim.serviceFrom, decidedBefore: claim.decidedBefore }),
  };
}

/** A reopening has one year from the decision; that is the caller's later clock, so the earlier appeal day warns. */
function deadlineFor(action: RemedyAction, { appealBy, claimBy }: Deadlines): IsoDate {
  if (action === "resend-original" || action === "bill-other-payer" || action === "bill-next-payer") return claimBy;
  if (appealBy === undefined) return claimBy;
  if (action === "replacement" || action === "verify-coverage") return appealBy < claimBy ? appealBy : claimBy;
  return appealBy;
}

function clockReasons({ mayAppeal }: Case, action: RemedyAction): readonly string[] {
  if (!mayAppeal) return ["There is no right of appeal."];
  return action === "replacement" || action === "reopening" ? ["A corrected claim does not stop the appeal clock: both days count."] : [];
}
