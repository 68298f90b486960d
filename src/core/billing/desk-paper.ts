/** A good-faith estimate as the paper that the front desk hands to a patient, and the bill measured against it. */
import { type Cents, formatUsd, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import { formatFullName } from "../parties/format.ts";
import type { Patient, Practice } from "../parties/model.ts";

export interface DeskPaper {
  readonly title: string;
  readonly number: string;
  readonly date: IsoDate;
  readonly practice: Pick<Practice, "name" | "address" | "phone">;
  readonly facts: readonly string[];
  readonly rows: readonly { readonly words: string; readonly detail?: string; readonly amount: Cents }[];
  readonly total: { readonly words: string; readonly amount: Cents };
  readonly paragraphs: readonly { readonly head?: string; readonly words: string }[];
}

export interface EstimateItem {
  readonly procedure: string;
  readonly description: string;
  readonly units: number;
  /** For all units. */
  readonly charge: Cents;
}

export interface EstimateSource {
  readonly estimateId: number;
  readonly practice: Practice;
  readonly patient: Patient;
  readonly provider: { readonly name: string; readonly npi: string };
  readonly location: string;
  readonly visitOn: IsoDate;
  readonly reason: string;
  readonly madeOn: IsoDate;
  /** ICD-10-CM with what it says, when it is known before the visit. */
  readonly diagnosis?: string;
  readonly items: readonly EstimateItem[];
}

export function estimateTotal(items: readonly EstimateItem[]): Cents {
  return sumCents(items.map((one) => one.charge));
}

/** What 45 CFR 149.610(c)(1) demands on the paper: who, what, when, by whom, codes, expected charges, and the disclaimers. */
export function estimatePaper(one: EstimateSource): DeskPaper {
  const { practice, patient, provider } = one;
  return {
    title: "Good-faith estimate",
    number: `E${String(one.estimateId).padStart(6, "0")}`,
    date: one.madeOn,
    practice,
    facts: [
      `Patient: ${formatFullName(patient.name)}, born ${formatUsDate(patient.birthDate)}`,
      `Account: ${patient.accountNumber}`,
      `Planned: ${one.reason}, on ${formatUsDate(one.visitOn)}`,
      `By: ${provider.name}, NPI ${provider.npi}`,
      `Where: ${one.location}, ${practice.address.city}, ${practice.address.state}`,
      `Billed by: ${practice.name}, NPI ${practice.npi}, tax number ${practice.taxId.number}`,
      `Diagnosis: ${one.diagnosis ?? "not known before the visit"}`,
    ],
    rows: one.items.map((item) => ({
      words: item.description,
      detail: `code ${item.procedure}${item.units === 1 ? "" : `, ${item.units} units`}`,
      amount: item.charge,
    })),
    total: { words: "Expected charges together", amount: estimateTotal(one.items) },
    paragraphs: [
      {
        head: "This is an estimate",
        words:
          "It shows what we reasonably expect to charge for the services above, from what we know today. What is really done, and what it costs, may differ when the visit turns out otherwise than planned.",
      },
      {
        head: "There may be more",
        words:
          "Further services may be recommended that are scheduled or asked for on their own, such as a laboratory test or another specialist. They are not in this estimate; each has one of its own, and other providers bill for themselves.",
      },
      {
        head: "If the bill is much higher",
        words:
          "If we bill you $400 or more above the expected charges of this estimate, you may dispute the bill: first speak with us, and ask for the bill to be brought to the estimate, for help, or for time. You may also start a dispute with the U.S. Department of Health and Human Services within 120 calendar days of the date of the first bill. The Department's reviewer asks a small fee; if you are found right you pay the amount of this estimate, or less than billed. How to begin: www.cms.gov/nosurprises/consumers or 1-800-985-3059. Starting a dispute does not change how well you are cared for.",
      },
      {
        head: "No contract",
        words: "This estimate is no contract. You need not take these services, nor take them from us. Keep a copy: you may need it.",
      },
    ],
  };
}

/** 45 CFR 149.620(b): billed charges at least this much above the expected ones are substantially in excess. */
const substantialExcess = 40_000;
/** From the first bill; calendar days. */
export const disputeDays = 120;

export interface EstimateCheck {
  readonly expected: Cents;
  readonly billed: Cents;
  readonly over: Cents;
  readonly mayDispute: boolean;
  readonly words: string;
}

/** Charges, not what is left to pay: a payment or discount makes the billed charges no smaller. */
export function checkAgainstEstimate({ expected, billed }: { readonly expected: Cents; readonly billed: Cents }): EstimateCheck {
  const over = subtractCents(billed, expected);
  const mayDispute = over >= substantialExcess;
  const sums = `The estimate said ${formatUsd(expected)}, the visit is charged ${formatUsd(billed)}`;
  if (mayDispute) {
    return {
      expected,
      billed,
      over,
      mayDispute,
      words: `${sums}: ${formatUsd(over)} more. From $400 on the patient may dispute the bill within ${disputeDays} days of the first bill; while a dispute is open nothing may be collected. Look at the charges before the statement goes, and tell the patient of the right.`,
    };
  }
  return {
    expected,
    billed,
    over,
    mayDispute,
    words: over > zeroCents ? `${sums}: ${formatUsd(over)} more.` : `${sums}: not more than was said.`,
  };
}
