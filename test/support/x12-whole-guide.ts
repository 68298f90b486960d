/** Transactions that hold every loop, segment and element of a guide: several for each guide, because some things exclude each other. */
import {
  childNames,
  elementName,
  type GuideComponents,
  type GuideElement,
  type GuideLoop,
  type GuideSegment,
} from "../../src/core/x12/by-guide/values.ts";
import type { ElementRule, Guide, LoopRule, SegmentRule } from "../../src/core/x12/guides/model.ts";
import { type Dice, newDice } from "../../src/core/x12/samples/invented.ts";
import { dated, inventedValue, isLevel, period } from "./x12-guide-values.ts";

export interface WholeOptions {
  /** Codes go round from one variant to the next, and so do elements that exclude each other. */
  readonly variant: number;
  /** In 100: how often what need not be there is there. */
  readonly richness: number;
  /** Paths of what is left out, such as "2000B/2300": the claim is the dependent's. */
  readonly without: readonly string[];
}

/** How often a segment or loop without a bound stands, and how many repetitions an element has. */
const most = 3;
const mostLoops = 2;

/** What stands once: each claim by name has a subscriber of its own. */
const once = new Set(["2300"]);

/** What a transaction is about, by name: without it there is nothing to say. */
const always = new Set(["2300", "2110C", "2110D", "2200D", "2200E"]);

/** Qualifiers of neighbours that stand in one order or exclude each other: the ways in which they may stand. */
const arrangements: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "DN P3": [["DN", "P3"], ["DN"]],
  "150 151 472": [["150", "151"], ["472"]],
};

/** Counts, though the standard gives them a type that has fractions. */
const wholeNumbers = new Set(["claims accepted", "claims rejected"]);

/** Rows of elements that are filled from the left. */
const rows: Readonly<Record<string, readonly (readonly number[])[]>> = {
  PER: [
    [3, 4],
    [5, 6],
    [7, 8],
  ],
  CAS: [
    [2, 3, 4],
    [5, 6, 7],
    [8, 9, 10],
    [11, 12, 13],
    [14, 15, 16],
    [17, 18, 19],
  ],
  PLB: [
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
    [11, 12],
    [13, 14],
  ],
  HI: Array.from({ length: 12 }, (_, index) => [index + 1]),
  CRC: [[3], [4], [5], [6], [7]],
  MOA: [[3], [4], [5], [6], [7]],
  MIA: [[5], [20], [21], [22], [23]],
  IK5: [[2], [3], [4], [5], [6]],
  AK9: [[5], [6], [7], [8], [9]],
  STC: [[1], [10], [11]],
  CR2: [[10], [11]],
};

/** One transaction, each level once. HL01, HL02 and HL04 are left to the writer. */
export function wholeTransaction(guide: Guide, { variant, richness, without }: WholeOptions): GuideLoop {
  const dice = newDice(variant * 1_009 + richness + 7);
  return wholeLevel(guide.children, { dice, variant, richness, without, path: [], turn: 0 });
}

interface Making extends WholeOptions {
  readonly dice: Dice;
  readonly path: readonly string[];
  /** Which of several of one rule this is. */
  readonly turn: number;
}

function wholeLevel(children: readonly (SegmentRule | LoopRule)[], making: Making): GuideLoop {
  const content: { [name: string]: GuideSegment | GuideLoop | (GuideSegment | GuideLoop)[] } = {};
  childNames(children).forEach(({ name, rule }, index) => {
    const path = [...making.path, name];
    if (content[name] !== undefined || making.without.some((one) => isBelow(path, one))) return;
    // LS and LE stand around the loops between them.
    if ((name.startsWith("2120") || name === "LE") && content.LS === undefined) return;
    const mayBeLeft =
      !rule.required &&
      index > 0 &&
      !isLevel(rule) &&
      !always.has(name) &&
      !(content.LS !== undefined && (name.startsWith("2120") || name === "LE"));
    if (mayBeLeft && making.dice.roll(100) >= making.richness) return;
    // Another segment of codes begins when the first is full.
    const isThin = making.richness < 100;
    const bound = rule.kind === "loop" ? mostLoops : most;
    const count =
      isLevel(rule) || once.has(name)
        ? 1
        : Math.min(rule.max, isThin ? (rule.kind === "segment" && rule.tag === "HI" ? 1 : 1 + making.dice.roll(bound)) : bound);
    const ways = rule.kind === "segment" && index > 0 ? arranged(rule) : undefined;
    if (ways !== undefined && rule.kind === "segment") {
      const way = ways[making.variant % ways.length] ?? [];
      content[name] = way.map((code) => ({ ...wholeSegment(rule, making), [elementName(rule.tag, 1)]: code }));
      return;
    }
    const all = Array.from({ length: count }, (_, turn) => {
      if (rule.kind === "loop") return wholeLevel(rule.children, { ...making, path, turn });
      const code = index === 0 ? arranged(rule)?.[0]?.[making.turn] : undefined;
      const segment = wholeSegment(rule, { ...making, path, turn: making.variant * count + turn + making.turn });
      return code === undefined ? segment : { ...segment, [elementName(rule.tag, 1)]: code };
    });
    const [first] = all;
    if (first !== undefined) content[name] = rule.max > 1 ? all : first;
  });
  return content;
}

function arranged({ qualifier }: SegmentRule): readonly (readonly string[])[] | undefined {
  return arrangements[[...(qualifier?.codes ?? [])].join(" ")];
}

/** True when the path ends with the one that is left out. */
function isBelow(path: readonly string[], left: string): boolean {
  const parts = left.split("/");
  return parts.every((part, index) => path[path.length - parts.length + index] === part);
}

function wholeSegment(rule: SegmentRule, making: Making): GuideSegment {
  const { dice, richness, turn } = making;
  const present = new Set<number>();
  for (const element of rule.elements) {
    if (element !== undefined && (element.required || dice.roll(100) < richness)) present.add(element.number);
  }
  settle(rule, present, turn);
  const values: { [name: string]: GuideElement } = {};
  for (const number of [...present].sort((a, b) => a - b)) {
    const element = rule.elements[number];
    if (element === undefined || (rule.tag === "HL" && number !== 3)) continue;
    if (element.repeats > 1) {
      values[elementName(rule.tag, number)] = Array.from({ length: Math.min(most, element.repeats) }, (_, at) => {
        const next = { ...making, turn: turn * most + at };
        return element.components === undefined ? wholeValue(element, next) : wholeComponents(rule.tag, element, next);
      });
    } else if (element.components === undefined) {
      const type = wholeNumbers.has(rule.label) && element.type === "R" ? "N" : element.type;
      values[elementName(rule.tag, number)] = wholeValue({ ...element, type }, making);
    } else Object.assign(values, wholeComponents(rule.tag, element, making));
  }
  return dated(rule, values, dice);
}

/** What the relations of a segment ask for; of what excludes each other, each has its turn. */
function settle(rule: SegmentRule, present: Set<number>, turn: number): void {
  const may = (number: number): boolean => rule.elements[number] !== undefined;
  for (let round = 0; round < 4; round += 1) {
    for (const { kind, elements } of rule.notes) {
      const [first = 0, ...rest] = elements;
      const own = elements.filter(may);
      if (kind === "P" && elements.some((one) => present.has(one))) for (const one of own) present.add(one);
      if (kind === "C" && present.has(first)) for (const one of rest.filter(may)) present.add(one);
      if (kind === "R" && !elements.some((one) => present.has(one))) present.add(own[turn % Math.max(1, own.length)] ?? first);
      if (kind === "L" && present.has(first) && !rest.some((one) => present.has(one))) present.add(rest.find(may) ?? first);
      if (kind === "E" && own.filter((one) => present.has(one)).length > 1) {
        const kept = own[turn % own.length];
        for (const one of own) if (one !== kept) present.delete(one);
      }
    }
  }
  if (rule.tag === "BPR" && present.has(6)) present.add(10);
  if (rule.tag === "CAS") for (const reason of [5, 8, 11, 14, 17]) if (present.has(reason)) present.add(reason + 1);
  fillFromLeft(rows[rule.tag] ?? [], present);
  // Text of a question's service stands for its types, or the other way round.
  if (rule.tag === "EQ" && present.has(1) && present.has(2)) present.delete(1 + (turn % 2));
}

function fillFromLeft(row: readonly (readonly number[])[], present: Set<number>): void {
  const gap = row.findIndex((group) => !group.some((one) => present.has(one)));
  if (gap >= 0) for (const one of row.slice(gap).flat()) present.delete(one);
}

function wholeComponents(tag: string, { number, components }: ElementRule, making: Making): GuideComponents {
  const values: { [name: string]: string } = {};
  let isGap = false;
  components?.forEach((component, index) => {
    if (component === undefined) return;
    const isThere = component.required || making.dice.roll(100) < making.richness;
    const isInRow = index >= 2 && index <= 6;
    if (isThere && !(isGap && isInRow))
      values[elementName(tag, number, index)] = wholeValue(component, { ...making, turn: making.turn + number });
    else isGap = true;
  });
  const format = values[elementName(tag, number, 3)];
  if (tag !== "HI") return values;
  const { [elementName(tag, number, 4)]: _day, ...others } = values;
  return format === undefined ? others : { ...others, [elementName(tag, number, 4)]: period(format, making.dice) };
}

function wholeValue(rule: ElementRule, { dice, turn }: Making): string {
  if (rule.codes === undefined) return inventedValue(rule, dice);
  return [...rule.codes][turn % rule.codes.size] ?? "";
}
