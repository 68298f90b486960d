/**
 * Reads the guides' compact text.
 *
 * A segment: `TAG R2 label: 01! [A B]; 02? @pos; 05! {1! [HC]; 2!}x3; 04-07? ~ P0506`
 *   R required or S situational, then how often (`*` no bound); elements with `!` required or `?` situational, `[…]` the codes
 *   allowed (`_` stands for a blank), `@list` an outside code list, `{…}` a composite, `xN` repeats, `~` relations.
 *   An element that is not listed is not used.
 * A loop: `+2010AA R1 label`, its content two blanks deeper; `+2300 R100 =2300` has the content of the loop met before.
 */
import { assert } from "../../kernel/assert.ts";
import { elementText } from "./elements.ts";
import type { ElementRule, ElementType, ExternalList, LoopRule, Qualifier, SegmentRule, SyntaxNote } from "./model.ts";

type Child = SegmentRule | LoopRule;

/** The rules between ST and SE. A notation error is a bug in our data. */
export function parseGuideText(text: string): readonly Child[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const known = new Map<string, LoopRule>();
  const { children, next } = parseLevel(lines, { at: 0, depth: 0, known });
  assert(next === lines.length, `guide text: unexpected indentation at ${lines[next] ?? ""}`);
  return children;
}

interface Cursor {
  readonly at: number;
  readonly depth: number;
  readonly known: Map<string, LoopRule>;
}

function parseLevel(
  lines: readonly string[],
  { at, depth, known }: Cursor,
): { readonly children: readonly Child[]; readonly next: number } {
  const children: Child[] = [];
  let index = at;
  let ordinal = 0;
  let previous = "";
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const indent = (line.length - line.trimStart().length) / 2;
    if (indent < depth) break;
    assert(indent === depth, `guide text: unexpected indentation at ${line}`);
    const slot = children.length;
    index += 1;
    if (!line.trimStart().startsWith("+")) {
      const rule = parseSegment(line.trim(), slot);
      if (rule.tag !== previous) ordinal += 1;
      previous = rule.tag;
      children.push({ ...rule, ordinal });
      continue;
    }
    const head = parseLoopHead(line.trim(), known);
    let content = known.get(head.same)?.children;
    if (head.same === "") {
      const level = parseLevel(lines, { at: index, depth: depth + 1, known });
      content = level.children;
      index = level.next;
    }
    const opener = content?.[0];
    assert(content !== undefined && opener?.kind === "segment", `guide text: loop ${head.id} begins with a segment`);
    // Loops that begin with the same segment stand at one position of the standard: their order is free.
    if (`+${opener.tag}` !== previous) ordinal += 1;
    previous = `+${opener.tag}`;
    const loop: LoopRule = { kind: "loop", ...head.position, id: head.id, opener, children: content, ordinal, slot };
    known.set(head.id, loop);
    children.push(loop);
  }
  return { children, next: index };
}

function parseLoopHead(
  line: string,
  known: ReadonlyMap<string, LoopRule>,
): {
  readonly id: string;
  readonly same: string;
  readonly position: { readonly required: boolean; readonly max: number; readonly label: string };
} {
  const match = /^\+(\w+) ([RS])(\d+|\*) (.+)$/.exec(line);
  assert(match !== null, `guide text: loop line ${line}`);
  const [, id = "", use = "", most = "", rest = ""] = match;
  const same = rest.startsWith("=") ? rest.slice(1) : "";
  return { id, same, position: { required: use === "R", max: bound(most), label: known.get(same)?.label ?? rest } };
}

function parseSegment(line: string, slot: number): SegmentRule {
  const match = /^(\w+) ([RS])(\d+|\*) ([^:]*): ([^~]*)(?:~ (.*))?$/.exec(line);
  assert(match !== null, `guide text: segment line ${line}`);
  const [, tag = "", use = "", most = "", label = "", body = "", notes = ""] = match;
  const base = baseOf(tag);
  const elements: (ElementRule | undefined)[] = [];
  for (const part of splitTop(body)) {
    for (const one of parseElement(part, (number, component) => typeOf(base, { tag, number, component }))) elements[one.number] = one;
  }
  const own = parseNotes(notes);
  const qualifier = qualifierOf(tag, elements);
  return {
    kind: "segment",
    tag,
    label,
    required: use === "R",
    max: bound(most),
    ordinal: 0,
    slot,
    elements: Array.from({ length: elements.length }, (_, index) => elements[index]),
    lastElement: base.last,
    notes: mergeNotes(base.notes, own),
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}

type TypeLookup = (number: number, component: number) => { readonly type: ElementType; readonly min: number; readonly max: number };

function parseElement(part: string, lookup: TypeLookup): readonly ElementRule[] {
  const match = /^(\d+)(?:-(\d+))?([!?])\s*(?:\{([^}]*)\}|\[([^\]]*)\]|@([\w-]+))?(?:x(\d+))?$/.exec(part.trim());
  assert(match !== null, `guide text: element ${part}`);
  const [, from = "", to = from, use = "", composite, codes, list, repeats] = match;
  const rules: ElementRule[] = [];
  for (let number = Number(from); number <= Number(to); number += 1) {
    const shape =
      composite === undefined
        ? { ...lookup(number, 0), ...codesOf(codes), ...(list === undefined ? {} : { list: list as ExternalList }) }
        : { type: "AN" as const, min: 0, max: Number.POSITIVE_INFINITY, components: parseComponents(composite, number, lookup) };
    rules.push({ number, required: use === "!", repeats: repeats === undefined ? 1 : Number(repeats), ...shape });
  }
  return rules;
}

function parseComponents(text: string, element: number, lookup: TypeLookup): readonly (ElementRule | undefined)[] {
  const components: (ElementRule | undefined)[] = [];
  for (const part of text.split(";")) {
    for (const one of parseElement(part, (number) => lookup(element, number))) components[one.number] = one;
  }
  return Array.from({ length: components.length }, (_, index) => components[index]);
}

function codesOf(codes: string | undefined): { readonly codes?: ReadonlySet<string> } {
  return codes === undefined ? {} : { codes: new Set(codes.split(" ").map((code) => code.replaceAll("_", " "))) };
}

/** Tags whose first element says which of several it is. */
const qualified = new Set(["NM1", "N1", "REF", "DTP", "DTM", "PER", "AMT", "QTY", "CRC", "NTE"]);

function qualifierOf(tag: string, elements: readonly (ElementRule | undefined)[]): Qualifier | undefined {
  if (tag === "HL") return codesAt(elements[3], { element: 3 });
  if (tag === "HI" || tag === "CTX") return codesAt(elements[1]?.components?.[1], { element: 1, component: 1 });
  // The certificate of medical necessity for equipment is told from other attachments by how it is sent.
  if (tag === "PWK") return codesAt(elements[2], { element: 2 });
  return qualified.has(tag) ? codesAt(elements[1], { element: 1 }) : undefined;
}

function codesAt(rule: ElementRule | undefined, place: { readonly element: number; readonly component?: number }): Qualifier | undefined {
  return rule?.codes === undefined ? undefined : { ...place, codes: rule.codes };
}

interface Base {
  readonly last: number;
  readonly types: ReadonlyMap<string, { readonly type: ElementType; readonly min: number; readonly max: number }>;
  readonly notes: readonly SyntaxNote[];
}

let bases: ReadonlyMap<string, Base> | undefined;

/** True when the standard has such a segment (among those our guides or the envelope use). */
export function isKnownTag(tag: string): boolean {
  return baseMap().has(tag);
}

function baseOf(tag: string): Base {
  const base = baseMap().get(tag);
  assert(base !== undefined, `guide text: no element types for ${tag}`);
  return base;
}

function baseMap(): ReadonlyMap<string, Base> {
  bases ??= new Map(
    elementText
      .split("\n")
      .filter((line) => line !== "")
      .map(parseBase),
  );
  return bases;
}

function parseBase(line: string): readonly [string, Base] {
  const match = /^(\w+): ([^~]*)(?:~ (.*))?$/.exec(line);
  assert(match !== null, `element text: ${line}`);
  const [, tag = "", body = "", notes = ""] = match;
  const types = new Map<string, { readonly type: ElementType; readonly min: number; readonly max: number }>();
  let last = 0;
  for (const part of body.split(";")) {
    const found = /^(\d+)(?:-(\d+))? (AN|ID|R|N0|DT|TM)(\d+)(?:-(\d+))?$/.exec(part.trim());
    assert(found !== null, `element text: ${tag} ${part}`);
    const [, number = "", component = "0", type = "", min = "", max = min] = found;
    types.set(`${Number(number)}-${Number(component)}`, {
      type: type === "N0" ? "N" : (type as ElementType),
      min: Number(min),
      max: Number(max),
    });
    last = Math.max(last, Number(number));
  }
  return [tag, { last, types, notes: parseNotes(notes) }];
}

function typeOf(base: Base, place: { readonly tag: string; readonly number: number; readonly component: number }) {
  const found = base.types.get(`${place.number}-${place.component}`);
  assert(found !== undefined, `guide text: ${place.tag}${place.number}-${place.component} has no type and length`);
  return found;
}

function parseNotes(text: string): readonly SyntaxNote[] {
  return text
    .split(" ")
    .filter((note) => note !== "")
    .map((note) => {
      const elements = (note.slice(1).match(/\d\d/g) ?? []).map(Number);
      return { kind: note.slice(0, 1) as SyntaxNote["kind"], elements };
    });
}

function mergeNotes(base: readonly SyntaxNote[], own: readonly SyntaxNote[]): readonly SyntaxNote[] {
  const key = (note: SyntaxNote): string => note.kind + note.elements.join();
  const seen = new Set(base.map(key));
  return [...base, ...own.filter((note) => !seen.has(key(note)))];
}

function splitTop(body: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < body.length; index += 1) {
    const char = body[index];
    if (char === "{") depth += 1;
    else if (char === "}") depth -= 1;
    else if (char === ";" && depth === 0) {
      parts.push(body.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(body.slice(from));
  return parts.filter((part) => part.trim() !== "");
}

function bound(text: string): number {
  return text === "*" ? Number.POSITIVE_INFINITY : Number(text);
}
