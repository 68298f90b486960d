/** An invented patient's statement for `bench`: four services, of which the insurance has decided all. */
import { buildStatement, type Statement, type StatementCharge } from "../core/billing/statement.ts";
import { addCents, cents, zeroCents } from "../core/kernel/cents.ts";
import { type ChargeId, id, type PatientId, type PracticeId } from "../core/kernel/id.ts";
import { addDays, isoDate } from "../core/kernel/iso-date.ts";

const today = isoDate("2026-12-01");
const address = { line1: "12 Orchard Lane", city: "Fairmont", state: "OH", zip: "430010001" };
const services = ["Office visit, established patient", "Blood count", "Electrocardiogram", "Vaccine given"];

export function inventedStatement(index: number): Statement {
  const charges = services.map((description, at): StatementCharge => {
    const owed = cents(1_500 + 100 * at + index);
    const paid = cents(6_000);
    const adjusted = cents(2_500);
    return {
      chargeId: id<"charge">(at + 1) as ChargeId,
      patientBalance: owed,
      insuranceBalance: zeroCents,
      shares: [{ reason: at === 0 ? "PR-3" : "PR-2", amount: owed }],
      selfPay: false,
      furtherPayer: false,
      openWork: false,
      awaitsCorrection: false,
      remarks: [],
      serviceFrom: addDays(today, -40 + at),
      description,
      providerName: "Ada Okafor, MD",
      charge: addCents(addCents(paid, adjusted), owed),
      insurancePaid: paid,
      adjusted,
      patientPaid: zeroCents,
      payerName: "Harbor Health Plan",
    };
  });
  const name = { last: "Marlowe", first: "June" };
  return buildStatement({
    practice: {
      id: id<"practice">(1) as PracticeId,
      name: "Maple Family Practice",
      kind: "organisation",
      npi: "1234567893",
      taxId: { kind: "EI", number: "123456780" },
      address,
      phone: "5555550100",
      contactName: "Billing office",
      timeZone: "America/New_York",
      submitterId: "MAPLEFAMILY",
    },
    patient: {
      id: id<"patient">(1) as PatientId,
      accountNumber: `P-${1000 + index}`,
      name,
      birthDate: isoDate("1970-04-02"),
      sex: "F",
      address,
      guarantor: { name, address, relationship: "self" },
    },
    guarantor: { name, address, relationship: "self" },
    charges,
    payments: [],
    unapplied: zeroCents,
    today,
    number: String(1000 + index),
    termDays: 30,
  });
}
