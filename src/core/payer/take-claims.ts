/** The claims of an accepted transaction: each is refused or taken in and decided, and the 277CA says which. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { ReadClaimBatch } from "../x12/transactions/read-claim-file.ts";
import type { TransactionEnvelope } from "../x12/transactions/transaction-envelope.ts";
import { acknowledgementOf, type ClaimResult, writeClaimAcknowledgements } from "../x12/transactions/write-claim-acknowledgement.ts";
import { type Books, nextNumber } from "./books.ts";
import { decideClaim, newClaimNumber } from "./decide.ts";
import { aboutClaim, type Luck, strikes, writeFault } from "./faults.ts";
import { originalReference, refusalsOf } from "./front-door.ts";
import { patientKeyOf } from "./members.ts";
import { envelopeFor, fileName, type Party, type PayerFile } from "./payer-file.ts";
import { type BenefitPlan, planByPayerId } from "./plan.ts";
import type { Directory } from "./records.ts";
import type { DecidedClaim } from "./state.ts";
import type { PayerTables } from "./tables.ts";

export interface TakeInput {
  readonly books: Books;
  readonly plans: readonly BenefitPlan[];
  readonly directory: Directory;
  readonly tables: PayerTables;
  readonly seed: number;
  readonly luck: Luck;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

export interface Taken {
  readonly decided: readonly DecidedClaim[];
  /** One 277CA a payer that the batch names; claims that name none of ours are answered by the first. */
  readonly outputs: readonly PayerFile[];
}

export function takeBatch(input: TakeInput, { batch, envelope }: ReadClaimBatch<ProfessionalClaim>): Taken {
  const { books, plans, today, time } = input;
  const decided: DecidedClaim[] = [];
  const byPlan = new Map<BenefitPlan | undefined, ClaimResult[]>();
  for (const claim of batch.claims) {
    const plan = planByPayerId(plans, claim.payer.id?.value ?? "");
    const result = takeClaim(input, { claim, plan, envelope, decided });
    const answeredBy = plan ?? plans[0];
    const results = byPlan.get(answeredBy);
    if (results === undefined) byPlan.set(answeredBy, [result]);
    else results.push(result);
  }
  const outputs = [...byPlan].map(([plan, results]): PayerFile => {
    const file = envelopeFor(books, {
      from: partyOfReceiver(envelope),
      to: partyOfSender(envelope),
      today,
      time,
      test: envelope.interchange.test,
    });
    const reference = String(nextNumber(books, "acknowledgement")).padStart(9, "0");
    const acknowledgement = acknowledgementOf({
      control: "0001",
      reference,
      on: today,
      at: time,
      source: {
        name: plan?.name ?? batch.receiver.name,
        id: plan?.payerId ?? batch.receiver.id,
        idQualifier: "PI",
        role: "PR",
        trace: reference,
        receivedOn: today,
        processedOn: today,
      },
      submitter: { name: batch.submitter.name, id: batch.submitter.id },
      batchReference: batch.reference,
      results,
    });
    return {
      name: fileName("277CA", today, file.interchangeControl),
      kind: "277CA",
      text: writeClaimAcknowledgements([acknowledgement], file),
    };
  });
  return { decided, outputs };
}

function takeClaim(
  { books, directory, tables, seed, luck, today }: TakeInput,
  {
    claim,
    plan,
    envelope,
    decided,
  }: {
    readonly claim: ProfessionalClaim;
    readonly plan: BenefitPlan | undefined;
    readonly envelope: TransactionEnvelope;
    readonly decided: DecidedClaim[];
  },
): ClaimResult {
  const reference = claim.frequency === "1" ? undefined : originalReference(claim);
  const original = reference === undefined ? undefined : books.claims.get(reference);
  const refusals = refusalsOf({ claim, plan, directory, original, today });
  const first = refusals[0];
  if (first !== undefined || plan === undefined) {
    // STC01, STC10 and STC11: three statuses at most.
    return {
      claim,
      accepted: false,
      statuses: refusals.slice(0, 3).map((one) => one.status),
      ...(first === undefined ? {} : { text: first.words }),
    };
  }
  const number = losesClaim({ books, claim, plan, seed, luck, today });
  if (number === undefined) decided.push(...decideClaim({ books, claim, plan, directory, tables, envelope, original, today, seed, luck }));
  const given = number ?? decided.at(-1)?.payerControlNumber;
  return {
    claim,
    accepted: true,
    statuses: [{ category: "A2", status: "20", entity: "PR" }],
    ...(given === undefined ? {} : { payerControlNumber: given }),
  };
}

/** A first claim that is acknowledged with a number and then lost: never decided, never counted. Undefined: it is not lost. */
function losesClaim({
  books,
  claim,
  plan,
  seed,
  luck,
  today,
}: {
  readonly books: Books;
  readonly claim: ProfessionalClaim;
  readonly plan: BenefitPlan;
  readonly seed: number;
  readonly luck: Luck;
  readonly today: IsoDate;
}): string | undefined {
  if (luck.rates["lost-claim"] === undefined || claim.frequency !== "1") return undefined;
  const next = books.counters.get("claim") ?? 1;
  if (!strikes("lost-claim", `${claim.controlNumber}|${next}`, luck)) return undefined;
  const number = newClaimNumber({ books, plan, today, seed });
  const { controlNumber } = claim;
  writeFault(books, {
    ...aboutClaim("lost-claim", { planId: plan.id, controlNumber, payerControlNumber: number, patientKey: patientKeyOf(claim) }, today),
    key: `lost-claim ${number}`,
    words: "acknowledged and never decided",
  });
  return number;
}

export function partyOfSender({ interchange, group }: TransactionEnvelope): Party {
  return { qualifier: interchange.senderQualifier, id: interchange.senderId, groupId: group.sender };
}

export function partyOfReceiver({ interchange, group }: TransactionEnvelope): Party {
  return { qualifier: interchange.receiverQualifier, id: interchange.receiverId, groupId: group.receiver };
}
