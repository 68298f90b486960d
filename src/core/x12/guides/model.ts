/** What a guide says, as data: loops, segments, elements, codes. Made from compact text by notation.ts. */

export type ElementType = "AN" | "ID" | "R" | "N" | "DT" | "TM";

/** Lists that others keep; asked by date through the kernel's CodeLookup. */
export type ExternalList = "pos" | "state" | "country" | "rarc" | "carc" | "claim-status" | "claim-status-category";

export interface ElementRule {
  /** Position in the segment, or of a component in its composite. */
  readonly number: number;
  readonly required: boolean;
  readonly type: ElementType;
  readonly min: number;
  readonly max: number;
  /** The only values allowed here. */
  readonly codes?: ReadonlySet<string>;
  readonly list?: ExternalList;
  /** Present for composites; index = component number. */
  readonly components?: readonly (ElementRule | undefined)[];
  /** 1 unless the element may repeat. */
  readonly repeats: number;
}

/** P all or none, R at least one, E at most one, C if first then the others, L if first then at least one. */
export interface SyntaxNote {
  readonly kind: "P" | "R" | "E" | "C" | "L";
  readonly elements: readonly number[];
}

/** Where the code stands that tells same-named segments apart. */
export interface Qualifier {
  readonly element: number;
  readonly component?: number;
  readonly codes: ReadonlySet<string>;
}

interface Position {
  readonly label: string;
  readonly required: boolean;
  /** Infinity when the guide sets no bound. */
  readonly max: number;
  /** Neighbours that may stand in any order share it: same-named segments, and loops that begin with the same segment. */
  readonly ordinal: number;
  /** Index in the parent's children. */
  readonly slot: number;
}

export interface SegmentRule extends Position {
  readonly kind: "segment";
  readonly tag: string;
  /** Index = element number; what is undefined is not used in the guide. */
  readonly elements: readonly (ElementRule | undefined)[];
  /** The last element that the standard has in this segment. */
  readonly lastElement: number;
  readonly notes: readonly SyntaxNote[];
  readonly qualifier?: Qualifier;
}

export interface LoopRule extends Position {
  readonly kind: "loop";
  readonly id: string;
  readonly opener: SegmentRule;
  readonly children: readonly (SegmentRule | LoopRule)[];
}

export interface Guide {
  /** GS08 / ST03. */
  readonly id: string;
  /** ST01. */
  readonly set: string;
  /** What people call it: 837P, 835 … */
  readonly name: string;
  /** GS01. */
  readonly groupCode: string;
  /** Everything between ST and SE. */
  readonly children: readonly (SegmentRule | LoopRule)[];
}
