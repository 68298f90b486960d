/** The payer's answers to questions: 271 to a 270, 277 to a 276. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Inquiry } from "../x12/transactions/read-inquiries.ts";
import { writeStatusResponses } from "../x12/transactions/write-claim-status.ts";
import { writeEligibilityResponses } from "../x12/transactions/write-eligibility.ts";
import { answerEligibility } from "./answer-eligibility.ts";
import { answerStatus } from "./answer-status.ts";
import { type Books, nextNumber } from "./books.ts";
import { envelopeFor, fileName, type PayerFile } from "./payer-file.ts";
import type { BenefitPlan } from "./plan.ts";
import type { Directory } from "./records.ts";
import { partyOfReceiver, partyOfSender } from "./take-claims.ts";

export interface AnswerInput {
  readonly books: Books;
  readonly plans: readonly BenefitPlan[];
  readonly directory: Directory;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

/** One file a transaction; nothing for an answer of somebody else's. */
export function answerInquiry(inquiry: Inquiry, { books, plans, directory, today, time }: AnswerInput): readonly PayerFile[] {
  const { envelope } = inquiry;
  if (inquiry.kind === "271" || inquiry.kind === "277") return [];
  const file = envelopeFor(books, {
    from: partyOfReceiver(envelope),
    to: partyOfSender(envelope),
    today,
    time,
    test: envelope.interchange.test,
  });
  const head = { control: "0001", createdOn: today, createdAt: time };
  if (inquiry.kind === "270") {
    const answers = inquiry.value.questions.map((question) => answerEligibility(question, { books, plans, directory, today }));
    const { reference } = inquiry.value;
    const response = { ...head, purpose: "11", ...(reference === undefined ? {} : { reference }), answers };
    return [{ name: fileName("271", today, file.interchangeControl), kind: "271", text: writeEligibilityResponses([response], file) }];
  }
  const answers = inquiry.value.questions.map((question) => answerStatus(question, { books, plans, today }));
  const response = { ...head, reference: String(nextNumber(books, "acknowledgement")).padStart(9, "0"), answers };
  return [{ name: fileName("277", today, file.interchangeControl), kind: "277", text: writeStatusResponses([response], file) }];
}
