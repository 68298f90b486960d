/** The visit: what happened, the note that documents it, what a coder made of it, and what is charged. */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { ChargeId, EncounterId, LocationId, PatientId, ProviderId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

export interface Note {
  readonly text: string;
  readonly authorId: ProviderId;
  /** Both absent: the note is unsigned and nothing of it may be billed. */
  readonly signedOn?: IsoDate;
  readonly signedBy?: string;
}

/** Words of the note that support a code: offsets in UTF-16 units, and the words themselves as a check. */
export interface Evidence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface EncounterDiagnosis {
  /** 1-based, the order on the claim. */
  readonly position: number;
  /** ICD-10-CM without dot. */
  readonly code: string;
  readonly evidence: readonly Evidence[];
}

/** One service line, priced. */
export interface Charge {
  readonly id: ChargeId;
  readonly lineNumber: number;
  readonly serviceFrom: IsoDate;
  readonly serviceTo: IsoDate;
  /** CPT or HCPCS Level II. */
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  /** For the whole line, units included. */
  readonly amount: Cents;
  /** 1-based positions in the encounter's diagnoses. */
  readonly pointers: readonly number[];
  /** Eleven digits. */
  readonly ndc?: string;
  /** Of the drug itself, in `ndcUnit`; never copied from the HCPCS units. */
  readonly ndcQuantity?: Decimal;
  readonly ndcUnit?: "UN" | "ML" | "GR" | "F2" | "ME";
  readonly evidence: readonly Evidence[];
}

export interface Encounter {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly date: IsoDate;
  readonly renderingId: ProviderId;
  readonly referring?: { readonly name: { readonly last: string; readonly first: string }; readonly npi: string };
  readonly locationId: LocationId;
  readonly placeOfService: string;
  /** Why the patient came, in a few words. */
  readonly reason: string;
  /** True: no claim may be made (self-pay, or the patient asked for it under 45 CFR 164.522). */
  readonly selfPay: boolean;
  readonly note?: Note;
  readonly diagnoses: readonly EncounterDiagnosis[];
  readonly charges: readonly Charge[];
  readonly priorAuthorization?: string;
  /** Amount taken at the desk for this visit. */
  readonly patientPaid?: Cents;
}
