/** A tree by keys: up and down, right opens, left closes or goes up, Enter chooses. What lies below is asked for when it is opened. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

export function Tree({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="tree" aria-label={label} className="book-tree" onKeyDown={onTreeKey}>
      {children}
    </div>
  );
}

interface NodeProps {
  readonly name: ReactNode;
  readonly level: number;
  readonly expandable: boolean;
  readonly startsOpen?: boolean;
  /** Who followed a reference by keys goes on from here. */
  readonly startsFocused?: boolean;
  readonly chosen?: boolean;
  /** Comes into view when it appears, without taking the cursor. */
  readonly startsInView?: boolean;
  /** The one that Tab reaches; the arrows reach the others. */
  readonly first?: boolean;
  /** Absent where there is nothing to choose: Enter then opens and closes. */
  readonly choose: (() => void) | undefined;
  /** What lies below, while it is open. */
  readonly below: () => ReactNode;
}

export function TreeNode({
  name,
  level,
  expandable,
  startsOpen = false,
  startsFocused = false,
  startsInView = false,
  chosen = false,
  first = false,
  choose,
  below,
}: NodeProps) {
  const [open, setOpen] = useState(startsOpen);
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (startsFocused && item.current !== null) focusRow(item.current);
  }, [startsFocused]);
  useEffect(() => {
    if (startsInView) intoView(item.current);
  }, [startsInView]);
  return (
    <div
      ref={item}
      role="treeitem"
      aria-level={level}
      aria-selected={chosen}
      {...(expandable ? { "aria-expanded": open } : {})}
      tabIndex={first ? 0 : -1}
      className="book-node"
      onClick={(event) => {
        event.stopPropagation();
        focusItem(event.currentTarget);
        const onMark = event.target instanceof Element && event.target.closest("[data-toggle]") !== null;
        if (onMark) setOpen(!open);
        else {
          if (expandable) setOpen(true);
          choose?.();
        }
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          if (choose !== undefined) choose();
          else if (expandable) setOpen(!open);
        } else if (event.key === "ArrowRight" && expandable && !open) {
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        } else if (event.key === "ArrowLeft" && expandable && open) {
          event.preventDefault();
          event.stopPropagation();
          setOpen(false);
        }
      }}
    >
      <div className="book-row" style={{ paddingLeft: (level - 1) * 16 + 4 }}>
        <span className="book-toggle" aria-hidden="true" {...(expandable ? { "data-toggle": true } : {})}>
          {expandable ? (open ? "▾" : "▸") : ""}
        </span>
        {name}
      </div>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a group of tree items is no fieldset
        <div role="group">{below()}</div>
      )}
    </div>
  );
}

function focusItem(item: HTMLElement): void {
  const tree = item.closest("[role=tree]");
  for (const other of tree?.querySelectorAll<HTMLElement>("[role=treeitem][tabindex='0']") ?? []) other.tabIndex = -1;
  item.tabIndex = 0;
  focusRow(item);
}

/** Its own line comes into view: with all that is open below it, an item may be longer than the window. */
function focusRow(item: HTMLElement): void {
  item.focus({ preventScroll: true });
  item.querySelector(".book-row")?.scrollIntoView({ block: "nearest" });
}

function onTreeKey(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=treeitem]")];
  const here = event.target instanceof HTMLElement ? items.indexOf(event.target) : -1;
  if (here < 0) return;
  const next = {
    ArrowDown: items[here + 1],
    ArrowUp: items[here - 1],
    ArrowRight: items[here + 1],
    ArrowLeft: items[here]?.parentElement?.closest<HTMLElement>("[role=treeitem]"),
    Home: items[0],
    End: items.at(-1),
  }[event.key];
  if (next === undefined || next === null) return;
  event.preventDefault();
  focusItem(next);
}

/** Within its list: the page itself stays where it is. */
function intoView(item: HTMLElement | null): void {
  const row = item?.querySelector(".book-row")?.getBoundingClientRect();
  const list = item?.closest(".book-body");
  if (row === undefined || list === null || list === undefined) return;
  const { top, height } = list.getBoundingClientRect();
  list.scrollTop += row.top - top - (height - row.height) / 2;
}
