/** Invented transactions of any guide, by the guide's own data: what it requires, and some of what it allows. */
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

export interface InventedOptions {
  readonly seed: number;
  /** In 100: how often what need not be there is there. */
  readonly richness: number;
  /** Gets the rule of each segment that is made. */
  readonly onSegment?: (rule: SegmentRule) => void;
}

/** Values that are right in form (levels 1 and 2), not in content. HL01, HL02 and HL04 are left to the writer. */
export function inventedByGuide(guide: Guide, { seed, richness, onSegment }: InventedOptions): GuideLoop {
  const dice = newDice(seed);
  return inventedLevel(guide.children, { dice, richness, depth: 0, onSegment });
}

interface Making {
  readonly dice: Dice;
  readonly richness: number;
  readonly depth: number;
  readonly onSegment: ((rule: SegmentRule) => void) | undefined;
}

function inventedLevel(children: readonly (SegmentRule | LoopRule)[], making: Making): GuideLoop {
  const content: { [name: string]: GuideSegment | GuideLoop | (GuideSegment | GuideLoop)[] } = {};
  // A level that must have others below it (HL04 is 1 only) has its first one.
  const below = mustHaveBelow(children) ? childNames(children).find(({ rule }) => isLevel(rule))?.name : undefined;
  childNames(children).forEach(({ name, rule }, index) => {
    const isThere = rule.required || index === 0 || name === below || making.dice.roll(100) < making.richness;
    // The event of a review is the dependent's, or else the subscriber's.
    if (!isThere || (name === "2000E" && content["2000D"] !== undefined)) return;
    const more = rule.max > 1 && making.dice.roll(100) < making.richness / 2 ? 1 : 0;
    const all = Array.from({ length: 1 + more }, () => invented(rule, making));
    const [first] = all;
    if (first !== undefined) content[name] = rule.max > 1 ? all : first;
  });
  return content;
}

export function isLevel(rule: SegmentRule | LoopRule): boolean {
  return rule.kind === "loop" && rule.opener.tag === "HL";
}

function mustHaveBelow([first]: readonly (SegmentRule | LoopRule)[]): boolean {
  const codes = first?.kind === "segment" && first.tag === "HL" ? first.elements[4]?.codes : undefined;
  return codes !== undefined && !codes.has("0");
}

function invented(rule: SegmentRule | LoopRule, making: Making): GuideSegment | GuideLoop {
  if (rule.kind === "loop") return inventedLevel(rule.children, { ...making, depth: making.depth + 1 });
  making.onSegment?.(rule);
  return inventedSegment(rule, making);
}

function inventedSegment(rule: SegmentRule, { dice, richness }: Making): GuideSegment {
  const present = new Set<number>();
  for (const element of rule.elements) {
    if (element !== undefined && (element.required || dice.roll(100) < richness)) present.add(element.number);
  }
  settleNotes(rule, present);
  const values: { [name: string]: GuideElement } = {};
  for (const number of [...present].sort((a, b) => a - b)) {
    const element = rule.elements[number];
    if (element === undefined || (rule.tag === "HL" && number !== 3)) continue;
    if (element.repeats > 1) {
      const count = 1 + dice.roll(Math.min(2, element.repeats));
      values[elementName(rule.tag, number)] = Array.from({ length: count }, () =>
        element.components === undefined ? inventedValue(element, dice) : inventedComponents(rule.tag, element, dice),
      );
    } else if (element.components === undefined) values[elementName(rule.tag, number)] = inventedValue(element, dice);
    else Object.assign(values, inventedComponents(rule.tag, element, dice));
  }
  return dated(rule, values, dice);
}

/** What belongs together is there together: P and C fill in what the guide has, E keeps the first, R and L take the first that may be. */
function settleNotes(rule: SegmentRule, present: Set<number>): void {
  const may = (number: number): boolean => rule.elements[number] !== undefined;
  for (let round = 0; round < 4; round += 1) {
    for (const { kind, elements } of rule.notes) {
      const [first = 0, ...rest] = elements;
      if (kind === "P" && elements.some((one) => present.has(one))) for (const one of elements) if (may(one)) present.add(one);
      if (kind === "C" && present.has(first)) for (const one of rest) if (may(one)) present.add(one);
      if (kind === "R" && !elements.some((one) => present.has(one))) present.add(elements.find(may) ?? first);
      if (kind === "L" && present.has(first) && !rest.some((one) => present.has(one))) present.add(rest.find(may) ?? first);
      if (kind === "E") {
        const there = elements.filter((one) => present.has(one));
        for (const one of there.slice(1)) present.delete(one);
      }
    }
  }
}

function inventedComponents(tag: string, { number, components }: ElementRule, dice: Dice): GuideComponents {
  const values: { [name: string]: string } = {};
  components?.forEach((component, index) => {
    if (component !== undefined && (component.required || dice.roll(3) === 0))
      values[elementName(tag, number, index)] = inventedValue(component, dice);
  });
  const format = values[elementName(tag, number, 3)];
  if (tag !== "HI") return values;
  // A day stands in the form that is named before it, or not at all.
  const { [elementName(tag, number, 4)]: _day, ...others } = values;
  return format === undefined ? others : { ...others, [elementName(tag, number, 4)]: period(format, dice) };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export function inventedValue({ type, min, max, codes, number }: ElementRule, dice: Dice): string {
  if (codes !== undefined) return [...codes][dice.roll(codes.size)] ?? "";
  const digits = (count: number): string => Array.from({ length: count }, () => String(1 + dice.roll(9))).join("");
  switch (type) {
    case "R":
      return dice.roll(2) === 0 || max < 4 || number === 0
        ? digits(Math.max(min, 1 + dice.roll(Math.min(max, 5))))
        : `${digits(Math.max(2, min))}.${digits(1 + dice.roll(2))}`;
    case "N":
      return digits(Math.max(min, 1 + dice.roll(Math.min(max, 5))));
    case "DT":
      return max === 6 ? day(dice).slice(2) : day(dice);
    case "TM":
      return time(dice);
    default:
      return Array.from({ length: min + dice.roll(Math.min(max, min + 9) - min + 1) }, () => letters[dice.roll(letters.length)]).join("");
  }
}

export function dated(rule: SegmentRule, values: { [name: string]: GuideElement }, dice: Dice): GuideSegment {
  const spots: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    DTP: [["DTP02", "DTP03"]],
    DMG: [["DMG01", "DMG02"]],
    PAT: [["PAT05", "PAT06"]],
    MPI: [["MPI06", "MPI07"]],
    CR6: [
      ["CR603", "CR604"],
      ["CR615", "CR616"],
    ],
  };
  for (const [form, value] of spots[rule.tag] ?? []) {
    const format = values[form];
    if (typeof format === "string" && values[value] !== undefined) values[value] = period(format, dice);
  }
  return values;
}

export function period(format: string, dice: Dice): string {
  if (format === "D8") return day(dice);
  if (format === "TM") return time(dice);
  if (format === "DT") return day(dice) + time(dice);
  const [from = "", to = ""] = [day(dice), day(dice)].sort();
  return `${from}-${to}`;
}

function day(dice: Dice): string {
  return `20${20 + dice.roll(10)}${String(1 + dice.roll(12)).padStart(2, "0")}${String(1 + dice.roll(28)).padStart(2, "0")}`;
}

function time(dice: Dice): string {
  return `${String(dice.roll(24)).padStart(2, "0")}${String(dice.roll(60)).padStart(2, "0")}`;
}
