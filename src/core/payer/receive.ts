/** A file arrives at the payer: envelope and syntax are acknowledged first, then each claim of what was accepted. */
import type { IsoDate } from "../kernel/iso-date.ts";
import { checkFile } from "../x12/check/check-file.ts";
import { detectX12 } from "../x12/transactions/detect.ts";
import type { EligibilityQuestion } from "../x12/transactions/eligibility.ts";
import { readInquiryFile } from "../x12/transactions/read-inquiries.ts";
import { forEachProfessionalClaim, readProfessionalClaimFile } from "../x12/transactions/read-professional-claims.ts";
import { acknowledgeFile } from "./acknowledge-file.ts";
import { isNamed } from "./answer-eligibility.ts";
import { answerInquiry } from "./answer-inquiries.ts";
import { patientAsked } from "./answer-status.ts";
import { closeBooks, openBooks } from "./books.ts";
import { type FaultRates, type Luck, noFaults } from "./faults.ts";
import { losesFile, withMistakenRejection } from "./file-faults.ts";
import { originalReference } from "./front-door.ts";
import { dependentKey, familyKeyOf, memberIdOf, patientKeyOf, plainId } from "./members.ts";
import type { PayerFile } from "./payer-file.ts";
import type { BenefitPlan } from "./plan.ts";
import { directoryOf, type PayerRecords } from "./records.ts";
import type { DecidedClaim, PayerState } from "./state.ts";
import type { PayerTables } from "./tables.ts";
import { takeBatch } from "./take-claims.ts";

export interface ReceiveInput {
  readonly bytes: Uint8Array;
  readonly plans: readonly BenefitPlan[];
  readonly records: PayerRecords;
  readonly tables: PayerTables;
  readonly state: PayerState;
  readonly seed: number;
  readonly faults?: FaultRates;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

export interface Received {
  /** TA1 and 999 first, then the 277CAs. */
  readonly outputs: readonly PayerFile[];
  /** In order of decision; they are paid when they fall due (`payDue`). */
  readonly decided: readonly DecidedClaim[];
  readonly state: PayerState;
  /** The payer mislaid the file: it answers nothing, and would take the same file again. */
  readonly lost: boolean;
}

/** Never throws on what the file holds. A file that is no X12 has nobody to answer to: no outputs, the state as it was. */
export function receiveFile(input: ReceiveInput): Received {
  const { bytes, plans, records, tables, state, seed, faults = noFaults, today, time } = input;
  const books = openBooks(state);
  const luck: Luck = { seed, rates: faults };
  const check = checkFile(bytes);
  if (losesFile({ books, check, luck, today })) return { outputs: [], decided: [], state: closeBooks(books), lost: true };
  const acknowledged = acknowledgeFile({ books, check: withMistakenRejection(check, { books, luck, today }), today, time });
  const outputs: PayerFile[] = [...acknowledged.outputs];
  const decided: DecidedClaim[] = [];
  const directory = directoryOf(records);
  for (const batch of readProfessionalClaimFile(bytes).batches) {
    if (!acknowledged.accepted.has(batch.envelope.set.segment)) continue;
    const taken = takeBatch({ books, plans, directory, tables, seed, luck, today, time }, batch);
    outputs.push(...taken.outputs);
    decided.push(...taken.decided);
  }
  for (const inquiry of hasQuestions(check.transactions.map((one) => one.set)) ? readInquiryFile(bytes).inquiries : []) {
    if (acknowledged.accepted.has(inquiry.envelope.set.segment))
      outputs.push(...answerInquiry(inquiry, { books, plans, directory, today, time }));
  }
  return { outputs, decided, state: closeBooks(books), lost: false };
}

/** Whom and what a file is about: the part of a large state that `receiveFile` needs. */
export function namedIn(bytes: Uint8Array, records: PayerRecords): Named {
  const patientKeys = new Set<string>();
  const claimNumbers = new Set<string>();
  const { sets, partial } = detectX12(bytes);
  for (const inquiry of partial || hasQuestions(sets) ? readInquiryFile(bytes).inquiries : []) {
    if (inquiry.kind === "270")
      for (const question of inquiry.value.questions) for (const key of keysAsked(question, records)) patientKeys.add(key);
    if (inquiry.kind === "276") for (const question of inquiry.value.questions) patientKeys.add(patientAsked(question));
  }
  forEachProfessionalClaim(bytes, {
    onClaim: (claim) => {
      patientKeys.add(patientKeyOf(claim));
      patientKeys.add(familyKeyOf(memberIdOf(claim)));
      const original = originalReference(claim);
      if (original !== undefined) claimNumbers.add(original);
    },
  });
  return { patientKeys: [...patientKeys], claimNumbers: [...claimNumbers] };
}

/** Reading a file for questions is a pass of its own, which a claim file need not pay for. */
function hasQuestions(sets: readonly string[]): boolean {
  return sets.includes("270") || sets.includes("276");
}

interface Named {
  readonly patientKeys: readonly string[];
  readonly claimNumbers: readonly string[];
}

/** The accumulators that a question of eligibility is about; without an id, those of the members of that name. */
function keysAsked({ subscriber, dependent }: EligibilityQuestion, { members }: PayerRecords): readonly string[] {
  const given = plainId(subscriber.memberId?.value ?? "");
  const { name } = subscriber;
  const ids = given !== "" || name === undefined ? [given] : members.filter((one) => isNamed(one, name)).map((one) => one.memberId);
  return ids.flatMap((id) => [dependent?.name === undefined ? id : dependentKey(id, dependent.name, dependent.birthDate), familyKeyOf(id)]);
}
