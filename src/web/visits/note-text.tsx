/** The note with the words that support a code marked. Selecting words hands them to the caller as evidence. */
import { Tooltip } from "@mantine/core";
import { useEffect, useRef } from "react";

export interface Mark {
  readonly start: number;
  readonly end: number;
  /** The codes that these words support. */
  readonly codes: readonly string[];
  /** Only suggested: nobody has taken the code yet. */
  readonly suggested?: boolean;
}

interface Props {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly active?: string | undefined;
  readonly onSelect?: (evidence: { readonly start: number; readonly end: number; readonly text: string }) => void;
}

export function NoteText({ text, marks, active, onSelect }: Props) {
  const body = useRef<HTMLElement>(null);
  // What the cursor is on comes into sight, without moving a note that shows it already.
  useEffect(() => {
    if (active !== undefined) body.current?.querySelector("mark[data-active=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const select = (): void => {
    const range = selectedRange(body.current);
    if (range !== undefined && onSelect !== undefined) onSelect({ ...range, text: text.slice(range.start, range.end) });
  };
  return (
    <section className="note-text" ref={body} onMouseUp={select} onKeyUp={select} aria-label="Visit note">
      {pieces(text, marks).map((piece) =>
        piece.codes.length === 0 ? (
          <span key={piece.start}>{text.slice(piece.start, piece.end)}</span>
        ) : (
          <Tooltip key={piece.start} label={`${piece.suggested === true ? "suggests" : "supports"} ${piece.codes.join(", ")}`}>
            <mark data-suggested={piece.suggested === true} data-active={active !== undefined && piece.codes.includes(active)}>
              {text.slice(piece.start, piece.end)}
            </mark>
          </Tooltip>
        ),
      )}
    </section>
  );
}

/** Cuts the text at every edge of a mark; a piece carries the codes of all marks over it. */
function pieces(text: string, marks: readonly Mark[]): readonly Mark[] {
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])]
    .filter((edge) => edge >= 0 && edge <= text.length)
    .sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? text.length;
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    return {
      start,
      end,
      codes: [...new Set(over.flatMap((mark) => mark.codes))],
      suggested: over.length > 0 && over.every((mark) => mark.suggested === true),
    };
  });
}

function selectedRange(container: HTMLElement | null): { readonly start: number; readonly end: number } | undefined {
  const selection = window.getSelection();
  if (container === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.commonAncestorContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const end = start + range.toString().length;
  return end > start ? { start, end } : undefined;
}
