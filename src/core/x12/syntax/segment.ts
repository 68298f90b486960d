/** One segment as the reader shows it. The view is reused: take what you need before asking for the next one. */

/** Byte values as the ISA declares them. */
export interface Delimiters {
  readonly element: number;
  readonly component: number;
  readonly repetition: number;
  readonly segment: number;
}

export interface SegmentView {
  /** Counted from the file's first segment = 1. */
  readonly index: number;
  readonly tag: string;
  /** Elements after the tag, trailing empty ones included as written. */
  readonly elementCount: number;
  /** Byte offset of the tag's first byte in the file. */
  readonly offset: number;
  readonly delimiters: Delimiters;
  /** The text of element n (1-based) as written, "" when absent. A composite or repeated element comes whole. */
  element(n: number): string;
  /** Component c (1-based) of the first repetition of element n, "" when absent. */
  component(n: number, c: number): string;
  /** The repetitions of element n as written; an absent element has none. */
  repetitions(n: number): readonly string[];
  /** The components of one repetition's text. */
  components(text: string): readonly string[];
}
