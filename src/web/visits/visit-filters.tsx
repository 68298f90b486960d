/** What the list of visits can be narrowed to: queues, payers, clinicians, days. Several of one kind are alternatives. */
import { Button, Group, MultiSelect, TextInput, UnstyledButton } from "@mantine/core";
import type { VisitList } from "../../http/contract/visits.ts";
import type { ListAddress } from "./visit-search.ts";
import { WorkFilters } from "./work-filters.tsx";

interface Choosing {
  readonly list: VisitList;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}

/** 10,001 stands for more than 10,000: counting on would keep everyone waiting. */
export function countWords(count: number): string {
  return count > 10_000 ? "10,000+" : count.toLocaleString("en-US");
}

/** A press shows one queue; with Shift or Ctrl it adds the queue to those that are shown, or takes it away. */
export function QueueBar({ list, address, choose }: Choosing) {
  const { queue: chosen = [], ...others } = address;
  const all = list.queues.reduce((sum, one) => sum + one.count, 0);
  const only = (queues: NonNullable<ListAddress["queue"]>): void => choose(queues.length === 0 ? others : { ...others, queue: queues });
  return (
    <Group gap={6} component="nav" aria-label="Queues">
      <QueueChip words="All" count={all} active={chosen.length === 0} choose={() => only([])} />
      {list.queues
        .filter((queue) => queue.count > 0 || chosen.includes(queue.name))
        .map(({ name, words, count }) => {
          const active = chosen.includes(name);
          const toggled = active ? chosen.filter((one) => one !== name) : [...chosen, name];
          return <QueueChip key={name} words={words} count={count} active={active} choose={(more) => only(more ? toggled : [name])} />;
        })}
    </Group>
  );
}

function QueueChip({
  words,
  count,
  active,
  choose,
}: {
  readonly words: string;
  readonly count: number;
  readonly active: boolean;
  /** `more`: beside those that are chosen. */
  readonly choose: (more: boolean) => void;
}) {
  return (
    <UnstyledButton
      className="queue-chip"
      aria-pressed={active}
      onClick={(event) => choose(event.shiftKey || event.ctrlKey || event.metaKey)}
    >
      {words} <b>{countWords(count)}</b>
    </UnstyledButton>
  );
}

export function VisitFilters({ list, address, choose, clear }: Choosing & { readonly clear: (() => void) | undefined }) {
  const { payer = [], clinician = [], from = "", to = "" } = address;
  const withDay = (side: "from" | "to", day: string): void => {
    const { [side]: _old, ...rest } = address;
    choose(day === "" ? rest : { ...rest, [side]: day });
  };
  const withIds = (side: "payer" | "clinician", ids: readonly string[]): void => {
    const { [side]: _old, ...rest } = address;
    choose(ids.length === 0 ? rest : { ...rest, [side]: ids.map(Number) });
  };
  return (
    <Group gap="sm" align="flex-end">
      <MultiSelect
        size="xs"
        w={260}
        searchable
        clearable
        aria-label="Payers"
        placeholder={payer.length === 0 ? "Any payer" : ""}
        data={list.payers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={payer.map(String)}
        onChange={(ids) => withIds("payer", ids)}
      />
      <MultiSelect
        size="xs"
        w={260}
        searchable
        clearable
        aria-label="Clinicians"
        placeholder={clinician.length === 0 ? "Any clinician" : ""}
        data={list.providers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={clinician.map(String)}
        onChange={(ids) => withIds("clinician", ids)}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="Visits from"
        value={from}
        onChange={(event) => withDay("from", event.currentTarget.value)}
      />
      <TextInput size="xs" type="date" aria-label="Visits to" value={to} onChange={(event) => withDay("to", event.currentTarget.value)} />
      <WorkFilters address={address} choose={choose} />
      {clear === undefined ? null : (
        <Button size="xs" variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}
