/** What was done about a denied line: one event an act, kept for ever, told in plain words. */
import { assertNever } from "../kernel/assert.ts";
import { type Cents, formatUsd } from "../kernel/cents.ts";
import type { RemittanceId } from "../kernel/id.ts";
import { formatUsDate, type IsoDate } from "../kernel/iso-date.ts";

export type DenialEvent =
  | {
      readonly kind: "call";
      /** Who spoke for the payer. */
      readonly spokeWith: string;
      /** The payer's number of the call. */
      readonly reference?: string;
      readonly promise?: string;
      readonly nextOn?: IsoDate;
      readonly words: string;
    }
  | { readonly kind: "note"; readonly words: string; readonly nextOn?: IsoDate }
  | { readonly kind: "documents-sent"; readonly words: string; readonly reference?: string; readonly answerBy?: IsoDate }
  | {
      readonly kind: "reopening-asked";
      readonly reference: string;
      readonly answerBy?: IsoDate;
      /** What was corrected in the record and told the payer. */
      readonly changes?: readonly string[];
    }
  | { readonly kind: "corrected"; readonly version: number; readonly frequency: string; readonly changes: readonly string[] }
  | { readonly kind: "undone"; readonly version: number }
  | {
      readonly kind: "appealed";
      readonly letterId: number;
      readonly level: number;
      readonly levelName: string;
      readonly sentBy: string;
      readonly reference?: string;
      readonly answerBy?: IsoDate;
    }
  | {
      readonly kind: "answered";
      readonly answer: "upheld" | "overturned" | "partly-overturned" | "more-wanted";
      readonly reference?: string;
      readonly words: string;
    }
  | { readonly kind: "taken-back"; readonly remittanceId: RemittanceId }
  | {
      readonly kind: "decided";
      readonly remittanceId: RemittanceId;
      readonly recovered: Cents;
      readonly patientShare: Cents;
      readonly contractual: Cents;
      readonly stillRefused: Cents;
    }
  | { readonly kind: "written-off"; readonly amount: Cents; readonly reason: string }
  | { readonly kind: "billed-patient"; readonly amount: Cents }
  | { readonly kind: "billed-next"; readonly amount: Cents; readonly payer: string }
  | { readonly kind: "void"; readonly why: "claim-voided" | "line-removed" | "posting-undone" };

export interface DatedDenialEvent {
  readonly sequence: number;
  readonly on: IsoDate;
  readonly by: string;
  readonly event: DenialEvent;
}

const answerWords = {
  upheld: "the payer stays with its decision",
  overturned: "the payer will decide anew in our favour",
  "partly-overturned": "the payer will decide a part anew",
  "more-wanted": "the payer wants more",
} as const;

export function denialEventWords(event: DenialEvent): { readonly words: string; readonly detail?: string } {
  switch (event.kind) {
    case "call":
      return {
        words: `Telephoned with ${event.spokeWith}${event.reference === undefined ? "" : `, reference ${event.reference}`}`,
        detail: sentences(event.words, event.promise === undefined ? "" : `Promised: ${event.promise}.`, nextWords(event.nextOn)),
      };
    case "note":
      return { words: "Note", detail: sentences(event.words, nextWords(event.nextOn)) };
    case "documents-sent":
      return { words: `Documents sent${withReference(event.reference)}`, detail: sentences(event.words, answerByWords(event.answerBy)) };
    case "reopening-asked":
      return {
        words: `Reopening asked${withReference(event.reference)}`,
        detail: sentences((event.changes ?? []).join("; "), answerByWords(event.answerBy)),
      };
    case "corrected":
      return {
        words: `Corrected: version ${event.version}, frequency ${event.frequency}`,
        detail: event.changes.join("; "),
      };
    case "undone":
      return { words: `Correction undone before version ${event.version} was written` };
    case "appealed":
      return {
        words: `Appealed (${event.levelName}), sent by ${event.sentBy}${event.reference === undefined ? "" : `, reference ${event.reference}`}`,
        detail: answerByWords(event.answerBy),
      };
    case "answered":
      return { words: `Answer${withReference(event.reference)}: ${answerWords[event.answer]}`, detail: event.words };
    case "taken-back":
      return { words: "835: the payer took its decision back; the corrected one is to come" };
    case "decided":
      return { words: decidedWords(event) };
    case "written-off":
      return { words: `${formatUsd(event.amount)} written off`, detail: event.reason };
    case "billed-patient":
      return { words: `${formatUsd(event.amount)} billed to the patient` };
    case "billed-next":
      return { words: `${formatUsd(event.amount)} asked of ${event.payer}` };
    case "void":
      return {
        words: voidWords[event.why],
      };
    default:
      return assertNever(event, "denial event");
  }
}

function decidedWords(event: Extract<DenialEvent, { kind: "decided" }>): string {
  const parts = [
    [event.recovered, "recovered"],
    [event.patientShare, "the patient's or the next payer's"],
    [event.contractual, "contractual"],
    [event.stillRefused, "still refused"],
  ] as const;
  const said = parts.filter(([amount]) => amount !== 0).map(([amount, words]) => `${formatUsd(amount)} ${words}`);
  return `835: decided anew${said.length === 0 ? "" : `, ${said.join(", ")}`}`;
}

function withReference(reference: string | undefined): string {
  return reference === undefined ? "" : `, reference ${reference}`;
}

function nextWords(nextOn: IsoDate | undefined): string {
  return nextOn === undefined ? "" : `Next on ${formatUsDate(nextOn)}.`;
}

function answerByWords(answerBy: IsoDate | undefined): string {
  return answerBy === undefined ? "" : `Answer due by ${formatUsDate(answerBy)}.`;
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

const voidWords = {
  "claim-voided": "The claim was voided: nothing is asked any more",
  "line-removed": "The line was taken off the claim",
  "posting-undone": "The answer was posted to the wrong claim and taken off it again",
} as const;
