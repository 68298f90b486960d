/** An appeal letter as a PDF: the letter, its enclosures, and the proof of filing on a page of its own. */
import PDFDocument from "pdfkit";
import { type AppealLetter, aboutLines } from "../core/denials/appeal-letter.ts";
import type { FilingProof } from "../core/denials/filing-proof.ts";
import { formatUsDate } from "../core/kernel/iso-date.ts";
import { formatPhone, formatZip } from "../core/parties/format.ts";
import type { Address } from "../core/parties/model.ts";
import { latinText } from "./latin-text.ts";

type Page = InstanceType<typeof PDFDocument>;

const margin = 64;
const width = 612 - 2 * margin;

/** The same values give the same bytes: the day of the letter is the document's only date. */
export function drawAppealLetter(letter: AppealLetter, { draft }: { readonly draft: boolean }): Promise<Uint8Array> {
  const day = new Date(`${letter.date}T00:00:00Z`);
  const page = new PDFDocument({
    size: "LETTER",
    margin,
    info: { Title: "Appeal", Author: latinText(letter.facts.practice.name), CreationDate: day, ModDate: day },
  });
  const chunks: Buffer[] = [];
  page.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    page.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    page.on("error", reject);
  });
  if (draft) write(page, "DRAFT, not sent", { bold: true, color: "#b42318" });
  drawHead(page, letter);
  drawBody(page, letter);
  drawProof(page, letter.facts.proof);
  page.end();
  return finished;
}

function drawHead(page: Page, { date, facts }: AppealLetter): void {
  const { practice, payer, level } = facts;
  write(page, practice.name, { size: 14, bold: true, color: "#0b6e75" });
  write(page, [...addressLines(practice.address), formatPhone(practice.phone)].join("\n"), { size: 9, color: "#55656a" });
  page.moveDown(1.2);
  write(page, formatUsDate(date));
  page.moveDown(0.8);
  write(page, [level.body, ...(payer.address === undefined ? [payer.name] : [payer.name, ...addressLines(payer.address)])].join("\n"));
  page.moveDown(1);
  write(page, `${level.name}: ${facts.service} of ${formatUsDate(facts.serviceFrom)}`, { bold: true });
  page.moveDown(0.5);
  for (const [name, words] of aboutLines(facts)) write(page, `${name}: ${words}`, { size: 9.5 });
  page.moveDown(0.8);
}

function drawBody(page: Page, { facts, text }: AppealLetter): void {
  write(page, text.opening);
  page.moveDown(0.6);
  write(page, `Your decision says: ${facts.said.join("; ")}.`);
  page.moveDown(0.6);
  write(page, text.argument);
  page.moveDown(0.6);
  write(page, text.closing);
  page.moveDown(1);
  write(page, `${facts.practice.contactName}\n${facts.practice.name}`);
  page.moveDown(1);
  if (text.enclosures.length > 0)
    write(page, `Enclosures\n${text.enclosures.map((one, at) => `${at + 1}. ${one}`).join("\n")}`, { size: 9.5 });
}

function drawProof(page: Page, proof: FilingProof): void {
  page.addPage();
  write(page, "Proof of filing", { size: 13, bold: true });
  page.moveDown(0.4);
  write(page, "What our records hold, byte for byte. A SHA-256 names a content: anyone who has the file can compute it again.", {
    size: 9,
  });
  page.moveDown(0.6);
  for (const sent of proof.sendings) {
    write(page, `Sent: version ${sent.version}, frequency ${sent.frequency}`, { bold: true, size: 10 });
    write(
      page,
      [
        `file ${sent.fileName}, interchange (ISA13) ${sent.interchange}, batch (BHT03) ${sent.batch}`,
        `written ${sent.writtenOn === undefined ? "not recorded" : formatUsDate(sent.writtenOn)}${sent.recordedAt === undefined ? "" : `, recorded ${sent.recordedAt}`}`,
        `this claim: bytes ${sent.byteFrom} to ${sent.byteTo - 1} (${sent.byteTo - sent.byteFrom} bytes), SHA-256 ${sent.sha256}`,
        `whole file: SHA-256 ${sent.fileSha256}`,
      ].join("\n"),
      { size: 8.5 },
    );
    page.moveDown(0.5);
  }
  for (const came of proof.receipts) {
    write(page, `Received: ${came.kind}, ${came.accepted ? "accepted" : "rejected"}`, { bold: true, size: 10 });
    write(
      page,
      [
        `file ${came.fileName}, the payer's interchange (ISA13) ${came.reference}`,
        `received ${formatUsDate(came.receivedOn)}, recorded ${came.recordedAt}`,
        ...(came.payerControlNumber === undefined ? [] : [`payer's claim number ${came.payerControlNumber}`]),
        `SHA-256 ${came.sha256}`,
      ].join("\n"),
      { size: 8.5 },
    );
    page.moveDown(0.5);
  }
  if (proof.receipts.length === 0) write(page, "No acknowledgement of the payer is on file.", { size: 9.5 });
}

function write(
  page: Page,
  text: string,
  { size = 10.5, bold = false, color = "#1b2426" }: { readonly size?: number; readonly bold?: boolean; readonly color?: string } = {},
): void {
  page
    .font(bold ? "Helvetica-Bold" : "Helvetica")
    .fontSize(size)
    .fillColor(color)
    .text(latinText(text), margin, page.y, { width, lineGap: 1.5 });
}

function addressLines(address: Address): readonly string[] {
  return [
    address.line1,
    ...(address.line2 === undefined ? [] : [address.line2]),
    `${address.city}, ${address.state} ${formatZip(address.zip)}`,
  ];
}
