/** The list by the work around the visits: whose, asleep or due, how much is open, by when. Each choice stands in the address. */
import { Group, NumberInput, UnstyledButton } from "@mantine/core";
import { useOwners } from "../api/worklist.ts";
import { DayFilter } from "../frame/day-filter.tsx";
import { ManyOf } from "../frame/many-of.tsx";
import type { ListAddress } from "./visit-search.ts";

interface Choosing {
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}

/** Categories of denials, as the reason's table has them. */
export const denialWords: Readonly<Record<string, string>> = {
  PR: "Patient's share",
  ELG: "Eligibility",
  BEN: "Benefit",
  COB: "Other payer first",
  AUT: "Authorization",
  NET: "Network",
  COD: "Coding",
  BUN: "Bundling",
  MN: "Medical necessity",
  INF: "Information missing",
  DOC: "Records asked for",
  DUP: "Duplicate",
  TF: "Late filing",
  ENR: "Enrolment",
  CON: "Contract",
  PEN: "Pending",
  APP: "Appeal",
  REG: "Registration",
};

export function WorkChips({ address, choose }: Choosing) {
  const { owner = [], followUp, ...others } = address;
  const rest = { ...others, ...(owner.length === 0 ? {} : { owner }) };
  const hasOwner = (one: "me" | "nobody"): boolean => owner.length === 1 && owner[0] === one;
  const { flag, ...unflagged } = address;
  const chips = [
    { words: "Mine", active: hasOwner("me"), on: { ...address, owner: ["me"] as const }, off: without(address, "owner") },
    { words: "Nobody's", active: hasOwner("nobody"), on: { ...address, owner: ["nobody"] as const }, off: without(address, "owner") },
    { words: "Due", active: followUp === "due", on: { ...rest, followUp: "due" as const }, off: rest },
    { words: "Asleep", active: followUp === "asleep", on: { ...rest, followUp: "asleep" as const }, off: rest },
    { words: "Awake", active: followUp === "awake", on: { ...rest, followUp: "awake" as const }, off: rest },
    { words: "Patient's, payer open", active: flag !== undefined, on: { ...address, flag: ["withheld"] as const }, off: unflagged },
  ];
  return (
    <Group gap={6} component="nav" aria-label="Work">
      {chips.map(({ words, active, on, off }) => (
        <UnstyledButton key={words} className="queue-chip" aria-pressed={active} onClick={() => choose(active ? off : on)}>
          {words}
        </UnstyledButton>
      ))}
    </Group>
  );
}

export function WorkFilters({ address, choose }: Choosing) {
  const owners = useOwners();
  const { owner = [], denial = [], openFrom, openTo, lastDay = "" } = address;
  const people = [
    { value: "nobody", label: "Nobody" },
    { value: "me", label: "Me" },
  ].concat((owners.data?.owners ?? []).filter(({ self }) => !self).map(({ id, name }) => ({ value: String(id), label: name })));
  const dollars = (side: "openFrom" | "openTo", value: string | number): void =>
    choose(typeof value === "number" ? { ...address, [side]: Math.trunc(value) } : without(address, side));
  return (
    <>
      <ManyOf
        label="Who has it"
        any="Anybody's"
        width={102}
        data={people}
        value={owner.map(String)}
        change={(chosen) =>
          choose(
            chosen.length === 0
              ? without(address, "owner")
              : { ...address, owner: chosen.map((one) => (one === "me" || one === "nobody" ? one : Number(one))) },
          )
        }
      />
      <ManyOf
        label="Denied for"
        any="Any denial"
        width={106}
        data={Object.entries(denialWords).map(([value, label]) => ({ value, label }))}
        value={denial}
        change={(chosen) => choose(chosen.length === 0 ? without(address, "denial") : { ...address, denial: chosen })}
      />
      <NumberInput
        size="xs"
        w={66}
        hideControls
        prefix="$"
        aria-label="Open from"
        placeholder="$ from"
        value={openFrom ?? ""}
        onChange={(value) => dollars("openFrom", value)}
      />
      <NumberInput
        size="xs"
        w={66}
        hideControls
        prefix="$"
        aria-label="Open to"
        placeholder="$ to"
        value={openTo ?? ""}
        onChange={(value) => dollars("openTo", value)}
      />
      <DayFilter
        words="file by"
        label="Payer's last day to file by"
        value={lastDay}
        set={(day) => choose(day === "" ? without(address, "lastDay") : { ...address, lastDay: day })}
      />
    </>
  );
}

export function without(address: ListAddress, key: keyof ListAddress): ListAddress {
  const { [key]: _old, ...rest } = address;
  return rest;
}
