/** Arrows through the rows of a table or a list: down and up in the same column, left and right along the row, up from the first to the field. */
import type { KeyboardEvent } from "react";

/** For what holds the rows: each has `data-row`, and buttons. The field above carries `data-row-field`. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")]
    .map((row) => [...row.querySelectorAll<HTMLElement>("button")])
    .filter((buttons) => buttons.length > 0);
  const here = rows.findIndex((buttons) => buttons.some((one) => one === document.activeElement));
  const row = rows[here];
  if (row === undefined) return;
  const place = row.findIndex((one) => one === document.activeElement);
  const next = nextOf(event.key, { rows, here, row, place });
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

interface Place {
  readonly rows: readonly (readonly HTMLElement[])[];
  readonly here: number;
  readonly row: readonly HTMLElement[];
  readonly place: number;
}

function nextOf(key: string, { rows, here, row, place }: Place): HTMLElement | undefined {
  switch (key) {
    case "ArrowRight":
      return row[place + 1];
    case "ArrowLeft":
      return row[place - 1];
    case "ArrowDown":
      return below(rows[here + 1], columnOf(row[place]));
    case "ArrowUp":
      return here === 0
        ? (document.querySelector<HTMLElement>("[data-row-field]") ?? undefined)
        : below(rows[here - 1], columnOf(row[place]));
    default:
      return undefined;
  }
}

/** The button of the row in the column; where it has none there, the last one before it, else its first. */
function below(row: readonly HTMLElement[] | undefined, column: number): HTMLElement | undefined {
  return row?.findLast((one) => columnOf(one) <= column) ?? row?.[0];
}

function columnOf(button: HTMLElement | undefined): number {
  return button?.closest("td")?.cellIndex ?? 0;
}
