/** The desk: what waits, queue by queue, for the chair that is taken; what is due today; what I did today. "g" goes to the next visit. */
import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import type { Board } from "../../http/contract/worklist.ts";
import { useViews } from "../api/views.ts";
import { useBoard, useNextVisit } from "../api/worklist.ts";
import { ReleaseOffer } from "../book/release-offer.tsx";
import { useChair } from "../frame/chair.tsx";
import { useKeys } from "../frame/keys.ts";
import { Chip } from "../frame/list-parts.tsx";
import { ListTable } from "../frame/list-table.tsx";
import { useOpenView } from "../frame/saved-views.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { Reminders } from "../learn/reminders.tsx";
import type { ListAddress } from "../visits/visit-search.ts";
import { usDate, usd } from "../words.ts";
import { isOfChair } from "./chair-queues.ts";
import { MyDay } from "./my-day.tsx";

export function DeskPage() {
  const board = useBoard();
  if (board.isPending) return <Waiting what="the desk" />;
  if (board.isError) return <Failed error={board.error} retry={board.refetch} />;
  return <Desk board={board.data} />;
}

function Desk({ board }: { readonly board: Board }) {
  const { chair } = useChair();
  const next = useNextVisit();
  useKeys({ g: { does: "go to what comes first", act: next.go } });
  const lines = board.queues.filter(({ name, count }) => isOfChair(chair, name) && count > 0);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Desk</Title>
          <Text size="sm" className="dimmed">
            Everything that is open, each in one queue. What comes first is said by its points.
          </Text>
        </div>
        <Button size="sm" variant="default" onClick={next.go} loading={next.busy}>
          Next visit&nbsp;<kbd>g</kbd>
        </Button>
      </Group>
      <ReleaseOffer />
      {chair !== "coder" && <Today board={board} />}
      <section className="panel" aria-label="Queues">
        {lines.length === 0 ? (
          <Empty title="Nothing waits at this desk">
            {chair === "coder"
              ? "New visits come here when their notes do. In the biller's chair there may be more to do."
              : "New work comes with visits that are coded and with payers' answers."}{" "}
            {chair !== "coder" && (
              <>
                Import a claim file under{" "}
                <Link to="/" className="file-link">
                  Visits
                </Link>
                , or check a patient in at the{" "}
                <Link to="/front-desk" className="file-link">
                  front desk
                </Link>
                .
              </>
            )}
          </Empty>
        ) : (
          <BoardTable lines={lines} money={chair !== "coder"} />
        )}
      </section>
      <Reminders />
      <DeskViews />
      <MyDay />
    </Stack>
  );
}

/** Lists that somebody gave a name, a press away. */
function DeskViews() {
  const views = useViews().data?.views ?? [];
  const open = useOpenView();
  if (views.length === 0) return null;
  return (
    <Group gap={6} component="section" aria-label="Saved views">
      <Text size="xs" className="dimmed">
        Views
      </Text>
      {views.map((view) => (
        <Chip key={view.id} words={view.name} active={false} choose={() => open(view)} />
      ))}
    </Group>
  );
}

function Today({ board: { due, nearDenials, queues } }: { readonly board: Board }) {
  const count = (name: string): number => queues.find((one) => one.name === name)?.count ?? 0;
  const unmatched = count("unmatched-money");
  const exceptions = count("exceptions");
  const cards: readonly { readonly words: string; readonly count: number; readonly search?: ListAddress; readonly files?: true }[] = [
    { words: "due today or before", count: due, search: { followUp: "due", sort: "priority" } },
    {
      words: `${nearDenials.count === 1 ? "denial" : "denials"} with a last day by ${usDate(nearDenials.until)}`,
      count: nearDenials.count,
      search: { queue: ["denied"], lastDay: nearDenials.until, sort: "deadline", order: "up" },
    },
    { words: unmatched === 1 ? "piece of money without a charge" : "pieces of money without a charge", count: unmatched, files: true },
    { words: exceptions === 1 ? "exception" : "exceptions", count: exceptions, files: true },
  ];
  return (
    <Group gap="sm" component="section" aria-label="Today">
      {cards.map(({ words, count: number, search, files }) => (
        <Link key={words} className="today-card" {...(files ? { to: "/files" } : { to: "/", search: search ?? {} })}>
          <b>{number.toLocaleString("en-US")}</b> {words}
        </Link>
      ))}
    </Group>
  );
}

function BoardTable({ lines, money }: { readonly lines: Board["queues"]; readonly money: boolean }) {
  return (
    <ListTable minWidth={860} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Queue</Table.Th>
          <Table.Th className="money">Items</Table.Th>
          {money && <Table.Th className="money">Open</Table.Th>}
          <Table.Th>Oldest</Table.Th>
          <Table.Th className="money">Yours</Table.Th>
          <Table.Th className="money">Due</Table.Th>
          <Table.Th className="money">Asleep</Table.Th>
          <Table.Th>What to do</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <BoardRow key={line.name} line={line} money={money} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function BoardRow({ line, money }: { readonly line: Board["queues"][number]; readonly money: boolean }) {
  const navigate = useNavigate();
  const open = (): void => {
    if (line.name === "exceptions" || line.name === "unmatched-money") void navigate({ to: "/files" });
    else if (line.name === "patient-withheld") void navigate({ to: "/", search: { flag: ["withheld"], sort: "priority" } });
    else void navigate({ to: "/", search: { queue: [line.name], sort: "priority" } });
  };
  return (
    <Table.Tr className="row-link" tabIndex={0} onClick={open} onKeyDown={(event) => event.key === "Enter" && open()}>
      <Table.Td>
        <Text size="sm" fw={600}>
          {line.words}
        </Text>
      </Table.Td>
      <Table.Td className="money">{line.count.toLocaleString("en-US")}</Table.Td>
      {money && <Table.Td className="money">{line.amount === undefined || line.amount === 0 ? "" : usd(line.amount)}</Table.Td>}
      <Table.Td>{line.oldest === undefined ? "" : usDate(line.oldest)}</Table.Td>
      <Table.Td className="money">{line.mine || ""}</Table.Td>
      <Table.Td className="money">{line.due || ""}</Table.Td>
      <Table.Td className="money">{line.asleep || ""}</Table.Td>
      <Table.Td className="dimmed">{line.next}</Table.Td>
    </Table.Tr>
  );
}
