/** What the patient is asked, on one page of plain words; the payment; zero. */
import { Button, Group, NumberInput, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { Empty } from "../frame/states.tsx";
import { EstimateCheck } from "../front-desk/estimate-check.tsx";
import { usDate, usd } from "../words.ts";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function StatementStep(props: StepProps) {
  const { visit, command } = props;
  const last = visit.statements.at(-1);
  const settled = visit.queue.name === "closed";
  const payment = visit.money !== undefined && <PaymentPanel key={visit.money.patientBalance} money={visit.money} {...props} />;
  return (
    <div className="coding">
      <Stack gap="sm">
        <EstimateCheck visitId={visit.id} />
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Statements</Title>
            <Group ml="auto">
              <ActionButton
                visit={visit}
                name="make-statement"
                label="Make the statement"
                busy={command.isPending}
                run={() => command.mutate({ path: "/statement" })}
              />
            </Group>
          </div>
          {visit.statements.length === 0 ? (
            <Empty title={settled ? "Nothing to ask for" : "No statement yet"}>
              {settled
                ? "The visit is settled."
                : "A patient is asked only for what is theirs: after every payer has finished, and never for what a contract writes off."}
            </Empty>
          ) : (
            <Table verticalSpacing={5}>
              <Table.Tbody>
                {visit.statements.map((statement) => (
                  <Table.Tr key={statement.id}>
                    <Table.Td>{usDate(statement.on)}</Table.Td>
                    <Table.Td>Statement {statement.number}</Table.Td>
                    <Table.Td className="money">{usd(statement.amount)}</Table.Td>
                    <Table.Td>
                      <Button
                        component="a"
                        size="compact-xs"
                        variant="default"
                        href={`/api/v1/statements/${statement.id}.pdf`}
                        target="_blank"
                        rel="noreferrer"
                      >
                        PDF
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
        {last !== undefined && payment}
      </Stack>
      {last === undefined ? (
        payment
      ) : (
        <iframe className="pdf" title={`Statement ${last.number}`} src={`/api/v1/statements/${last.id}.pdf`} />
      )}
    </div>
  );
}

function PaymentPanel({ visit, command, money }: StepProps & { readonly money: NonNullable<StepProps["visit"]["money"]> }) {
  const [amount, setAmount] = useState<number | string>(money.patientBalance / 100);
  const [method, setMethod] = useState<string>("card");
  const [reference, setReference] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const dollars = Number(amount);
  const take = (): void => command.mutate({ path: "/payment", body: { amount: Math.round(dollars * 100), method, reference, key } });
  if (money.patientBalance <= 0) {
    return (
      <div className="panel">
        <Empty title={visit.queue.name === "closed" ? "Zero balance" : "The patient owes nothing now"}>
          {visit.queue.name === "closed"
            ? `${usd(money.patientPaid)} came from the patient; nothing of this visit is open.`
            : visit.queue.why}
        </Empty>
      </div>
    );
  }
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Take a payment</Title>
        <Text size="sm" className="dimmed">
          {usd(money.patientBalance)} open
        </Text>
      </div>
      <Group className="panel-body" align="flex-end" gap="sm">
        <NumberInput
          label="Amount"
          size="xs"
          w={120}
          prefix="$"
          decimalScale={2}
          fixedDecimalScale
          min={0.01}
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
          size="xs"
          w={150}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
          maxLength={60}
        />
        <ActionButton visit={visit} name="take-payment" label="Take the payment" busy={command.isPending} run={take} />
      </Group>
    </div>
  );
}
