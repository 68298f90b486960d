/** What is worked out for a denial when it opens. */
import { decidedBefore } from "../../core/claims/earlier-decisions.ts";
import { categoriseDenial } from "../../core/denials/categorise.ts";
import type { RemedyAction, RootCause } from "../../core/denials/model.ts";
import { decideRemedy } from "../../core/denials/remedy.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { nextAfter } from "../../core/parties/coverage.ts";
import type { Payer } from "../../core/parties/model.ts";
import type { CodeWords } from "../../core/remit/code-words.ts";
import type { DenialToOpen } from "../../core/remit/model.ts";
import { loadClaims, loadEventsOfClaims, type StoredClaim } from "../../store/claims.ts";
import { coveragesOfPatients } from "../../store/coverages.ts";
import type { NewDenial } from "../../store/denials.ts";
import type { Tx } from "../../store/transaction.ts";
import { factsOf } from "../claim-history.ts";
import { codeWordsOf } from "../code-words.ts";
import type { Context } from "../context.ts";

/** Kept with the denial, so that its page says the same later, whatever tables are loaded then. */
export interface DenialDetail {
  readonly cause: RootCause;
  readonly preventable: string;
  readonly liable: string;
  readonly words: string;
  readonly action: RemedyAction;
  readonly frequency?: "1" | "7";
  readonly reasons: readonly string[];
  readonly authority: string;
  /** Absent on cases that an older version opened. */
  readonly alternatives?: readonly RemedyAction[];
}

/** Works out what to do about each. Their claims are there, and their payers are among `payers`. */
export async function workedOutDenials(
  context: Context,
  tx: Tx,
  denials: readonly DenialToOpen[],
  { payers, today }: { readonly payers: readonly Payer[]; readonly today: IsoDate },
): Promise<readonly NewDenial[]> {
  if (denials.length === 0) return [];
  const words = codeWordsOf(context.app.codeBook);
  const ids = [...new Set(denials.map((one) => one.claimId))];
  const claims = await loadClaims(tx, ids);
  const events = await loadEventsOfClaims(tx, ids);
  const coverages = await coveragesOfPatients(tx, [...new Set([...claims.values()].map((claim) => claim.patientId))]);
  return denials.map((denial) => {
    const claim = claims.get(denial.claimId);
    const payer = payers.find((one) => one.id === denial.payerId);
    assert(claim !== undefined && payer !== undefined, "a denied claim and its payer are there");
    const { acceptedOn } = factsOf(events.get(claim.id) ?? []);
    return workedOut(denial, {
      claim,
      payer,
      hasNextPayer: nextAfter(coverages.get(claim.patientId) ?? [], claim.rank, claim.serviceFrom) !== undefined,
      words,
      today,
      ...(acceptedOn === undefined ? {} : { acceptedOn }),
    });
  });
}

function workedOut(
  denial: DenialToOpen,
  {
    claim,
    payer,
    hasNextPayer,
    acceptedOn,
    words,
    today,
  }: {
    readonly claim: StoredClaim;
    readonly payer: Payer;
    readonly hasNextPayer: boolean;
    readonly acceptedOn?: IsoDate;
    readonly words: CodeWords;
    readonly today: IsoDate;
  },
): NewDenial {
  const analysis = categoriseDenial(denial, words);
  const before = decidedBefore(claim.content);
  const remedy = decideRemedy(denial, {
    claim: {
      serviceFrom: claim.serviceFrom,
      appealOpen: false,
      hasNextPayer,
      payerControlNumber: denial.payerControlNumber,
      ...(acceptedOn === undefined ? {} : { acceptedOn }),
      ...(before === undefined ? {} : { decidedBefore: before }),
    },
    payer,
    words,
    today,
  });
  const detail: DenialDetail = {
    cause: analysis.cause,
    preventable: analysis.preventable,
    liable: analysis.liable,
    words: analysis.words,
    action: remedy.action,
    reasons: remedy.reasons,
    authority: remedy.authority,
    alternatives: remedy.alternatives,
    ...(remedy.frequency === undefined ? {} : { frequency: remedy.frequency }),
  };
  const { appealBy, claimBy } = remedy.deadlines;
  return {
    ...denial,
    category: analysis.category,
    deadline: remedy.deadline,
    nextAction: remedy.action,
    detail,
    cause: analysis.cause,
    preventable: analysis.preventable,
    liable: analysis.liable,
    correctBy: claimBy,
    ...(appealBy === undefined ? {} : { appealBy }),
  };
}
