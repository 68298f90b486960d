/** One claim against one plan: each line denied by the first edit it breaks, or priced and shared with the patient. */
import { assert } from "../kernel/assert.ts";
import { type Cents, sumCents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { Met } from "./benefits.ts";
import { deniedLine, payLine, visitKey } from "./decide-line.ts";
import type { Denial, EditContext } from "./edits/edit.ts";
import { edits } from "./edits/list.ts";
import type { BenefitPlan } from "./plan.ts";
import { priceLines } from "./price.ts";
import type { Directory, Membership } from "./records.ts";
import { type HistoryLine, keptLine, type SeenLine, seeLines } from "./seen-line.ts";
import { serviceKindOf, visitKinds } from "./service-lists.ts";
import type { DecidedLine } from "./state.ts";
import type { PayerTables } from "./tables.ts";

export interface Adjudication {
  /** CLP02. */
  readonly status: string;
  readonly lines: readonly DecidedLine[];
  readonly paid: Cents;
  /** Claim-level RARCs, alerts only. */
  readonly remarks: readonly string[];
  readonly reasons: readonly string[];
  /** What the member, and what the family has met after this claim, by year. */
  readonly met: ReadonlyMap<number, Met>;
  readonly familyMet: ReadonlyMap<number, Met>;
}

export interface AdjudicationInput {
  readonly claim: ProfessionalClaim;
  readonly plan: BenefitPlan;
  readonly membership: Membership;
  readonly directory: Directory;
  /** Lines of the patient's standing claims. */
  readonly history: readonly HistoryLine[];
  /** What the member, and what the family has met before this claim. A year that is not there is zero. */
  readonly met: ReadonlyMap<number, Met>;
  readonly familyMet: ReadonlyMap<number, Met>;
  readonly tables: PayerTables;
  readonly receivedOn: IsoDate;
  readonly replacing: boolean;
}

/**
 * Decides every line. For each, charge = paid + adjustments. Denials and prices of a claim do not depend on the order
 * of its lines; the deductible is taken in line order. The claim has passed the front door: all its lines have dates.
 */
export function adjudicateClaim(input: AdjudicationInput): Adjudication {
  const { claim, plan, membership, history, tables } = input;
  const lines = seeLines(claim, plan) ?? [];
  const context: EditContext = { ...input, lines };
  const denials = new Map<number, Denial>();
  for (const line of lines) {
    const denial = firstDenial(line, context);
    if (denial !== undefined) denials.set(line.number, denial);
  }
  const standing = lines.flatMap((line): readonly SeenLine[] => {
    const denial = denials.get(line.number);
    if (denial === undefined) return [line];
    return denial.kept === undefined ? [] : [keptLine(line, denial.kept)];
  });
  const prices = priceLines({ lines: standing, tables });
  const byNumber = new Map(standing.map((line) => [line.number, line]));
  const met = new Map(input.met);
  const familyMet = new Map(input.familyMet);
  const copays = copaysTaken(history, lines, plan);
  const decided = lines.map((asked) => {
    const denial = denials.get(asked.number);
    const line = byNumber.get(asked.number);
    if (line === undefined) {
      assert(denial !== undefined, "a line that does not stand was denied");
      return deniedLine(asked, denial);
    }
    const price = prices.get(line.number);
    assert(price !== undefined, "every line that stands has a price");
    return payLine({ asked, line, denial, price, input, met, familyMet, copays });
  });
  return {
    status: statusOf(claim, membership),
    lines: decided,
    paid: sumCents(decided.map((line) => line.paid)),
    remarks: remarksOf(plan, decided),
    reasons: [`${decided.filter((line) => line.denied).length} of ${decided.length} lines denied`],
    met,
    familyMet,
  };
}

function firstDenial(line: SeenLine, context: EditContext): Denial | undefined {
  for (const edit of edits) {
    const denial = edit(line, context);
    if (denial !== undefined) return denial;
  }
  return undefined;
}

/** 4 is only for a patient who is not recognised; a claim of a known patient that is denied in full was still processed. */
function statusOf(claim: ProfessionalClaim, membership: Membership): string {
  if (membership.kind === "unknown") return "4";
  const rank = claim.subscriber.payerRank;
  return rank === "P" ? "1" : rank === "S" ? "2" : "3";
}

/** Medicare: an incomplete claim is unprocessable and has no appeal (MA130); a decision has one (MA01). Others: N1. */
function remarksOf(plan: BenefitPlan, lines: readonly DecidedLine[]): readonly string[] {
  if (!lines.some((line) => line.denied)) return [];
  if (plan.kind !== "medicare") return ["N1"];
  const unprocessable = lines.every((line) => line.denied && line.adjustments.some((one) => one.reason === "16"));
  return [unprocessable ? "MA130" : "MA01"];
}

/** One copay a visit: a day with a practitioner, in this claim or an earlier one. */
function copaysTaken(history: readonly HistoryLine[], lines: readonly SeenLine[], plan: BenefitPlan): Set<string> {
  const taken = new Set<string>();
  if (history.length === 0) return taken;
  const days = new Set(lines.map((line) => line.from));
  for (const { line, renderingNpi } of history) {
    if (line.denied || !days.has(line.from)) continue;
    const kind = serviceKindOf({ procedure: line.procedure, modifiers: line.modifiers, taxonomy: line.taxonomy }, plan.kind);
    if (visitKinds.includes(kind)) taken.add(visitKey(line.from, renderingNpi));
  }
  return taken;
}
