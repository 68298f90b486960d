/** Four pictures of the last months and weeks. */

import type { Trends } from "../../http/contract/numbers.ts";
import { useTrends } from "../api/numbers.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usd } from "../words.ts";
import { bucketWords } from "./aging-tab.tsx";
import { BarChart, type Series } from "./bar-chart.tsx";

/** So many kinds of denials have a colour of their own; the rest is together. */
const mostKinds = 5;

export function ChartsTab() {
  const trends = useTrends();
  if (trends.isPending) return <Waiting what="the charts" />;
  if (trends.isError) return <Failed error={trends.error} retry={trends.refetch} />;
  const { months, weeks, receivables, denials, cash, lag } = trends.data;
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
        title="Denials by kind"
        about="dollars denied in the month of the decision"
        columns={monthNames}
        series={kindsOf(denials, months)}
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
    </div>
  );
}

function kindsOf(denials: Trends["denials"], months: readonly string[]): readonly Series[] {
  const totals = new Map<string, number>();
  for (const { words, amount } of denials) totals.set(words, (totals.get(words) ?? 0) + amount);
  const kinds = [...totals].toSorted((a, b) => b[1] - a[1]).map(([words]) => words);
  const named = kinds.length <= mostKinds + 1 ? kinds : kinds.slice(0, mostKinds);
  const amountOf = (month: string, isOf: (words: string) => boolean): number =>
    denials.filter((one) => one.month === month && isOf(one.words)).reduce((sum, one) => sum + one.amount, 0);
  const series = named.map((words, at) => ({
    words,
    values: months.map((month) => amountOf(month, (one) => one === words)),
    color: at + 1,
  }));
  const rest = { words: "All others", values: months.map((month) => amountOf(month, (one) => !named.includes(one))), color: 6 };
  return named.length === kinds.length ? series : [...series, rest];
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
