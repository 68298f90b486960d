/** What the list of visits can be narrowed to: queues, payers, clinicians, days. Several of one kind are alternatives. */
import { Group } from "@mantine/core";
import type { VisitList } from "../../http/contract/visits.ts";
import { ageNames } from "../../http/contract/worklist.ts";
import { DayFilter } from "../frame/day-filter.tsx";
import { Chip } from "../frame/list-parts.tsx";
import { ManyOf } from "../frame/many-of.tsx";
import { ageWords } from "../words.ts";
import type { ListAddress } from "./visit-search.ts";
import { WorkFilters, without } from "./work-filters.tsx";

interface Choosing {
  readonly list: VisitList;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}

/** A press shows one queue; with Shift or Ctrl it adds the queue to those that are shown, or takes it away. */
export function QueueBar({ list, address, choose }: Choosing) {
  const { queue: chosen = [], ...others } = address;
  const all = list.queues.reduce((sum, one) => sum + one.count, 0);
  const only = (queues: NonNullable<ListAddress["queue"]>): void => choose(queues.length === 0 ? others : { ...others, queue: queues });
  return (
    <Group gap={6} component="nav" aria-label="Queues">
      <Chip words="All" count={all} active={chosen.length === 0} choose={() => only([])} />
      {list.queues
        .filter((queue) => queue.count > 0 || chosen.includes(queue.name))
        .map(({ name, words, count }) => {
          const active = chosen.includes(name);
          const toggled = active ? chosen.filter((one) => one !== name) : [...chosen, name];
          return <Chip key={name} words={words} count={count} active={active} choose={(more) => only(more ? toggled : [name])} />;
        })}
    </Group>
  );
}

export function VisitFilters({ list, address, choose }: Choosing) {
  const { payer = [], clinician = [], age = [], from = "", to = "" } = address;
  const withDay = (side: "from" | "to", day: string): void => choose(day === "" ? without(address, side) : { ...address, [side]: day });
  const withIds = (side: "payer" | "clinician", ids: readonly string[]): void =>
    choose(ids.length === 0 ? without(address, side) : { ...address, [side]: ids.map(Number) });
  return (
    <Group gap="xs" align="center">
      <ManyOf
        label="Payers"
        any="Any payer"
        width={110}
        data={list.payers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={payer.map(String)}
        change={(ids) => withIds("payer", ids)}
      />
      <ManyOf
        label="Clinicians"
        any="Any clinician"
        width={115}
        data={list.providers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={clinician.map(String)}
        change={(ids) => withIds("clinician", ids)}
      />
      <ManyOf
        label="Days since the visit"
        any="Any age"
        width={92}
        data={ageNames.map((name) => ({ value: name, label: ageWords[name] }))}
        value={age}
        change={(ages) =>
          choose(ages.length === 0 ? without(address, "age") : { ...address, age: ageNames.filter((name) => ages.includes(name)) })
        }
      />
      <DayFilter words="from" label="Visits from" value={from} set={(day) => withDay("from", day)} />
      <DayFilter words="to" label="Visits to" value={to} set={(day) => withDay("to", day)} />
      <WorkFilters address={address} choose={choose} />
    </Group>
  );
}
