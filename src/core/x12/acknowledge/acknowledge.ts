/** Answers a checked file: TA1 for an interchange, 999 for each of its groups. Never answers an acknowledgement. */
import type { Finding } from "../../kernel/finding.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { CheckedTransaction, CheckResult } from "../check/check-file.ts";
import { findingKinds } from "../finding-kinds.ts";
import { type Group, type Interchange, isPartyQualifier } from "../syntax/envelope.ts";
import { type GroupText, type SegmentValue, type TransactionText, writeInterchange } from "../syntax/writer.ts";
import { answerText, groupVerdict, setSegments } from "./verdicts.ts";

export interface AcknowledgeOptions {
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
  /** ISA13 and GS06 of the first answer; each further interchange takes the next number. 1–999999999. */
  readonly control: number;
}

export interface Answer {
  readonly kind: "TA1" | "999";
  /** ISA13 of the answer. */
  readonly control: number;
  /** One whole interchange. */
  readonly text: string;
}

/** The answers as X12 text, one interchange after the other; "" when nothing is to be answered. */
export function acknowledge(result: CheckResult, options: AcknowledgeOptions): string {
  return answersOf(result, options)
    .map((answer) => answer.text)
    .join("");
}

/** The answers in order. A TA1 is an interchange of its own and comes before the 999 of the same file. */
export function answersOf(result: CheckResult, options: AcknowledgeOptions): readonly Answer[] {
  const checked = new Map(result.transactions.map((transaction) => [transaction.envelope, transaction]));
  const answers: Answer[] = [];
  result.interchanges.forEach((interchange, index) => {
    const next = result.interchanges[index + 1]?.segment ?? Number.POSITIVE_INFINITY;
    const own = result.findings.filter(({ place }) => (place.segment ?? 0) >= interchange.segment && (place.segment ?? 0) < next);
    for (const body of bodiesOf(interchange, own)) {
      const control = options.control + answers.length;
      answers.push({ kind: body.kind, control, text: textOf(interchange, body, { checked, options, control }) });
    }
  });
  return answers;
}

type Body = { readonly kind: "TA1"; readonly acknowledgement: SegmentValue } | { readonly kind: "999"; readonly groups: readonly Group[] };

/** An interchange that is refused is answered by TA1 alone; an acknowledgement is not answered at all. */
function bodiesOf(interchange: Interchange, own: readonly Finding[]): readonly Body[] {
  const note = own.map((one) => codeIn(one, "TA1")).find((code) => code !== undefined);
  const hasGroups = interchange.groups.length > 0;
  const isAcknowledgement = interchange.groups.every((group) => group.code === "FA");
  if (isAcknowledgement && (note === undefined || hasGroups)) return [];
  const bodies: Body[] = [];
  if (note !== undefined || interchange.wantsTa1) bodies.push({ kind: "TA1", acknowledgement: ta1Of(interchange, note) });
  const groups = interchange.groups.filter((group) => group.code !== "FA" && group.transactions.length > 0);
  if (note === undefined && groups.length > 0) bodies.push({ kind: "999", groups });
  return bodies;
}

interface AnswerContext {
  readonly checked: ReadonlyMap<unknown, CheckedTransaction>;
  readonly options: AcknowledgeOptions;
  readonly control: number;
}

function textOf(interchange: Interchange, body: Body, { checked, options, control }: AnswerContext): string {
  return writeInterchange({
    sender: { qualifier: qualifierText(interchange.receiverQualifier), id: partyText(interchange.receiver) },
    receiver: { qualifier: qualifierText(interchange.senderQualifier), id: partyText(interchange.sender) },
    control,
    date: options.today,
    time: options.time,
    usage: interchange.usage === "P" ? "P" : "T",
    acknowledgements: body.kind === "TA1" ? [body.acknowledgement] : [],
    groups: body.kind === "TA1" ? [] : [groupOf(body.groups, { checked, control })],
  });
}

/** TA105 000 when nothing is wrong; an interchange with a fault of its envelope is refused as a whole. */
function ta1Of(interchange: Interchange, note: string | undefined): SegmentValue {
  const digits = (text: string, size: number): string => text.replace(/\D/g, "").padStart(size, "0").slice(-size);
  // The date and time are given back as they came; what is none cannot stand in a TA1.
  const date = parseCompactDate(`20${interchange.date}`) === undefined ? "000101" : interchange.date;
  const time = /^([01]\d|2[0-3])[0-5]\d$/.test(interchange.time) ? interchange.time : "0000";
  return ["TA1", digits(interchange.control, 9), date, time, note === undefined ? "A" : "R", note ?? "000"];
}

function groupOf(
  groups: readonly Group[],
  { checked, control }: { readonly checked: ReadonlyMap<unknown, CheckedTransaction>; readonly control: number },
): GroupText {
  const [first] = groups;
  const transactions = groups.map((group, index): TransactionText => {
    const sets = group.transactions.map((transaction) =>
      setSegments(transaction, { findings: checked.get(transaction)?.findings ?? [], group: group.code, kindOf }),
    );
    const notes = group.findings.map((one) => codeIn(one, "AK9")).filter((code) => code !== undefined);
    return {
      set: "999",
      control: String(index + 1).padStart(4, "0"),
      guide: "005010X231A1",
      segments: [
        ["AK1", group.code, numberText(group.control), answerText(group.version, 12) || "UNKNOWN"],
        ...sets.flatMap((set) => set.segments),
        groupVerdict(group, { notes, accepted: sets.filter((set) => set.accepted).length }),
      ],
    };
  });
  return {
    code: "FA",
    sender: partyText(first?.receiver),
    receiver: partyText(first?.sender),
    control,
    version: "005010X231A1",
    transactions,
  };
}

function codeIn(one: Finding, where: string): string | undefined {
  const kind = kindOf(one.code);
  return one.severity === "error" && kind?.acknowledgement?.in === where ? kind.acknowledgement.code : undefined;
}

function kindOf(code: string) {
  return findingKinds.get(code);
}

/** GS06 as a number, whatever the file holds. */
function numberText(text: string): string {
  return text.replace(/\D/g, "").slice(0, 9) || "0";
}

/** An id that can stand in the answer whatever came in. */
function partyText(text: string | undefined): string {
  const clean = (text ?? "")
    .replace(/[^\w .\-/]/g, "")
    .trim()
    .slice(0, 15);
  return clean.length < 2 ? "UNKNOWN" : clean;
}

function qualifierText(text: string): string {
  return isPartyQualifier(text) ? text : "ZZ";
}
