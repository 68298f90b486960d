/** What the list of denials can be narrowed to. Several of one kind are alternatives. */
import { Button, Group, MultiSelect, NativeSelect, UnstyledButton } from "@mantine/core";
import type { DenialList } from "../../http/contract/denials.ts";
import { usd } from "../words.ts";
import { type DenialAddress, openStates } from "./denial-search.ts";

interface Choosing {
  readonly list: DenialList;
  readonly address: DenialAddress;
  readonly choose: (address: DenialAddress) => void;
}

/** A press shows one state; with Shift or Ctrl it adds the state to those that are shown, or takes it away. */
export function StateBar({ list, address, choose }: Choosing) {
  const { state, ...others } = address;
  const chosen: readonly string[] = state ?? [];
  const shownNow: readonly string[] = state ?? openStates;
  return (
    <Group gap={6} component="nav" aria-label="States">
      <UnstyledButton className="queue-chip" aria-pressed={state === undefined} onClick={() => choose(others)}>
        To do
      </UnstyledButton>
      {list.states
        .filter((one) => one.count > 0 || shownNow.includes(one.name))
        .map(({ name, words, count, amount, recovered }) => {
          const active = chosen.includes(name);
          const shown = list.states
            .map((one) => one.name)
            .filter((one) => (one === name ? !shownNow.includes(name) : shownNow.includes(one)));
          return (
            <UnstyledButton
              key={name}
              className="queue-chip"
              aria-pressed={active}
              onClick={(event) => {
                const more = event.shiftKey || event.ctrlKey || event.metaKey;
                choose(more && shown.length > 0 ? { ...others, state: shown } : { ...others, state: [name] });
              }}
            >
              {words} <b>{count.toLocaleString("en-US")}</b> <span className="tabular">{usd(name === "won" ? recovered : amount)}</span>
            </UnstyledButton>
          );
        })}
    </Group>
  );
}

export function DenialFilters({ list, address, choose, clear }: Choosing & { readonly clear: (() => void) | undefined }) {
  const { choices } = list;
  const set = (side: "category" | "cause" | "reason" | "service" | "preventable", values: readonly string[]): void => {
    const { [side]: _old, ...rest } = address;
    choose(values.length === 0 ? rest : { ...rest, [side]: values });
  };
  const setPayers = (ids: readonly string[]): void => {
    const { payer: _old, ...rest } = address;
    choose(ids.length === 0 ? rest : { ...rest, payer: ids.map(Number) });
  };
  const setDue = (value: string): void => {
    const { due: _old, ...rest } = address;
    choose(value === "" ? rest : { ...rest, due: Number(value) });
  };
  const pick = (
    label: string,
    placeholder: string,
    data: readonly { value: string; label: string }[],
    value: readonly string[],
    change: (values: readonly string[]) => void,
  ) => (
    <MultiSelect
      size="xs"
      w={188}
      searchable
      clearable
      aria-label={label}
      placeholder={value.length === 0 ? placeholder : ""}
      data={[...data]}
      value={[...value]}
      onChange={change}
    />
  );
  const named = (all: readonly { readonly name: string; readonly words: string }[]) =>
    all.map(({ name, words }) => ({ value: name, label: words }));
  return (
    <Group gap="sm" align="flex-end">
      {pick(
        "Payers",
        "Any payer",
        choices.payers.map(({ id, name }) => ({ value: String(id), label: name })),
        (address.payer ?? []).map(String),
        setPayers,
      )}
      {pick("Categories", "Any category", named(choices.categories), address.category ?? [], (values) => set("category", values))}
      {pick("Causes", "Any cause", named(choices.causes), address.cause ?? [], (values) => set("cause", values))}
      {pick(
        "Reasons",
        "Any reason code",
        choices.reasons.map((code) => ({ value: code, label: code })),
        address.reason ?? [],
        (values) => set("reason", values),
      )}
      {address.service !== undefined &&
        pick(
          "Services",
          "",
          address.service.map((code) => ({ value: code, label: code })),
          address.service,
          (values) => set("service", values),
        )}
      {pick(
        "Preventable",
        "Preventable or not",
        [
          { value: "yes", label: "preventable" },
          { value: "partly", label: "partly preventable" },
          { value: "no", label: "not preventable" },
        ],
        address.preventable ?? [],
        (values) => set("preventable", values),
      )}
      <NativeSelect
        size="xs"
        aria-label="Due"
        value={address.due === undefined ? "" : String(address.due)}
        onChange={(event) => setDue(event.currentTarget.value)}
        data={[
          { value: "", label: "Due at any time" },
          { value: "0", label: "Due today or overdue" },
          { value: "7", label: "Due within a week" },
          { value: "30", label: "Due within 30 days" },
        ]}
      />
      {clear === undefined ? null : (
        <Button size="xs" variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}
