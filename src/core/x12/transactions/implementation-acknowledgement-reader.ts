/** The 999 (005010X231A1) and its forerunner 997, whose AK3, AK4 and AK5 say the same as IK3, IK4 and IK5. */
import type { SegmentView } from "../syntax/segment.ts";
import type { AcknowledgedSegmentError, AcknowledgedSet, ErrorContext, ImplementationAcknowledgement } from "./acknowledgements.ts";
import { integerAt, type Mutable, type ReadingContext, readInteger, textAt, textsBetween, trimmed } from "./segment-values.ts";

type ElementError = Mutable<Omit<AcknowledgedSegmentError["elements"][number], "context">> & { context?: ErrorContext[] };
type ErrorBuilder = Mutable<Omit<AcknowledgedSegmentError, "elements" | "context">> & { context: ErrorContext[]; elements: ElementError[] };
type SetBuilder = Mutable<Omit<AcknowledgedSet, "errors">> & { errors: ErrorBuilder[] };
type AcknowledgementBuilder = Mutable<Omit<ImplementationAcknowledgement, "sets">> & { sets: SetBuilder[] };

export interface ImplementationAcknowledgementReader {
  segment(view: SegmentView): void;
  /** What was read since the last call. */
  take(): ImplementationAcknowledgement;
}

export function newImplementationAcknowledgementReader(context: ReadingContext): ImplementationAcknowledgementReader {
  let read = empty();
  return {
    segment: (view) => takeSegment(context, read, view),
    take() {
      const done = read;
      read = empty();
      return done;
    },
  };
}

function empty(): AcknowledgementBuilder {
  return { groupCode: "", groupControl: "", sets: [], verdict: "", groupNotes: [] };
}

function takeSegment(context: ReadingContext, read: AcknowledgementBuilder, view: SegmentView): void {
  const set = read.sets[read.sets.length - 1];
  const error = set?.errors[set.errors.length - 1];
  switch (view.tag) {
    case "AK1":
      read.groupCode = textAt(view, 1);
      read.groupControl = textAt(view, 2);
      if (textAt(view, 3) !== "") read.groupVersion = textAt(view, 3);
      return;
    case "AK2":
      read.sets.push(setOf(view));
      return;
    case "IK3":
    case "AK3":
      set?.errors.push(errorOf(context, view));
      return;
    case "IK4":
    case "AK4":
      error?.elements.push(elementOf(view));
      return;
    case "CTX":
      addContext(error, contextOf(context, view));
      return;
    case "IK5":
    case "AK5":
      if (set === undefined) return;
      set.verdict = textAt(view, 1);
      set.notes = textsBetween(view, 2, 6);
      return;
    case "AK9":
      groupVerdict(context, read, view);
      return;
    default:
  }
}

/** After IK4 it is of the element, before of the segment. */
function addContext(error: ErrorBuilder | undefined, one: ErrorContext): void {
  const element = error?.elements.at(-1);
  if (element === undefined) error?.context.push(one);
  else {
    element.context ??= [];
    element.context.push(one);
  }
}

function setOf(view: SegmentView): SetBuilder {
  const set: SetBuilder = { set: textAt(view, 1), control: textAt(view, 2), verdict: "", notes: [], errors: [] };
  if (textAt(view, 3) !== "") set.guide = textAt(view, 3);
  return set;
}

/** IK3: 01 segment, 02 position from ST = 1, 03 loop, 04 what is wrong. */
function errorOf(context: ReadingContext, view: SegmentView): ErrorBuilder {
  const error: ErrorBuilder = {
    tag: textAt(view, 1),
    position: integerAt(context, view, 2) ?? 0,
    code: textAt(view, 4),
    context: [],
    elements: [],
  };
  if (textAt(view, 3) !== "") error.loop = textAt(view, 3);
  return error;
}

/** IK4: 01 position (element, component, repetition), 02 data element, 03 what is wrong, 04 the bad value. */
function elementOf(view: SegmentView): ElementError {
  const element: ElementError = { element: readInteger(trimmed(view.component(1, 1))) ?? 0, code: textAt(view, 3) };
  const component = readInteger(trimmed(view.component(1, 2)));
  if (component !== undefined) element.component = component;
  const repetition = readInteger(trimmed(view.component(1, 3)));
  if (repetition !== undefined) element.repetition = repetition;
  if (textAt(view, 2) !== "") element.reference = textAt(view, 2);
  if (textAt(view, 4) !== "") element.value = textAt(view, 4);
  return element;
}

/** CTX: 01 names with values, 02 segment, 03 its position, 04 loop, 05 element, component and repetition, 06 data element. */
function contextOf(context: ReadingContext, view: SegmentView): ErrorContext {
  const names = view.repetitions(1).map((text) => {
    const [name = "", value = ""] = view.components(text).map(trimmed);
    return value === "" ? { name } : { name, value };
  });
  const one: Mutable<ErrorContext> = { names };
  const tag = textAt(view, 2);
  if (tag !== "") one.tag = tag;
  const position = integerAt(context, view, 3);
  if (position !== undefined) one.position = position;
  const loop = textAt(view, 4);
  if (loop !== "") one.loop = loop;
  const element = readInteger(trimmed(view.component(5, 1)));
  if (element !== undefined) one.element = element;
  const component = readInteger(trimmed(view.component(5, 2)));
  if (component !== undefined) one.component = component;
  const repetition = readInteger(trimmed(view.component(5, 3)));
  if (repetition !== undefined) one.repetition = repetition;
  const reference = trimmed(view.component(6, 1));
  if (reference !== "") one.reference = reference;
  return one;
}

/** AK9: 01 verdict, 02 sets sent, 03 received, 04 accepted, 05–09 notes. */
function groupVerdict(context: ReadingContext, read: AcknowledgementBuilder, view: SegmentView): void {
  read.verdict = textAt(view, 1);
  const included = integerAt(context, view, 2);
  if (included !== undefined) read.setsIncluded = included;
  const received = integerAt(context, view, 3);
  if (received !== undefined) read.setsReceived = received;
  const accepted = integerAt(context, view, 4);
  if (accepted !== undefined) read.setsAccepted = accepted;
  read.groupNotes = textsBetween(view, 5, 9);
}
