/** TA1 and 999: whether the payer could read the file. A TA1 that was asked for is a file of its own; what it refuses is read no further. */
import type { IsoDate } from "../kernel/iso-date.ts";
import { answersOf } from "../x12/acknowledge/acknowledge.ts";
import type { CheckResult } from "../x12/check/check-file.ts";
import { encodeUtf8 } from "../x12/syntax/decode.ts";
import type { Interchange } from "../x12/syntax/envelope.ts";
import type { ImplementationAcknowledgement } from "../x12/transactions/acknowledgements.ts";
import { readAcknowledgementFile } from "../x12/transactions/read-acknowledgements.ts";
import { type Books, nextNumber } from "./books.ts";
import { fileName, type PayerFile } from "./payer-file.ts";

export interface Acknowledged {
  readonly outputs: readonly PayerFile[];
  /** The ST segments (file position) of the transactions that were accepted. */
  readonly accepted: ReadonlySet<number>;
}

/** The verdict is taken from the 999 itself, so that what is said and what is done are one thing. */
export function acknowledgeFile({
  books,
  check,
  today,
  time,
}: {
  readonly books: Books;
  readonly check: CheckResult;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}): Acknowledged {
  const outputs: PayerFile[] = [];
  const accepted = new Set<number>();
  check.interchanges.slice(0, answeredInterchanges).forEach((interchange, index) => {
    const own = onlyInterchange(check, interchange, check.interchanges[index + 1]);
    for (const answer of answersOf(own, { today, time, control: books.counters.get("interchange") ?? 1 })) {
      const control = nextNumber(books, "interchange");
      outputs.push({ name: fileName(answer.kind, today, control), kind: answer.kind, text: answer.text });
      const said = readAcknowledgementFile(encodeUtf8(answer.text)).acknowledgements.flatMap((one) =>
        one.kind === "999" ? [one.value] : [],
      );
      for (const segment of acceptedSegments(interchange, said)) accepted.add(segment);
    }
  });
  return { outputs, accepted };
}

/** A file of noise can look like thousands of interchanges; nobody sends so many in earnest. */
const answeredInterchanges = 100;

function onlyInterchange(check: CheckResult, interchange: Interchange, next: Interchange | undefined): CheckResult {
  const end = next?.segment ?? Number.POSITIVE_INFINITY;
  const isIn = (segment: number | undefined): boolean => (segment ?? 0) >= interchange.segment && (segment ?? 0) < end;
  return {
    ...check,
    interchanges: [interchange],
    findings: check.findings.filter(({ place }) => isIn(place.segment)),
    transactions: check.transactions.filter(({ segment }) => isIn(segment)),
  };
}

/** A 999 answers the groups, and each group's transactions, in their order. A group that is refused takes all of them along. */
function acceptedSegments(interchange: Interchange, said: readonly ImplementationAcknowledgement[]): readonly number[] {
  const groups = interchange.groups.filter((group) => group.code !== "FA" && group.transactions.length > 0);
  return groups.flatMap((group, index) => {
    const answer = said[index];
    if (answer === undefined || answer.verdict === "R") return [];
    return group.transactions.filter((_, at) => isAcceptance(answer.sets[at]?.verdict)).map((transaction) => transaction.segment);
  });
}

function isAcceptance(verdict: string | undefined): boolean {
  return verdict === "A" || verdict === "E";
}
