/** The envelope of every file that leaves for a payer: who we are, who it is for, when, and its number. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Payer, Practice } from "../core/parties/model.ts";

export interface Sending {
  readonly practice: Practice;
  readonly payer: Payer;
  readonly interchange: number;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

/** One group a file, so it carries the number of its interchange: a 999 leads back to the file by it. */
export function envelopeOf({ practice, payer, interchange, today, time }: Sending) {
  const receiver = payer.payerId.slice(0, 15);
  return {
    sender: { qualifier: "ZZ", id: practice.submitterId },
    receiver: { qualifier: "ZZ", id: receiver },
    groupSender: practice.submitterId,
    groupReceiver: receiver,
    date: today,
    time,
    interchangeControl: interchange,
    groupControl: interchange,
    usage: "P",
  } as const;
}

/** As it stands in the envelope, in the file's name and in the list of files. */
export function controlOf(interchange: number): string {
  return String(interchange).padStart(9, "0");
}
