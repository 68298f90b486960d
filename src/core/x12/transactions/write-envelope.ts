/** The envelope around what we write, and what all our writers share: plain characters, short amounts, common segments. */
import { type Cents, formatCents } from "../../kernel/cents.ts";
import { type Decimal, formatDecimal } from "../../kernel/decimal.ts";
import { formatCompactDate, type IsoDate } from "../../kernel/iso-date.ts";
import type { Delimiters } from "../syntax/segment.ts";
import { type InterchangeParty, interchangeSegments, type SegmentValue, type TransactionText } from "../syntax/writer.ts";
import type {
  Adjustment,
  Attachment,
  ClaimProcedure,
  OtherPayer,
  RelatedCauses,
  X12Address,
  X12Contact,
  X12Identifier,
  X12Name,
} from "./professional-claim.ts";

/** Who sends to whom, when, and with which numbers. Control numbers are the caller's: unique, never reused. */
export interface X12Envelope {
  readonly sender: InterchangeParty;
  readonly receiver: InterchangeParty;
  /** GS02 and GS03. */
  readonly groupSender: string;
  readonly groupReceiver: string;
  readonly date: IsoDate;
  /** HHMM. */
  readonly time: string;
  /** ISA13: 1–999999999. */
  readonly interchangeControl: number;
  /** GS06: 1–999999999. */
  readonly groupControl: number;
  /** ISA15: P production, T test. */
  readonly usage: "P" | "T";
  /** ISA14: ask for a TA1. */
  readonly wantsTa1?: boolean;
  readonly delimiters?: Delimiters;
  /** A line end after each segment, for people who read the file. */
  readonly lines?: boolean;
}

/**
 * One interchange with one group, a segment at a time. Characters outside ASCII are folded (é → e) or become "?", because
 * payers take the X12 character set only; so text offsets are byte offsets.
 */
export function* fileSegments(
  envelope: X12Envelope,
  { code, version, transactions }: { readonly code: string; readonly version: string; readonly transactions: Iterable<TransactionText> },
): Generator<string> {
  const pieces = interchangeSegments({
    sender: plainParty(envelope.sender),
    receiver: plainParty(envelope.receiver),
    control: envelope.interchangeControl,
    date: envelope.date,
    time: envelope.time,
    usage: envelope.usage,
    ...(envelope.wantsTa1 === undefined ? {} : { wantsTa1: envelope.wantsTa1 }),
    ...(envelope.delimiters === undefined ? {} : { delimiters: envelope.delimiters }),
    ...(envelope.lines === undefined ? {} : { lines: envelope.lines }),
    groups: [
      { code, sender: envelope.groupSender, receiver: envelope.groupReceiver, control: envelope.groupControl, version, transactions },
    ],
  });
  for (const piece of pieces) yield plainText(piece);
}

/** Text in ASCII: accents go, letters of other alphabets of Latin are spelled out, quotes and dashes become simple ones, anything else becomes "?". */
export function plainText(text: string): string {
  if (isAsciiText(text)) return text;
  let plain = "";
  for (const character of text) plain += character < "\u0080" ? character : plainCharacter(character);
  return plain;
}

/** Letters that are no other letter with an accent (Unicode does not decompose them), as they are written in names without them. */
const spelledOut: Readonly<Record<string, string>> = {
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  ħ: "h",
  Ħ: "H",
  ı: "i",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ß: "ss",
  ẞ: "SS",
  þ: "th",
  Þ: "TH",
};

function plainCharacter(character: string): string {
  const spelled = spelledOut[character];
  if (spelled !== undefined) return spelled;
  if (/[\u2018\u2019\u02bc]/.test(character)) return "'";
  if (/[\u2010-\u2015]/.test(character)) return "-";
  if (/[\u0300-\u036f]/.test(character)) return "";
  const base = character.normalize("NFD").charAt(0);
  return /^[A-Za-z]$/.test(base) ? base : "?";
}

function isAsciiText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

function plainParty(party: InterchangeParty): InterchangeParty {
  return { qualifier: plainText(party.qualifier), id: plainText(party.id) };
}

/** Type R: no needless zeros after the point: "150", "12.5", "-3". */
export function amountText(amount: Cents): string {
  const text = formatCents(amount);
  if (text.endsWith(".00")) return text.slice(0, -3);
  return text.endsWith("0") ? text.slice(0, -1) : text;
}

export function optionalAmountText(amount: Cents | undefined): string | undefined {
  return amount === undefined ? undefined : amountText(amount);
}

export function quantityText(quantity: Decimal | undefined): string | undefined {
  return quantity === undefined ? undefined : formatDecimal(quantity);
}

export function dateText(date: IsoDate | undefined): string | undefined {
  return date === undefined ? undefined : formatCompactDate(date);
}

/** NM1 with its name and, when there is one, its identifier in 08 and 09. */
export function nameSegment(role: string, name: X12Name, identifier?: X12Identifier): SegmentValue {
  const kind = name.kind === "person" ? "1" : "2";
  return ["NM1", role, kind, name.last, name.first, name.middle, name.prefix, name.suffix, identifier?.qualifier, identifier?.value];
}

export function* addressSegments(address: X12Address | undefined): Generator<SegmentValue> {
  if (address === undefined) return;
  if (address.line1 !== "" || address.line2 !== undefined) yield ["N3", address.line1, address.line2];
  const { city, state, zip, country, subdivision } = address;
  if (city === "" && (state ?? zip ?? country ?? subdivision) === undefined) return;
  yield subdivision === undefined
    ? ["N4", city, state, zip, country]
    : ["N4", city, state, zip, country, undefined, undefined, subdivision];
}

export function* referenceSegments(identifiers: readonly X12Identifier[]): Generator<SegmentValue> {
  for (const { qualifier, value, description, otherPayerId } of identifiers) {
    yield ["REF", qualifier, value, description, otherPayerId === undefined ? undefined : ["2U", otherPayerId]];
  }
}

/** PER: three numbers at most stand in one segment; more go into further segments without the name. */
export function* contactSegments(kind: string, contact: X12Contact): Generator<SegmentValue> {
  for (let at = 0; at === 0 || at < contact.numbers.length; at += 3) {
    const numbers = contact.numbers.slice(at, at + 3).flatMap((number) => [number.qualifier, number.value]);
    yield ["PER", kind, at === 0 ? contact.name : undefined, ...numbers];
  }
}

export function procedureElement(procedure: ClaimProcedure): readonly (string | undefined)[] {
  const [first, second, third, fourth] = procedure.modifiers;
  return [procedure.qualifier, procedure.code, first, second, third, fourth, procedure.description, procedure.lastCode];
}

/** CLM11 or UM05. */
export function causesElement(related: RelatedCauses | undefined): readonly (string | undefined)[] | undefined {
  if (related === undefined) return undefined;
  const [first, second, third] = related.causes;
  return [first, second, third, related.autoState, related.country];
}

/** CAS: adjustments of one group that follow each other share a segment, six at most. */
export function* adjustmentSegments(adjustments: readonly Adjustment[]): Generator<SegmentValue> {
  let at = 0;
  while (at < adjustments.length) {
    const group = adjustments[at]?.group;
    let to = at;
    while (to < adjustments.length && to < at + 6 && adjustments[to]?.group === group) to += 1;
    const trios = adjustments.slice(at, to).flatMap((one) => [one.reason, amountText(one.amount), quantityText(one.quantity)]);
    yield ["CAS", group, ...trios];
    at = to;
  }
}

/** OI of another payer. */
export function coverageSegments(other: OtherPayer): readonly SegmentValue[] {
  const { benefitsAssigned, patientSignature, releaseOfInformation } = other;
  if (benefitsAssigned === undefined && patientSignature === undefined && releaseOfInformation === undefined) return [];
  return [["OI", undefined, undefined, benefitsAssigned, patientSignature, undefined, releaseOfInformation]];
}

/** DTP: one day as D8, a range as RD8. */
export function dateSegment(qualifier: string, from: IsoDate, to: IsoDate | undefined): SegmentValue {
  return ["DTP", qualifier, ...periodElements(from, to)];
}

/** How a day (D8) or a range (RD8) is written, and then itself. */
export function periodElements(from: IsoDate | undefined, to: IsoDate | undefined): readonly string[] {
  if (from === undefined) return [];
  if (to === undefined) return ["D8", formatCompactDate(from)];
  return ["RD8", `${formatCompactDate(from)}-${formatCompactDate(to)}`];
}

export function attachmentSegments(attachments: readonly Attachment[]): readonly SegmentValue[] {
  return attachments.map(
    ({ kind, sent, controlNumber, description }): SegmentValue => [
      "PWK",
      kind,
      sent,
      undefined,
      undefined,
      controlNumber === undefined ? undefined : "AC",
      controlNumber,
      description,
    ],
  );
}
