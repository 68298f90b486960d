/** The practice's limits, above which a second person is needed: what holds, what begins later, and a new one from a day on. */
import { Button, Group, NativeSelect, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import { useBooksCommand, useLimits } from "../api/books.ts";
import { usePermission } from "../api/queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Limits = NonNullable<ReturnType<typeof useLimits>["data"]>;

const kinds: Readonly<Record<Limits["limits"][number]["kind"], string>> = {
  "write-off": "Write-offs",
  courtesy: "Courtesy adjustments",
  "patient-refund": "Refunds to patients",
  "payer-refund": "Refunds to payers",
  "undone-posting": "Answers taken off a claim",
};

export function LimitsPanel() {
  const limits = useLimits();
  const mayManage = usePermission("practice:manage") === true;
  if (limits.isPending) return <Waiting what="the limits" />;
  if (limits.isError) return <Failed error={limits.error} retry={limits.refetch} />;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Limits</Title>
        <Text size="xs" className="dimmed">
          above it a second person has to approve; what one patient had on one day counts together
        </Text>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {limits.data.limits.map(({ kind, amount, later }) => (
            <Table.Tr key={kind}>
              <Table.Td w={220}>{kinds[kind]}</Table.Td>
              <Table.Td className="money" w={120}>
                {usd(amount)}
              </Table.Td>
              <Table.Td>
                <Text size="xs" className="dimmed">
                  {later.map((one) => `${usd(one.amount)} from ${usDate(one.from)}, set by ${one.by}`).join("; ")}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {mayManage && <NewLimit today={limits.data.today} />}
    </div>
  );
}

function NewLimit({ today }: { readonly today: string }) {
  const command = useBooksCommand("limits");
  const [kind, setKind] = useState("write-off");
  const [text, setText] = useState("");
  const [from, setFrom] = useState(today);
  const amount = parseCents(text);
  return (
    <Group gap="xs" align="flex-end" p="sm">
      <NativeSelect
        size="xs"
        label="New limit for"
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        w={120}
        label="Limit"
        inputMode="decimal"
        placeholder="100.00"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput type="date" size="xs" label="From" min={today} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <Button
        size="xs"
        variant="default"
        disabled={amount === undefined || amount < 0 || from < today}
        loading={command.isPending}
        onClick={() => command.mutate({ path: "/limits", body: { kind, from, amount } }, { onSuccess: () => setText("") })}
      >
        Set the limit
      </Button>
    </Group>
  );
}
