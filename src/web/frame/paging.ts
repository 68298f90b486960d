/** The cursor on a page of a list, and its pages: past the last row comes the next page, before the first one the page before. */
import { useEffect, useRef, useState } from "react";

export interface PageOf {
  readonly after?: number;
  readonly before?: number;
}

export function usePaging({
  ids,
  more,
  go,
}: {
  /** Of the rows that are shown. */
  readonly ids: readonly number[];
  readonly more: { readonly after: boolean; readonly before: boolean };
  readonly go: (page: PageOf) => void;
}) {
  const [cursor, setCursor] = useState(0);
  const entering = useRef<"top" | "bottom">("top");
  const [first, last, rows] = [ids[0], ids.at(-1), ids.length];
  // Another page: the cursor stands where it came from.
  useEffect(() => {
    setCursor(entering.current === "bottom" && first !== undefined ? rows - 1 : 0);
    entering.current = "top";
  }, [first, rows]);
  const on = (): void => {
    if (more.after && last !== undefined) go({ after: last });
  };
  const back = (way: "top" | "bottom" = "top"): void => {
    if (!more.before || first === undefined) return;
    entering.current = way;
    go({ before: first });
  };
  return {
    cursor,
    on,
    back: () => back(),
    down: () => (cursor < rows - 1 ? setCursor(cursor + 1) : on()),
    up: () => (cursor > 0 ? setCursor(cursor - 1) : back("bottom")),
  };
}
