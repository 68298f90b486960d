/** Who is expected at the front desk when the demonstration opens, and on the next days. */
import { addDays } from "../../core/kernel/iso-date.ts";
import { insertAppointment } from "../../store/appointments.ts";
import type { Tx } from "../../store/transaction.ts";
import { cast, demonstrationToday, type PatientKey, type ProviderKey } from "./cast.ts";
import type { Made } from "./seed.ts";

interface ExpectedVisit {
  readonly patient: PatientKey;
  readonly provider: ProviderKey;
  /** Days after today. */
  readonly after: number;
  /** HHMM. */
  readonly at: string;
  readonly reason: string;
}

/** A self-pay patient far enough ahead that a good-faith estimate is due, and a card that no payer issued, are among them. */
const expected: readonly ExpectedVisit[] = [
  { patient: "osei", provider: "okafor", after: 0, at: "0930", reason: "Knee pain, follow-up" },
  { patient: "delacroix", provider: "abara", after: 0, at: "1045", reason: "Results of the blood tests" },
  { patient: "marchetti", provider: "lindqvist", after: 0, at: "1330", reason: "Rash on both arms" },
  { patient: "kowalczyk", provider: "lindqvist", after: 3, at: "1515", reason: "Dizzy spells" },
  { patient: "tobias", provider: "okafor", after: 1, at: "0900", reason: "Ear check" },
  { patient: "vasquez", provider: "okafor", after: 1, at: "1100", reason: "Sugar and blood pressure, follow-up" },
  { patient: "brandt", provider: "lindqvist", after: 2, at: "0830", reason: "Blood pressure, two-week check" },
  { patient: "whitfield", provider: "abara", after: 4, at: "1400", reason: "Physical for a new job" },
];

export async function seedCalendar(tx: Tx, made: Made): Promise<void> {
  for (const { patient, provider, after, at, reason } of expected)
    await insertAppointment(tx, {
      patientId: made.patient[patient],
      on: addDays(demonstrationToday, after),
      at,
      providerId: made.provider[provider],
      locationId: made.location,
      reason,
      selfPay: cast[patient].cover === undefined,
      scheduledOn: addDays(demonstrationToday, -10),
      scheduledBy: "Rosalind Achterberg",
    });
}
