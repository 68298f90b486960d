/** The days that the numbers look at. */
import { Button, Group, TextInput } from "@mantine/core";
import type { Period } from "../api/numbers.ts";
import { daysBefore } from "../words.ts";

const usual = [30, 90, 180, 365] as const;

export function PeriodChoice({
  today,
  period,
  choose,
}: {
  readonly today: string;
  /** The days that are shown. */
  readonly period: { readonly from: string; readonly to: string };
  readonly choose: (period: Period) => void;
}) {
  return (
    <Group gap={6} align="center">
      {usual.map((days) => {
        const active = period.to === today && period.from === daysBefore(today, days - 1);
        return (
          <Button
            key={days}
            size="compact-xs"
            variant={active ? "filled" : "default"}
            aria-pressed={active}
            onClick={() => choose(days === 90 ? {} : { from: daysBefore(today, days - 1), to: today })}
          >
            {days} days
          </Button>
        );
      })}
      <TextInput
        size="xs"
        type="date"
        aria-label="From"
        value={period.from}
        max={period.to}
        onChange={(event) => event.currentTarget.value !== "" && choose({ from: event.currentTarget.value, to: period.to })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="To"
        value={period.to}
        min={period.from}
        onChange={(event) => event.currentTarget.value !== "" && choose({ from: period.from, to: event.currentTarget.value })}
      />
    </Group>
  );
}
