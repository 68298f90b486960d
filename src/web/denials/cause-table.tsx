/** The same payer, reason and service: one cause, worth one repair at its source. */
import { Button, Table, Text } from "@mantine/core";
import type { DenialList } from "../../http/contract/denials.ts";
import { ListTable } from "../frame/list-table.tsx";
import { Empty } from "../frame/states.tsx";
import { usd } from "../words.ts";

type Group = DenialList["groups"][number];

export function CauseTable({ groups, choose }: { readonly groups: readonly Group[]; readonly choose: (group: Group) => void }) {
  if (groups.length === 0) return <Empty title="Nothing to group">No case matches. Choose another state, or clear the filters.</Empty>;
  return (
    <ListTable minWidth={900} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Payer</Table.Th>
          <Table.Th>Reason</Table.Th>
          <Table.Th>Service</Table.Th>
          <Table.Th>Where it came from</Table.Th>
          <Table.Th className="money">Lines</Table.Th>
          <Table.Th className="money">Denied</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map((group) => (
          <Table.Tr key={`${group.payerId} ${group.reason} ${group.procedure}`}>
            <Table.Td>{group.payerName}</Table.Td>
            <Table.Td>
              <b className="mono">{group.reason}</b> {group.reasonWords}
              <Text size="xs" className="dimmed">
                {group.categoryWords}
              </Text>
            </Table.Td>
            <Table.Td className="mono">{group.procedure}</Table.Td>
            <Table.Td>{group.causeWords}</Table.Td>
            <Table.Td className="money">{group.count}</Table.Td>
            <Table.Td className="money">{usd(group.amount)}</Table.Td>
            <Table.Td>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => choose(group)}
                aria-label={`Show ${group.count} of ${group.payerName}, ${group.reason}, ${group.procedure}`}
              >
                Show
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
