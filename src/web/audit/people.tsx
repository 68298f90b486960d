/** What one person did, on the days that are asked for. */
import { Anchor, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAuditedPeople, usePersonActs } from "../api/audit-queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { daysBefore, todayHere } from "../words.ts";
import { AccessTable } from "./access-table.tsx";

export function People() {
  const people = useAuditedPeople();
  const [person, setPerson] = useState<string | null>(null);
  const [days, setDays] = useState({ from: daysBefore(todayHere(), 7), to: todayHere() });
  if (people.isPending) return <Waiting what="the people" />;
  if (people.isError) return <Failed error={people.error} retry={people.refetch} />;
  if (people.data.people.length === 0) {
    return (
      <div className="panel">
        <Empty title="Nobody has signed in yet">Whoever signs in and works appears here, also after they have left.</Empty>
      </div>
    );
  }
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end">
        <Select
          size="xs"
          w={300}
          label="Person"
          placeholder="Choose a person"
          searchable
          value={person}
          onChange={setPerson}
          data={people.data.people.map((one) => ({
            value: String(one.accountId),
            label: one.role === "" ? one.name : `${one.name}, ${one.role}`,
          }))}
        />
        <TextInput
          size="xs"
          type="date"
          label="From"
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="date"
          label="To"
          value={days.to}
          onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
        />
      </Group>
      <div className="panel">
        {person === null ? <Empty title="Whose work?">Choose a person and the days.</Empty> : <Acts person={Number(person)} days={days} />}
      </div>
    </Stack>
  );
}

function Acts({ person, days }: { readonly person: number; readonly days: { readonly from: string; readonly to: string } }) {
  const acts = usePersonActs(person, days);
  if (acts.isPending) return <Waiting what="what this person did" />;
  if (acts.isError) return <Failed error={acts.error} retry={acts.refetch} />;
  if (acts.data.rows.length === 0) return <Empty title="Nothing on these days">Choose more days.</Empty>;
  const patients = new Map(acts.data.rows.map((row) => [row.id, row.patient]));
  return (
    <AccessTable
      rows={acts.data.rows}
      extra={{
        head: "Patient",
        cell: (row) => {
          const patient = patients.get(row.id);
          if (patient === undefined)
            return (
              <Text size="sm" className="dimmed">
                {row.patients > 1 ? `${row.patients} patients` : ""}
              </Text>
            );
          return (
            <Anchor component={Link} to={`/audit/patients/${patient.id}`} size="sm" className="file-link">
              {patient.name}
            </Anchor>
          );
        },
      }}
    />
  );
}
