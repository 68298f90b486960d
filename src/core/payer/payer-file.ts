/** A file that the payer sends, and what all its files have in common. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { X12Envelope } from "../x12/transactions/write-envelope.ts";
import { type Books, nextNumber } from "./books.ts";

export interface PayerFile {
  /** Unique among the payer's files: kind, day and interchange control number. */
  readonly name: string;
  readonly kind: "TA1" | "999" | "277CA" | "835" | "271" | "277";
  readonly text: string;
}

export interface Party {
  readonly qualifier: string;
  readonly id: string;
  readonly groupId: string;
}

/** A new envelope with the next interchange control number; the group has the same number. */
export function envelopeFor(
  books: Books,
  {
    from,
    to,
    today,
    time,
    test,
  }: { readonly from: Party; readonly to: Party; readonly today: IsoDate; readonly time: string; readonly test: boolean },
): X12Envelope {
  const control = nextNumber(books, "interchange");
  return {
    sender: { qualifier: from.qualifier, id: from.id },
    receiver: { qualifier: to.qualifier, id: to.id },
    groupSender: from.groupId,
    groupReceiver: to.groupId,
    date: today,
    time,
    interchangeControl: control,
    groupControl: control,
    usage: test ? "T" : "P",
  };
}

export function fileName(kind: PayerFile["kind"], today: IsoDate, control: number): string {
  return `${kind}-${today.replaceAll("-", "")}-${String(control).padStart(9, "0")}.x12`;
}
