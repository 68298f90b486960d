/** Small balances of patients and small remainders of payers: what would be closed together, why others not, what was closed, and the way back. */
import { Badge, Button, Checkbox, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { counted } from "../../core/kernel/counted.ts";
import { useCloseRemainders, useCloseSmall, useSmallBalances, useSmallBatches, useSmallRemainders, useUndoSmall } from "../api/patients.ts";
import { BecauseForm } from "../frame/because-form.tsx";
import { ListFoot } from "../frame/list-parts.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

export function SmallTab() {
  const small = useSmallBalances();
  if (small.isPending) return <Waiting what="small balances" />;
  if (small.isError) return <Failed error={small.error} retry={small.refetch} />;
  return (
    <div className="case">
      {small.data.smallBalance === 0 ? (
        <NothingIsSmall />
      ) : (
        <Stack gap="sm">
          <PatientBalances key={small.dataUpdatedAt} small={small.data} />
          <PayerRemainders />
        </Stack>
      )}
      <Batches />
    </div>
  );
}

function NothingIsSmall() {
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
}

function PatientBalances({ small }: { readonly small: NonNullable<ReturnType<typeof useSmallBalances>["data"]> }) {
  const close = useCloseSmall();
  return (
    <Preview
      label="Close small balances"
      title="Patients: could be closed today"
      about={`up to ${usd(small.smallBalance)}, every payer has decided, nothing moved for ${counted(small.days, "day")}`}
      none="No account owes so little for so long."
      noun="account"
      heads={["Patient"]}
      reason="costs more to collect than it brings"
      small={small}
      rows={small.rows.map(({ patient, amount, lastMoved }) => ({
        id: patient.id,
        name: patient.name,
        amount,
        lastMoved,
        cells: [
          <Link key="patient" to="/patients/$patientId" params={{ patientId: String(patient.id) }} className="file-link">
            {patient.name}
          </Link>,
        ],
      }))}
      closing={close.isPending}
      close={({ items: patients, ...said }) => close.mutate({ patients, ...said })}
    />
  );
}

function PayerRemainders() {
  const small = useSmallRemainders();
  const close = useCloseRemainders();
  if (small.isPending) return <Waiting what="small remainders" />;
  if (small.isError) return <Failed error={small.error} retry={small.refetch} />;
  return (
    <Preview
      key={small.dataUpdatedAt}
      label="Close small remainders"
      title="Payers: could be closed today"
      about={`up to ${usd(small.data.smallBalance)} on a claim that is decided and has no open denial, nothing moved for ${counted(small.data.days, "day")}`}
      none="No payer has left so little open for so long."
      noun="claim"
      heads={["Claim", "Payer"]}
      reason="costs more to ask for than it brings"
      small={small.data}
      rows={small.data.rows.map(({ claim, payerName, patientName, amount, lastMoved }) => ({
        id: claim.id,
        name: claim.controlNumber,
        amount,
        lastMoved,
        cells: [
          <Link key="claim" to="/claims/$claimId" params={{ claimId: String(claim.id) }} className="file-link">
            <span className="mono">{claim.controlNumber}</span> {patientName}
          </Link>,
          payerName,
        ],
      }))}
      closing={close.isPending}
      close={({ items: claims, ...said }) => close.mutate({ claims, ...said })}
    />
  );
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly amount: number;
  readonly lastMoved: string;
  /** One for each head. */
  readonly cells: readonly ReactNode[];
}

interface PreviewProps {
  readonly label: string;
  readonly title: string;
  readonly about: string;
  readonly none: string;
  readonly noun: string;
  readonly heads: readonly string[];
  /** What usually is the reason. */
  readonly reason: string;
  readonly small: {
    readonly limit: number;
    readonly second: boolean;
    readonly leftOut: readonly { readonly words: string; readonly count: number }[];
  };
  readonly rows: readonly Row[];
  readonly closing: boolean;
  readonly close: (asked: {
    readonly items: { readonly id: number; readonly amount: number }[];
    readonly reason: string;
    readonly key: string;
  }) => void;
}

function Preview({ label, title, about, none, noun, heads, reason: usual, small, rows, closing, close }: PreviewProps) {
  const [out, setOut] = useState<ReadonlySet<number>>(new Set());
  const [reason, setReason] = useState(usual);
  // Made once for what is shown: sent again, it is the same request.
  const [key] = useState(() => `small ${crypto.randomUUID()}`);
  const chosen = rows.filter((row) => !out.has(row.id));
  const total = chosen.reduce((sum, row) => sum + row.amount, 0);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    close({ items: chosen.map(({ id, amount }) => ({ id, amount })), reason, key });
  };
  const toggle = (id: number): void => {
    const next = new Set(out);
    if (!next.delete(id)) next.add(id);
    setOut(next);
  };
  return (
    <form className="panel" onSubmit={send} aria-label={label}>
      <div className="panel-head">
        <Title order={2} className="figure">
          {title}
        </Title>
        <Text size="xs" className="dimmed">
          {about}
        </Text>
      </div>
      {rows.length === 0 ? (
        <Empty title="None">{none}</Empty>
      ) : (
        <>
          <Table verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={34} />
                {heads.map((head) => (
                  <Table.Th key={head}>{head}</Table.Th>
                ))}
                <Table.Th>Last moved</Table.Th>
                <Table.Th className="money">Owes</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ id, name, amount, lastMoved, cells }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <Checkbox size="xs" aria-label={`Close ${name}`} checked={!out.has(id)} onChange={() => toggle(id)} />
                  </Table.Td>
                  {cells.map((cell, at) => (
                    <Table.Td key={heads[at]}>{cell}</Table.Td>
                  ))}
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
              <Button size="xs" type="submit" disabled={chosen.length === 0 || reason.trim().length < 3} loading={closing}>
                {`Close ${chosen.length} of ${rows.length}, ${usd(total)}`}
              </Button>
            </Group>
            <Text size="xs" className="dimmed">
              {total > small.limit || small.second
                ? `${usd(total)} together is above the limit of ${usd(small.limit)}: a second person agrees under Books, Approvals, before anything is posted.`
                : `Within the limit of ${usd(small.limit)} for write-offs: it is posted at once, and can be opened again.`}
            </Text>
          </Stack>
        </>
      )}
      {small.leftOut.length > 0 && (
        <Stack gap={2} className="panel-body">
          {small.leftOut.map(({ words, count }) => (
            <Text size="xs" className="dimmed" key={words}>
              {count} small {count === 1 ? `${noun} is` : `${noun}s are`} left out: {words}.
            </Text>
          ))}
        </Stack>
      )}
    </form>
  );
}

type Batch = NonNullable<ReturnType<typeof useSmallBatches>["data"]>["batches"][number];

const stateWords: Readonly<Record<Batch["state"], string>> = {
  waiting: "waits for a second person",
  posted: "closed",
  approved: "closed",
  declined: "declined",
  withdrawn: "taken back",
};

function Batches() {
  /** The last one of each page before this one. */
  const [seen, setSeen] = useState<readonly number[]>([]);
  const batches = useSmallBatches(seen.at(-1));
  const [opening, setOpening] = useState<number>();
  if (batches.isPending) return <Waiting what="what was closed" />;
  if (batches.isError) return <Failed error={batches.error} retry={batches.refetch} />;
  const { batches: rows, more } = batches.data;
  const last = rows.at(-1)?.id;
  return (
    <Stack gap="xs">
      <section className="panel" aria-label="Closed together">
        <div className="panel-head">
          <Title order={2}>Closed together</Title>
        </div>
        {rows.length === 0 ? (
          <Empty title="Nothing yet">What was closed stands here, and can be opened again.</Empty>
        ) : (
          <Table verticalSpacing={5}>
            <Table.Tbody>
              {rows.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td w={90}>{usDate(one.askedOn)}</Table.Td>
                  <Table.Td>
                    {one.of === "payers" ? counted(one.items, "claim of payers", "claims of payers") : counted(one.items, "account")},{" "}
                    {usd(one.amount)}
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
      <ListFoot
        words={seen.length === 0 ? "" : `Page ${seen.length + 1}`}
        more={{ after: more, before: seen.length > 0 }}
        back={() => setSeen(seen.slice(0, -1))}
        on={() => last !== undefined && setSeen([...seen, last])}
      />
    </Stack>
  );
}

function OpenAgain({ id, close }: { readonly id: number; readonly close: () => void }) {
  const undo = useUndoSmall();
  return (
    <BecauseForm
      label="Why they are opened again"
      most={300}
      act="Open them"
      busy={undo.isPending}
      send={(reason) => undo.mutate({ id, reason }, { onSuccess: close })}
      close={close}
    />
  );
}
