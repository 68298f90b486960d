/** What came while the payers of a demonstration were let to answer, and how far its days went for it. */
import { counted } from "../../core/kernel/counted.ts";
import { daysBetween, isoDate } from "../../core/kernel/iso-date.ts";
import { usDate } from "../words.ts";

interface Answered {
  readonly from: string;
  readonly today: string;
  readonly files: readonly { readonly kind: string; readonly words: string }[];
}

/** More files than this are counted, not read out. */
const mostRead = 3;

export function answeredWords({ from, today, files }: Answered): { readonly title: string; readonly message: string } {
  const went = daysBetween({ from: isoDate(from), to: isoDate(today) });
  const came = files.length === 0 ? "No payer has anything to say now" : `${counted(files.length, "file")} from the payers`;
  const title = went === 0 ? came : `${counted(went, "day")} on: it is ${usDate(today)}`;
  if (files.length === 0) return { title, message: went === 0 ? "" : `${came}.` };
  if (files.length <= mostRead) return { title, message: files.map((file) => file.words).join("\n") };
  const payments = files.filter((file) => file.kind === "835").length;
  const parts = [
    ...(payments === 0 ? [] : [`${payments} with payments`]),
    ...(payments === files.length ? [] : [`${files.length - payments} with acknowledgements and other answers`]),
  ];
  return { title, message: `${went === 0 ? "" : `${came}: `}${parts.join(", ")}, for this claim and all others on their way.` };
}
