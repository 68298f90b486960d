/** To whom a patient's record was disclosed, and the accounting that the patient may ask for (45 CFR 164.528). */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { disclosureBases } from "../../core/access/disclosures.ts";
import type { DisclosureLog, DisclosureView } from "../../http/contract/audit.ts";
import { useDisclosures, useExportAccounting, useTakeBackDisclosure } from "../api/audit-queries.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { DisclosureForm } from "./disclosure-form.tsx";

export function DisclosuresPage() {
  const { patientId } = useParams({ from: "/patients/$patientId/disclosures" });
  const log = useDisclosures(Number(patientId));
  if (log.isPending) return <Waiting what="the disclosures" />;
  if (log.isError) return <Failed error={log.error} retry={log.refetch} />;
  return <Log log={log.data} />;
}

function Log({ log }: { readonly log: DisclosureLog }) {
  const mayWrite = usePermission("disclosures:write");
  const [adding, setAdding] = useState(false);
  const accounting = useExportAccounting(log.patient.id);
  const accounted = log.disclosures.filter(({ standing }) => standing === "accounted").length;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>Disclosures of {log.patient.name}'s record</Title>
          <Text size="sm" className="dimmed">
            Account {log.patient.accountNumber}, born {usDate(log.patient.birthDate)} · {log.practice} · accounting of {usDate(log.from)} to{" "}
            {usDate(log.today)}: {accounted}
          </Text>
        </div>
        <Group gap="xs" className="no-print">
          {mayWrite === true && !adding && (
            <Button size="xs" onClick={() => setAdding(true)}>
              Record a disclosure
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => window.print()}>
            Print the accounting
          </Button>
          <Button size="xs" variant="default" loading={accounting.isPending} onClick={() => accounting.mutate()}>
            Export the accounting
          </Button>
        </Group>
      </Group>
      {adding && <DisclosureForm patientId={log.patient.id} today={log.today} done={() => setAdding(false)} />}
      <div className="panel">
        {log.disclosures.length === 0 ? (
          <Empty title="No disclosure is recorded">
            Record what goes out for reasons other than treatment, payment, operations or the patient's own authorization: to authorities,
            courts, health oversight, or by mistake. The patient may ask for it for six years.
          </Empty>
        ) : (
          <Disclosures log={log} mayWrite={mayWrite === true} />
        )}
      </div>
    </Stack>
  );
}

const standingWords: Readonly<Record<DisclosureView["standing"], { readonly words: string; readonly color: string }>> = {
  accounted: { words: "in the accounting", color: "teal" },
  exempt: { words: "needs no accounting", color: "gray" },
  withheld: { words: "withheld", color: "orange" },
  "taken-back": { words: "taken back", color: "red" },
  "too-old": { words: "older than six years", color: "gray" },
};

function Disclosures({ log, mayWrite }: { readonly log: DisclosureLog; readonly mayWrite: boolean }) {
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Date</Table.Th>
            <Table.Th>To whom</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th className="no-print">Standing</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {log.disclosures.map((one) => (
            // The printed page is the accounting: it has what the patient may see.
            <Table.Tr key={one.id} className={one.standing === "accounted" ? undefined : "no-print"}>
              <Table.Td className="figure">
                {usDate(one.disclosedOn)}
                {one.lastOn !== undefined && (
                  <Text size="xs" className="dimmed">
                    to {usDate(one.lastOn)}
                    {one.frequency === undefined ? "" : `, ${one.frequency}`}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {one.recipient}
                </Text>
                <Text size="xs" className="dimmed">
                  {one.recipientAddress}
                </Text>
              </Table.Td>
              <Table.Td>{one.what}</Table.Td>
              <Table.Td>
                {one.purposeWords}
                <Text size="xs" className="dimmed">
                  {disclosureBases[one.basis].words}, {disclosureBases[one.basis].authority}
                </Text>
              </Table.Td>
              <Table.Td className="no-print">
                <Standing one={one} patientId={log.patient.id} mayWrite={mayWrite} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Standing({ one, patientId, mayWrite }: { readonly one: DisclosureView; readonly patientId: number; readonly mayWrite: boolean }) {
  const takeBack = useTakeBackDisclosure(patientId);
  const { words, color } = standingWords[one.standing];
  const takenBack = one.standing === "taken-back";
  const ask = (): void => {
    const why = window.prompt("Why is this entry taken back? It stays in the log, marked.");
    if (why !== null && why.trim() !== "") takeBack.mutate({ disclosureId: one.id, words: why.trim() });
  };
  return (
    <Stack gap={2} align="flex-start">
      <Badge variant="light" tt="none" color={color}>
        {words}
        {one.standing === "withheld" && one.withheldUntil !== undefined ? ` until ${usDate(one.withheldUntil)}` : ""}
      </Badge>
      <Text size="xs" className="dimmed">
        {one.recordedBy}
        {one.takenBackWords === undefined ? "" : `: ${one.takenBackWords}`}
      </Text>
      {mayWrite && !takenBack && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={takeBack.isPending}
          onClick={ask}
          aria-label={`Take back the entry of ${one.recipient}`}
        >
          Take back …
        </Button>
      )}
    </Stack>
  );
}
