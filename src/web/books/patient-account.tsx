/** A patient's account as the books have it at the end of any day: charges, payments that can be undone, unapplied money that moves or goes back, write-offs. */
import { Alert, Badge, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useBooksCommand, usePatientAccount } from "../api/books.ts";
import { usePermission, useSession } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { GiveUp } from "./give-up.tsx";

export type Account = NonNullable<ReturnType<typeof usePatientAccount>["data"]>;

export function BooksTab({ patientId }: { readonly patientId: number }) {
  const { on } = useSearch({ from: "/patients/$patientId" });
  const navigate = useNavigate({ from: "/patients/$patientId" });
  const today = useSession().data?.today ?? "";
  const account = usePatientAccount(patientId, on ?? "");
  if (account.isPending) return <Waiting what="the books of this account" />;
  if (account.isError) return <Failed error={account.error} retry={account.refetch} />;
  const { balance } = account.data;
  const past = on !== undefined && on < today;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Group gap="xl">
          <Figure words="The patient owes" amount={balance.patient} />
          <Figure words="Insurance owes" amount={balance.insurance} />
          <Figure words="Unapplied" amount={balance.unapplied} />
        </Group>
        <TextInput
          type="date"
          size="xs"
          label="At the end of"
          value={on ?? today}
          max={today}
          onChange={(event) => {
            const day = event.currentTarget.value;
            void navigate({ search: day === "" || day === today ? { tab: "books" } : { tab: "books", on: day } });
          }}
        />
      </Group>
      {past && (
        <Alert color="gray" p="xs">
          This is the account as it was at the end of {usDate(on)}. To change something, go back to today.
        </Alert>
      )}
      <Charges account={account.data} past={past} />
      <Payments account={account.data} past={past} />
      {!past && balance.unapplied > 0 && <Refund account={account.data} />}
      <Asked account={account.data} />
    </Stack>
  );
}

function Figure({ words, amount }: { readonly words: string; readonly amount: number }) {
  return (
    <div>
      <Text size="xs" className="dimmed">
        {words}
      </Text>
      <Text fw={600} className="figure">
        {usd(amount)}
      </Text>
    </div>
  );
}

const figures: readonly { readonly head: string; readonly of: (charge: Account["charges"][number]) => number }[] = [
  { head: "Charged", of: (charge) => charge.charged },
  { head: "Insurance paid", of: (charge) => charge.insurancePaid },
  { head: "Contractual", of: (charge) => charge.contractual },
  { head: "Written off", of: (charge) => charge.writtenOff },
  { head: "Patient paid", of: (charge) => charge.patientPaid },
  { head: "Insurance owes", of: (charge) => charge.insuranceBalance },
  { head: "Patient owes", of: (charge) => charge.patientBalance },
];

function Charges({ account, past }: { readonly account: Account; readonly past: boolean }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Charges</Title>
      </div>
      {account.charges.length === 0 ? (
        <Empty title="Nothing charged">A charge stands here once its claim is made, or its self-pay visit is coded.</Empty>
      ) : (
        <Table verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Service</Table.Th>
              <Table.Th>Visit</Table.Th>
              {figures.map(({ head }) => (
                <Table.Th className="money" key={head}>
                  {head}
                </Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {account.charges.map((charge) => (
              <Table.Tr key={charge.id}>
                <Table.Td>{usDate(charge.on)}</Table.Td>
                <Table.Td>
                  <Link to="/visits/$visitId" params={{ visitId: String(charge.visitId) }} search={{ step: "money" }} className="file-link">
                    {charge.procedure}
                  </Link>
                </Table.Td>
                {figures.map(({ head, of }) => (
                  <Table.Td className="money" key={head}>
                    {usd(of(charge))}
                  </Table.Td>
                ))}
                <Table.Td>{!past && <GiveUp charge={charge} patientId={account.id} unapplied={account.balance.unapplied} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function Payments({ account, past }: { readonly account: Account; readonly past: boolean }) {
  const command = useBooksCommand("done");
  const mayUndo = usePermission("money:refund") === true;
  const undo = (id: number, reason: "mistake" | "returned") => command.mutate({ path: `/payments/${id}/undo`, body: { reason, note: "" } });
  if (account.payments.length === 0) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Payments</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {account.payments.map((payment) => (
            <Table.Tr key={payment.id}>
              <Table.Td w={110}>{usDate(payment.on)}</Table.Td>
              <Table.Td>
                {payment.method}, taken by {payment.receivedBy}
              </Table.Td>
              <Table.Td>
                {payment.undone && (
                  <Badge variant="light" color="gray" tt="none">
                    undone
                  </Badge>
                )}
                {!payment.undone && !past && mayUndo && (
                  <Group gap="xs" justify="flex-end">
                    {payment.method === "check" && (
                      <Button size="compact-xs" variant="default" onClick={() => undo(payment.id, "returned")} loading={command.isPending}>
                        Returned by the bank
                      </Button>
                    )}
                    <Button size="compact-xs" variant="default" onClick={() => undo(payment.id, "mistake")} loading={command.isPending}>
                      Taken by mistake
                    </Button>
                  </Group>
                )}
              </Table.Td>
              <Table.Td className="money" w={120}>
                {usd(payment.amount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The patient's own money goes back: within the limit at once, above it after a second person agreed. */
function Refund({ account }: { readonly account: Account }) {
  const command = useBooksCommand("asked");
  const mayRefund = usePermission("money:refund") === true;
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  if (!mayRefund) return null;
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        size="xs"
        w={320}
        label={`Send ${usd(account.balance.unapplied)} back to the patient`}
        placeholder="Why"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
      />
      <Button
        size="xs"
        variant="default"
        disabled={reason.trim() === ""}
        loading={command.isPending}
        onClick={() =>
          command.mutate({
            path: "/refunds/patient",
            body: { patientId: account.id, amount: account.balance.unapplied, reason, key: `${key} ${account.balance.unapplied}` },
          })
        }
      >
        Ask for the refund
      </Button>
    </Group>
  );
}

function Asked({ account }: { readonly account: Account }) {
  if (account.requests.length === 0) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Write-offs and refunds</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {account.requests.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td w={110}>{usDate(one.askedOn)}</Table.Td>
              <Table.Td>
                {one.words}
                <Text size="xs" className="dimmed">
                  {one.askedBy}: {one.reason}
                  {one.decidedBy === undefined ? "" : `; ${one.decidedBy}${one.decision === undefined ? "" : `: ${one.decision}`}`}
                </Text>
              </Table.Td>
              <Table.Td>{one.state === "waiting" ? "waits for a second person" : one.state}</Table.Td>
              <Table.Td className="money" w={120}>
                {usd(one.amount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
