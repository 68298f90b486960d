/** What the list of visits is narrowed to, value by value. Queues, owners and sleep have buttons of their own above, and still are said here. */
import type { VisitList } from "../../http/contract/visits.ts";
import { useOwners } from "../api/worklist.ts";
import type { FilterChip } from "../frame/filter-chips.tsx";
import { ageWords, usDate } from "../words.ts";
import type { ListAddress } from "./visit-search.ts";
import { denialWords, without } from "./work-filters.tsx";

export function useVisitChips({
  list,
  address,
  choose,
}: {
  readonly list: VisitList;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}): readonly FilterChip[] {
  const owners = useOwners().data?.owners ?? [];
  const many = <Value>(key: keyof ListAddress, values: readonly Value[] | undefined, words: (value: Value) => string): FilterChip[] =>
    (values ?? []).map((value) => {
      const rest = (values ?? []).filter((one) => one !== value);
      return { words: words(value), off: () => choose(rest.length === 0 ? without(address, key) : { ...address, [key]: rest }) };
    });
  const one = (key: keyof ListAddress, words: string | undefined): FilterChip[] =>
    words === undefined ? [] : [{ words, off: () => choose(without(address, key)) }];
  const { from, to, openFrom, openTo, lastDay, followUp } = address;
  const ownerWords = (owner: NonNullable<ListAddress["owner"]>[number]): string =>
    owner === "me" ? "mine" : owner === "nobody" ? "nobody's" : (owners.find(({ id }) => id === owner)?.name ?? "somebody's");
  return [
    ...many("queue", address.queue, (name) => list.queues.find((queue) => queue.name === name)?.words ?? name),
    ...many("payer", address.payer, (id) => list.payers.find((payer) => payer.id === id)?.name ?? "a payer"),
    ...many("clinician", address.clinician, (id) => list.providers.find((provider) => provider.id === id)?.name ?? "a clinician"),
    ...one("from", from && `from ${usDate(from)}`),
    ...one("to", to && `to ${usDate(to)}`),
    ...many("age", address.age, (age) => `${ageWords[age]} old`),
    ...many("owner", address.owner, ownerWords),
    ...one("followUp", followUp && { due: "due to come back", asleep: "asleep", awake: "awake" }[followUp]),
    ...many("denial", address.denial, (code) => `denied: ${denialWords[code] ?? code}`),
    ...one("openFrom", openFrom === undefined ? undefined : `open from $${openFrom.toLocaleString("en-US")}`),
    ...one("openTo", openTo === undefined ? undefined : `open to $${openTo.toLocaleString("en-US")}`),
    ...one("lastDay", lastDay && `last day until ${usDate(lastDay)}`),
    ...many("flag", address.flag, () => "patient's part waits"),
  ];
}
