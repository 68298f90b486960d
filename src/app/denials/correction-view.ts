/** The fault that a rejection or denial names, with the correction that the record itself offers. */
import { isDecided, isUnderway } from "../../core/claims/state.ts";
import {
  type FaultField,
  faultFieldWords,
  fieldsOfDenial,
  fieldsOfRejection,
  type Offer,
  offerModifiers,
  offerPointers,
} from "../../core/denials/fault-fields.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { loadClaimEvents } from "../../store/claims.ts";
import { otherValues } from "../../store/correction-sources.ts";
import { denialsOfClaims, type StoredDenial } from "../../store/denials.ts";
import { claimsInAFile } from "../../store/snapshots.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { factsOf } from "../claim-history.ts";
import { stateWords } from "../claim-words.ts";
import type { Context } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord, type VisitRecord } from "../visit-record.ts";

export async function viewCorrection(context: Context, encounterId: EncounterId): Promise<Outcome<CorrectionView>> {
  return onRecord(context, { act: "visit.open", object: ["visit", encounterId], snapshot: true }, async (tx) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit?.claim === undefined || visit.payer === undefined) return notFound("claim");
    return ok(await correctionOf(tx, visit));
  });
}

export type CorrectionView = Awaited<ReturnType<typeof correctionOf>>;
export type CorrectionWay = "resend" | "replacement" | "reopening";

async function correctionOf(tx: Tx, visit: VisitRecord) {
  const { encounter, coverage, claim, payer } = visit;
  if (claim === undefined || payer === undefined) throw new Error("asked of a visit with a claim");
  const facts = factsOf(await loadClaimEvents(tx, claim.id));
  const denials = await denialsOfClaims(tx, [claim.id], ["open", "working"]);
  const rejected = facts.state === "rejected";
  const named = rejected ? fieldsOfRejection(facts.rejection?.codes ?? []) : [...new Set(denials.flatMap(fieldsOfDenial))];
  const others = await otherValues(tx, { patientId: visit.patient.id, encounterId: encounter.id, payerId: payer.id });
  const fresh = denials.some((one) => (one.detail as { readonly action?: string }).action === "resend-original");
  const way: CorrectionWay = rejected || fresh ? "resend" : payer.takesReplacement ? "replacement" : "reopening";
  const possible = rejected || (isDecided(facts.state) && denials.length > 0);
  const undoable = facts.before !== undefined && !facts.sent && !(await claimsInAFile(tx, [claim.id])).has(claim.id);
  return {
    possible,
    why: possible
      ? ""
      : isUnderway(facts.state)
        ? "The claim waits for its file or is with the payer."
        : `The claim is ${stateWords[facts.state]}.`,
    said: rejected ? (facts.rejection?.words ?? "") : "",
    codes: rejected ? [...(facts.rejection?.codes ?? [])] : denials.map((one) => `${one.group}-${one.reason}`),
    way,
    wayWords: wayWords[way],
    undoable,
    state: facts.state,
    stateWords: stateWords[facts.state],
    named: named.map((field) => ({ field, words: faultFieldWords[field] })),
    memberId: { now: coverage?.memberId ?? "", ...offer(named, "member-id", others.memberId) },
    authorisation: { now: encounter.priorAuthorization ?? "", ...offer(named, "authorisation", others.authorisation) },
    referring: {
      now: encounter.referring === undefined ? "" : referringText(encounter.referring),
      ...offer(named, "referring", others.referring === undefined ? undefined : { ...others.referring }),
    },
    lines: encounter.charges.map((charge) =>
      lineView(
        visit,
        charge,
        denials.filter((one) => one.chargeId === charge.id),
      ),
    ),
  };

  function offer(fields: readonly FaultField[], field: FaultField, found: Offer | undefined): { readonly offer?: Offer } {
    return fields.includes(field) && found !== undefined ? { offer: found } : {};
  }
}

const wayWords: Readonly<Record<CorrectionWay, string>> = {
  resend: "goes again as an original (frequency 1): it was never decided",
  replacement: "replaces the decided claim (frequency 7) with the payer's number",
  reopening: "this payer takes no replacement: the correction is asked as a clerical-error reopening (42 CFR 405.980)",
};

function lineView({ encounter }: VisitRecord, charge: VisitRecord["encounter"]["charges"][number], denials: readonly StoredDenial[]) {
  const [denial] = denials;
  const fields = denial === undefined ? [] : fieldsOfDenial(denial);
  const modifiers =
    denial === undefined
      ? undefined
      : offerModifiers(charge, { reason: denial.reason, others: encounter.charges.filter((other) => other.id !== charge.id) });
  const pointers = fields.includes("pointers") ? offerPointers(charge, encounter.diagnoses) : undefined;
  return {
    chargeId: charge.id,
    procedure: charge.procedure,
    denied: denial !== undefined,
    modifiers: { now: charge.modifiers.join(","), ...(modifiers === undefined ? {} : { offer: modifiers }) },
    pointers: { now: charge.pointers.join(","), ...(pointers === undefined ? {} : { offer: pointers }) },
  };
}

/** "Last, First 1234567893", as it is typed. */
export function referringText({ name, npi }: NonNullable<VisitRecord["encounter"]["referring"]>): string {
  return `${name.last}, ${name.first} ${npi}`;
}
