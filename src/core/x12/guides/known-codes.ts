/** Codes that some guide has for an element: the standard has them for sure, also where another guide does not allow them. */
import { allGuides } from "./guides.ts";
import type { ElementRule, LoopRule, SegmentRule } from "./model.ts";

let known: ReadonlySet<string> | undefined;

/** True when any guide lists the code for that element (`component` 0 for a whole one) of that segment. False says nothing. */
export function isKnownCode(tag: string, place: { readonly element: number; readonly component: number }, code: string): boolean {
  known ??= collect();
  return known.has(keyOf(tag, place, code));
}

function collect(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const guide of allGuides()) addLevel(guide.children, codes);
  return codes;
}

function addLevel(children: readonly (SegmentRule | LoopRule)[], codes: Set<string>): void {
  for (const child of children) {
    if (child.kind === "loop") addLevel(child.children, codes);
    else for (const element of child.elements) if (element !== undefined) addElement(child.tag, element, codes);
  }
}

function addElement(tag: string, { number, codes: own, components }: ElementRule, codes: Set<string>): void {
  for (const code of own ?? []) codes.add(keyOf(tag, { element: number, component: 0 }, code));
  components?.forEach((one, component) => {
    for (const code of one?.codes ?? []) codes.add(keyOf(tag, { element: number, component }, code));
  });
}

function keyOf(tag: string, { element, component }: { readonly element: number; readonly component: number }, code: string): string {
  return `${tag} ${element} ${component} ${code}`;
}
