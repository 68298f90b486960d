/** Segments as an indented list of which only what is in view is drawn: a file of any length scrolls alike. */
import { Checkbox, Title } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import type { FindingRow, SegmentRow } from "./inspect.ts";

const rowHeight = 26;
const spare = 12;

/** `at` is the segment to go to; 0 none. */
export function SegmentTree({ rows, at }: { readonly rows: readonly (SegmentRow | FindingRow)[]; readonly at: number }) {
  const [onlyFindings, setOnlyFindings] = useState(false);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const box = useRef<HTMLDivElement>(null);
  const visible = useMemo(() => (onlyFindings ? withFindings(rows) : rows), [rows, onlyFindings]);

  useEffect(() => {
    if (box.current !== null) setHeight(box.current.clientHeight);
  }, []);
  useEffect(() => {
    const index = visible.findIndex((row) => row.segment === at);
    if (at > 0 && index >= 0 && box.current !== null) box.current.scrollTop = Math.max(0, (index - 4) * rowHeight);
  }, [at, visible]);

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(visible.length, Math.ceil((top + height) / rowHeight) + spare);
  return (
    <>
      <div className="panel-head">
        <Title order={2}>Segments</Title>
        <Checkbox
          ml="auto"
          size="xs"
          label="Only with findings"
          checked={onlyFindings}
          onChange={(event) => setOnlyFindings(event.currentTarget.checked)}
        />
      </div>
      <section
        ref={box}
        className="x12-tree"
        aria-label="Segments"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: visible.length * rowHeight, position: "relative" }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset).map((position) => {
            const row = visible[position];
            return row === undefined ? null : <Row key={position} row={row} top={position * rowHeight} here={row.segment === at} />;
          })}
        </div>
      </section>
    </>
  );
}

function Row({ row, top, here }: { readonly row: SegmentRow | FindingRow; readonly top: number; readonly here: boolean }) {
  const indent = `${row.depth * 14}px`;
  if (row.kind === "finding") {
    return (
      <div className="x12-row" data-severity={row.severity} style={{ top }} title={row.words}>
        <span />
        <span style={{ paddingLeft: indent }}>{row.words}</span>
      </div>
    );
  }
  return (
    <div className="x12-row" data-here={here || undefined} style={{ top }} title={`${row.text}\n${row.words}`}>
      <span className="dimmed tabular">{row.segment}</span>
      <span style={{ paddingLeft: indent }}>
        <b className="mono">{row.tag}</b> {row.words}
      </span>
      <span className="mono dimmed">{row.text}</span>
    </div>
  );
}

function withFindings(rows: readonly (SegmentRow | FindingRow)[]): readonly (SegmentRow | FindingRow)[] {
  const segments = new Set(rows.filter((row) => row.kind === "finding").map((row) => row.segment));
  return rows.filter((row) => segments.has(row.segment));
}
