/** Any file whose guides we know, to values under the names of the guide. Everything is kept; what fits nowhere is told. */

import { type Finding, finding } from "../../kernel/finding.ts";
import type { LoopRecord } from "../check/record.ts";
import { newGuideWalk } from "../check/walk.ts";
import { guideOf } from "../guides/guides.ts";
import type { Guide, LoopRule, SegmentRule } from "../guides/model.ts";
import { forEachSegment, type SegmentToken } from "../syntax/reader.ts";
import { misplacedSegment } from "../transactions/reading-findings.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "../transactions/transaction-envelope.ts";
import {
  childNames,
  elementName,
  type GuideChild,
  type GuideComponents,
  type GuideElement,
  type GuideLoop,
  type GuideSegment,
} from "./values.ts";

export interface GuideTransaction {
  readonly guide: Guide;
  readonly envelope: TransactionEnvelope;
  readonly content: GuideLoop;
}

export interface GuideFile {
  readonly transactions: readonly GuideTransaction[];
  /** Of tokens, and of segments that have no place in their guide: those are not in the content. */
  readonly findings: readonly Finding[];
}

/** Reads a whole file. Transactions of other guides are passed over. */
export function readByGuide(bytes: Uint8Array): GuideFile {
  const transactions: GuideTransaction[] = [];
  const misplaced: Finding[] = [];
  const tracker = newEnvelopeTracker();
  let open: TreeReader | undefined;
  let waiting: TransactionEnvelope | undefined;

  function close(): void {
    if (waiting !== undefined) openTree("");
    if (open !== undefined) transactions.push(open.end());
    open = undefined;
  }

  function openTree(purpose: string): void {
    const envelope = waiting;
    waiting = undefined;
    const guide = envelope === undefined ? undefined : guideOf(envelope.set.id, envelope.set.guide, purpose);
    open = envelope === undefined || guide === undefined ? undefined : newTreeReader(guide, envelope, (one) => misplaced.push(one));
  }

  const syntax = forEachSegment(bytes, (segment) => {
    const { tag } = segment;
    if (tracker.segment(segment, tag)) {
      close();
      if (tag === "ST") waiting = tracker.current();
      return;
    }
    if (waiting !== undefined) openTree(tag === "BHT" ? segment.element(2) : "");
    open?.step(segment);
  });
  close();
  return { transactions, findings: [...syntax, ...misplaced] };
}

interface Tree {
  readonly slots: Map<number, (GuideSegment | Tree)[]>;
  readonly children: readonly (SegmentRule | LoopRule)[];
}

interface TreeReader {
  step(segment: SegmentToken): void;
  end(): GuideTransaction;
}

const none: ReadonlySet<string> = new Set();

function newTreeReader(guide: Guide, envelope: TransactionEnvelope, onFinding: (one: Finding) => void): TreeReader {
  const root: Tree = { slots: new Map(), children: guide.children };
  const trees = new WeakMap<LoopRecord, Tree>();
  let current: SegmentToken | undefined;
  let isPlaced = false;

  function treeOf(record: LoopRecord): Tree {
    const { rule, parent } = record;
    if (rule === undefined || parent === undefined) return root;
    let tree = trees.get(record);
    if (tree === undefined) {
      tree = { slots: new Map(), children: rule.children };
      trees.set(record, tree);
      put(treeOf(parent), rule.slot, tree);
    }
    return tree;
  }

  const walk = newGuideWalk({
    children: guide.children,
    report: () => undefined,
    units: none,
    onUnit: () => undefined,
    onHeadless: () => undefined,
    onSegment(kept, record) {
      isPlaced = true;
      // The segment that begins a loop stands in the loop, whatever slot its rule had elsewhere.
      if (current !== undefined) put(treeOf(record), kept.rule.slot, valuesOf(current, kept.rule));
    },
  });

  return {
    step(segment) {
      current = segment;
      isPlaced = false;
      walk.step(segment);
      if (isPlaced) return;
      const { tag, index } = segment;
      onFinding(finding(misplacedSegment, { segment: index, tag }, { tag: tag.slice(0, 10), why: `${guide.name} has no place for it` }));
    },
    end: () => ({ guide, envelope, content: loopOf(root) }),
  };
}

function put(tree: Tree, slot: number, value: GuideSegment | Tree): void {
  const values = tree.slots.get(slot);
  if (values === undefined) tree.slots.set(slot, [value]);
  else values.push(value);
}

function isTree(value: GuideSegment | Tree): value is Tree {
  return value.slots instanceof Map;
}

function loopOf({ slots, children }: Tree): GuideLoop {
  const content: { [name: string]: GuideChild } = {};
  for (const { name, rule } of childNames(children)) {
    const values = slots.get(rule.slot);
    if (values === undefined) continue;
    const all = values.map((value) => (isTree(value) ? loopOf(value) : value));
    const [first] = all;
    content[name] = rule.max > 1 || all.length > 1 || first === undefined ? all : first;
  }
  return content;
}

function valuesOf(segment: SegmentToken, rule: SegmentRule): GuideSegment {
  const values: { [name: string]: GuideElement } = {};
  for (let number = 1; number <= segment.elementCount; number += 1) {
    const text = segment.element(number);
    if (text === "") continue;
    const own = rule.elements[number];
    const parts = segment.repetitions(number);
    const name = elementName(rule.tag, number);
    if (parts.length > 1 || (own?.repeats ?? 1) > 1) {
      values[name] = parts.map((part) => componentsOf(segment, part, { tag: rule.tag, number, always: own?.components !== undefined }));
      continue;
    }
    const components = segment.components(text);
    if (components.length === 1 && own?.components === undefined) values[name] = text;
    else
      components.forEach((component, index) => {
        if (component !== "") values[elementName(rule.tag, number, index + 1)] = component;
      });
  }
  return values;
}

function componentsOf(
  segment: SegmentToken,
  text: string,
  { tag, number, always }: { readonly tag: string; readonly number: number; readonly always: boolean },
): string | GuideComponents {
  const components = segment.components(text);
  if (components.length === 1 && !always) return text;
  return Object.fromEntries(
    components.flatMap((component, index) => (component === "" ? [] : [[elementName(tag, number, index + 1), component] as const])),
  );
}
