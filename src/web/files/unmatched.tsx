/** Money that came in and belongs to no charge yet. */
import { Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useUnmatched } from "../api/worklist.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

export function Unmatched() {
  const unmatched = useUnmatched();
  if (unmatched.isPending) return <Waiting what="the unmatched money" />;
  if (unmatched.isError) return <Failed error={unmatched.error} retry={unmatched.refetch} />;
  const { money } = unmatched.data;
  return (
    <section className="panel" aria-label="Unmatched money">
      <div className="panel-head">
        <Title order={2}>Unmatched money</Title>
        <Text size="xs" className="dimmed">
          it came in and belongs to no charge yet
        </Text>
      </div>
      {money.length === 0 ? (
        <Empty title="None">Every cent that came in stands on a charge.</Empty>
      ) : (
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {money.map((one) => (
              <Table.Tr key={`${one.from}${one.words}${one.since}`}>
                <Table.Td w={100}>{usDate(one.since)}</Table.Td>
                <Table.Td>
                  {one.patientId === undefined ? (
                    one.from
                  ) : (
                    <Link
                      to="/patients/$patientId"
                      params={{ patientId: String(one.patientId) }}
                      search={{ tab: "books" }}
                      className="file-link"
                    >
                      {one.from}
                    </Link>
                  )}
                </Table.Td>
                <Table.Td className="dimmed">{one.words}</Table.Td>
                <Table.Td className="money">{usd(one.amount)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
