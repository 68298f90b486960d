/** What is open and can be paid now: a payment, oldest first or as chosen, its receipt; and the payment plan. */
import { Anchor, Button, Checkbox, Group, NumberInput, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { PayingView } from "../../http/contract/patient-billing.ts";
import { usePatientCommand, usePatientPart } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { PlanPanel } from "./plan-panel.tsx";

export function PayTab({ patientId }: { readonly patientId: number }) {
  const paying = usePatientPart(patientId, "paying");
  const mayTake = usePermission("payments:take") === true;
  if (paying.isPending) return <Waiting what="what is open" />;
  if (paying.isError) return <Failed error={paying.error} retry={paying.refetch} />;
  return (
    <div className="case">
      <Stack gap="sm">
        {mayTake && <TakePayment key={paying.data.payments.length} patientId={patientId} paying={paying.data} />}
        <Payments paying={paying.data} />
      </Stack>
      <PlanPanel patientId={patientId} paying={paying.data} />
    </div>
  );
}

function TakePayment({ patientId, paying }: { readonly patientId: number; readonly paying: PayingView }) {
  const command = usePatientCommand("paid");
  const running = paying.plans.find((plan) => plan.state === "kept" || plan.state === "behind");
  const next = running?.instalments.find((one) => one.standing !== "paid");
  const instalment = next === undefined ? 0 : next.amount - next.settled;
  const [amount, setAmount] = useState<number | string>((paying.due === 0 ? instalment : paying.due) / 100);
  const [method, setMethod] = useState("card");
  const [reference, setReference] = useState("");
  const [choose, setChoose] = useState(false);
  const [chosen, setChosen] = useState<Readonly<Record<number, number>>>({});
  const [key] = useState(() => crypto.randomUUID());
  const total = Math.round(Number(amount) * 100);
  const named = choose
    ? Object.entries(chosen)
        .filter(([, part]) => part > 0)
        .map(([chargeId, part]) => ({ chargeId: Number(chargeId), amount: part }))
    : [];
  const put = named.reduce((sum, one) => sum + one.amount, 0);
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Take a payment</Title>
        <Text size="sm" className="dimmed">
          {paying.due > 0
            ? `${usd(paying.due)} may be asked now`
            : next === undefined
              ? "nothing is due; what is paid beyond is kept for later"
              : `instalment ${next.number} of the plan: ${usd(instalment)} on ${usDate(next.due)}`}
        </Text>
      </div>
      <Stack gap="xs" className="panel-body">
        <Group align="flex-end" gap="sm">
          <NumberInput
            label="Amount"
            size="xs"
            w={120}
            prefix="$"
            decimalScale={2}
            fixedDecimalScale
            min={0}
            value={amount}
            onChange={setAmount}
          />
          <Select
            label="Method"
            size="xs"
            w={110}
            data={["card", "cash", "check"]}
            value={method}
            onChange={(value) => setMethod(value ?? "card")}
            allowDeselect={false}
          />
          <TextInput
            label="Reference"
            placeholder="check number, last four digits"
            size="xs"
            w={190}
            value={reference}
            maxLength={60}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          <Button
            size="xs"
            disabled={total <= 0 || put > total}
            loading={command.isPending}
            onClick={() =>
              command.mutate({ path: `/patients/${patientId}/payments`, body: { amount: total, method, reference, named, key } })
            }
          >
            Take the payment
          </Button>
        </Group>
        {paying.open.length > 1 && (
          <Checkbox
            size="xs"
            label="Choose what it pays (else the oldest service first)"
            checked={choose}
            onChange={(event) => setChoose(event.currentTarget.checked)}
          />
        )}
        {choose && (
          <Table verticalSpacing={3}>
            <Table.Tbody>
              {paying.open.map((one) => (
                <Table.Tr key={one.chargeId}>
                  <Table.Td w={100}>{usDate(one.on)}</Table.Td>
                  <Table.Td>{one.service}</Table.Td>
                  <Table.Td className="money">{usd(one.open)}</Table.Td>
                  <Table.Td w={120}>
                    <NumberInput
                      size="xs"
                      aria-label={`On ${one.service} of ${usDate(one.on)}`}
                      prefix="$"
                      decimalScale={2}
                      min={0}
                      max={one.open / 100}
                      value={(chosen[one.chargeId] ?? 0) / 100}
                      onChange={(value) => setChosen({ ...chosen, [one.chargeId]: Math.round(Number(value) * 100) })}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Text size="xs" className="dimmed">
          {total > paying.open.reduce((sum, one) => sum + one.open, 0)
            ? "More than is owed: the rest is kept as a credit of the patient, to be moved or sent back."
            : "Never write a card number: the last four digits are enough."}
        </Text>
      </Stack>
    </div>
  );
}

function Payments({ paying }: { readonly paying: PayingView }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Payments</Title>
        {paying.unapplied > 0 && (
          <Text size="sm" className="dimmed" ml="auto">
            {usd(paying.unapplied)} unapplied credit
          </Text>
        )}
      </div>
      {paying.payments.length === 0 ? (
        <Empty title="Nothing paid yet">Each payment stands here with its receipt.</Empty>
      ) : (
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {paying.payments.map((payment) => (
              <Table.Tr key={payment.id}>
                <Table.Td w={100}>{usDate(payment.on)}</Table.Td>
                <Table.Td>
                  {payment.method}
                  {payment.reference === undefined ? "" : ` ${payment.reference}`}, taken by {payment.receivedBy}
                  {payment.undone && (
                    <Text size="xs" className="dimmed">
                      undone
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Anchor href={`/api/v1/payments/${payment.id}.pdf`} target="_blank" rel="noreferrer" size="xs" className="file-link">
                    Receipt
                  </Anchor>
                </Table.Td>
                <Table.Td className="money" w={110}>
                  {usd(payment.amount)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
