/** A guide made ready for the walk: children by tag, qualifiers and codes as numbers, one flat entry for each element. */
import type { ElementRule, ExternalList, LoopRule, SegmentRule } from "../guides/model.ts";
import { type KeySet, newKeySet, newTagList, packText, tagId } from "./tags.ts";

export interface Level {
  readonly nodes: readonly Node[];
  /** Slots of the children that begin with a tag, by tag id. */
  readonly byTag: readonly (readonly number[] | undefined)[];
  /** The same made ready for a comparison of numbers, by tag id; undefined also where that does not tell them apart. */
  readonly choices: readonly (Choice | undefined)[];
  /** Slots of the children that the guide requires. */
  readonly required: readonly number[];
}

/** Children with one tag that the same element tells apart (or nothing has to). */
export interface Choice {
  /** 0 when no qualifier is needed. */
  readonly qualifier: number;
  readonly component: number;
  /** Qualifiers in the order of the children; without one, a zero for each child. */
  readonly keys: Int32Array;
  /** For each key the slot of its child, and the child's ordinal. */
  readonly slots: Int32Array;
  readonly ordinals: Int32Array;
}

/** A child of a level: a segment, or a loop by the segment that begins it. */
export interface Node {
  readonly slot: number;
  readonly ordinal: number;
  readonly max: number;
  readonly required: boolean;
  readonly label: string;
  readonly tag: number;
  readonly segment: SegmentRule;
  readonly loop: LoopRule | undefined;
  /** The loop's own children, made ready when it is first entered. */
  inner: Level | undefined;
  /** 0 when no qualifier tells it from its neighbours. */
  readonly qualifier: number;
  /** 0 for a qualifier that is a whole element. */
  readonly component: number;
  readonly keys: readonly number[];
  readonly spec: SegmentSpec;
}

/** What the value of an element may be. */
export const valueKinds = { text: 0, code: 1, decimal: 2, whole: 3, date: 4, time: 5, composite: 6, other: 7 } as const;

export interface ElementSpec {
  readonly kind: number;
  readonly required: boolean;
  readonly min: number;
  readonly max: number;
  readonly keys: KeySet;
  /** Of a composite; index = component number. */
  readonly components: readonly (ElementSpec | undefined)[];
  readonly lastRequired: number;
}

export interface NoteSpec {
  readonly kind: "P" | "R" | "E" | "C" | "L";
  readonly first: number;
  /** Bits of all elements of the note; without the first one for C and L. */
  readonly mask: number;
}

/** Where a code stands that others publish. */
export interface ListSpot {
  readonly element: number;
  readonly component: number;
  readonly list: ExternalList;
}

export interface SegmentSpec {
  readonly rule: SegmentRule;
  /** Its tag as a small number. */
  readonly tag: number;
  readonly elements: readonly (ElementSpec | undefined)[];
  readonly lastRequired: number;
  readonly notes: readonly NoteSpec[];
  /** Composites in which the third component names the form of a date in the fourth. */
  readonly hasDates: boolean;
  /** Element that names the form of a date, 0 when there is none; its value is in the next element. */
  readonly period: number;
  readonly lists: readonly ListSpot[];
  /** True when some value of the segment is judged by a list that others publish. */
  readonly hasCodes: boolean;
  /** One of 32 bits for the tag. */
  readonly bit: number;
}

const levels = new WeakMap<readonly (SegmentRule | LoopRule)[], Level>();
const specs = new WeakMap<SegmentRule, SegmentSpec>();

/** Compiled once for each list of children. */
export function levelOf(children: readonly (SegmentRule | LoopRule)[]): Level {
  const known = levels.get(children);
  if (known !== undefined) return known;
  const nodes = children.map(nodeOf);
  const byTag = newTagList<number[]>();
  for (const { tag, slot } of nodes) {
    const slots = byTag[tag];
    if (slots === undefined) byTag[tag] = [slot];
    else slots.push(slot);
  }
  const level: Level = {
    nodes,
    byTag,
    choices: byTag.map((slots) => (slots === undefined ? undefined : choiceOf(nodes, slots))),
    required: nodes.filter((node) => node.required).map((node) => node.slot),
  };
  levels.set(children, level);
  return level;
}

function choiceOf(nodes: readonly Node[], slots: readonly number[]): Choice | undefined {
  const own = slots.flatMap((slot) => nodes[slot] ?? []);
  const { qualifier = 0, component = 0 } = own[0] ?? {};
  const isOne = own.every(
    (node) => node.qualifier === qualifier && node.component === component && (qualifier === 0 || !node.keys.includes(0)),
  );
  if (!isOne) return undefined;
  const entries = own.flatMap(({ slot, ordinal, keys }) => (qualifier === 0 ? [0] : keys).map((key) => ({ key, slot, ordinal })));
  return {
    qualifier,
    component,
    keys: Int32Array.from(entries, (one) => one.key),
    slots: Int32Array.from(entries, (one) => one.slot),
    ordinals: Int32Array.from(entries, (one) => one.ordinal),
  };
}

function nodeOf(child: SegmentRule | LoopRule): Node {
  const segment = child.kind === "loop" ? child.opener : child;
  return {
    slot: child.slot,
    ordinal: child.ordinal,
    max: child.max,
    required: child.required,
    label: child.label,
    tag: tagId(segment.tag),
    segment,
    loop: child.kind === "loop" ? child : undefined,
    inner: undefined,
    qualifier: segment.qualifier?.element ?? 0,
    component: segment.qualifier?.component ?? 0,
    keys: [...(segment.qualifier?.codes ?? [])].map(packText),
    spec: specOf(segment),
  };
}

export function specOf(rule: SegmentRule): SegmentSpec {
  const known = specs.get(rule);
  if (known !== undefined) return known;
  const elements = rule.elements.map((element) => (element === undefined ? undefined : elementSpec(element)));
  const lists = rule.elements.flatMap((element) => (element === undefined ? [] : spotsOf(element)));
  const spec: SegmentSpec = {
    rule,
    tag: tagId(rule.tag),
    elements,
    lastRequired: rule.elements.reduce((last, element) => (element?.required === true ? element.number : last), 0),
    notes: rule.notes.map(({ kind, elements: [first = 0, ...rest] }) => ({
      kind,
      first: bit(first),
      mask: (kind === "C" || kind === "L" ? rest : [first, ...rest]).reduce((mask, number) => mask | bit(number), 0),
    })),
    hasDates: rule.tag === "HI" && rule.elements[1]?.components?.[4] !== undefined,
    period: periodOf(rule.tag),
    lists,
    hasCodes: lists.length > 0 || tagsWithCodes.has(rule.tag),
    bit: bit(tagId(rule.tag)),
  };
  specs.set(rule, spec);
  return spec;
}

/** Segments in which another element names the list of a code (code-sets.ts). */
const tagsWithCodes: ReadonlySet<string> = new Set(["HI", "LQ", "SV1", "SV2", "SVC", "PRV"]);

export function bit(number: number): number {
  return 1 << (number & 31);
}

/** Elements that name the form of the date in the next one. */
const formElements: Readonly<Record<string, number>> = { DTP: 2, DMG: 1, PAT: 5, CR6: 3, MPI: 6 };

function periodOf(tag: string): number {
  return formElements[tag] ?? 0;
}

function spotsOf({ number, list, components }: ElementRule): readonly ListSpot[] {
  const own = list === undefined ? [] : [{ element: number, component: 0, list }];
  const inner = (components ?? []).flatMap((component, index) =>
    component?.list === undefined ? [] : [{ element: number, component: index, list: component.list }],
  );
  return [...own, ...inner];
}

function elementSpec(rule: ElementRule): ElementSpec {
  const components = (rule.components ?? []).map((one) => (one === undefined ? undefined : elementSpec(one)));
  const keys = [...(rule.codes ?? [])].map(packText);
  return {
    kind: kindOf(rule, keys),
    required: rule.required,
    min: rule.min,
    max: rule.max,
    keys: newKeySet(keys),
    components: Array.from(components),
    lastRequired: (rule.components ?? []).reduce((last, one, index) => (one?.required === true ? index : last), 0),
  };
}

function kindOf(rule: ElementRule, keys: readonly number[]): number {
  if (rule.components !== undefined) return rule.repeats > 1 ? valueKinds.other : valueKinds.composite;
  // Codes of more than four characters are left to the check that makes text.
  if (rule.codes !== undefined) return keys.includes(0) ? valueKinds.other : valueKinds.code;
  if (rule.type === "R") return valueKinds.decimal;
  if (rule.type === "N") return valueKinds.whole;
  if (rule.type === "DT") return valueKinds.date;
  return rule.type === "TM" ? valueKinds.time : valueKinds.text;
}

/** A segment as findings name it: with its qualifier where it has one only. */
export function described(rule: SegmentRule): string {
  const codes = rule.qualifier === undefined ? [] : [...rule.qualifier.codes];
  return codes.length === 1 && rule.tag !== "HL" ? `${rule.tag}*${codes[0] ?? ""}` : rule.tag;
}
