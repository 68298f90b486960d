/** Where a "see" of the Alphabetic Index leads: the entry that it names, main term first. */
import type { IndexTerm } from "./book.ts";
import { canonical } from "./words.ts";

export function resolveSee(index: readonly IndexTerm[]): (at: number) => number | undefined {
  /** Several where two editions of the Index stand one after the other. */
  const mains = new Map<string, number[]>();
  /** Subterms by the place of their term and their name; made for the terms that a "see" leads through. */
  const below = new Map<number, ReadonlyMap<string, number>>();
  const children = new Map<number, number[]>();
  index.forEach((term, at) => {
    if (term.parent === undefined) {
      for (const name of term.term.split(",")) {
        const list = mains.get(keyOf(name));
        if (list === undefined) mains.set(keyOf(name), [at]);
        else list.push(at);
      }
      return;
    }
    const list = children.get(term.parent);
    if (list === undefined) children.set(term.parent, [at]);
    else list.push(at);
  });
  const childrenOf = (at: number): ReadonlyMap<string, number> => {
    const known = below.get(at);
    if (known !== undefined) return known;
    const made = new Map<string, number>();
    for (const child of children.get(at) ?? [])
      for (const name of (index[child]?.term ?? "").split(",")) if (!made.has(keyOf(name))) made.set(keyOf(name), child);
    below.set(at, made);
    return made;
  };
  const follow = (at: number, hops: number): number | undefined => {
    const see = index[at]?.see;
    if (see === undefined || /^condition$/i.test(see)) return undefined;
    const found = find(see, mainOf(at));
    if (found === undefined || index[found]?.code !== undefined) return found;
    return hops > 3 ? undefined : follow(found, hops + 1);
  };
  const mainOf = (at: number): number => {
    let top = at;
    for (let up = index[at]?.parent; up !== undefined; up = index[up]?.parent) top = up;
    return top;
  };
  /** Several main terms may have the name (fractures are traumatic or pathological): the one that refers stays with itself. */
  const find = (words: string, own: number): number | undefined => {
    const [main, ...parts] = words.split(/,\s*/).map(keyOf);
    const starts = mains.get(main ?? "") ?? [];
    for (const start of starts.includes(own) ? [own, ...starts] : starts) {
      const found = descend(start, parts);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const descend = (start: number, parts: readonly string[]): number | undefined => {
    let at = start;
    for (const part of parts) {
      const next: number | undefined = childrenOf(at).get(part);
      if (next === undefined) return part.startsWith("by ") ? at : undefined;
      at = next;
    }
    return at;
  };
  return (at) => follow(at, 0);
}

function keyOf(words: string): string {
  return words
    .replace(/\([^)]*\)/g, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((one) => one !== "")
    .map(canonical)
    .join(" ");
}
