/** The clinicians' day: who comes, who is here, which notes are still to be written, and where a coder asks. */
import { Badge, Group, NativeSelect, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useNotesDay } from "../api/notes.ts";
import { useKeys } from "../frame/keys.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

const stateWords = {
  expected: { words: "expected", color: "gray" },
  missing: { words: "to be written", color: "orange" },
  draft: { words: "draft", color: "orange" },
  signed: { words: "signed", color: "teal" },
} as const;

const storageKey = "claimwright.clinician";

export function NotesPage() {
  const { on } = useSearch({ from: "/notes" });
  const navigate = useNavigate();
  const [who, setWho] = useState(() => localStorage.getItem(storageKey) ?? "");
  const [cursor, setCursor] = useState(0);
  const day = useNotesDay(on);
  const rows = (day.data?.rows ?? []).filter((row) => who === "" || String(row.providerId) === who);
  const open = (row: (typeof rows)[number] | undefined): void => {
    if (row?.visitId !== undefined)
      void navigate({ to: "/visits/$visitId", params: { visitId: String(row.visitId) }, search: { step: "note" } });
  };
  useKeys({
    j: { does: "next visit", act: () => setCursor(Math.min(cursor + 1, rows.length - 1)), moves: true },
    k: { does: "visit before", act: () => setCursor(Math.max(cursor - 1, 0)), moves: true },
    Enter: { does: "write the note", act: () => open(rows[cursor]), moves: true },
  });
  if (day.isPending) return <Waiting what="the day" />;
  if (day.isError) return <Failed error={day.error} retry={day.refetch} />;
  const { today, providers } = day.data;
  const left = rows.filter((row) => row.note === "missing" || row.note === "draft").length;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Notes</Title>
          <Text size="sm" className="dimmed">
            {left === 0 ? "Nothing is left to write or sign." : `${left} to write or sign.`} Nothing of an unsigned note may be billed.
          </Text>
        </div>
        <Group gap="sm">
          <NativeSelect
            size="xs"
            aria-label="Clinician"
            value={who}
            data={[{ value: "", label: "All clinicians" }, ...providers.map((one) => ({ value: String(one.id), label: one.name }))]}
            onChange={(event) => {
              setWho(event.currentTarget.value);
              localStorage.setItem(storageKey, event.currentTarget.value);
            }}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label="Day"
            value={on ?? today}
            onChange={(event) => {
              const next = event.currentTarget.value;
              void navigate({ to: "/notes", search: next === "" || next === today ? {} : { on: next } });
            }}
          />
        </Group>
      </Group>
      <div className="panel">
        {rows.length === 0 ? (
          <Empty title="Nobody on this day">
            Visits stand here once the front desk has put them in the calendar or checked somebody in.
          </Empty>
        ) : (
          <Table.ScrollContainer minWidth={700}>
            <Table verticalSpacing={6} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={70}>At</Table.Th>
                  <Table.Th>Patient</Table.Th>
                  <Table.Th>Why</Table.Th>
                  <Table.Th>Clinician</Table.Th>
                  <Table.Th>Note</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row, index) => (
                  <Table.Tr
                    key={row.visitId ?? `expected ${index}`}
                    className={row.visitId === undefined ? undefined : "row-link"}
                    data-cursor={index === cursor}
                    tabIndex={row.visitId === undefined ? undefined : 0}
                    onClick={() => open(row)}
                    onKeyDown={(event) => event.key === "Enter" && open(row)}
                  >
                    <Table.Td className="figure">{row.at === undefined ? "" : `${row.at.slice(0, 2)}:${row.at.slice(2)}`}</Table.Td>
                    <Table.Td>
                      <Text size="sm" fw={600}>
                        {row.patientName}
                      </Text>
                      {row.birthDate !== "" && (
                        <Text size="xs" className="dimmed">
                          born {usDate(row.birthDate)}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>{row.reason}</Table.Td>
                    <Table.Td>{providers.find((one) => one.id === row.providerId)?.name ?? ""}</Table.Td>
                    <Table.Td>
                      <Group gap={6}>
                        <Badge variant="light" color={stateWords[row.note].color} tt="none">
                          {stateWords[row.note].words}
                        </Badge>
                        {row.asked && (
                          <Badge variant="light" color="red" tt="none">
                            a coder asks
                          </Badge>
                        )}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </div>
    </Stack>
  );
}

export function readNotesAddress(search: Record<string, unknown>): { readonly on?: string } {
  return typeof search.on === "string" && /^\d{4}-\d{2}-\d{2}$/.test(search.on) ? { on: search.on } : {};
}
