/** The code book in a drawer: type as a coder types, open a code, walk to its neighbours. */
import { Badge, Drawer, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useCodeSearch, useSession } from "../api/queries.ts";
import { CodeDetailPanel } from "./code-detail.tsx";

export interface ChosenCode {
  readonly system: string;
  readonly code: string;
}

interface Props {
  readonly opened: boolean;
  readonly close: () => void;
  /** The code that it opens at; without one where it was. */
  readonly at?: ChosenCode | undefined;
}

export function CodeBook({ opened, close, at }: Props) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ChosenCode | undefined>(at);
  const [begun, setBegun] = useState(at);
  if (at !== begun) {
    setBegun(at);
    if (at !== undefined) setChosen(at);
  }
  const [searched] = useDebouncedValue(text, 60);
  const on = useSession().data?.today ?? "";
  const found = useCodeSearch({ text: searched, systems: "", on });
  return (
    <Drawer opened={opened} onClose={close} position="right" size="xl" title="Code book" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label="Find a code"
          placeholder="pneumonia, htn, 99203, J18 …"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(undefined);
          }}
        />
        {chosen === undefined ? (
          <Results results={found.data?.results ?? []} searched={searched} choose={setChosen} />
        ) : (
          <CodeDetailPanel system={chosen.system} code={chosen.code} on={on} go={setChosen} back={() => setChosen(undefined)} />
        )}
      </Stack>
    </Drawer>
  );
}

interface ResultsProps {
  readonly results: readonly {
    readonly system: string;
    readonly code: string;
    readonly title: string;
    readonly billable: boolean;
    readonly path: readonly string[];
  }[];
  readonly searched: string;
  readonly choose: (chosen: ChosenCode) => void;
}

function Results({ results, searched, choose }: ResultsProps) {
  if (results.length === 0) {
    return (
      <Text size="sm" className="dimmed">
        {searched.trim() === ""
          ? "Type words, an abbreviation, or the beginning of a code."
          : "Nothing in the loaded releases matches. Try fewer words."}
      </Text>
    );
  }
  return (
    <Stack gap={2}>
      {results.map((hit) => (
        <UnstyledButton key={`${hit.system}:${hit.code}`} onClick={() => choose(hit)} className="hit">
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <Text className="mono" fw={600} miw={68}>
              {hit.code}
            </Text>
            <div>
              <Text size="sm">{hit.title}</Text>
              {hit.path.length > 0 && (
                <Text size="xs" className="dimmed">
                  {hit.path.join(" › ")}
                </Text>
              )}
            </div>
            {!hit.billable && (
              <Badge size="xs" variant="light" color="orange" ml="auto" miw={78}>
                not billable
              </Badge>
            )}
          </Group>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
