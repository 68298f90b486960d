/** What the record proves of the filing of a claim: the bytes sent, and what came back. It claims nothing that is not on file. */

import { daysBetween, formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import type { FilingClock } from "../parties/timely-filing.ts";

export interface Sending {
  readonly version: number;
  readonly frequency: string;
  readonly fileName: string;
  /** ISA13 and BHT03. */
  readonly interchange: string;
  readonly batch: string;
  readonly writtenOn?: IsoDate;
  /** When our program recorded it, UTC. */
  readonly recordedAt?: string;
  /** The claim's bytes in the file: from, up to but without to. */
  readonly byteFrom: number;
  readonly byteTo: number;
  /** Of these bytes. */
  readonly sha256: string;
  readonly fileSha256: string;
}

export interface Receipt {
  readonly kind: "TA1" | "999" | "277CA";
  readonly accepted: boolean;
  readonly receivedOn: IsoDate;
  readonly recordedAt: string;
  readonly fileName: string;
  readonly sha256: string;
  /** ISA13 of the payer's own file. */
  readonly reference: string;
  /** The payer's number of the claim (277CA REF 1K). */
  readonly payerControlNumber?: string;
}

export interface FilingProof {
  readonly sendings: readonly Sending[];
  readonly receipts: readonly Receipt[];
  /** The first day on which the payer itself said that it has the claim. */
  readonly acceptedOn?: IsoDate;
  /** What the letter may say. */
  readonly sentences: readonly string[];
  /** What is not on file, for the screen. */
  readonly warnings: readonly string[];
}

export function proveFiling({
  sendings,
  receipts,
  clock,
}: {
  readonly sendings: readonly Sending[];
  readonly receipts: readonly Receipt[];
  readonly clock: FilingClock;
}): FilingProof {
  const accepted = receipts.find((one) => one.kind === "277CA" && one.accepted);
  const taken = receipts.find((one) => one.kind === "999" && one.accepted);
  const first = sendings.find((one) => one.writtenOn !== undefined);
  const within = accepted === undefined ? undefined : daysBetween({ from: clock.from, to: accepted.receivedOn });
  return {
    sendings,
    receipts,
    ...(accepted === undefined ? {} : { acceptedOn: accepted.receivedOn }),
    sentences: [...sentWords(first), ...receiptWords({ accepted, taken, within, clock, any: receipts.length > 0 })],
    warnings: [
      ...(first === undefined ? ["No file of ours with this claim is on record as written."] : []),
      ...(accepted === undefined
        ? ["No 277CA acceptance of this claim is on file. The letter says only what is there; it does not prove timely filing."]
        : []),
      ...(within !== undefined && within > clock.days
        ? [
            `The acceptance came ${within} days after the ${clock.event === "service" ? "service" : "decision of the payer before"}, which is past this payer's limit of ${clock.days} days.`,
          ]
        : []),
    ],
  };
}

function sentWords(first: Sending | undefined): readonly string[] {
  if (first?.writtenOn === undefined) return [];
  return [
    `Our file ${first.fileName} (interchange ${first.interchange}, batch ${first.batch}) with this claim was written on ${formatUsDate(first.writtenOn)}.`,
  ];
}

function receiptWords({
  accepted,
  taken,
  within,
  clock,
  any,
}: {
  readonly accepted: Receipt | undefined;
  readonly taken: Receipt | undefined;
  readonly within: number | undefined;
  readonly clock: FilingClock;
  readonly any: boolean;
}): readonly string[] {
  if (accepted !== undefined && within !== undefined) {
    const number = accepted.payerControlNumber === undefined ? "" : `, with your claim number ${accepted.payerControlNumber}`;
    const limit = within <= clock.days ? `, within the limit of ${clock.days} days` : "";
    const event = clock.event === "service" ? "date of service" : "decision of the payer before you";
    return [
      `You accepted the claim by your 277CA of ${formatUsDate(accepted.receivedOn)} (your interchange ${accepted.reference})${number}: ${within} days after the ${event}${limit}.`,
    ];
  }
  if (taken !== undefined)
    return [
      `Your 999 of ${formatUsDate(taken.receivedOn)} (your interchange ${taken.reference}) accepted the file. A claim acknowledgement (277CA) is not on our file.`,
    ];
  return [any ? "No acknowledgement that accepts the file or the claim is on our file." : "No acknowledgement of yours is on our file."];
}
