/** A patient's account as the page shows it: like a bank statement, and visit by visit with what is open and why. */
import { accountLines } from "../../core/billing/account-lines.ts";
import { lineWords } from "../../core/billing/account-words.ts";
import { addCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { ChargeId, PatientId } from "../../core/kernel/id.ts";
import { ageOn } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { isInForce } from "../../core/parties/coverage.ts";
import { formatFullName, formatPhone } from "../../core/parties/format.ts";
import { patientBalance } from "../../store/balances.ts";
import { onRecord, recordState } from "../audit/record.ts";
import { stateWords } from "../claim-words.ts";
import type { Context } from "../context.ts";
import { notFound } from "../refusal.ts";
import { type AccountCharge, loadAccount, type PatientAccount } from "./load-account.ts";

/** Of a record that was merged: the account of the one that stands for it. */
export async function viewAccount(context: Context, wanted: PatientId) {
  return onRecord(
    context,
    { act: "account.open", object: ["patient", wanted], snapshot: true, followsMerge: true },
    async (tx, { patientId }) => {
      const account = await loadAccount(context, tx, patientId);
      if (account === undefined) return notFound("patient");
      const { charges } = account;
      const { unapplied, patient, insurance } = await patientBalance(tx, patientId);
      return ok({
        ...personOf(account),
        record: await recordState(context, tx, patientId),
        balance: {
          patient,
          insurance,
          unapplied,
          due: sumCents(charges.map(({ gate }) => gate.due)),
          withheld: sumCents(charges.map(({ gate }) => gate.withheld)),
        },
        lines: linesOf(account),
        visits: visitsOf(account),
      });
    },
  );
}

function personOf({ patient, today, coverages, payers, practice }: PatientAccount) {
  const { guarantor } = patient;
  return {
    id: patient.id,
    today,
    practicePhone: formatPhone(practice.phone),
    name: formatFullName(patient.name),
    accountNumber: patient.accountNumber,
    birthDate: patient.birthDate,
    age: ageOn({ birth: patient.birthDate, on: today }),
    ...(patient.deathDate === undefined ? {} : { deathDate: patient.deathDate }),
    ...(patient.phone === undefined ? {} : { phone: formatPhone(patient.phone) }),
    address: [patient.address.line1, patient.address.city, patient.address.state].filter((part) => part !== "").join(", "),
    guarantor: { name: formatFullName(guarantor.name), relationship: guarantor.relationship },
    coverages: coverages
      .filter((one) => isInForce(one, today))
      .map((one) => ({ rank: one.rank, payerName: payers.get(one.payerId)?.name ?? "", memberId: one.memberId })),
  };
}

function linesOf({ entries, patient, charges, payers }: PatientAccount) {
  const byId = new Map<ChargeId, AccountCharge>(charges.map((one) => [one.charge.id, one]));
  return accountLines(entries, patient.id).map((line, at) => {
    const about = line.chargeIds.flatMap((chargeId) => byId.get(chargeId) ?? []);
    const payer = line.payerId === undefined ? undefined : payers.get(line.payerId)?.name;
    const services = [...new Set(about.map(({ told }) => told.description))];
    const { words, details } = lineWords(line, { services, ...(payer === undefined ? {} : { payer }) });
    const visitId = about[0]?.visit.id;
    return {
      number: at + 1,
      entryId: (line.entry as (typeof entries)[number]).id,
      on: line.entry.on,
      source: line.entry.source,
      words,
      details: [...details],
      charge: line.charge,
      insurancePaid: line.insurancePaid,
      adjusted: line.adjusted,
      patientPaid: line.patientPaid,
      patientChange: line.patientChange,
      balance: line.balance,
      patientBalance: line.patientBalance,
      ...(visitId === undefined ? {} : { visitId, serviceDate: about[0]?.charge.serviceFrom }),
      ...(line.claimId === undefined ? {} : { claimId: line.claimId }),
      ...(line.remittanceId === undefined ? {} : { remittanceId: line.remittanceId }),
    };
  });
}

function visitsOf({ charges, visits }: PatientAccount) {
  return [...visits.values()]
    .map((visit) => ({ visit, of: charges.filter((one) => one.visit.id === visit.id) }))
    .filter(({ of }) => of.length > 0)
    .map(({ visit, of }) => {
      const claim = of[0]?.claim;
      return {
        id: visit.id,
        date: visit.date,
        providerName: of[0]?.told.providerName ?? "",
        selfPay: visit.selfPay,
        ...(claim === undefined
          ? {}
          : {
              claim: {
                id: claim.id,
                controlNumber: claim.controlNumber,
                stateWords: stateWords[claim.state],
                payerName: of[0]?.told.payerName ?? "",
              },
            }),
        owed: addCents(sumCents(of.map(({ gate }) => gate.due)), sumCents(of.map(({ gate }) => gate.withheld))),
        insuranceOpen: sumCents(of.map(({ account }) => account.insuranceBalance)),
        services: of.map(serviceOf),
      };
    });
}

function serviceOf({ charge, account, told, gate }: AccountCharge) {
  return {
    id: charge.id,
    on: charge.serviceFrom,
    procedure: charge.procedure,
    description: told.description,
    charged: account.charged,
    insurancePaid: account.insurancePaid,
    adjusted: told.adjusted,
    patientPaid: account.patientPaid,
    insuranceOpen: account.insuranceBalance,
    due: gate.due,
    withheld: gate.withheld,
    credit: gate.credit,
    why: [
      ...(gate.due > zeroCents ? ["May be asked of the patient."] : []),
      ...(gate.withheld > zeroCents ? gate.reasons : []),
      ...(account.insuranceBalance > zeroCents ? [`${told.payerName ?? "The insurance"} has not finished with it.`] : []),
      ...(gate.credit > zeroCents ? ["A credit: it can be moved or sent back."] : []),
    ],
  };
}
