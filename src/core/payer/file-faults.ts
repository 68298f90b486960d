/** Mistakes with a whole file: it is lost, or a transaction is refused by 999 though nothing is wrong with it. */
import { finding } from "../kernel/finding.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { CheckResult } from "../x12/check/check-file.ts";
import { elementCode } from "../x12/check/findings.ts";
import type { Books } from "./books.ts";
import { type Luck, strikes, writeFault } from "./faults.ts";

/** A file that was lost once is not lost again. */
export function losesFile({
  books,
  check,
  luck,
  today,
}: {
  readonly books: Books;
  readonly check: CheckResult;
  readonly luck: Luck;
  readonly today: IsoDate;
}): boolean {
  const [interchange] = check.interchanges;
  if (interchange === undefined || luck.rates["lost-file"] === undefined) return false;
  const key = `lost-file ${interchange.sender.trim()} ${interchange.control}`;
  if (books.faults.has(key) || !strikes("lost-file", key, luck)) return false;
  writeFault(books, { key, kind: "lost-file", on: today, words: `interchange ${interchange.control} was mislaid and is never answered` });
  return true;
}

/** The verdict of the 999 decides what is read on, so an error that is made up here refuses the whole transaction. */
export function withMistakenRejection(
  check: CheckResult,
  { books, luck, today }: { readonly books: Books; readonly luck: Luck; readonly today: IsoDate },
): CheckResult {
  if (luck.rates["mistaken-rejection"] === undefined) return check;
  const control = check.interchanges[0]?.control ?? "";
  const transactions = check.transactions.map((transaction) => {
    const key = `mistaken-rejection ${control} ${transaction.control}`;
    if (!transaction.accepted || books.faults.has(key) || !strikes("mistaken-rejection", key, luck)) return transaction;
    writeFault(books, {
      key,
      kind: "mistaken-rejection",
      on: today,
      words: `transaction ${transaction.control} was refused without a reason`,
    });
    const place = { segment: transaction.segment + 1, tag: "BHT", element: 6 };
    const value = transaction.set === "837" ? "CH" : "";
    return {
      ...transaction,
      accepted: false,
      findings: [...transaction.findings, finding(elementCode, place, { tag: "BHT", element: "06", value })],
    };
  });
  return { ...check, transactions };
}
