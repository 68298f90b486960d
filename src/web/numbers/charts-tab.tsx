/** Pictures of the last months and weeks, each with its figures as a table. */

import { useTrends } from "../api/numbers.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usd } from "../words.ts";
import { bucketWords } from "./aging-tab.tsx";
import { BarChart, type Series } from "./bar-chart.tsx";

/** So many kinds have a colour of their own; the rest is together. */
const mostKinds = 5;

export function ChartsTab() {
  const trends = useTrends();
  if (trends.isPending) return <Waiting what="the charts" />;
  if (trends.isError) return <Failed error={trends.error} retry={trends.refetch} />;
  const { months, weeks, receivables, denials, cash, lag, levels, coded } = trends.data;
  const monthNames = months.map(monthWords);
  const weekNames = weeks.map((week) => `${week.slice(5, 7)}/${week.slice(8, 10)}`);
  return (
    <div className="chart-grid">
      <BarChart
        title="Open balances by age"
        about="at the end of each month, from the day of service, credits taken off"
        columns={monthNames}
        series={bucketWords.map((words, at) => ({ words, values: receivables.map(({ buckets }) => buckets[at] ?? 0), color: at + 1 }))}
        show={usd}
        tick={thousands}
        empty="Nothing was open in these twelve months."
        openEnd={`${monthNames.at(-1) ?? ""} is as of today.`}
      />
      <BarChart
        title="Days in A/R"
        about="open balances ÷ a day’s charges, by the 90 days before; good: 40 or less"
        columns={monthNames}
        series={[{ words: "Days", values: receivables.map(({ days }) => (days === undefined ? undefined : Number(days))), color: 1 }]}
        show={(days) => days.toFixed(1)}
        tick={String}
        good={{ at: 40, words: "40" }}
        empty="There is a figure once the books are 90 days old."
        openEnd={receivables.some(({ days }) => days === undefined) ? "No figure before the books were 90 days old." : undefined}
      />
      <BarChart
        title="Denials by kind"
        about="dollars denied in the month of the decision"
        named
        columns={monthNames}
        series={stacked(
          months,
          denials.map(({ month, words, amount }) => ({ column: month, words, value: amount })),
        )}
        show={usd}
        tick={thousands}
        empty="No line was denied in these twelve months."
      />
      <BarChart
        title="Money received"
        about="by week from Monday, payers and patients, less refunds"
        columns={weekNames}
        series={[{ words: "Received", values: weeks.map((week) => cash.find((one) => one.week === week)?.cash ?? 0), color: 2 }]}
        show={usd}
        tick={thousands}
        empty="No money came in these thirteen weeks."
      />
      <BarChart
        title="Charge lag"
        about="mean days from visit to codes, by week of coding"
        columns={weekNames}
        series={[
          {
            words: "Days",
            values: weeks.map((week) => {
              const found = lag.find((one) => one.week === week);
              return found === undefined || found.visits === 0 ? 0 : Math.round((found.days * 10) / found.visits) / 10;
            }),
            color: 4,
          },
        ]}
        show={(days) => days.toFixed(1)}
        tick={(days) => String(Math.round(days * 10) / 10)}
        empty="Every visit of these thirteen weeks was coded on its day, or none was coded."
      />
      <BarChart
        title="Levels of office visits"
        about="visits of the month by level; a level that grows alone is looked at"
        columns={monthNames}
        series={[1, 2, 3, 4, 5]
          .map((level) => ({
            words: `Level ${level}`,
            values: months.map((month) => levels.find((one) => one.month === month && one.level === level)?.visits ?? 0),
            color: level,
          }))
          .filter(({ values }) => values.some((visits) => visits > 0))}
        show={count}
        tick={count}
        empty="No office visit was coded in these twelve months."
      />
      <BarChart
        title="Visits coded"
        about="by week from Monday and by person, each visit once"
        named
        columns={weekNames}
        series={stacked(
          weeks,
          coded.map(({ week, person, visits }) => ({ column: week, words: person, value: visits })),
        )}
        show={count}
        tick={count}
        empty="Nobody coded a visit in these thirteen weeks."
      />
    </div>
  );
}

interface Piece {
  readonly column: string;
  readonly words: string;
  readonly value: number;
}

/** The largest pieces have a colour of their own, the rest is together. */
function stacked(columns: readonly string[], pieces: readonly Piece[]): readonly Series[] {
  const totals = new Map<string, number>();
  for (const { words, value } of pieces) totals.set(words, (totals.get(words) ?? 0) + value);
  const kinds = [...totals].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([words]) => words);
  const named = kinds.length <= mostKinds + 1 ? kinds : kinds.slice(0, mostKinds);
  const sumOf = (column: string, isOf: (words: string) => boolean): number =>
    pieces.filter((one) => one.column === column && isOf(one.words)).reduce((sum, one) => sum + one.value, 0);
  const series = named.map((words, at) => ({
    words,
    values: columns.map((column) => sumOf(column, (one) => one === words)),
    color: at + 1,
  }));
  const rest = { words: "All others", values: columns.map((column) => sumOf(column, (one) => !named.includes(one))), color: 6 };
  return named.length === kinds.length ? series : [...series, rest];
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthWords(month: string): string {
  return `${names[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(2, 4)}`;
}

function thousands(cents: number): string {
  const dollars = cents / 100;
  if (Math.abs(dollars) >= 1_000_000) return `$${Math.round(dollars / 100_000) / 10}M`;
  return Math.abs(dollars) >= 1000 ? `$${Math.round(dollars / 100) / 10}k` : `$${Math.round(dollars)}`;
}
