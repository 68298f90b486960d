/** From the field above a tree or a table into it: arrow down or Enter, also while what was typed is still on its way. */
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

/** `isSettled`: the tree shows what the field asks for. `list` is what holds the tree. */
export function useWayToTree(isSettled: boolean): {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const isWanted = useRef(false);
  useEffect(() => {
    if (!isWanted.current || !isSettled) return;
    isWanted.current = false;
    focusFirst(list.current);
  });
  return {
    list,
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      event.preventDefault();
      if (isSettled) focusFirst(list.current);
      else isWanted.current = true;
    },
  };
}

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>("[role=treeitem], [data-row] button")?.focus();
}
