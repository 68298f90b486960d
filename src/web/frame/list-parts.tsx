/** What lists have in common: counts, chips, heads that sort, the foot with its pages. */
import { Button, Group, Table, Text, UnstyledButton } from "@mantine/core";

/** 10,001 stands for more than 10,000: counting on would keep everyone waiting. */
export function countWords(count: number): string {
  return count > 10_000 ? "10,000+" : count.toLocaleString("en-US");
}

interface ChipProps {
  readonly words: string;
  readonly count?: number;
  readonly active: boolean;
  /** `more`: with Shift or Ctrl, beside those that are chosen. */
  readonly choose: (more: boolean) => void;
}

export function Chip({ words, count, active, choose }: ChipProps) {
  return (
    <UnstyledButton
      className="queue-chip"
      aria-pressed={active}
      onClick={(event) => choose(event.shiftKey || event.ctrlKey || event.metaKey)}
    >
      {words} {count !== undefined && <b>{countWords(count)}</b>}
    </UnstyledButton>
  );
}

interface SortHeadProps {
  readonly words: string;
  readonly money?: boolean;
  /** How the list is sorted by this column now. */
  readonly order: "up" | "down" | undefined;
  /** The first press. */
  readonly natural: "up" | "down";
  readonly choose: (order: "up" | "down") => void;
}

export function SortHead({ words, money = false, order, natural, choose }: SortHeadProps) {
  const next = order === undefined ? natural : order === "down" ? "up" : "down";
  return (
    <Table.Th
      className={money ? "money" : undefined}
      aria-sort={order === undefined ? "none" : order === "down" ? "descending" : "ascending"}
    >
      <button type="button" className="sort-head" onClick={() => choose(next)}>
        {words}
        <span aria-hidden="true">{order === undefined ? "" : order === "down" ? " ↓" : " ↑"}</span>
      </button>
    </Table.Th>
  );
}

interface FootProps {
  readonly words: string;
  readonly more: { readonly after: boolean; readonly before: boolean };
  readonly back: () => void;
  readonly on: () => void;
}

export function ListFoot({ words, more, back, on }: FootProps) {
  return (
    <Group justify="space-between">
      <Text size="sm" className="dimmed" aria-live="polite">
        {words}
      </Text>
      {(more.after || more.before) && (
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={!more.before} onClick={back}>
            Page before
          </Button>
          <Button size="xs" variant="default" disabled={!more.after} onClick={on}>
            Next page
          </Button>
        </Group>
      )}
    </Group>
  );
}
