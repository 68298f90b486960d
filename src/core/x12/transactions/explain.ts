/** Every segment of a file in plain words, one line each, for a biller who reads a raw file. */
import type { CodeLookup, CodeSystem } from "../../kernel/code-lookup.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { forEachSegment } from "../syntax/reader.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { explainAcknowledgement } from "./explain-acknowledgement.ts";
import { explainClaim } from "./explain-claim.ts";
import { explainEnvelope } from "./explain-envelope.ts";
import { explainInquiry } from "./explain-inquiry.ts";
import { explainRemittance } from "./explain-remittance.ts";
import { explainShared } from "./explain-shared.ts";
import { newEnvelopeTracker } from "./transaction-envelope.ts";

export interface ExplainedSegment {
  /** Counted from the file's first segment = 1. */
  readonly segment: number;
  readonly tag: string;
  /** Without the tag: "claim A-1001 for $150.00, place of service 11 office, original claim". */
  readonly words: string;
}

export interface ExplainOptions {
  /** Gives titles of diagnoses, procedures, CARCs and RARCs; without it the codes stand alone. */
  readonly lookup?: CodeLookup;
  /** The day whose code sets are asked. */
  readonly on?: IsoDate;
  /** "837": the transaction that the first segments are of, when what is explained is cut out of it. */
  readonly within?: string;
}

/** ": title" of a code, or nothing. */
export type TitleOf = (system: CodeSystem, code: string) => string;

/** Explains a whole file in memory. For a large file use `newExplainer` with a segment reader. */
export function explainSegments(bytes: Uint8Array, options: ExplainOptions = {}): readonly ExplainedSegment[] {
  const explained: ExplainedSegment[] = [];
  const explain = newExplainer(options);
  forEachSegment(bytes, (view) => explained.push(explain(view)));
  return explained;
}

/** "CLM: claim A-1001 for $150.00 …": the line for a screen or a terminal. */
export function explainedLine({ tag, words }: ExplainedSegment): string {
  return `${tag}: ${words}`;
}

/** Explains one segment after the other; it remembers in which transaction it stands. */
export function newExplainer({ lookup, on, within = "" }: ExplainOptions = {}): (view: SegmentView) => ExplainedSegment {
  const tracker = newEnvelopeTracker();
  const titleOf: TitleOf = (system, code) => {
    const title = on === undefined ? undefined : lookup?.title(system, code, on);
    return title === undefined ? "" : ` (${title})`;
  };
  let set = within;
  return (view) => {
    const { tag } = view;
    if (tracker.segment(view, tag)) set = tag === "ST" ? tracker.current().set.id : tag === "SE" ? "" : set;
    const words = explainEnvelope(view, tag) ?? bySet(set, view, tag, titleOf) ?? explainShared(view, tag, titleOf) ?? generic(view);
    return { segment: view.index, tag, words };
  };
}

function bySet(set: string, view: SegmentView, tag: string, titleOf: TitleOf): string | undefined {
  if (set === "837") return explainClaim(view, tag, titleOf);
  if (set === "835") return explainRemittance(view, tag, titleOf);
  if (set === "999" || set === "997" || set === "277") return explainAcknowledgement(view, tag);
  if (set === "270" || set === "271" || set === "276") return explainInquiry(view, tag, titleOf);
  return undefined;
}

function generic(view: SegmentView): string {
  const values: string[] = [];
  for (let n = 1; n <= view.elementCount; n += 1) {
    const value = view.element(n).trim();
    if (value !== "") values.push(value);
  }
  return values.length === 0 ? "no values" : `values ${values.join(", ")}`;
}
