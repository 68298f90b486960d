/** Finds a code as one types; Enter takes the first. */
import { Combobox, InputBase, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useCodeSearch } from "../api/queries.ts";

interface Props {
  readonly systems: string;
  readonly on: string;
  readonly label: string;
  readonly placeholder: string;
  readonly pick: (hit: { readonly code: string; readonly title: string }) => void;
  readonly disabled: boolean;
}

export function CodePicker({ systems, on, label, placeholder, pick, disabled }: Props) {
  const [text, setText] = useState("");
  const [searched] = useDebouncedValue(text, 60);
  const found = useCodeSearch({ text: searched, systems, on });
  const combobox = useCombobox();
  const results = text.trim() === "" ? [] : (found.data?.results ?? []);
  const { selectFirstOption } = combobox;
  // The options come after the key that asked for them, so the first is chosen when they stand there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new results are what it waits for
  useEffect(() => {
    selectFirstOption();
  }, [found.data]);
  const take = (value: string): void => {
    // Results of what was typed before are not what Enter means.
    if (searched !== text || found.isPlaceholderData) return;
    const hit = results.find((result) => result.code === value);
    if (hit === undefined) return;
    pick(hit);
    setText("");
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} position="bottom-start" width={560}>
      <Combobox.Target>
        <InputBase
          size="xs"
          aria-label={label}
          placeholder={placeholder}
          value={text}
          disabled={disabled}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={results.length === 0}>
        <Combobox.Options mah={340} style={{ overflowY: "auto" }}>
          {results.map((hit) => (
            <Combobox.Option key={hit.code} value={hit.code} disabled={!hit.billable}>
              <Text size="sm" component="span">
                <span className="mono">{hit.code}</span> {hit.title}
                {hit.billable ? "" : " (not billable)"}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
