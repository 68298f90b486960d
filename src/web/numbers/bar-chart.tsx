/** Columns over time, stacked by part; beside each picture its figures as a table, which a switch shows instead. */
import { Button, Table, Title } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";

export interface Series {
  readonly words: string;
  /** One a column; undefined: there is no figure, which is not nought. */
  readonly values: readonly (number | undefined)[];
  /** The name of a colour in app.css: --cw-chart-1 … */
  readonly color: number;
}

interface Props {
  readonly title: string;
  /** What it shows and how it is counted, one sentence. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly series: readonly Series[];
  readonly show: (value: number) => string;
  /** Marks at the edge of the picture, shorter than in the table. */
  readonly tick: (value: number) => string;
  readonly empty: string;
  /** Said under the column that is not over yet. */
  readonly openEnd?: string | undefined;
  /** The parts are persons or things whose names are told even when there is one only. */
  readonly named?: boolean;
  /** A line across the picture: up to there it is good. */
  readonly good?: { readonly at: number; readonly words: string };
}

const width = 640;
const height = 190;
const edge = { left: 56, right: 8, top: 8, bottom: 22 };

export function BarChart({ title, about, columns, series, show, tick, empty, openEnd, good, named = false }: Props) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const nothing = series.every(({ values }) => values.every((value) => value === undefined || value === 0));
  return (
    <section className="panel chart" aria-labelledby={id}>
      <div className="panel-head">
        <Title order={2} id={id}>
          {title}
        </Title>
        <span className="dimmed chart-about">{about}</span>
        {!nothing && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => setAsTable(!asTable)}
            aria-pressed={asTable}
            aria-label={`${title} as a table`}
          >
            Table
          </Button>
        )}
      </div>
      <div className="panel-body">
        {nothing ? (
          <p className="dimmed chart-empty">{empty}</p>
        ) : asTable ? (
          <Figures {...{ title, columns, series, show }} />
        ) : (
          <>
            <Picture {...{ title, columns, series, show, tick, good }} />
            {(series.length > 1 || named) && (
              <div className="money-legend">
                {series.map(({ words, color }) => (
                  <span key={words}>
                    <i style={{ background: `var(--cw-chart-${color})` }} /> {words}
                  </span>
                ))}
              </div>
            )}
            {openEnd !== undefined && <div className="chart-about dimmed">{openEnd}</div>}
          </>
        )}
      </div>
    </section>
  );
}

type PictureProps = Pick<Props, "title" | "columns" | "series" | "show" | "tick"> & { readonly good?: Props["good"] | undefined };

function Picture({ title, columns, series, show, tick, good }: PictureProps) {
  const said = (one: Series, at: number): string => `${one.words} ${shown(one.values[at], show)}`;
  const high = Math.max(...columns.map((_, at) => stackOf(series, at).high), good?.at ?? 0, 0);
  const low = Math.min(...columns.map((_, at) => stackOf(series, at).low), 0);
  const step = niceStep(Math.max(high - low, 1) / 4);
  const top = Math.ceil(high / step) * step;
  const bottom = Math.floor(low / step) * step;
  const y = (value: number): number => edge.top + ((top - value) / (top - bottom)) * (height - edge.top - edge.bottom);
  const slot = (width - edge.left - edge.right) / columns.length;
  const bar = Math.min(slot * 0.66, 44);
  const marks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, at) => bottom + at * step);
  const last = columns.length - 1;
  const words = `${title}. Last, ${columns[last] ?? ""}: ${series.map((one) => said(one, last)).join(", ")}.`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="chart-picture" role="img" aria-label={words}>
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={edge.left} x2={width - edge.right} y1={y(mark)} y2={y(mark)} className={mark === 0 ? "chart-base" : "chart-line"} />
          <text x={edge.left - 6} y={y(mark) + 3.5} textAnchor="end" className="chart-text">
            {tick(mark)}
          </text>
        </g>
      ))}
      {columns.map((column, at) => (
        <g key={column}>
          <title>{`${column}: ${series.map((one) => said(one, at)).join(", ")}`}</title>
          <rect x={edge.left + slot * at} y={edge.top} width={slot} height={height - edge.top - edge.bottom} fill="transparent" />
          {stackOf(series, at).parts.map(({ from, to, color }) => (
            <rect
              key={color}
              x={edge.left + slot * at + (slot - bar) / 2}
              y={y(Math.max(from, to))}
              width={bar}
              height={Math.max(Math.abs(y(from) - y(to)), 0.5)}
              style={{ fill: `var(--cw-chart-${color})` }}
            />
          ))}
          <text x={edge.left + slot * (at + 0.5)} y={height - 7} textAnchor="middle" className="chart-text">
            {column}
          </text>
        </g>
      ))}
      {good !== undefined && (
        <line x1={edge.left} x2={width - edge.right} y1={y(good.at)} y2={y(good.at)} className="chart-good">
          <title>{`good: up to ${good.words}`}</title>
        </line>
      )}
    </svg>
  );
}

function shown(value: number | undefined, show: Props["show"]): string {
  return value === undefined ? "no figure" : show(value);
}

/** Positive parts upwards from zero, negative ones downwards. */
function stackOf(series: readonly Series[], at: number) {
  let high = 0;
  let low = 0;
  const parts = series.flatMap(({ values, color }) => {
    const value = values[at] ?? 0;
    if (value === 0) return [];
    const from = value > 0 ? high : low;
    if (value > 0) high += value;
    else low += value;
    return [{ from, to: from + value, color }];
  });
  return { high, low, parts };
}

/** 1, 2 or 5 with noughts. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

function Figures({ title, columns, series, show }: Omit<PictureProps, "tick" | "good">): ReactNode {
  return (
    <Table.ScrollContainer minWidth={400}>
      <Table verticalSpacing={3} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {series.map(({ words }) => (
              <Table.Th key={words} className="money">
                {words}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column, at) => (
            <Table.Tr key={column}>
              <Table.Th scope="row" fw={400}>
                {column}
              </Table.Th>
              {series.map(({ words, values }) => (
                <Table.Td key={words} className="money">
                  {shown(values[at], show)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
