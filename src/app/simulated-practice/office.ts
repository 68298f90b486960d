/** What a simulated practice is: its people, its payers, and what its staff still has to do. */
import type { InventedVisit } from "../../core/academy/invent-day.ts";
import type { InventedPerson } from "../../core/academy/invent-people.ts";
import type { DenialId, EncounterId, PatientId, PlanId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Location, Payer, Practice, Provider } from "../../core/parties/model.ts";
import type { Context } from "../context.ts";

/** A payer of the practice with the plan under which its members come, by the key of `InventedCover`. */
export interface OfficePayer {
  readonly payer: Payer;
  readonly planId: PlanId;
}

export interface Office {
  readonly context: Context;
  readonly practice: Practice;
  readonly seed: number;
  readonly people: readonly InventedPerson[];
  readonly clinicians: readonly Provider[];
  readonly location: Location;
  /** Who codes, in turn. */
  readonly coders: readonly string[];
  readonly payers: ReadonlyMap<string, OfficePayer>;
  /** The last visit of each person, by account number. */
  readonly lastSeen: Map<string, IsoDate>;
  /** Patients whose visits the staff leaves to whoever opens the demonstration. */
  readonly leftAlone: Set<PatientId>;
  /** Visits that somebody has to come back to, oldest first. */
  readonly todo: Todo[];
  /** Denials that could not be settled, each with the day on which somebody tries again. */
  readonly putOff: Map<DenialId, IsoDate>;
  readonly counts: OfficeCounts;
}

/** A visit that went wrong, and the day on which somebody looks at it. */
export interface Todo {
  readonly encounterId: EncounterId;
  readonly visit: InventedVisit;
  readonly on: IsoDate;
}

export interface OfficeCounts {
  visits: number;
  claims: number;
  files: number;
  mended: number;
  /** Claims that a payer refused by mistake and got again. */
  resent: number;
  denialsWorked: number;
  statements: number;
  patientPayments: number;
}

export function newCounts(): OfficeCounts {
  return { visits: 0, claims: 0, files: 0, mended: 0, resent: 0, denialsWorked: 0, statements: 0, patientPayments: 0 };
}
