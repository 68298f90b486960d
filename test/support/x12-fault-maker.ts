/** Makes files with one fault each from a right one, by the guide data: what is required, how long, which codes, how often, in which order. */

import { newGuideWalk } from "../../src/core/x12/check/walk.ts";
import { guideOf } from "../../src/core/x12/guides/guides.ts";
import type { ElementRule, SegmentRule } from "../../src/core/x12/guides/model.ts";
import { encodeUtf8 } from "../../src/core/x12/syntax/decode.ts";
import { forEachSegment } from "../../src/core/x12/syntax/reader.ts";

export interface MadeFault {
  /** What was done, for the test's title. */
  readonly name: string;
  readonly lines: readonly string[];
  /** Codes of which one has to be found at the place. */
  readonly codes: readonly string[];
  readonly segment: number;
  readonly element?: number;
  readonly loop: string;
}

interface Standing {
  /** Index in the lines. */
  readonly at: number;
  readonly rule: SegmentRule;
  readonly loop: string;
  /** How many of this rule stand in this instance of its loop. */
  readonly alone: boolean;
  readonly isHead: boolean;
  readonly loopRequired: boolean;
}

/** Where each segment of a right file stands in its guide. */
export function standingsOf(lines: readonly string[]): readonly Standing[] {
  const st = lines.findIndex((line) => line.startsWith("ST*"));
  const [, set = "", , version = ""] = (lines[st] ?? "").split("*");
  const bht = lines[st + 1]?.split("*") ?? [];
  const guide = guideOf(set, version, bht[0] === "BHT" ? bht[2] : "");
  if (guide === undefined) return [];
  const found: { at: number; rule: SegmentRule; record: { readonly loop: string } }[] = [];
  const walk = newGuideWalk({
    children: guide.children,
    report: () => undefined,
    units: new Set(),
    onUnit: () => undefined,
    onHeadless: () => undefined,
    onSegment: (segment, record) => found.push({ at: segment.index - 1, rule: segment.rule, record }),
  });
  forEachSegment(encodeUtf8(lines.map((line) => `${line}~`).join("")), (segment) => {
    if (segment.index > st + 1 && !/^(SE|GE|IEA)$/.test(segment.tag)) walk.step(segment);
  });
  return found.map(({ at, rule, record }) => {
    const loop = (record as { readonly rule?: { readonly opener: SegmentRule; readonly required: boolean } }).rule;
    return {
      at,
      rule,
      loop: record.loop,
      alone: found.filter((one) => one.record === record && one.rule === rule).length === 1,
      isHead: loop?.opener === rule,
      loopRequired: loop?.required === true && found.filter((one) => one.record.loop === record.loop && one.rule === rule).length === 1,
    };
  });
}

/** All faults that the guide data gives for a file. */
export function faultsOf(lines: readonly string[]): readonly MadeFault[] {
  const standings = standingsOf(lines);
  return standings.flatMap((standing, index) => [
    ...segmentFaults(lines, standing, standings[index + 1]),
    ...elementFaults(lines, standing),
    ...noteFaults(lines, standing),
  ]);
}

function segmentFaults(lines: readonly string[], standing: Standing, next: Standing | undefined): readonly MadeFault[] {
  const { at, rule, loop, alone, isHead, loopRequired } = standing;
  const line = lines[at] ?? "";
  const made: MadeFault[] = [];
  const segment = at + 1;
  if (rule.required && alone && (!isHead || loopRequired))
    made.push({ name: `${line} is removed`, lines: without(lines, at), codes: ["X12-SEGMENT-MISSING"], segment, loop });
  if (!isHead && rule.max < 6) {
    const more = Array.from({ length: rule.max }, () => line);
    made.push({
      name: `${line} stands too often`,
      lines: [...lines.slice(0, at), ...more, ...lines.slice(at)],
      codes: ["X12-SEGMENT-REPEAT"],
      segment: at + 1 + rule.max,
      loop,
    });
  }
  if (next !== undefined && !isHead && next.loop === loop && next.rule.ordinal > rule.ordinal && !next.isHead && next.at === at + 1) {
    made.push({
      name: `${line} comes after ${lines[next.at]}`,
      lines: [...lines.slice(0, at), lines[at + 1] ?? "", line, ...lines.slice(at + 2)],
      codes: ["X12-SEGMENT-ORDER"],
      segment: at + 2,
      loop,
    });
  }
  const insert = (text: string): readonly string[] => [...lines.slice(0, at + 1), text, ...lines.slice(at + 1)];
  if (at % 7 === 0)
    made.push({
      name: `an unknown segment after ${line}`,
      lines: insert("ZZZ*1"),
      codes: ["X12-SEGMENT-UNKNOWN"],
      segment: at + 2,
      loop: "",
    });
  if (at % 7 === 3)
    made.push({
      name: `a foreign segment after ${line}`,
      lines: insert("TA1*000000001*260101*0900*A*000"),
      codes: ["X12-SEGMENT-UNEXPECTED"],
      segment: at + 2,
      loop: "",
    });
  return made;
}

function elementFaults(lines: readonly string[], standing: Standing): readonly MadeFault[] {
  const { at, rule, loop } = standing;
  const parts = (lines[at] ?? "").split("*");
  const made: MadeFault[] = [];
  const set = (element: number, value: string, what: string, codes: readonly string[]): void => {
    const changed = [...parts];
    while (changed.length <= element) changed.push("");
    changed[element] = value;
    const text = changed.join("*").replace(/\*+$/, "");
    made.push({
      name: `${rule.tag}${element} ${what} in ${loop}: ${text.slice(0, 80)}`,
      lines: replaced(lines, at, text),
      codes,
      segment: at + 1,
      element,
      loop,
    });
  };
  for (let element = 1; element <= rule.lastElement; element += 1) {
    const own = rule.elements[element];
    const value = parts[element] ?? "";
    const isQualifier = rule.qualifier?.element === element;
    if (own === undefined) {
      if (value === "" && element <= 12) set(element, "9", "is not used", ["X12-ELEMENT-NOT-USED", "X12-ELEMENT-COUNT"]);
      continue;
    }
    if (value === "") continue;
    if (own.required && !isQualifier) set(element, "", "is empty", ["X12-ELEMENT-MISSING", "X12-RELATION-MISSING"]);
    if (own.components !== undefined) {
      componentFaults({ own, value, isQualifier }, (text, what, codes) => set(element, text, what, codes));
      continue;
    }
    valueFaults(own, value, isQualifier, (text, what, codes) => set(element, text, what, codes));
  }
  set(rule.lastElement + 1, "9", "is beyond the last", ["X12-ELEMENT-COUNT"]);
  return made;
}

type Set = (text: string, what: string, codes: readonly string[]) => void;

function componentFaults(
  { own, value, isQualifier }: { readonly own: ElementRule; readonly value: string; readonly isQualifier: boolean },
  set: Set,
): void {
  const parts = value.split(":");
  own.components?.forEach((component, number) => {
    const part = parts[number - 1] ?? "";
    if (component === undefined || part === "" || (isQualifier && number === 1)) return;
    const put = (text: string): string =>
      parts
        .map((one, index) => (index === number - 1 ? text : one))
        .join(":")
        .replace(/:+$/, "");
    if (component.required && put("") !== "") set(put(""), `component ${number} is empty`, ["X12-ELEMENT-MISSING"]);
    valueFaults(component, part, false, (text, what, codes) => set(put(text), `component ${number} ${what}`, codes));
  });
}

function valueFaults(own: ElementRule, value: string, isQualifier: boolean, set: Set): void {
  if (own.codes !== undefined) {
    const wrong = ["Q9", "Q", "QQQ", "9", "QQQQ"].find((code) => code.length >= own.min && code.length <= own.max && !own.codes?.has(code));
    if (wrong !== undefined)
      set(wrong, "has a code that is not allowed", isQualifier ? ["X12-ELEMENT-CODE", "X12-SEGMENT-UNEXPECTED"] : ["X12-ELEMENT-CODE"]);
    return;
  }
  switch (own.type) {
    case "DT":
      set("20261340", "is no date", ["X12-ELEMENT-DATE"]);
      break;
    case "TM":
      set("2561", "is no time", ["X12-ELEMENT-TIME"]);
      break;
    case "R":
    case "N":
      set("1O5", "is no number", ["X12-ELEMENT-CHARACTERS"]);
      if (own.max < 40) set("1".repeat(own.max + 1), "is too long", ["X12-ELEMENT-LONG"]);
      break;
    default:
      if (own.max < 300) set("A".repeat(own.max + 1), "is too long", ["X12-ELEMENT-LONG", "X12-ELEMENT-DATE"]);
      if (own.min > 1) set("A", "is too short", ["X12-ELEMENT-SHORT"]);
      set(`${value.slice(0, 1)}\t`, "has a control character", ["X12-ELEMENT-CHARACTERS", "X12-ELEMENT-DATE"]);
  }
}

function noteFaults(lines: readonly string[], { at, rule, loop }: Standing): readonly MadeFault[] {
  const parts = (lines[at] ?? "").split("*");
  const has = (element: number): boolean => (parts[element] ?? "") !== "";
  const made: MadeFault[] = [];
  const empty = (elements: readonly number[], reported: readonly number[], what: string): void => {
    const text = parts
      .map((part, index) => (elements.includes(index) ? "" : part))
      .join("*")
      .replace(/\*+$/, "");
    for (const element of reported.slice(0, 1))
      made.push({
        name: `${rule.tag} ${what} ${elements.join()} in ${loop}`,
        lines: replaced(lines, at, text),
        codes: ["X12-RELATION-MISSING", "X12-ELEMENT-MISSING"],
        segment: at + 1,
        element,
        loop,
      });
  };
  const isFree = (element: number): boolean => rule.elements[element]?.required !== true;
  for (const { kind, elements } of rule.notes) {
    const [first = 0, ...rest] = elements;
    if (kind === "P" && elements.every(has)) {
      const last = elements[elements.length - 1] ?? 0;
      if (isFree(last)) empty([last], [last], "lacks of a pair");
    }
    if (kind === "C" && has(first)) for (const one of rest) if (has(one) && isFree(one)) empty([one], [one], "lacks what is called for");
    if (kind === "R" && elements.filter(has).length > 0 && elements.every(isFree)) empty(elements, [first], "lacks one of");
  }
  return made;
}

/** The lines as a file; SE01 is set right, so that it is no second fault. */
export function fileOf(lines: readonly string[]): Uint8Array {
  const size = lines.findIndex((one) => one.startsWith("SE*")) - lines.findIndex((one) => one.startsWith("ST*")) + 1;
  return encodeUtf8(lines.map((one) => `${one.replace(/^SE\*\d+\*/, `SE*${size}*`)}~\n`).join(""));
}

function without(lines: readonly string[], at: number): readonly string[] {
  return lines.filter((_, index) => index !== at);
}

function replaced(lines: readonly string[], at: number, text: string): readonly string[] {
  return lines.map((line, index) => (index === at ? text : line));
}
