/** May it be asked? What stops the next statement, and what people set and lift, each with its authority and reason. */
import { Badge, Button, Group, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { GatesView } from "../../http/contract/patient-billing.ts";
import { usePatientCommand, usePatientPart } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Hold = GatesView["holds"][number];

export function GatesTab({ patientId }: { readonly patientId: number }) {
  const gates = usePatientPart(patientId, "gates");
  const may = usePermission("holds:write") === true;
  if (gates.isPending) return <Waiting what="the gates" />;
  if (gates.isError) return <Failed error={gates.error} retry={gates.refetch} />;
  const { statement, holds } = gates.data;
  return (
    <div className="case">
      <Stack gap="sm">
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>The next statement</Title>
            <Badge variant="light" color={statement.send ? "teal" : "orange"} tt="none" ml="auto">
              {statement.send ? `${usd(statement.amount)} may be asked today, step ${statement.step ?? 1}` : "none today"}
            </Badge>
          </div>
          {statement.gates.map((gate) => (
            <div className="finding" key={`${gate.kind}${gate.words}`}>
              <Text size="sm" fw={600}>
                {gate.title}
              </Text>
              <Text size="sm">{gate.words}</Text>
              <Text size="xs" className="dimmed">
                {gate.authority}
              </Text>
            </div>
          ))}
          {statement.send && (
            <Text className="panel-body" size="sm">
              Nothing stands in the way: the next run of statements sends it.
            </Text>
          )}
        </div>
        <Holds holds={holds} may={may} />
      </Stack>
      {may && <SetHold patientId={patientId} gates={gates.data} />}
    </div>
  );
}

function Holds({ holds, may }: { readonly holds: readonly Hold[]; readonly may: boolean }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Set by people</Title>
      </div>
      {holds.length === 0 ? (
        <Empty title="Nothing is set">What the record cannot know, such as a bankruptcy or a dispute, is set by a person.</Empty>
      ) : (
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {holds.map((hold) => (
              <Table.Tr key={hold.id}>
                <Table.Td>
                  <Text size="sm" fw={600} td={hold.liftedOn === undefined ? undefined : "line-through"}>
                    {hold.title}
                    {hold.visit === undefined ? "" : `, visit of ${usDate(hold.visit.date)}`}
                  </Text>
                  <Text size="xs">{hold.words}</Text>
                  <Text size="xs" className="dimmed">
                    {hold.authority}
                  </Text>
                  <Text size="xs" className="dimmed">
                    Set {usDate(hold.setOn)} by {hold.setBy}: {hold.reason}
                  </Text>
                  {hold.liftedOn !== undefined && (
                    <Text size="xs" className="dimmed">
                      Lifted {usDate(hold.liftedOn)} by {hold.liftedBy}: {hold.liftReason}
                    </Text>
                  )}
                  {may && hold.liftedOn === undefined && <Lift hold={hold} />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function Lift({ hold }: { readonly hold: Hold }) {
  const command = usePatientCommand("done");
  const [reason, setReason] = useState("");
  return (
    <Group gap="xs" mt={4}>
      <TextInput
        size="xs"
        w={320}
        aria-label={`Why ${hold.title} is lifted`}
        placeholder={hold.lift}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="compact-xs"
        variant="default"
        disabled={reason.trim() === ""}
        loading={command.isPending}
        onClick={() => command.mutate({ path: `/holds/${hold.id}/lift`, body: { reason } })}
      >
        Lift it
      </Button>
    </Group>
  );
}

function SetHold({ patientId, gates }: { readonly patientId: number; readonly gates: GatesView }) {
  const command = usePatientCommand("done");
  const [kind, setKind] = useState<string | null>(null);
  const [visit, setVisit] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const chosen = gates.kinds.find((one) => one.kind === kind);
  const ready = chosen !== undefined && reason.trim() !== "" && (chosen.on !== "visit" || visit !== null);
  const set = (): void =>
    command.mutate(
      {
        path: `/patients/${patientId}/holds`,
        body: { kind, reason, ...(visit === null || chosen?.on === "account" ? {} : { visitId: Number(visit) }) },
      },
      {
        onSuccess: () => {
          setKind(null);
          setVisit(null);
          setReason("");
        },
      },
    );
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Set what you know</Title>
      </div>
      <Stack gap="xs" className="panel-body">
        <Select
          size="xs"
          label="What forbids the bill"
          placeholder="choose"
          data={gates.kinds.map((one) => ({ value: one.kind, label: one.title }))}
          value={kind}
          onChange={setKind}
        />
        {chosen !== undefined && (
          <Text size="xs" className="dimmed">
            {chosen.words} {chosen.authority}.
          </Text>
        )}
        {chosen !== undefined && chosen.on !== "account" && (
          <Select
            size="xs"
            label={chosen.on === "visit" ? "Which visit" : "Which visit, when it is about one"}
            placeholder={chosen.on === "visit" ? "choose" : "the whole account"}
            clearable
            data={gates.visits.map((one) => ({ value: String(one.id), label: usDate(one.date) }))}
            value={visit}
            onChange={setVisit}
          />
        )}
        <TextInput
          size="xs"
          label="Reason"
          placeholder="how you know, and of what day"
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group>
          <Button size="xs" disabled={!ready} loading={command.isPending} onClick={set}>
            Set it
          </Button>
        </Group>
      </Stack>
    </div>
  );
}
