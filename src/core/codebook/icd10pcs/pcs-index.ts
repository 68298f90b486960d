/** The Index of ICD-10-PCS in a pack: words that lead to a table, to some characters of a code, or to another word. */
import type { Pack } from "../pack/pack-file.ts";
import type { PcsMeta } from "./compile-pcs.ts";
import type { PcsIndex, PcsIndexEntry } from "./model.ts";

export function openPcsIndex(pack: Pack, meta: PcsMeta): PcsIndex {
  const levels = pack.u8("ix_level");
  const columns = { term: pack.u32("ix_term"), code: pack.u32("ix_code"), see: pack.u32("ix_see"), use: pack.u32("ix_use") };
  const text = (column: keyof typeof columns, id: number): string => pack.texts.text(columns[column][id] ?? 0);
  const parent = (id: number): number => {
    const level = levels[id] ?? 0;
    if (level === 0) return -1;
    for (let above = id - 1; above >= 0; above -= 1) if ((levels[above] ?? 0) < level) return above;
    return -1;
  };
  const entry = (id: number): PcsIndexEntry => {
    const above = parent(id);
    return {
      id,
      level: levels[id] ?? 0,
      term: text("term", id),
      code: text("code", id),
      see: text("see", id),
      use: text("use", id),
      ...(above < 0 ? {} : { parent: above }),
      hasChildren: (levels[id + 1] ?? 0) > (levels[id] ?? 0),
    };
  };
  const children = (id: number): readonly number[] => {
    const level = levels[id] ?? 0;
    const found: number[] = [];
    for (let below = id + 1; below < levels.length && (levels[below] ?? 0) > level; below += 1)
      if (levels[below] === level + 1) found.push(below);
    return found;
  };
  let mains: Map<string, number> | undefined;
  const mainNamed = (words: string): number | undefined => {
    if (mains === undefined) {
      mains = new Map();
      levels.forEach((level, id) => {
        if (level === 0) mains?.set(text("term", id).toLowerCase(), id);
      });
    }
    return mains.get(words.trim().toLowerCase());
  };
  return {
    size: levels.length,
    ...(meta.index === undefined ? {} : { release: meta.index }),
    entry,
    mainTerms(prefix) {
      const wanted = prefix.toLowerCase();
      const found: number[] = [];
      for (let id = 0; id < levels.length; id += 1)
        if (levels[id] === 0 && text("term", id).toLowerCase().startsWith(wanted)) found.push(id);
      return found;
    },
    children,
    follow(words) {
      // "Control bleeding in" has no comma, "Introduction of substance in or on, Eye" has one after its main term.
      const parts = words.split(/,\s*/);
      const [first = "", ...rest] = parts;
      let at = mainNamed(words) ?? mainNamed(first);
      for (const part of rest) {
        const next = at === undefined ? undefined : children(at).find((id) => text("term", id).toLowerCase() === part.trim().toLowerCase());
        if (next === undefined) break;
        at = next;
      }
      return at;
    },
    path(id) {
      const steps: string[] = [];
      for (let at = id; at >= 0; at = parent(at)) {
        const term = text("term", at);
        if (term !== "") steps.unshift(term);
      }
      return steps.join(", ");
    },
  };
}
