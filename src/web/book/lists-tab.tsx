/** HCPCS Level II, procedures, modifiers and places of service, in the order of their codes. */
import { Box, Button, Group, SegmentedControl, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useBookList } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { walkRows } from "./walk-rows.ts";
import { useWayToTree } from "./way-to-tree.ts";

const lists = [
  { value: "hcpcs", label: "HCPCS" },
  { value: "cpt", label: "CPT numbers" },
  { value: "modifier", label: "Modifiers" },
  { value: "pos", label: "Places of service" },
];

interface Props {
  readonly date: string;
  /** The list is shown from it, where it is in one. */
  readonly chosen: { readonly system: string; readonly code: string } | undefined;
  readonly choose: (chosen: { readonly system: string; readonly code: string }) => void;
}

export function ListsTab({ date, chosen, choose }: Props) {
  const listed = lists.some((one) => one.value === chosen?.system) ? chosen : undefined;
  const [system, setSystem] = useState(listed?.system ?? "hcpcs");
  const [from, setFrom] = useState(listed?.code ?? "");
  const [asked] = useDebouncedValue(from, 120);
  const list = useBookList({ system, from: asked, date });
  const { list: rowsBelow, onKeyDown } = useWayToTree(asked === from && !list.isPlaceholderData);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="Which list"
        value={system}
        onChange={(value) => {
          setSystem(value);
          setFrom("");
        }}
        data={lists}
      />
      <TextInput
        size="xs"
        label="From the code"
        placeholder={system === "cpt" ? "992" : system === "hcpcs" ? "J" : ""}
        value={from}
        data-row-field
        onKeyDown={onKeyDown}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {list.isPending && <Waiting what="the list" />}
      {list.isError && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && <Empty title="No codes">None of the loaded lists has a code there on this day.</Empty>}
      <Box ref={rowsBelow} onKeyDown={walkRows}>
        {rows.map((row) => (
          <div key={row.code} data-row>
            <UnstyledButton className="hit" onClick={() => choose({ system, code: row.code })}>
              <Group gap="sm" wrap="nowrap" align="flex-start">
                <Text className="mono" fw={600} miw={60}>
                  {row.code}
                </Text>
                <Text size="sm" {...(row.title === "" ? { className: "dimmed" } : {})}>
                  {row.title || "no words in the loaded releases"}
                </Text>
              </Group>
            </UnstyledButton>
          </div>
        ))}
      </Box>
      {list.hasNextPage && (
        <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          More codes
        </Button>
      )}
    </Stack>
  );
}
