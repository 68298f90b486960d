/** The rows of the list of visits, with what is chosen of them. */
import { Badge, Checkbox, Table, Text, Tooltip } from "@mantine/core";
import type { VisitRow } from "../../http/contract/visits.ts";
import { usePermission, useSession } from "../api/queries.ts";
import { useChair } from "../frame/chair.tsx";
import { SortHead } from "../frame/list-parts.tsx";
import { ListTable } from "../frame/list-table.tsx";
import type { Selection } from "../frame/selection.ts";
import { queueColors, usDate, usd } from "../words.ts";
import { PointsButton } from "../worklist/work-bar.tsx";
import type { ListAddress } from "./visit-search.ts";

interface Props {
  readonly visits: readonly VisitRow[];
  readonly cursor: number;
  readonly open: (visit: VisitRow) => void;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
  /** Absent for who may not work on visits. */
  readonly selection: Selection | undefined;
}

export function VisitTable({ visits, cursor, open, address, choose, selection }: Props) {
  const sorted = { address, choose };
  const showsMoney = useShowsMoney();
  return (
    <ListTable minWidth={1080} className="visit-table" verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {selection !== undefined && (
            <Table.Th w={34}>
              <Checkbox
                size="xs"
                aria-label="Choose all on this page"
                checked={visits.every(({ id }) => selection.ids.has(id))}
                onChange={selection.togglePage}
              />
            </Table.Th>
          )}
          <Head sort="date" words="Date" {...sorted} />
          <Head sort="patient" words="Patient" {...sorted} />
          <Table.Th>Reason</Table.Th>
          <Table.Th>Clinician</Table.Th>
          <Table.Th>Payer</Table.Th>
          <Table.Th>Queue</Table.Th>
          <Head sort="priority" words="Points" money {...sorted} />
          <Table.Th className="figure">Has it</Table.Th>
          <Head sort="deadline" words="File by" {...sorted} />
          {showsMoney && (
            <>
              <Head sort="charged" words="Charged" money {...sorted} />
              <Head sort="insurance" words="Insurance owes" money {...sorted} />
              <Head sort="patient-owes" words="Patient owes" money {...sorted} />
            </>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {visits.map((visit, index) => (
          <Row key={visit.id} visit={visit} current={index === cursor} open={open} selection={selection} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

/** A coder's chair has no patient contact and no money; a role without it is sent none. */
function useShowsMoney(): boolean {
  const { chair } = useChair();
  return usePermission("money:read") !== false && chair !== "coder";
}

interface HeadProps {
  readonly sort: NonNullable<ListAddress["sort"]>;
  readonly words: string;
  readonly money?: boolean;
  readonly address: ListAddress;
  readonly choose: (address: ListAddress) => void;
}

/** Newest and largest first, names and deadlines from the beginning; a second press turns it round. */
function Head({ sort, words, money = false, address, choose }: HeadProps) {
  const active = (address.sort ?? "date") === sort;
  return (
    <SortHead
      words={words}
      money={money}
      natural={sort === "patient" || sort === "deadline" ? "up" : "down"}
      order={active ? (address.order ?? (sort === "date" || sort === "priority" ? "down" : "up")) : undefined}
      choose={(order) => choose({ ...address, sort, order })}
    />
  );
}

interface RowProps {
  readonly visit: VisitRow;
  readonly current: boolean;
  readonly open: (visit: VisitRow) => void;
  readonly selection: Selection | undefined;
}

function Row({ visit, current, open, selection }: RowProps) {
  const showsMoney = useShowsMoney();
  const today = useSession().data?.today ?? "";
  const chosen = selection !== undefined && (selection.everything || selection.ids.has(visit.id));
  return (
    <Table.Tr
      ref={(row) => {
        if (current) row?.scrollIntoView({ block: "nearest" });
      }}
      className="row-link"
      data-cursor={current}
      data-chosen={chosen}
      tabIndex={0}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => (event.shiftKey && selection !== undefined ? selection.toggle(visit.id, { range: true }) : open(visit))}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.stopPropagation();
        open(visit);
      }}
    >
      {selection !== undefined && (
        <Table.Td onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            aria-label={`Choose the visit of ${usDate(visit.date)}`}
            checked={chosen}
            onChange={(event) =>
              selection.toggle(visit.id, { range: event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey })
            }
          />
        </Table.Td>
      )}
      <Table.Td>{usDate(visit.date)}</Table.Td>
      <Table.Td>
        <Text size="sm" fw={600} className="figure">
          {visit.patientName}
        </Text>
        <Text size="xs" className="dimmed">
          {visit.accountNumber}
        </Text>
      </Table.Td>
      <TwoLines words={visit.reason} room={112} />
      <Table.Td className="figure">{visit.providerName}</Table.Td>
      <TwoLines words={visit.payerName ?? "self-pay"} room={108} />
      <Table.Td>
        <Tooltip label={`${visit.queue.why} ${visit.queue.next}`} multiline w={320}>
          <Badge className="queue-badge" variant="light" color={queueColors[visit.queue.name] ?? "gray"} tt="none">
            {visit.queue.words}
          </Badge>
        </Tooltip>
      </Table.Td>
      <Table.Td className="money">{visit.priority === undefined ? "" : <PointsButton priority={visit.priority} figure />}</Table.Td>
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

/** A long name does not make the whole row tall; all of it is in the hint. */
function TwoLines({ words, room }: { readonly words: string; readonly room: number }) {
  return (
    <Table.Td miw={room}>
      <span className="two-lines" title={words}>
        {words}
      </span>
    </Table.Td>
  );
}
