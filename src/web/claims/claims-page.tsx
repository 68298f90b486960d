/** All claims, one a payer that is asked. Move with j and k, from page to page too; open with Enter. */
import { Badge, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { ClaimList, ClaimRow } from "../../http/contract/claims.ts";
import { useClaimExport, useClaims } from "../api/claims.ts";
import { usePermission } from "../api/queries.ts";
import { useKeys } from "../frame/keys.ts";
import { countWords, ListFoot, SortHead } from "../frame/list-parts.tsx";
import { ListTable } from "../frame/list-table.tsx";
import { usePaging } from "../frame/paging.ts";
import { SavedViews } from "../frame/saved-views.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { type ClaimsAddress, claimSearchOf } from "./claim-address.ts";
import { ClaimFilters, frequencyWords, StateBar } from "./claim-filters.tsx";
import { claimStateColors } from "./claim-state-colors.ts";

/** Kept while the program is open, so that coming back from a claim finds the same list; a name belongs into no address. */
let lookedFor = "";

export function ClaimsPage() {
  const address = useSearch({ from: "/claims" });
  const [find, setFind] = useState(lookedFor);
  lookedFor = find;
  const [asked] = useDebouncedValue(find, 200);
  const claims = useClaims(claimSearchOf(address, asked));
  if (claims.isPending) return <Waiting what="the claims" />;
  if (claims.isError) return <Failed error={claims.error} retry={claims.refetch} />;
  return <Claims list={claims.data} turning={claims.isPlaceholderData} find={find} setFind={setFind} />;
}

interface ClaimsProps {
  readonly list: ClaimList;
  /** The page before is still shown. */
  readonly turning: boolean;
  readonly find: string;
  readonly setFind: (find: string) => void;
}

function Claims({ list, turning, find, setFind }: ClaimsProps) {
  const address = useSearch({ from: "/claims" });
  const navigate = useNavigate({ from: "/claims" });
  const go = (search: ClaimsAddress): void => void navigate({ search, replace: true });
  /** A new choice begins at its first page. */
  const choose = ({ after: _after, before: _before, ...choice }: ClaimsAddress): void => go(choice);
  const open = (claim: ClaimRow | undefined): void => {
    if (claim !== undefined) void navigate({ to: "/claims/$claimId", params: { claimId: String(claim.id) } });
  };
  const { after: _after, before: _before, ...choice } = address;
  const paging = usePaging({ ids: list.claims.map((one) => one.id), more: list.more, go: (page) => go({ ...choice, ...page }) });
  const exporting = useClaimExport();
  const mayExport = usePermission("visits:export") === true;
  const exportAll = (): void => {
    const { limit: _limit, after: _from, before: _to, ...wanted } = claimSearchOf(address, find);
    exporting.mutate(wanted);
  };
  useKeys({
    j: { does: "next claim", act: paging.down, moves: true },
    k: { does: "claim before", act: paging.up, moves: true },
    Enter: { does: "open the claim", act: () => open(list.claims[paging.cursor]), moves: true },
    ...(mayExport ? { e: { does: "export these claims as CSV", act: exportAll } } : {}),
  });
  const chosen = find !== "" || Object.keys(choice).length > 0;
  const any = chosen || list.total > 0;
  const clear = (): void => {
    setFind("");
    choose({});
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Claims</Title>
          <Text size="sm" className="dimmed">
            What each payer is asked for each visit.
          </Text>
        </div>
        <Group gap="sm">
          <TextInput
            size="xs"
            w={260}
            aria-label="Find a claim"
            placeholder="claim number, patient, account"
            value={find}
            onChange={(event) => {
              setFind(event.currentTarget.value);
              choose(address);
            }}
          />
          <SavedViews list="claims" address={choice} finding={find !== ""} />
          {mayExport && (
            <Button size="xs" variant="default" loading={exporting.isPending} onClick={exportAll}>
              Export CSV
            </Button>
          )}
        </Group>
      </Group>
      {any && (
        <>
          <StateBar list={list} address={address} choose={choose} />
          <ClaimFilters list={list} address={address} choose={choose} clear={chosen ? clear : undefined} />
        </>
      )}
      <div className="panel" aria-busy={turning}>
        {list.claims.length === 0 ? (
          <NoClaims any={chosen} />
        ) : (
          <ClaimTable claims={list.claims} cursor={paging.cursor} open={open} address={address} choose={choose} />
        )}
      </div>
      {any && (
        <ListFoot
          words={`${countWords(list.total)} ${list.total === 1 ? "claim" : "claims"}`}
          more={list.more}
          back={paging.back}
          on={paging.on}
        />
      )}
    </Stack>
  );
}

interface TableProps {
  readonly claims: readonly ClaimRow[];
  readonly cursor: number;
  readonly open: (claim: ClaimRow) => void;
  readonly address: ClaimsAddress;
  readonly choose: (address: ClaimsAddress) => void;
}

function ClaimTable({ claims, cursor, open, address, choose }: TableProps) {
  const head = (sort: NonNullable<ClaimsAddress["sort"]>, words: string, money = false) => (
    <SortHead
      words={words}
      money={money}
      order={(address.sort ?? "date") === sort ? (address.order ?? (sort === "patient" ? "up" : "down")) : undefined}
      natural={sort === "patient" ? "up" : "down"}
      choose={(order) => choose({ ...address, sort, order })}
    />
  );
  return (
    <ListTable minWidth={1000} verticalSpacing={5} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Claim</Table.Th>
          {head("date", "Service")}
          {head("patient", "Patient")}
          <Table.Th>Payer</Table.Th>
          <Table.Th>Clinician</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Since</Table.Th>
          {head("charged", "Charged", true)}
          {head("open", "Payer owes", true)}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {claims.map((claim, index) => (
          <Row key={claim.id} claim={claim} current={index === cursor} open={open} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function Row({ claim, current, open }: { readonly claim: ClaimRow; readonly current: boolean; readonly open: (claim: ClaimRow) => void }) {
  return (
    <Table.Tr
      ref={(row) => {
        if (current) row?.scrollIntoView({ block: "nearest" });
      }}
      className="row-link"
      data-cursor={current}
      tabIndex={0}
      onClick={() => open(claim)}
      onKeyDown={(event) => event.key === "Enter" && open(claim)}
    >
      <Table.Td className="figure">
        <span className="mono">{claim.controlNumber}</span>
        {(claim.version > 1 || claim.frequency !== "1") && (
          <Text size="xs" className="dimmed">
            version {claim.version}, {frequencyWords[claim.frequency] ?? claim.frequency}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="figure">
        {usDate(claim.date)}
        <Text size="xs" className="dimmed">
          {claim.age === 0 ? "today" : `${claim.age} ${claim.age === 1 ? "day" : "days"}`}
        </Text>
      </Table.Td>
      <Table.Td>{claim.patientName}</Table.Td>
      <Table.Td>{claim.payerName}</Table.Td>
      <Table.Td>{claim.providerName}</Table.Td>
      <Table.Td className="figure">
        <Badge className="queue-badge" variant="light" color={claimStateColors[claim.state]} tt="none">
          {claim.stateName}
        </Badge>
        {claim.denied && claim.state !== "denied" && (
          <Badge className="queue-badge" variant="outline" color="red" tt="none" ml={6}>
            denial
          </Badge>
        )}
      </Table.Td>
      <Table.Td className="figure">{usDate(claim.stateSince)}</Table.Td>
      <Table.Td className="money">{usd(claim.charged)}</Table.Td>
      <Table.Td className="money">{usd(claim.open)}</Table.Td>
    </Table.Tr>
  );
}

function NoClaims({ any }: { readonly any: boolean }) {
  if (any) return <Empty title="No claim here">Choose another state, or clear the filters and the search.</Empty>;
  return (
    <Empty title="No claims yet">
      A claim is made on the page of a coded visit, or comes with an 837P that is imported under{" "}
      <Link to="/" className="file-link">
        Visits
      </Link>
      .
    </Empty>
  );
}
