/** A patient's statement as a PDF of one page in plain words; more pages only when there are more services than fit. */
import PDFDocument from "pdfkit";
import type { Statement, StatementLine } from "../core/billing/statement.ts";
import { type Cents, formatUsd } from "../core/kernel/cents.ts";
import { formatUsDate } from "../core/kernel/iso-date.ts";
import { formatFullName, formatPhone, formatZip } from "../core/parties/format.ts";
import type { Address } from "../core/parties/model.ts";
import { latinText } from "./latin-text.ts";

type Page = InstanceType<typeof PDFDocument>;

const margin = 48;
const width = 612 - 2 * margin;
const leftWidth = 300;
const rightWidth = width - leftWidth - 16;
const bottom = 792 - 72;
const ink = "#1b2426";
const quiet = "#55656a";
const accent = "#0b6e75";
const columns = [
  { title: "Charged", of: (line: StatementLine): Cents => line.charge },
  { title: "Insurance paid", of: (line: StatementLine): Cents => line.insurancePaid },
  { title: "Taken off", of: (line: StatementLine): Cents => line.adjusted },
  { title: "You paid", of: (line: StatementLine): Cents => line.youPaid },
  { title: "You owe", of: (line: StatementLine): Cents => line.youOwe },
] as const;
const columnWidth = 62;
const amountsLeft = margin + width - columns.length * columnWidth;

/** Letter size, built-in Helvetica: no font is embedded, names outside Latin-1 are written with their nearest letters. */
export function drawStatement(statement: Statement): Promise<Uint8Array> {
  const page = new PDFDocument({
    size: "LETTER",
    margin,
    info: { Title: `Statement ${statement.number}`, Author: latinText(statement.practice.name) },
  });
  const chunks: Buffer[] = [];
  page.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    page.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    page.on("error", reject);
  });
  drawHead(page, statement);
  drawAmount(page, statement);
  drawLines(page, statement);
  drawPayments(page, statement);
  drawFoot(page, statement);
  page.end();
  return finished;
}

function drawHead(page: Page, { practice, guarantor, patient, number, date, step }: Statement): void {
  const statementTitle = step?.title ?? "Statement";
  write(page, practice.name, { x: margin, y: margin, size: 15, bold: true, color: accent, width: leftWidth });
  write(page, [...addressLines(practice.address), formatPhone(practice.phone)].join("\n"), {
    x: margin,
    y: page.y + 1,
    size: 9,
    color: quiet,
    width: leftWidth,
  });
  const belowPractice = page.y;
  write(page, statementTitle, { x: margin + leftWidth + 16, y: margin, size: 15, bold: true, align: "right", width: rightWidth });
  const facts = [
    `Number ${number}`,
    `Date ${formatUsDate(date)}`,
    `Patient ${formatFullName(patient.name)}`,
    `Account ${patient.accountNumber}`,
  ];
  write(page, facts.join("\n"), { x: margin + leftWidth + 16, y: page.y + 1, size: 9, color: quiet, align: "right", width: rightWidth });
  // Where the window of the envelope is, unless long names above push it down.
  const y = Math.max(margin + 92, belowPractice + 12);
  write(page, [formatFullName(guarantor.name), ...addressLines(guarantor.address)].join("\n"), {
    x: margin,
    y,
    size: 10,
    width: leftWidth,
  });
}

function drawAmount(page: Page, statement: Statement): void {
  const y = Math.max(margin + 156, page.y + 10);
  page.roundedRect(margin, y, width, 56, 4).fillColor("#e9f4f5").fill();
  write(page, "Please pay", { x: margin + 14, y: y + 10, size: 9, color: quiet });
  write(page, formatUsd(statement.amountDue), { x: margin + 14, y: y + 22, size: 20, bold: true, color: accent });
  write(page, "by", { x: margin + 190, y: y + 10, size: 9, color: quiet });
  write(page, formatUsDate(statement.dueDate), { x: margin + 190, y: y + 24, size: 14, bold: true });
  const ways = `By card at the desk or by telephone, ${formatPhone(statement.practice.phone)}, or by check to the address above. Write account ${statement.patient.accountNumber} on it.`;
  write(page, ways, { x: margin + 300, y: y + 10, size: 8.5, color: quiet, width: width - 314 });
  page.y = y + 66;
  if (statement.step !== undefined) write(page, statement.step.message, { x: margin, y: page.y, size: 9 });
  page.y += 8;
}

function drawLines(page: Page, statement: Statement): void {
  drawColumnTitles(page);
  for (const line of statement.lines) drawLine(page, statement, line);
  rule(page);
  const y = page.y + 4;
  write(page, "Together", { x: margin, y, size: 9.5, bold: true });
  const { totals } = statement;
  const sums = [totals.charge, totals.insurancePaid, totals.adjusted, totals.youPaid, totals.youOwe];
  for (const [index, amount] of sums.entries()) writeAmount(page, amount, { column: index, y, bold: true });
  page.y = y + 20;
}

function drawColumnTitles(page: Page): void {
  const y = page.y;
  write(page, "Date and service", { x: margin, y, size: 8.5, color: quiet });
  columns.forEach(({ title }, index) => {
    write(page, title, { x: amountsLeft + index * columnWidth, y, size: 8.5, color: quiet, width: columnWidth, align: "right" });
  });
  page.y = y + 14;
  rule(page);
}

/** A further page says whose it is: pages get parted. */
function turnPage(page: Page, { number, patient }: Statement): void {
  page.addPage();
  write(page, `Statement ${number}, account ${patient.accountNumber}, continued`, { x: margin, y: margin, size: 8.5, color: quiet });
  page.y += 8;
}

function drawLine(page: Page, statement: Statement, line: StatementLine): void {
  const textWidth = amountsLeft - margin - 10;
  const title = `${formatUsDate(line.serviceDate)}  ${line.description}`;
  const why = line.why.join(" ");
  const height =
    textHeight(page, title, { size: 9.5, width: textWidth }) +
    textHeight(page, line.providerName, { size: 8.5, width: textWidth }) +
    (why === "" ? 0 : textHeight(page, why, { size: 8.5, width }) + 3);
  if (page.y + height + 12 > bottom) {
    turnPage(page, statement);
    drawColumnTitles(page);
  }
  const y = page.y + 5;
  write(page, title, { x: margin, y, size: 9.5, width: textWidth });
  const after = page.y;
  for (const [index, { of }] of columns.entries()) writeAmount(page, of(line), { column: index, y, bold: index === columns.length - 1 });
  write(page, line.providerName, { x: margin, y: after, size: 8.5, color: quiet, width: textWidth });
  if (why !== "") write(page, why, { x: margin, y: page.y + 2, size: 8.5, width });
  page.y += 4;
}

function drawPayments(page: Page, statement: Statement): void {
  const { payments, unapplied } = statement;
  const rows = payments.map((payment) => `${formatUsDate(payment.on)}  ${payment.method}  ${formatUsd(payment.amount)}`);
  if (unapplied > 0) rows.push(`Not yet put to a service: ${formatUsd(unapplied)}, taken off the amount above.`);
  if (rows.length === 0) return;
  // The heading does not stand alone at the end of a page.
  if (page.y + 40 > bottom) turnPage(page, statement);
  const y = page.y + 4;
  write(page, "Your payments", { x: margin, y, size: 9.5, bold: true });
  write(page, rows.join("\n"), { x: margin, y: page.y + 2, size: 9 });
}

function drawFoot(page: Page, statement: Statement): void {
  const height = statement.notices.reduce((sum, notice) => sum + textHeight(page, notice, { size: 8.5, width }) + 4, 12);
  if (page.y + height > bottom) turnPage(page, statement);
  page.y += 8;
  for (const notice of statement.notices) write(page, notice, { x: margin, y: page.y + 4, size: 8.5, color: quiet, width });
}

interface Style {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: "left" | "right";
  readonly width?: number;
}

function write(page: Page, text: string, { x, y, size, bold = false, color = ink, align = "left", width: box = width }: Style): void {
  page
    .font(bold ? "Helvetica-Bold" : "Helvetica")
    .fontSize(size)
    .fillColor(color)
    .text(latinText(text), x, y, { width: box, align, lineGap: 1.5 });
}

function writeAmount(
  page: Page,
  amount: Cents,
  { column, y, bold }: { readonly column: number; readonly y: number; readonly bold: boolean },
): void {
  write(page, formatUsd(amount), { x: amountsLeft + column * columnWidth, y, size: 9.5, bold, width: columnWidth, align: "right" });
}

function textHeight(page: Page, text: string, { size, width: box }: { readonly size: number; readonly width: number }): number {
  return page.font("Helvetica").fontSize(size).heightOfString(latinText(text), { width: box, lineGap: 1.5 });
}

function rule(page: Page): void {
  page
    .moveTo(margin, page.y)
    .lineTo(margin + width, page.y)
    .lineWidth(0.6)
    .strokeColor("#b9c6c9")
    .stroke();
}

function addressLines(address: Address): readonly string[] {
  return [
    address.line1,
    ...(address.line2 === undefined ? [] : [address.line2]),
    `${address.city}, ${address.state} ${formatZip(address.zip)}`,
  ];
}
