/** The receipt of a patient's payment as a PDF of one page. */
import PDFDocument from "pdfkit";
import { type Cents, formatUsd } from "../core/kernel/cents.ts";
import { formatUsDate, type IsoDate } from "../core/kernel/iso-date.ts";
import { formatFullName, formatPhone, formatZip } from "../core/parties/format.ts";
import type { Patient, Practice } from "../core/parties/model.ts";
import { latinText } from "./latin-text.ts";

export interface Receipt {
  readonly number: string;
  readonly practice: Pick<Practice, "name" | "address" | "phone">;
  readonly patient: Pick<Patient, "name" | "accountNumber">;
  readonly receivedOn: IsoDate;
  readonly amount: Cents;
  readonly method: string;
  readonly reference?: string;
  readonly receivedBy: string;
  /** What it was put on; the rest is kept for the patient. */
  readonly shares: readonly { readonly on: IsoDate; readonly service: string; readonly amount: Cents }[];
  readonly unapplied: Cents;
  /** It was undone later: then it says so. */
  readonly undone: boolean;
}

const margin = 64;
const width = 612 - 2 * margin;

/** The same values give the same bytes: the day of the payment is the document's only date. */
export function drawReceipt(receipt: Receipt): Promise<Uint8Array> {
  const day = new Date(`${receipt.receivedOn}T00:00:00Z`);
  const page = new PDFDocument({
    size: "LETTER",
    margin,
    info: { Title: `Receipt ${receipt.number}`, Author: latinText(receipt.practice.name), CreationDate: day, ModDate: day },
  });
  const chunks: Buffer[] = [];
  page.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    page.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    page.on("error", reject);
  });
  const write = (text: string, size = 10.5, bold = false, color = "#1b2426"): void => {
    page
      .font(bold ? "Helvetica-Bold" : "Helvetica")
      .fontSize(size)
      .fillColor(color)
      .text(latinText(text), margin, page.y, { width, lineGap: 2 });
  };
  const { practice, patient } = receipt;
  write(practice.name, 15, true, "#0b6e75");
  write(
    `${practice.address.line1}, ${practice.address.city}, ${practice.address.state} ${formatZip(practice.address.zip)}, ${formatPhone(practice.phone)}`,
    9,
    false,
    "#55656a",
  );
  page.moveDown(1.5);
  write(`Receipt ${receipt.number}`, 15, true);
  page.moveDown(0.5);
  if (receipt.undone) write("This payment was undone. The receipt counts no more.", 11, true, "#b42318");
  write(`Received ${formatUsd(receipt.amount)} on ${formatUsDate(receipt.receivedOn)}`, 12, true);
  write(`By ${receipt.method}${receipt.reference === undefined ? "" : `, ${receipt.reference}`}, taken by ${receipt.receivedBy}`);
  write(`For ${formatFullName(patient.name)}, account ${patient.accountNumber}`);
  page.moveDown(1);
  for (const { on, service, amount } of receipt.shares) write(`${formatUsd(amount)}  for ${service} of ${formatUsDate(on)}`);
  if (receipt.unapplied > 0) write(`${formatUsd(receipt.unapplied)}  kept for you: for a later bill, or to be sent back`);
  page.moveDown(1);
  write("Thank you. Please keep this for your records.", 9, false, "#55656a");
  page.end();
  return finished;
}
