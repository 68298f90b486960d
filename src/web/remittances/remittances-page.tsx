/** What payers paid: each check or EFT with what became of it. Move with j and k, open with Enter. */
import { Button, Group, MultiSelect, Stack, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { RemittanceList, RemittanceRow } from "../../http/contract/remittances.ts";
import { useRemittances } from "../api/remittances.ts";
import { DayFilter } from "../frame/day-filter.tsx";
import { useKeys } from "../frame/keys.ts";
import { Chip, countWords, ListFoot } from "../frame/list-parts.tsx";
import { ListTable } from "../frame/list-table.tsx";
import { usePaging } from "../frame/paging.ts";
import { SavedViews } from "../frame/saved-views.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { type RemittancesAddress, remittanceSearchOf } from "./remittance-address.ts";
import { StandingBadge } from "./standing-badge.tsx";

export function RemittancesPage() {
  const address = useSearch({ from: "/remittances" });
  const list = useRemittances(remittanceSearchOf(address));
  if (list.isPending) return <Waiting what="the payments" />;
  if (list.isError) return <Failed error={list.error} retry={list.refetch} />;
  return <Remittances list={list.data} turning={list.isPlaceholderData} address={address} />;
}

interface Props {
  readonly list: RemittanceList;
  readonly turning: boolean;
  readonly address: RemittancesAddress;
}

function Remittances({ list, turning, address }: Props) {
  const navigate = useNavigate({ from: "/remittances" });
  const go = (search: RemittancesAddress): void => void navigate({ search, replace: true });
  const { after: _after, before: _before, ...choice } = address;
  const open = (row: RemittanceRow | undefined): void => {
    if (row !== undefined) void navigate({ to: "/remittances/$remittanceId", params: { remittanceId: String(row.id) } });
  };
  const paging = usePaging({ ids: list.remittances.map((one) => one.id), more: list.more, go: (page) => go({ ...choice, ...page }) });
  useKeys({
    j: { does: "next payment", act: paging.down, moves: true },
    k: { does: "payment before", act: paging.up, moves: true },
    Enter: { does: "open the payment", act: () => open(list.remittances[paging.cursor]), moves: true },
  });
  const chosen = Object.keys(choice).length > 0;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Remittances</Title>
          <Text size="sm" className="dimmed">
            What payers paid, check by check: proven, posted, and found at the bank.
          </Text>
        </div>
        <SavedViews list="remittances" address={choice} />
      </Group>
      <Filters list={list} choice={choice} choose={go} clear={chosen ? () => go({}) : undefined} />
      <div className="panel" aria-busy={turning}>
        {list.remittances.length === 0 ? (
          <Nothing any={chosen} />
        ) : (
          <RemittanceTable rows={list.remittances} cursor={paging.cursor} open={open} />
        )}
      </div>
      <ListFoot
        words={`${countWords(list.total)} ${list.total === 1 ? "payment" : "payments"}`}
        more={list.more}
        back={paging.back}
        on={paging.on}
      />
    </Stack>
  );
}

interface FiltersProps {
  readonly list: RemittanceList;
  readonly choice: RemittancesAddress;
  readonly choose: (address: RemittancesAddress) => void;
  readonly clear: (() => void) | undefined;
}

function Filters({ list, choice, choose, clear }: FiltersProps) {
  const without = (field: keyof RemittancesAddress): RemittancesAddress => {
    const { [field]: _old, ...rest } = choice;
    return rest;
  };
  const day = (field: "from" | "to", value: string): void => choose(value === "" ? without(field) : { ...choice, [field]: value });
  const { status, deposited } = choice;
  return (
    <Group gap="xs" align="center">
      <Group gap={6} component="nav" aria-label="What became of it">
        <Chip words="All" active={status === undefined && deposited === undefined} choose={() => choose({})} />
        <Chip
          words="Not posted"
          active={status !== undefined}
          choose={() => choose(status === undefined ? { ...choice, status: ["exception", "read"] } : without("status"))}
        />
        <Chip
          words="Not found at the bank"
          active={deposited === false}
          choose={() => choose(deposited === false ? without("deposited") : { ...choice, deposited: false })}
        />
      </Group>
      <MultiSelect
        size="xs"
        w={220}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "Clear" }}
        aria-label="Payers"
        placeholder={choice.payer === undefined ? "Any payer" : ""}
        data={list.payers.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={(choice.payer ?? []).map(String)}
        onChange={(ids) => choose(ids.length === 0 ? without("payer") : { ...choice, payer: ids.map(Number) })}
      />
      <DayFilter words="from" label="Paid from" value={choice.from ?? ""} set={(value) => day("from", value)} />
      <DayFilter words="to" label="Paid to" value={choice.to ?? ""} set={(value) => day("to", value)} />
      {clear !== undefined && (
        <Button size="compact-xs" variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}

interface TableProps {
  readonly rows: readonly RemittanceRow[];
  readonly cursor: number;
  readonly open: (row: RemittanceRow) => void;
}

function RemittanceTable({ rows, cursor, open }: TableProps) {
  return (
    <ListTable minWidth={900} verticalSpacing={5} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Paid on</Table.Th>
          <Table.Th>Payer</Table.Th>
          <Table.Th>Trace or check</Table.Th>
          <Table.Th className="money">Amount</Table.Th>
          <Table.Th className="money">Claims</Table.Th>
          <Table.Th>What became of it</Table.Th>
          <Table.Th>At the bank</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          <Table.Tr
            key={row.id}
            ref={(element) => {
              if (index === cursor) element?.scrollIntoView({ block: "nearest" });
            }}
            className="row-link"
            data-cursor={index === cursor}
            tabIndex={0}
            onClick={() => open(row)}
            onKeyDown={(event) => event.key === "Enter" && open(row)}
          >
            <Table.Td className="figure">{usDate(row.paidOn ?? row.receivedOn)}</Table.Td>
            <Table.Td>{row.payerName}</Table.Td>
            <Table.Td>
              <span className="mono">{row.trace}</span> <span className="dimmed">{row.method}</span>
            </Table.Td>
            <Table.Td className="money">{usd(row.amount)}</Table.Td>
            <Table.Td className="money">{row.claims}</Table.Td>
            <Table.Td className="figure">
              <StandingBadge standing={row.standing} words={row.standingWords} />
            </Table.Td>
            <Table.Td className="figure">
              {row.depositedOn !== undefined ? (
                usDate(row.depositedOn)
              ) : row.amount === 0 ? (
                "no money"
              ) : (
                <span className="dimmed">not yet</span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function Nothing({ any }: { readonly any: boolean }) {
  if (any) return <Empty title="No payment here">Choose other filters, or clear them.</Empty>;
  return (
    <Empty title="No payment yet">
      A payer’s 835 is taken in from its folder by itself, and its payments stand here. Where the folders lie is said in the{" "}
      <Link to="/settings" search={{ tab: "around" }} className="file-link">
        settings
      </Link>
      ; a file that came another way is imported under{" "}
      <Link to="/" className="file-link">
        Visits
      </Link>
      .
    </Empty>
  );
}
