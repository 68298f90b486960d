/** What the list of claims can be narrowed to. Several of one kind are alternatives; kinds hold together. */
import { Button, Checkbox, Group, MultiSelect, NumberInput } from "@mantine/core";
import type { ClaimList } from "../../http/contract/claims.ts";
import { ageNames } from "../../http/contract/worklist.ts";
import { DayFilter } from "../frame/day-filter.tsx";
import { Chip } from "../frame/list-parts.tsx";
import { ageWords } from "../words.ts";
import type { ClaimsAddress } from "./claim-address.ts";

interface Choosing {
  readonly list: ClaimList;
  readonly address: ClaimsAddress;
  readonly choose: (address: ClaimsAddress) => void;
}

/** A press shows one state; with Shift or Ctrl it adds the state to those that are shown, or takes it away. */
export function StateBar({ list, address, choose }: Choosing) {
  const { state: chosen = [], ...others } = address;
  const all = list.states.reduce((sum, one) => sum + one.count, 0);
  const only = (states: NonNullable<ClaimsAddress["state"]>): void => choose(states.length === 0 ? others : { ...others, state: states });
  return (
    <Group gap={6} component="nav" aria-label="States">
      <Chip words="All" count={all} active={chosen.length === 0} choose={() => only([])} />
      {list.states
        .filter((state) => state.count > 0 || chosen.includes(state.name))
        .map(({ name, words, count }) => {
          const active = chosen.includes(name);
          const toggled = active ? chosen.filter((one) => one !== name) : [...chosen, name];
          return <Chip key={name} words={words} count={count} active={active} choose={(more) => only(more ? toggled : [name])} />;
        })}
    </Group>
  );
}

export const frequencyWords: Readonly<Record<string, string>> = { "1": "original", "7": "replacement", "8": "void" };

export function ClaimFilters({ list, address, choose, clear }: Choosing & { readonly clear: (() => void) | undefined }) {
  const set = (field: keyof ClaimsAddress, value: unknown): void => {
    const { [field]: _old, ...rest } = address;
    const empty = value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);
    choose(empty ? rest : { ...rest, [field]: value });
  };
  const many = { size: "xs", clearable: true, clearButtonProps: { "aria-label": "Clear" } } as const;
  return (
    <Group gap="xs" align="center">
      <MultiSelect
        {...many}
        w={165}
        searchable
        aria-label="Payers"
        placeholder={address.payer === undefined ? "Any payer" : ""}
        data={list.payers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={(address.payer ?? []).map(String)}
        onChange={(ids) => set("payer", ids.map(Number))}
      />
      <MultiSelect
        {...many}
        w={150}
        searchable
        aria-label="Clinicians"
        placeholder={address.clinician === undefined ? "Any clinician" : ""}
        data={list.providers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={(address.clinician ?? []).map(String)}
        onChange={(ids) => set("clinician", ids.map(Number))}
      />
      <MultiSelect
        {...many}
        w={125}
        aria-label="Days since the service"
        placeholder={address.age === undefined ? "Any age" : ""}
        data={ageNames.map((name) => ({ value: name, label: ageWords[name] }))}
        value={[...(address.age ?? [])]}
        onChange={(ages) => set("age", ages)}
      />
      <MultiSelect
        {...many}
        w={140}
        aria-label="Frequency"
        placeholder={address.frequency === undefined ? "Any frequency" : ""}
        data={Object.entries(frequencyWords).map(([value, words]) => ({ value, label: `${value} ${words}` }))}
        value={[...(address.frequency ?? [])]}
        onChange={(frequencies) => set("frequency", frequencies)}
      />
      <DayFilter words="from" label="Services from" value={address.from ?? ""} set={(day) => set("from", day)} />
      <DayFilter words="to" label="Services to" value={address.to ?? ""} set={(day) => set("to", day)} />
      <Dollars words="Charged at least" hint="$ from" value={address.least} set={(dollars) => set("least", dollars)} />
      <Dollars words="Charged at most" hint="$ to" value={address.most} set={(dollars) => set("most", dollars)} />
      <Checkbox
        size="xs"
        label="Open denial"
        checked={address.denied === true}
        onChange={(event) => set("denied", event.currentTarget.checked)}
      />
      {clear === undefined ? null : (
        <Button size="compact-xs" variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}

interface DollarsProps {
  readonly words: string;
  readonly hint: string;
  readonly value: number | undefined;
  readonly set: (dollars: number | undefined) => void;
}

function Dollars({ words, hint, value, set }: DollarsProps) {
  return (
    <NumberInput
      size="xs"
      w={70}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      max={10_000_000}
      aria-label={words}
      placeholder={hint}
      value={value ?? ""}
      onChange={(given) => set(typeof given === "number" ? given : undefined)}
    />
  );
}
