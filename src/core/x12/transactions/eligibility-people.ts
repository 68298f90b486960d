/** Whoever a question or an answer of eligibility is about or comes from, read segment by segment. */
import type { SegmentView } from "../syntax/segment.ts";
import type { EligibilityPerson, EligibilityReceiver } from "./eligibility.ts";
import { militaryServiceOf } from "./military-service.ts";
import type { ClaimDate, ClaimDiagnosis, X12Address, X12Identifier, X12Name } from "./professional-claim.ts";
import { dateAt, identifierAt, integerAt, type Mutable, type ReadingContext, textAt, trimmed } from "./segment-values.ts";

export type Builder<Value, Lists extends keyof Value> = Mutable<Omit<Value, Lists>> & {
  -readonly [Key in Lists]: Value[Key] extends readonly (infer Item)[] ? Item[] : Value[Key];
};

export type PersonBuilder = Builder<Omit<EligibilityPerson, "diagnoses" | "dates">, "identifiers"> & {
  address?: Mutable<X12Address>;
  diagnoses?: ClaimDiagnosis[];
  dates?: readonly ClaimDate[];
};

export type ReceiverBuilder = Builder<EligibilityReceiver, "identifiers"> & { address?: Mutable<X12Address> };

/** DMG birth and sex, INS relationship, HI diagnoses, MPI military service. */
export function personDetail(context: ReadingContext, person: PersonBuilder, view: SegmentView): void {
  switch (view.tag) {
    case "DMG": {
      const birthDate = dateAt(context, view, 2);
      if (birthDate !== undefined) person.birthDate = birthDate;
      if (textAt(view, 3) !== "") person.sex = textAt(view, 3);
      return;
    }
    case "INS": {
      person.relationship = textAt(view, 2);
      if (textAt(view, 3) !== "") person.maintenance = textAt(view, 3);
      if (textAt(view, 4) !== "") person.maintenanceReason = textAt(view, 4);
      const birthOrder = integerAt(context, view, 17);
      if (birthOrder !== undefined) person.birthOrder = birthOrder;
      return;
    }
    case "HI":
      person.diagnoses ??= [];
      for (let n = 1; n <= view.elementCount; n += 1) {
        const code = trimmed(view.component(n, 2));
        if (code !== "") person.diagnoses.push({ qualifier: trimmed(view.component(n, 1)), code });
      }
      return;
    default:
      person.military = militaryServiceOf(context, view);
  }
}

/** PRV of a person or of a related party: 01 kind, 02 and 03 a number. */
export function provider(of: { providerKind?: string; specialty?: X12Identifier } | undefined, view: SegmentView): void {
  if (of === undefined) return;
  const specialty = identifierAt(view, 2);
  if (textAt(view, 1) !== "") of.providerKind = textAt(view, 1);
  if (specialty !== undefined) of.specialty = specialty;
}

export function receiverSpecialty(receiver: ReceiverBuilder, view: SegmentView): void {
  const [kind, taxonomy] = [textAt(view, 1), textAt(view, 3)];
  if (taxonomy !== "") receiver.taxonomy = taxonomy;
  if (kind !== "PE" || taxonomy === "") receiver.providerKind = kind;
}

/** A question may name nobody: the person's number is enough. */
export function isNamed({ kind, last, first, middle, suffix }: X12Name): boolean {
  return kind === "organisation" || last !== "" || (first ?? middle ?? suffix) !== undefined;
}
