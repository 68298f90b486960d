/** Where every cent of the visit is: the balance as a sum, and the journal behind it. */
import { Table, Text, Title } from "@mantine/core";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import type { StepProps } from "./visit-page.tsx";

type Money = NonNullable<StepProps["visit"]["money"]>;

export function MoneyStep({ visit }: StepProps) {
  return visit.money === undefined ? null : <Sum money={visit.money} />;
}

function Sum({ money }: { readonly money: Money }) {
  const rows: readonly (readonly [string, number])[] = [
    ["Charged", money.charged],
    ["Paid by insurance", -money.insurancePaid],
    ["Contractual and payer reductions", -money.adjusted],
    ["Written off", -money.writtenOff],
    ["Paid by the patient", -money.patientPaid],
  ];
  return (
    <div className="coding">
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>The sum</Title>
        </div>
        <MoneyBar money={money} />
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {rows.map(([name, amount]) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className="money">{usd(amount)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Td fw={700}>Open</Table.Td>
              <Table.Td className="money" fw={700}>
                {usd(money.insuranceBalance + money.patientBalance)}
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Td pl="lg">of it insurance owes</Table.Td>
              <Table.Td className="money">{usd(money.insuranceBalance)}</Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Td pl="lg">of it the patient owes</Table.Td>
              <Table.Td className="money">{usd(money.patientBalance)}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Journal</Title>
          <Text size="xs" className="dimmed">
            append only; the lines of each entry add up to zero
          </Text>
        </div>
        {money.entries.length === 0 ? (
          <Empty title="No entry yet">Charges are posted when the claim is prepared; for a self-pay visit when the codes are saved.</Empty>
        ) : (
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {money.entries.flatMap((entry) => [
                <Table.Tr key={entry.id}>
                  <Table.Td w={90}>{usDate(entry.on)}</Table.Td>
                  <Table.Td colSpan={3} fw={600}>
                    {entry.memo}
                  </Table.Td>
                </Table.Tr>,
                ...entry.lines.map((line) => (
                  <Table.Tr key={`${entry.id}-${line.number}`}>
                    <Table.Td />
                    <Table.Td pl={line.amount < 0 ? "xl" : "md"}>
                      {line.words}
                      {line.reason === undefined ? "" : <span className="dimmed"> {line.reason}</span>}
                    </Table.Td>
                    <Table.Td className="money">{line.amount >= 0 ? usd(line.amount) : ""}</Table.Td>
                    <Table.Td className="money">{line.amount < 0 ? usd(-line.amount) : ""}</Table.Td>
                  </Table.Tr>
                )),
              ])}
            </Table.Tbody>
          </Table>
        )}
      </div>
    </div>
  );
}

/** The charge as one bar: who has settled which part of it. */
function MoneyBar({ money }: { readonly money: Money }) {
  if (money.charged <= 0) return null;
  const parts: readonly (readonly [string, number, string])[] = [
    ["insurance paid", money.insurancePaid, "var(--mantine-color-teal-6)"],
    ["adjusted", money.adjusted, "var(--mantine-color-gray-5)"],
    ["written off", money.writtenOff, "var(--mantine-color-orange-5)"],
    ["patient paid", money.patientPaid, "var(--mantine-color-violet-5)"],
    ["insurance owes", money.insuranceBalance, "var(--mantine-color-petrol-3)"],
    ["patient owes", money.patientBalance, "var(--mantine-color-violet-2)"],
  ];
  const shown = parts.filter(([, amount]) => amount > 0);
  return (
    <div className="panel-body">
      <div className="money-bar" role="img" aria-label={shown.map(([name, amount]) => `${name} ${usd(amount)}`).join(", ")}>
        {shown.map(([name, amount, color]) => (
          <span key={name} style={{ flexGrow: amount, background: color }} title={`${name} ${usd(amount)}`} />
        ))}
      </div>
      <div className="money-legend">
        {shown.map(([name, amount, color]) => (
          <span key={name}>
            <i style={{ background: color }} /> {name} {usd(amount)}
          </span>
        ))}
      </div>
    </div>
  );
}
