/** What a coder makes of a visit, taken over into it. */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { ChargeId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import type { Charge, Encounter, EncounterDiagnosis, Evidence } from "./model.ts";

/** Diagnoses in their order on the claim; a charge's pointers are 1-based positions in this list. */
export interface Coding {
  readonly diagnoses: readonly { readonly code: string; readonly evidence: readonly Evidence[] }[];
  readonly charges: readonly CodedCharge[];
}

export interface CodedCharge {
  /** The charge that it changes; absent for a new one. */
  readonly id?: ChargeId;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  readonly amount: Cents;
  readonly pointers: readonly number[];
  /** Absent: the day of the visit. */
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly ndc?: string;
  readonly ndcQuantity?: Decimal;
  readonly ndcUnit?: NonNullable<Charge["ndcUnit"]>;
  readonly evidence: readonly Evidence[];
}

export interface CodingRefusal {
  readonly code: "claim-sent" | "pointer" | "units" | "amount" | "charge" | "evidence" | "dates";
  readonly words: string;
}

export interface CodingOptions {
  /** True once a claim of this visit has left: then a change goes by a corrected claim. */
  readonly claimSent: boolean;
  /** Ids for new charges, by their place in the list. */
  readonly nextChargeId: (index: number) => ChargeId;
}

/**
 * The visit with these codes. Equal diagnoses become one and their pointers follow; positions are counted anew. A
 * charge that stays keeps its line number, which is how an 835 finds it; a new one gets the next free number.
 */
export function decideCoding(encounter: Encounter, coding: Coding, options: CodingOptions): Result<Encounter, CodingRefusal> {
  if (options.claimSent) {
    return refuse({ code: "claim-sent", words: "A claim of this visit was sent. Change its codes through a corrected claim." });
  }
  const refusal = refusalOf(encounter, coding);
  if (refusal !== undefined) return refuse(refusal);
  const { diagnoses, positionOf } = numbered(coding);
  return ok({ ...encounter, diagnoses, charges: chargesOf(encounter, coding, { ...options, positionOf }) });
}

/** Says why no claim may be made of a visit, or undefined. An unsigned note is no refusal but a finding that holds the claim. */
export function reasonNotToBill(encounter: Encounter): { readonly code: "self-pay" | "no-charges"; readonly words: string } | undefined {
  if (encounter.selfPay) {
    return { code: "self-pay", words: "The patient pays for this visit; no claim may be made of it (45 CFR 164.522(a)(1)(vi))." };
  }
  if (encounter.charges.length === 0) return { code: "no-charges", words: "This visit has no charges yet." };
  return undefined;
}

function refusalOf(encounter: Encounter, coding: Coding): CodingRefusal | undefined {
  const count = coding.diagnoses.length;
  const known = new Set(encounter.charges.map((charge) => charge.id));
  const used = new Set<ChargeId>();
  for (const [index, charge] of coding.charges.entries()) {
    const where = `Line ${index + 1} (${charge.procedure})`;
    const bad = charge.pointers.find((pointer) => !Number.isInteger(pointer) || pointer < 1 || pointer > count);
    if (bad !== undefined) return { code: "pointer", words: `${where} points to diagnosis ${bad}; there are ${count}.` };
    if (charge.units.digits <= 0n) return { code: "units", words: `${where} has no units.` };
    if (charge.amount < 0) return { code: "amount", words: `${where} has a negative price.` };
    const from = charge.serviceFrom ?? encounter.date;
    if ((charge.serviceTo ?? from) < from) return { code: "dates", words: `${where} ends before it starts.` };
    if (charge.id === undefined) continue;
    if (!known.has(charge.id) || used.has(charge.id))
      return { code: "charge", words: `${where} names a charge that is not of this visit, or twice.` };
    used.add(charge.id);
  }
  const all = [...coding.diagnoses, ...coding.charges].flatMap((one) => one.evidence);
  return all.every((evidence) => isInNote(encounter, evidence))
    ? undefined
    : { code: "evidence", words: "The words that support a code are not in the note where the code says they are." };
}

function isInNote({ note }: Encounter, { start, end, text }: Evidence): boolean {
  return note !== undefined && start >= 0 && start < end && note.text.slice(start, end) === text;
}

/** Each code once, evidence joined, with the new position of each old one. */
function numbered(coding: Coding): { readonly diagnoses: readonly EncounterDiagnosis[]; readonly positionOf: (old: number) => number } {
  const byCode = new Map<string, EncounterDiagnosis>();
  const positions = coding.diagnoses.map(({ code, evidence }) => {
    const first = byCode.get(code);
    const diagnosis =
      first === undefined ? { position: byCode.size + 1, code, evidence } : { ...first, evidence: [...first.evidence, ...evidence] };
    byCode.set(code, diagnosis);
    return diagnosis.position;
  });
  return { diagnoses: [...byCode.values()], positionOf: (old) => positions[old - 1] ?? old };
}

function chargesOf(
  encounter: Encounter,
  coding: Coding,
  { positionOf, nextChargeId }: Pick<CodingOptions, "nextChargeId"> & { readonly positionOf: (old: number) => number },
): readonly Charge[] {
  const before = new Map(encounter.charges.map((charge) => [charge.id, charge]));
  let lastNumber = encounter.charges.reduce((highest, charge) => Math.max(highest, charge.lineNumber), 0);
  return coding.charges.map((coded, index): Charge => {
    const kept = coded.id === undefined ? undefined : before.get(coded.id);
    if (kept === undefined) lastNumber += 1;
    const from = coded.serviceFrom ?? encounter.date;
    return {
      id: coded.id ?? nextChargeId(index),
      lineNumber: kept?.lineNumber ?? lastNumber,
      serviceFrom: from,
      serviceTo: coded.serviceTo ?? from,
      procedure: coded.procedure,
      modifiers: coded.modifiers,
      units: coded.units,
      amount: coded.amount,
      pointers: [...new Set(coded.pointers.map(positionOf))],
      ...(coded.ndc === undefined ? {} : { ndc: coded.ndc }),
      ...(coded.ndcQuantity === undefined ? {} : { ndcQuantity: coded.ndcQuantity }),
      ...(coded.ndcUnit === undefined ? {} : { ndcUnit: coded.ndcUnit }),
      evidence: coded.evidence,
    };
  });
}
