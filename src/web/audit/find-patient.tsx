/** Finds the patient whose record is asked about. */
import { Anchor, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFindPatients } from "../api/audit-queries.ts";
import { Empty, Failed } from "../frame/states.tsx";
import { usDate } from "../words.ts";

export function FindPatient() {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const found = useFindPatients(asked);
  return (
    <Stack gap="sm">
      <TextInput
        label="Patient"
        placeholder="Name, account, birth date or member id"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maw={460}
        data-autofocus
      />
      <div className="panel">
        {asked === "" ? (
          <Empty title="Whose record?">
            Type a part of the name, the account number or the birth date. That you looked is recorded too.
          </Empty>
        ) : found.isError ? (
          <Failed error={found.error} retry={found.refetch} />
        ) : found.data === undefined ? (
          <Empty title="Searching …"> </Empty>
        ) : found.data.patients.length === 0 ? (
          <Empty title="Nobody of that name">Try fewer letters, or the account number.</Empty>
        ) : (
          <Table verticalSpacing={5} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Patient</Table.Th>
                <Table.Th>Account</Table.Th>
                <Table.Th>Born</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.data.patients.map((patient) => (
                <Table.Tr key={patient.id}>
                  <Table.Td>
                    <Anchor component={Link} to={`/audit/patients/${patient.id}`} size="sm" fw={600} className="file-link">
                      {patient.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{patient.accountNumber}</Table.Td>
                  <Table.Td>
                    <Text size="sm">{usDate(patient.birthDate)}</Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
    </Stack>
  );
}
