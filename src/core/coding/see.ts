/** Where a "see" of the Alphabetic Index leads: the entry that it names, main term first. */
import type { IndexTerm } from "./book.ts";
import { canonical } from "./words.ts";

export function resolveSee(index: readonly IndexTerm[]): (at: number) => number | undefined {
  const mains = new Map<string, number>();
  /** Subterms by the place of their term and their name; made for the terms that a "see" leads through. */
  const below = new Map<number, ReadonlyMap<string, number>>();
  const children = new Map<number, number[]>();
  index.forEach((term, at) => {
    if (term.parent === undefined) {
      for (const name of term.term.split(",")) {
        const key = keyOf(name);
        if (!mains.has(key)) mains.set(key, at);
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
    const found = find(see);
    if (found === undefined || index[found]?.code !== undefined) return found;
    return hops > 3 ? undefined : follow(found, hops + 1);
  };
  const find = (words: string): number | undefined => {
    const [main, ...parts] = words.split(/,\s*/).map(keyOf);
    let at: number | undefined = mains.get(main ?? "");
    for (const part of parts) {
      if (at === undefined) return undefined;
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
