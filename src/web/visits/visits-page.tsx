/** All visits, by queue: each is in exactly one. Move with j and k, from page to page too; open with Enter. */
import { Badge, Button, FileButton, Group, Stack, Table, Text, TextInput, Title, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { VisitList, VisitRow } from "../../http/contract/visits.ts";
import { useExport, useImportFile, usePermission, useSession, useVisits } from "../api/queries.ts";
import { useChair } from "../frame/chair.tsx";
import { useKeys } from "../frame/keys.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { queueColors, usDate, usd } from "../words.ts";
import { PointsButton } from "../worklist/work-bar.tsx";
import { useFirstLook } from "./first-look.tsx";
import { countWords, QueueBar, VisitFilters } from "./visit-filters.tsx";
import { type ListAddress, searchOf } from "./visit-search.ts";
import { WorkChips } from "./work-filters.tsx";

/** Kept while the program is open, so that coming back from a visit finds the same list; a name belongs into no address. */
let lookedFor = "";

export function VisitsPage() {
  const address = useSearch({ from: "/" });
  const [find, setFind] = useState(lookedFor);
  lookedFor = find;
  const [asked] = useDebouncedValue(find, 200);
  const visits = useVisits(searchOf(address, asked));
  if (visits.isPending) return <Waiting what="the visits" />;
  if (visits.isError) return <Failed error={visits.error} retry={visits.refetch} />;
  return <Visits list={visits.data} turning={visits.isPlaceholderData} find={find} setFind={setFind} />;
}

function Visits({
  list,
  turning,
  find,
  setFind,
}: {
  readonly list: VisitList;
  /** The page before is still shown. */
  readonly turning: boolean;
  readonly find: string;
  readonly setFind: (find: string) => void;
}) {
  const address = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  useFirstLook(list.visits);
  const { visits, more } = list;
  const open = (visit: VisitRow | undefined): void => {
    if (visit !== undefined) void navigate({ to: "/visits/$visitId", params: { visitId: String(visit.id) } });
  };
  const go = (search: ListAddress): void => void navigate({ search, replace: true });
  /** A new choice begins at its first page. */
  const choose = ({ after: _after, before: _before, ...choice }: ListAddress): void => go(choice);
  const turn = useTurning(list, address, go);
  const { cursor } = turn;
  const openCursor = (): void => open(visits[cursor]);
  useKeys({
    j: { does: "next visit", act: turn.down, moves: true },
    k: { does: "visit before", act: turn.up, moves: true },
    Enter: { does: "open the visit", act: openCursor, moves: true },
  });
  const clear = (): void => {
    setFind("");
    choose({});
  };
  const chosen = find !== "" || Object.keys(address).length > 0;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Visits</Title>
          <Text size="sm" className="dimmed">
            Every visit stands in one queue, by what it waits for.
          </Text>
        </div>
        <Group gap="sm">
          <TextInput
            size="xs"
            w={280}
            aria-label="Find a visit"
            placeholder="patient, account, payer, clinician"
            value={find}
            onChange={(event) => {
              setFind(event.currentTarget.value);
              choose(address);
            }}
          />
          <ExportButton seen={searchOf(address, find)} />
          <ImportButton />
        </Group>
      </Group>
      <QueueBar list={list} address={address} choose={choose} />
      <WorkChips address={address} choose={choose} />
      <VisitFilters list={list} address={address} choose={choose} clear={chosen ? clear : undefined} />
      <div className="panel" aria-busy={turning}>
        {visits.length === 0 ? (
          <NoVisits any={chosen || list.queues.some((queue) => queue.count > 0)} />
        ) : (
          <VisitTable visits={visits} cursor={cursor} open={open} address={address} choose={choose} />
        )}
      </div>
      <Group justify="space-between">
        <Text size="sm" className="dimmed" aria-live="polite">
          {countWords(list.total)} {list.total === 1 ? "visit" : "visits"}
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={!more.before} onClick={turn.back}>
            Page before
          </Button>
          <Button size="xs" variant="default" disabled={!more.after} onClick={turn.on}>
            Next page
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

/** The cursor on the page, and the pages: past the last row comes the next page, before the first one the page before. */
function useTurning({ visits, more }: VisitList, address: ListAddress, go: (address: ListAddress) => void) {
  const [cursor, setCursor] = useState(0);
  const entering = useRef<"top" | "bottom">("top");
  const [firstId, lastId] = [visits[0]?.id, visits.at(-1)?.id];
  const rows = visits.length;
  // Another page: the cursor stands where it came from.
  useEffect(() => {
    setCursor(entering.current === "bottom" && firstId !== undefined ? rows - 1 : 0);
    entering.current = "top";
  }, [firstId, rows]);
  const { after: _after, before: _before, ...choice } = address;
  const on = (): void => {
    if (more.after && lastId !== undefined) go({ ...choice, after: lastId });
  };
  const back = (way: "top" | "bottom" = "top"): void => {
    if (!more.before || firstId === undefined) return;
    entering.current = way;
    go({ ...choice, before: firstId });
  };
  return {
    cursor,
    on,
    back: () => back(),
    down: () => (cursor < rows - 1 ? setCursor(cursor + 1) : on()),
    up: () => (cursor > 0 ? setCursor(cursor - 1) : back("bottom")),
  };
}

function VisitTable({
  visits,
  cursor,
  open,
  address,
  choose,
}: {
  readonly visits: readonly VisitRow[];
  readonly cursor: number;
  readonly open: (visit: VisitRow) => void;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}) {
  const sorted = { address, choose };
  const showsMoney = useShowsMoney();
  return (
    <Table.ScrollContainer minWidth={1000}>
      <Table verticalSpacing={6} highlightOnHover stickyHeader stickyHeaderOffset={0}>
        <Table.Thead>
          <Table.Tr>
            <SortHead sort="date" words="Date" {...sorted} />
            <SortHead sort="patient" words="Patient" {...sorted} />
            <Table.Th>Reason</Table.Th>
            <Table.Th>Clinician</Table.Th>
            <Table.Th>Payer</Table.Th>
            <Table.Th>Queue</Table.Th>
            <SortHead sort="priority" words="Points" {...sorted} />
            <Table.Th>Has it</Table.Th>
            <SortHead sort="deadline" words="File by" {...sorted} />
            {showsMoney && (
              <>
                <SortHead sort="charged" words="Charged" money {...sorted} />
                <SortHead sort="insurance" words="Insurance owes" money {...sorted} />
                <SortHead sort="patient-owes" words="Patient owes" money {...sorted} />
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {visits.map((visit, index) => (
            <Row key={visit.id} visit={visit} current={index === cursor} open={open} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** A coder's chair has no patient contact and no money; a role without it is sent none. */
function useShowsMoney(): boolean {
  const { chair } = useChair();
  return usePermission("money:read") !== false && chair !== "coder";
}

type Sort = NonNullable<ListAddress["sort"]>;

function SortHead({
  sort,
  words,
  money = false,
  address,
  choose,
}: {
  readonly sort: Sort;
  readonly words: string;
  readonly money?: boolean;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}) {
  const active = (address.sort ?? "date") === sort;
  // Newest and largest first, names and deadlines from the beginning; a second press turns it round.
  const natural = sort === "patient" || sort === "deadline" ? "up" : "down";
  const order = active ? (address.order ?? (sort === "date" || sort === "priority" ? "down" : "up")) : undefined;
  const next = order === undefined ? natural : order === "down" ? "up" : "down";
  return (
    <Table.Th
      className={money ? "money" : undefined}
      aria-sort={order === undefined ? "none" : order === "down" ? "descending" : "ascending"}
    >
      <button type="button" className="sort-head" onClick={() => choose({ ...address, sort, order: next })}>
        {words}
        <span aria-hidden="true">{order === undefined ? "" : order === "down" ? " ↓" : " ↑"}</span>
      </button>
    </Table.Th>
  );
}

function Row({ visit, current, open }: { readonly visit: VisitRow; readonly current: boolean; readonly open: (visit: VisitRow) => void }) {
  const showsMoney = useShowsMoney();
  const today = useSession().data?.today ?? "";
  return (
    <Table.Tr
      ref={(row) => {
        if (current) row?.scrollIntoView({ block: "nearest" });
      }}
      className="row-link"
      data-cursor={current}
      tabIndex={0}
      onClick={() => open(visit)}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.stopPropagation();
          open(visit);
        }
      }}
    >
      <Table.Td>{usDate(visit.date)}</Table.Td>
      <Table.Td>
        <Text size="sm" fw={600}>
          {visit.patientName}
        </Text>
        <Text size="xs" className="dimmed">
          {visit.accountNumber}
        </Text>
      </Table.Td>
      <Table.Td>{visit.reason}</Table.Td>
      <Table.Td>{visit.providerName}</Table.Td>
      <Table.Td>{visit.payerName ?? "self-pay"}</Table.Td>
      <Table.Td>
        <Tooltip label={`${visit.queue.why} ${visit.queue.next}`} multiline w={320}>
          <Badge className="queue-badge" variant="light" color={queueColors[visit.queue.name] ?? "gray"} tt="none">
            {visit.queue.words}
          </Badge>
        </Tooltip>
      </Table.Td>
      <Table.Td className="money">{visit.priority === undefined ? "" : <PointsButton priority={visit.priority} />}</Table.Td>
      <Table.Td>
        {visit.owner?.name}
        {visit.followUp === undefined ? null : (
          <Text size="xs" className="dimmed">
            {visit.followUp > today ? "asleep until" : "due"} {usDate(visit.followUp)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{visit.deadline === undefined ? "" : usDate(visit.deadline)}</Table.Td>
      {showsMoney && (
        <>
          <Table.Td className="money">{usd(visit.charged ?? 0)}</Table.Td>
          <Table.Td className="money">{usd(visit.insuranceBalance ?? 0)}</Table.Td>
          <Table.Td className="money">{usd(visit.patientBalance ?? 0)}</Table.Td>
        </>
      )}
    </Table.Tr>
  );
}

function NoVisits({ any }: { readonly any: boolean }) {
  if (any) return <Empty title="No visit here">Choose another queue, or clear the filters and the search.</Empty>;
  return (
    <Empty title="No visits yet">
      Import a professional claim file (837P) with the button above; its patients, coverages and claims become visits here.
    </Empty>
  );
}

/** What is seen, by all that it is filtered by, as a spreadsheet. */
function ExportButton({ seen }: { readonly seen: ReturnType<typeof searchOf> }) {
  const exportList = useExport("visits");
  const session = useSession();
  if (session.data?.user.permissions.includes("visits:export") !== true) return null;
  const { limit: _limit, after: _after, before: _before, ...wanted } = seen;
  return (
    <Button size="xs" variant="default" loading={exportList.isPending} onClick={() => exportList.mutate(wanted)}>
      Export CSV
    </Button>
  );
}

function ImportButton() {
  const importFile = useImportFile();
  const mayImport = usePermission("files:import") === true;
  if (!mayImport) return null;
  return (
    <FileButton onChange={(file) => file !== null && importFile.mutate(file)}>
      {(props) => (
        <Button size="xs" variant="default" loading={importFile.isPending} {...props}>
          Import an 837P
        </Button>
      )}
    </FileButton>
  );
}
