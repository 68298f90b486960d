/** A good-faith estimate as a PDF: letter size, built-in Helvetica. The same values give the same bytes. */
import PDFDocument from "pdfkit";
import type { DeskPaper } from "../core/billing/desk-paper.ts";
import { formatUsd } from "../core/kernel/cents.ts";
import { formatUsDate } from "../core/kernel/iso-date.ts";
import { formatPhone, formatZip } from "../core/parties/format.ts";
import { latinText } from "./latin-text.ts";

type Page = InstanceType<typeof PDFDocument>;

const margin = 56;
const width = 612 - 2 * margin;
const amountWidth = 90;
const quiet = "#55656a";
const accent = "#0b6e75";

export function drawDeskPaper(paper: DeskPaper): Promise<Uint8Array> {
  const day = new Date(`${paper.date}T00:00:00Z`);
  const page = new PDFDocument({
    size: "LETTER",
    margin,
    info: { Title: `${paper.title} ${paper.number}`, Author: latinText(paper.practice.name), CreationDate: day, ModDate: day },
  });
  const chunks: Buffer[] = [];
  page.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    page.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    page.on("error", reject);
  });
  drawHead(page, paper);
  for (const { words, detail, amount } of paper.rows) drawRow(page, { words, detail, amount: formatUsd(amount), bold: false });
  drawRow(page, { words: paper.total.words, detail: undefined, amount: formatUsd(paper.total.amount), bold: true });
  page.y += 10;
  for (const { head, words } of paper.paragraphs) {
    if (head !== undefined) write(page, head, { size: 10, bold: true });
    write(page, words, { size: 9.5 });
    page.y += 7;
  }
  page.end();
  return finished;
}

function drawHead(page: Page, { practice, title, number, date, facts }: DeskPaper): void {
  const { address } = practice;
  write(page, practice.name, { size: 15, bold: true, color: accent });
  const second = address.line2 === undefined ? [] : [address.line2];
  const lines = [address.line1, ...second, `${address.city}, ${address.state} ${formatZip(address.zip)}`, formatPhone(practice.phone)];
  write(page, lines.join("\n"), { size: 9, color: quiet });
  page.y += 16;
  write(page, title, { size: 17, bold: true });
  write(page, `Number ${number}, ${formatUsDate(date)}`, { size: 10, color: quiet });
  page.y += 10;
  write(page, facts.join("\n"), { size: 10 });
  page.y += 12;
}

interface Row {
  readonly words: string;
  readonly detail: string | undefined;
  readonly amount: string;
  readonly bold: boolean;
}

function drawRow(page: Page, { words, detail, amount, bold }: Row): void {
  const y = page.y;
  page
    .moveTo(margin, y - 3)
    .lineTo(margin + width, y - 3)
    .lineWidth(0.5)
    .strokeColor("#b9c6c9")
    .stroke();
  write(page, words, { size: 10, bold, box: width - amountWidth - 10 });
  if (detail !== undefined) write(page, detail, { size: 8.5, color: quiet, box: width - amountWidth - 10 });
  const after = page.y;
  page
    .font(bold ? "Helvetica-Bold" : "Helvetica")
    .fontSize(10)
    .fillColor("#1b2426")
    .text(amount, margin + width - amountWidth, y, { width: amountWidth, align: "right" });
  page.y = after + 8;
}

interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly box?: number;
}

function write(page: Page, text: string, { size, bold = false, color = "#1b2426", box = width }: Style): void {
  page
    .font(bold ? "Helvetica-Bold" : "Helvetica")
    .fontSize(size)
    .fillColor(color)
    .text(latinText(text), margin, page.y, { width: box, lineGap: 1.5 });
}
