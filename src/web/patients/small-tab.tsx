/** Small balances: what would be closed together, why others not, what was closed, and the way back. */
import { Badge, Button, Checkbox, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCloseSmall, useSmallBalances, useUndoSmall } from "../api/patients.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Small = NonNullable<ReturnType<typeof useSmallBalances>["data"]>;

export function SmallTab() {
  const small = useSmallBalances();
  if (small.isPending) return <Waiting what="small balances" />;
  if (small.isError) return <Failed error={small.error} retry={small.refetch} />;
  return (
    <div className="case">
      <Preview key={small.dataUpdatedAt} small={small.data} />
      <Batches batches={small.data.batches} />
    </div>
  );
}

function Preview({ small }: { readonly small: Small }) {
  const { rows, smallBalance, days, limit, leftOut } = small;
  const [out, setOut] = useState<ReadonlySet<number>>(new Set());
  const [reason, setReason] = useState("costs more to collect than it brings");
  // Made once for what is shown: sent again, it is the same request.
  const [key] = useState(() => `small ${crypto.randomUUID()}`);
  const close = useCloseSmall();
  const chosen = rows.filter((row) => !out.has(row.patient.id));
  const total = chosen.reduce((sum, row) => sum + row.amount, 0);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    close.mutate({
      patients: chosen.map((row) => ({ id: row.patient.id, amount: row.amount })),
      reason,
      key,
    });
  };
  if (smallBalance === 0)
    return (
      <div className="panel">
        <Empty title="Nothing is small yet">
          Say in the{" "}
          <Link to="/settings" search={{ tab: "money" }} className="file-link">
            settings
          </Link>{" "}
          up to which amount a balance is small. Until then nothing is closed in bulk.
        </Empty>
      </div>
    );
  return (
    <form className="panel" onSubmit={send} aria-label="Close small balances">
      <div className="panel-head">
        <Title order={2}>Could be closed today</Title>
        <Text size="xs" className="dimmed">
          up to {usd(smallBalance)}, every payer has decided, nothing moved for {days} days
        </Text>
      </div>
      {rows.length === 0 ? (
        <Empty title="None">No account owes so little for so long.</Empty>
      ) : (
        <>
          <Table verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={34} />
                <Table.Th>Patient</Table.Th>
                <Table.Th>Last moved</Table.Th>
                <Table.Th className="money">Owes</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ patient, amount, lastMoved }) => (
                <Table.Tr key={patient.id}>
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={`Close ${patient.name}`}
                      checked={!out.has(patient.id)}
                      onChange={() => {
                        const next = new Set(out);
                        if (!next.delete(patient.id)) next.add(patient.id);
                        setOut(next);
                      }}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Link to="/patients/$patientId" params={{ patientId: String(patient.id) }} className="file-link">
                      {patient.name}
                    </Link>
                  </Table.Td>
                  <Table.Td>{usDate(lastMoved)}</Table.Td>
                  <Table.Td className="money">{usd(amount)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Stack gap="xs" className="panel-body">
            <Group gap="xs" align="flex-end">
              <TextInput
                size="xs"
                label="Because"
                required
                minLength={3}
                maxLength={300}
                style={{ flexGrow: 1 }}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Button size="xs" type="submit" disabled={chosen.length === 0 || reason.trim().length < 3} loading={close.isPending}>
                {`Close ${chosen.length} of ${rows.length}, ${usd(total)}`}
              </Button>
            </Group>
            <Text size="xs" className="dimmed">
              {total > limit || small.second
                ? `${usd(total)} together is above the limit of ${usd(limit)}: a second person agrees under Books, Approvals, before anything is posted.`
                : `Within the limit of ${usd(limit)} for write-offs: it is posted at once, and can be opened again.`}
            </Text>
          </Stack>
        </>
      )}
      {leftOut.length > 0 && (
        <Stack gap={2} className="panel-body">
          {leftOut.map(({ words, count }) => (
            <Text size="xs" className="dimmed" key={words}>
              {count} small {count === 1 ? "account is" : "accounts are"} left out: {words}.
            </Text>
          ))}
        </Stack>
      )}
    </form>
  );
}

const stateWords: Readonly<Record<Small["batches"][number]["state"], string>> = {
  waiting: "waits for a second person",
  posted: "closed",
  approved: "closed",
  declined: "declined",
  withdrawn: "taken back",
};

function Batches({ batches }: { readonly batches: Small["batches"] }) {
  const [opening, setOpening] = useState<number>();
  return (
    <section className="panel" aria-label="Closed together">
      <div className="panel-head">
        <Title order={2}>Closed together</Title>
      </div>
      {batches.length === 0 ? (
        <Empty title="Nothing yet">What was closed stands here, and can be opened again.</Empty>
      ) : (
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {batches.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td w={90}>{usDate(one.askedOn)}</Table.Td>
                <Table.Td>
                  {one.accounts} {one.accounts === 1 ? "account" : "accounts"}, {usd(one.amount)}
                  <Text size="xs" className="dimmed">
                    by {one.askedBy}
                    {one.decidedBy === undefined ? "" : `, decided by ${one.decidedBy}`}
                  </Text>
                  {opening === one.id && <OpenAgain id={one.id} close={() => setOpening(undefined)} />}
                </Table.Td>
                <Table.Td>
                  <Badge variant="light" tt="none" color={one.undone ? "gray" : one.state === "waiting" ? "orange" : "teal"}>
                    {one.undone ? "opened again" : stateWords[one.state]}
                  </Badge>
                </Table.Td>
                <Table.Td className="row-end">
                  {one.mayUndo && opening !== one.id && (
                    <Button size="compact-xs" variant="default" onClick={() => setOpening(one.id)}>
                      Open again
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function OpenAgain({ id, close }: { readonly id: number; readonly close: () => void }) {
  const undo = useUndoSmall();
  const [reason, setReason] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        undo.mutate({ id, reason }, { onSuccess: close });
      }}
    >
      <Group gap="xs" align="flex-end" pt="xs">
        <TextInput
          size="xs"
          label="Why they are opened again"
          autoFocus
          required
          minLength={3}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" loading={undo.isPending} disabled={reason.trim().length < 3}>
          Open them
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
