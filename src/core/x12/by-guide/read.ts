/** Any file whose guides we know, to values under the names of the guide. Everything is kept; what fits nowhere is told. */
import type { Finding } from "../../kernel/finding.ts";
import type { LoopRecord } from "../check/record.ts";
import type { Guide, LoopRule, SegmentRule } from "../guides/model.ts";
import type { SegmentToken } from "../syntax/reader.ts";
import { readSegments } from "../transactions/segment-sink.ts";
import type { TransactionEnvelope } from "../transactions/transaction-envelope.ts";
import { newGuideReader, type OpenTransaction, type PlacedSegments } from "./guide-transactions.ts";
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
  const reader = newGuideReader(
    (transaction) => treeOf(transaction, (one) => transactions.push(one)),
    (one) => misplaced.push(one),
  );
  const syntax = readSegments(bytes, reader);
  return { transactions, findings: [...syntax, ...misplaced] };
}

interface Tree {
  readonly slots: Map<number, (GuideSegment | Tree)[]>;
  readonly children: readonly (SegmentRule | LoopRule)[];
}

function treeOf({ guide, envelope }: OpenTransaction, onTransaction: (one: GuideTransaction) => void): PlacedSegments {
  const root: Tree = { slots: new Map(), children: guide.children };
  const trees = new WeakMap<LoopRecord, Tree>();

  function loopTree(record: LoopRecord): Tree {
    const { rule, parent } = record;
    if (rule === undefined || parent === undefined) return root;
    let tree = trees.get(record);
    if (tree === undefined) {
      tree = { slots: new Map(), children: rule.children };
      trees.set(record, tree);
      put(loopTree(parent), rule.slot, tree);
    }
    return tree;
  }

  return {
    onSegment: (segment, record, rule) => put(loopTree(record), rule.slot, valuesOf(segment, rule)),
    onEnd: () => onTransaction({ guide, envelope, content: loopOf(root) }),
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
