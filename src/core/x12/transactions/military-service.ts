/** MPI in loops 2100C and 2100D of an answer (271): the military service of a person. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import { daysIn, type Mutable, type ReadingContext, textAt } from "./segment-values.ts";
import { periodElements } from "./write-envelope.ts";

export interface MilitaryService {
  /** MPI01: A partial, C current, L latest, O oldest, P prior, S second most current, T third most current. */
  readonly information: string;
  /** MPI02: AE active reserve, RE recruit … */
  readonly status: string;
  /** MPI03: C army, F navy … */
  readonly branch: string;
  /** MPI04. */
  readonly description?: string;
  /** MPI05. */
  readonly rank?: string;
  /** MPI06 and MPI07. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export function militaryServiceOf(context: ReadingContext, view: SegmentView): MilitaryService {
  const service: Mutable<MilitaryService> = { information: textAt(view, 1), status: textAt(view, 2), branch: textAt(view, 3) };
  const description = textAt(view, 4);
  if (description !== "") service.description = description;
  const rank = textAt(view, 5);
  if (rank !== "") service.rank = rank;
  const days = daysIn(context, view, 7);
  if (days !== undefined) service.from = days.from;
  if (days?.to !== undefined) service.to = days.to;
  return service;
}

export function militaryServiceSegments(service: MilitaryService | undefined): readonly SegmentValue[] {
  if (service === undefined) return [];
  const { information, status, branch, description, rank, from, to } = service;
  return [["MPI", information, status, branch, description, rank, ...periodElements(from, to)]];
}
