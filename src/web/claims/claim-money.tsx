/** Line by line what was asked, allowed and paid, and the entries of the books behind it. */
import { Stack, Table, Text, Title } from "@mantine/core";
import type { ClaimPageView } from "../../http/contract/claims.ts";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

const columns = [
  ["Charged", "charge"],
  ["Allowed", "allowed"],
  ["Adjusted", "adjusted"],
  ["Written off", "writtenOff"],
  ["Payer paid", "paid"],
  ["Payer owes", "insurance"],
  ["Patient paid", "patientPaid"],
  ["Patient owes", "patient"],
] as const;

export function ClaimMoney({ claim }: { readonly claim: ClaimPageView }) {
  const { lines } = claim;
  const total = (field: (typeof columns)[number][1]): number => lines.reduce((sum, line) => sum + (line[field] ?? 0), 0);
  return (
    <Stack gap="sm">
      <div className="panel">
        <Table.ScrollContainer minWidth={900}>
          <Table verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Service</Table.Th>
                {columns.map(([words]) => (
                  <Table.Th key={words} className="money">
                    {words}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Table.Tr key={line.number}>
                  <Table.Td>
                    <span className="mono">{[line.procedure, ...line.modifiers].join("-")}</span>
                    {line.words !== undefined && (
                      <Text size="xs" className="dimmed">
                        {line.words}
                      </Text>
                    )}
                  </Table.Td>
                  {columns.map(([words, field]) => {
                    const amount = line[field];
                    return (
                      <Table.Td key={words} className="money">
                        {amount === undefined ? "" : usd(amount)}
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th>Together</Table.Th>
                {columns.map(([words, field]) => (
                  <Table.Th key={words} className="money">
                    {usd(total(field))}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </Table.ScrollContainer>
        <div className="panel-body">
          <Text size="xs" className="dimmed">
            Charged = adjusted + written off + paid by the payer + owed by the payer + paid by the patient + owed by the patient.
          </Text>
        </div>
      </div>
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Entries of the books</Title>
        </div>
        <Entries entries={claim.entries} />
      </div>
    </Stack>
  );
}

export function Entries({
  entries,
  none = "Charges are entered when the claim is made.",
}: {
  readonly entries: ClaimPageView["entries"];
  /** Why there may be none. */
  readonly none?: string;
}) {
  if (entries.length === 0) return <Empty title="No entry">{none}</Empty>;
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>Date</Table.Th>
          <Table.Th>Entry</Table.Th>
          <Table.Th>Account</Table.Th>
          <Table.Th className="money">Amount</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.flatMap((entry) =>
          entry.lines.map((line, at) => (
            <Table.Tr key={`${entry.id}-${line.number}`} data-goes-on={at < entry.lines.length - 1}>
              <Table.Td className="figure">{at === 0 ? usDate(entry.on) : ""}</Table.Td>
              <Table.Td>{at === 0 ? entry.memo : ""}</Table.Td>
              <Table.Td>
                {line.words}
                {line.reason !== undefined && <span className="dimmed"> · {line.reason}</span>}
              </Table.Td>
              <Table.Td className="money">{usd(line.amount)}</Table.Td>
            </Table.Tr>
          )),
        )}
      </Table.Tbody>
    </Table>
  );
}
