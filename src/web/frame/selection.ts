/** Rows that are chosen on a list, also over its pages. A range goes from the row that was chosen last. */
import { useState } from "react";

export interface Selection {
  readonly ids: ReadonlySet<number>;
  /** All that the list is narrowed to, also what is not shown. */
  readonly everything: boolean;
  readonly toggle: (id: number, how?: { readonly range: boolean }) => void;
  readonly togglePage: () => void;
  readonly takeEverything: () => void;
  readonly clear: () => void;
}

export function useSelection(shown: readonly number[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const [everything, setEverything] = useState(false);
  const [last, setLast] = useState<number>();
  const take = (next: ReadonlySet<number>): void => {
    setEverything(false);
    setIds(next);
  };
  const toggle = (id: number, { range }: { readonly range: boolean } = { range: false }): void => {
    const from = last === undefined ? -1 : shown.indexOf(last);
    const to = shown.indexOf(id);
    const span = range && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    const next = new Set(ids);
    const adds = range || !ids.has(id);
    for (const one of span)
      if (adds) next.add(one);
      else next.delete(one);
    setLast(id);
    take(next);
  };
  return {
    ids,
    everything,
    toggle,
    togglePage: () => {
      const all = shown.every((id) => ids.has(id));
      take(all ? new Set([...ids].filter((id) => !shown.includes(id))) : new Set([...ids, ...shown]));
    },
    takeEverything: () => setEverything(true),
    clear: () => take(new Set()),
  };
}
