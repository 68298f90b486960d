/** Every account at the end of a day. */
import { Button, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTrialBalance } from "../api/books.ts";
import { useSession } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import type { BooksAddress } from "./books-page.tsx";

export function BalanceTab({ address }: { readonly address: BooksAddress }) {
  const navigate = useNavigate({ from: "/books" });
  const today = useSession().data?.today ?? "";
  const balance = useTrialBalance(address.on ?? "");
  const go = (on: string) => void navigate({ search: { tab: "balance", ...(on === "" || on === today ? {} : { on }) } });
  if (balance.isPending) return <Waiting what="the balance" />;
  if (balance.isError) return <Failed error={balance.error} retry={balance.refetch} />;
  const { on, accounts, debits, credits } = balance.data;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>At the end of {usDate(on)}</Title>
        <Group ml="auto" gap="xs">
          <TextInput
            type="date"
            size="xs"
            aria-label="Day"
            value={address.on ?? today}
            max={today}
            onChange={(event) => go(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" onClick={() => go("")} disabled={address.on === undefined}>
            Today
          </Button>
        </Group>
      </div>
      {accounts.length === 0 ? (
        <Empty title="Nothing was in the books on that day">
          Entries come with charges and payments; choose a later day if there are some.
        </Empty>
      ) : (
        <Table verticalSpacing={5} maw={760}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Account</Table.Th>
              <Table.Th className="money">Debit</Table.Th>
              <Table.Th className="money">Credit</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accounts.map(({ account, words, amount }) => (
              <Table.Tr key={account}>
                <Table.Td>{words}</Table.Td>
                <Table.Td className="money">{amount > 0 ? usd(amount) : ""}</Table.Td>
                <Table.Td className="money">{amount < 0 ? usd(-amount) : ""}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{debits === credits ? "Both sides agree" : "The sides differ"}</Table.Th>
              <Table.Th className="money">{usd(debits)}</Table.Th>
              <Table.Th className="money">{usd(credits)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
      <Text size="xs" className="dimmed" px={14} py={8}>
        Each figure is the sum of journal lines up to that day.
      </Text>
    </div>
  );
}
