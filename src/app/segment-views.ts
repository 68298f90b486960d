/** X12 segments beside their meaning, for a page. */
import type { CodeBook } from "../core/codebook/model.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { forEachSegment } from "../core/x12/syntax/reader.ts";
import type { SegmentView } from "../core/x12/syntax/segment.ts";
import { newExplainer } from "../core/x12/transactions/explain.ts";

export interface SegmentWords {
  readonly index: number;
  readonly tag: string;
  readonly text: string;
  readonly words: string;
}

/** A page shows this many at most; the command line explains files of any size. */
export const mostSegments = 2000;

/** `range`: only segments that begin in these bytes [from, to). `within`: of which transaction these bytes are, when they have no envelope. */
export function segmentWords(
  bytes: Uint8Array,
  {
    book,
    on,
    range,
    within,
  }: {
    readonly book: CodeBook;
    readonly on: IsoDate;
    readonly range?: { readonly from: number; readonly to: number };
    readonly within?: "837";
  },
): SegmentWords[] {
  if (range !== undefined && bytes.length > mostBytes) return [];
  const explain = newExplainer({ lookup: book, on, ...(within === undefined ? {} : { within }) });
  const segments: SegmentWords[] = [];
  forEachSegment(bytes, (view) => {
    const wanted = (range === undefined || (view.offset >= range.from && view.offset < range.to)) && segments.length < mostSegments;
    if (!wanted && !envelopeTags.has(view.tag)) return;
    const { words } = explain(view);
    if (wanted) segments.push({ index: view.index, tag: view.tag, text: textOf(view), words });
  });
  return segments;
}

/** Larger files are explained on the command line, which streams; a page would only wait. */
const mostBytes = 8 * 1024 * 1024;
const mostWhole = 120;
/** Where the talk of one claim ends: the next claim (835), the next level (277CA), the end of the set. */
const opensBlock: ReadonlySet<string> = new Set(["CLP", "HL", "PLB", "LX", "SE"]);

/**
 * The segments of an answer that speak of one claim: in an 835 from its CLP on, in a 277CA its patient level. A TA1 or 999
 * speaks of the whole file and comes whole, up to 120 segments.
 */
export function segmentsAbout(
  bytes: Uint8Array,
  { book, on, controlNumber }: { readonly book: CodeBook; readonly on: IsoDate; readonly controlNumber: string },
): SegmentWords[] {
  if (bytes.length > mostBytes) return [];
  const wanted = segmentNumbersAbout(bytes, controlNumber);
  const explain = newExplainer({ lookup: book, on });
  const segments: SegmentWords[] = [];
  forEachSegment(bytes, (view) => {
    const shown = wanted.size === 0 ? view.index <= mostWhole : wanted.has(view.index);
    // The explainer has to see the envelope, to know in which transaction a segment stands.
    if (!shown && !envelopeTags.has(view.tag)) return;
    const { words } = explain(view);
    if (shown) segments.push({ index: view.index, tag: view.tag, text: textOf(view), words });
  });
  return segments;
}

const envelopeTags: ReadonlySet<string> = new Set(["ISA", "GS", "ST", "SE", "GE", "IEA"]);

function segmentNumbersAbout(bytes: Uint8Array, controlNumber: string): ReadonlySet<number> {
  const wanted = new Set<number>();
  let block: number[] = [];
  let mine = false;
  const close = (): void => {
    if (mine) for (const index of block) wanted.add(index);
    block = [];
    mine = false;
  };
  forEachSegment(bytes, (view) => {
    if (opensBlock.has(view.tag)) close();
    block.push(view.index);
    mine ||= (view.tag === "CLP" && view.element(1) === controlNumber) || (view.tag === "TRN" && view.element(2) === controlNumber);
  });
  close();
  return wanted;
}

function textOf(view: SegmentView): string {
  const separator = String.fromCharCode(view.delimiters.element);
  const elements = Array.from({ length: view.elementCount }, (_, index) => view.element(index + 1));
  return [view.tag, ...elements].join(separator);
}
