/** Invented remittance files of any size, balanced to the cent, the same for the same seed. */
import { type Cents, cents, subtractCents, sumCents } from "../../kernel/cents.ts";
import { decimalFromInteger } from "../../kernel/decimal.ts";
import { addDays } from "../../kernel/iso-date.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import type { Adjustment } from "../transactions/professional-claim.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceLine } from "../transactions/remittance.ts";
import { writeRemittances } from "../transactions/write-remittances.ts";
import { claimNumber, type Dice, firstDay, inventedEnvelope, inventedName, inventedNpis, newDice, services } from "./invented.ts";
import type { InventedFile } from "./invented-837p.ts";

/** One interchange with one payment of so many claims (about 900 bytes each). */
export function inventedRemittanceFile(request: InventedFile): Uint8Array {
  const envelope = inventedEnvelope({ from: "HARBORHEALTH", to: "MAPLEFAMILY", control: 2 });
  return encodeUtf8(writeRemittances([inventedRemittance(request)], envelope));
}

/** A payment that balances: BPR02 = the claims' payments less the provider adjustments. */
export function inventedRemittance({ claims, seed }: InventedFile): Remittance {
  const dice = newDice(seed);
  const paidClaims = Array.from({ length: claims }, (_, index) => claim(dice, index));
  const providerAdjustments: readonly ProviderAdjustment[] = [
    { providerId: inventedNpis[0], fiscalPeriodEnd: addDays(firstDay, 360), reason: "L6", reference: "INTEREST", amount: cents(-125) },
  ];
  const paid = sumCents(paidClaims.map((one) => one.paid));
  const day = addDays(firstDay, 320);
  return {
    control: "0001",
    payment: {
      handling: "I",
      amount: subtractCents(paid, sumCents(providerAdjustments.map((one) => one.amount))),
      creditOrDebit: "C",
      method: "ACH",
      format: "CCP",
      payerBank: { qualifier: "01", value: "021000021" },
      payerAccount: { qualifier: "DA", value: "100200300" },
      payeeBank: { qualifier: "01", value: "011000015" },
      payeeAccount: { qualifier: "DA", value: "400500600" },
      paidOn: day,
      trace: `EFT${String(seed).padStart(8, "0")}`,
      originator: "1123456789",
    },
    producedOn: day,
    payer: {
      name: "Harbor Health Plan",
      address: { line1: "900 Harbor Way", city: "Lakeview", state: "MI", zip: "488500002" },
      identifiers: [{ qualifier: "2U", value: "HHP01" }],
      contacts: [{ kind: "BL", name: "EDI desk", numbers: [{ qualifier: "TE", value: "5555550199" }] }],
    },
    payee: {
      name: "Maple Family Practice",
      id: { qualifier: "XX", value: inventedNpis[0] },
      identifiers: [{ qualifier: "TJ", value: "123456780" }],
    },
    claims: paidClaims,
    providerAdjustments,
  };
}

function claim(dice: Dice, index: number): RemittanceClaim {
  const lines = Array.from({ length: 1 + dice.roll(4) }, (_, at) => line(dice, index, at));
  const patientResponsibility = sumCents(
    lines.flatMap((one) => one.adjustments.filter((each) => each.group === "PR").map((each) => each.amount)),
  );
  return {
    patientControlNumber: claimNumber(index),
    status: "1",
    charge: sumCents(lines.map((one) => one.charge)),
    paid: sumCents(lines.map((one) => one.paid)),
    ...(patientResponsibility === 0 ? {} : { patientResponsibility }),
    filingIndicator: "12",
    payerControlNumber: `HHP${String(index).padStart(10, "0")}`,
    facilityType: "11",
    frequency: "1",
    patient: { name: inventedName(dice), id: { qualifier: "MI", value: `M${String(100_000_000 + index)}` } },
    rendering: { name: inventedName(dice), id: { qualifier: "XX", value: inventedNpis[2] } },
    adjustments: [],
    remarks: ["MA01"],
    identifiers: [],
    receivedOn: addDays(firstDay, 310),
    amounts: [],
    lines,
  };
}

/** Allowed four fifths of the charge; of that a fixed co-payment stays with the patient now and then, or the line is denied. */
function line(dice: Dice, index: number, at: number): RemittanceLine {
  const service = dice.pick(services);
  const charge = cents(service.charge);
  const day = addDays(firstDay, index % 300);
  const denied = dice.roll(12) === 0;
  const contractual = denied ? cents(0) : cents(Math.floor(charge / 5));
  const copay = denied || dice.roll(3) > 0 ? cents(0) : cents(1_000);
  const adjustments = denied
    ? [adjustment("CO", "97", charge)]
    : [adjustment("CO", "45", contractual), ...(copay === 0 ? [] : [adjustment("PR", "3", copay)])];
  const allowed = subtractCents(charge, contractual);
  return {
    procedure: { qualifier: "HC", code: service.code, modifiers: at === 0 ? [] : ["59"] },
    charge,
    paid: subtractCents(charge, sumCents(adjustments.map((one) => one.amount))),
    units: decimalFromInteger(1),
    serviceFrom: day,
    serviceTo: day,
    adjustments,
    controlNumber: `${claimNumber(index)}-${at + 1}`,
    identifiers: [],
    ...(denied ? { amounts: [] } : { allowed, amounts: [{ qualifier: "B6", amount: allowed }] }),
    remarks: denied ? ["M15"] : [],
  };
}

function adjustment(group: Adjustment["group"], reason: string, amount: Cents): Adjustment {
  return { group, reason, amount };
}
