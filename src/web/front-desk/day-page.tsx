/** The front desk's day: who is expected, who is here, and what is missing at each. j and k move, Enter opens, c checks in. */
import { Badge, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { DeskRowBody } from "../../http/contract/front-desk.ts";
import { askedDaySchema } from "../../http/contract/inquiries.ts";
import { useDeskCommand, useDeskDay } from "../api/front-desk.ts";
import { useKeys } from "../frame/keys.ts";
import { Chip } from "../frame/list-parts.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { daysBefore, usDate, usd } from "../words.ts";
import { FindPatient } from "./find-patient.tsx";
import { RowPanel } from "./row-panel.tsx";

export interface DayAddress {
  readonly on?: string;
  readonly show?: "missing" | "here";
}

export function readDayAddress(search: Record<string, unknown>): DayAddress {
  return {
    ...(typeof search.on === "string" && /^\d{4}-\d{2}-\d{2}$/.test(search.on) ? { on: search.on } : {}),
    ...(search.show === "missing" || search.show === "here" ? { show: search.show } : {}),
  };
}

export function DayPage() {
  const address = useSearch({ from: "/front-desk" });
  const day = useDeskDay(address.on);
  if (day.isPending) return <Waiting what="the day" />;
  if (day.isError) return <Failed error={day.error} retry={day.refetch} />;
  return <Day day={day.data} address={address} />;
}

type DayData = NonNullable<ReturnType<typeof useDeskDay>["data"]>;

function Day({ day, address }: { readonly day: DayData; readonly address: DayAddress }) {
  const navigate = useNavigate({ from: "/front-desk" });
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [finding, setFinding] = useState(false);
  const asking = useDeskCommand(askedDaySchema);
  const rows = day.rows.filter((row) => isShown(row, address.show));
  const at = rows[Math.min(cursor, rows.length - 1)];
  const goTo = (on: string): void => {
    setOpen(undefined);
    setCursor(0);
    void navigate({ search: (before) => ({ ...before, on: on === day.today || on === "" ? undefined : on }) as DayAddress });
  };
  const toggle = (row: DeskRowBody | undefined): void => {
    if (row !== undefined) setOpen(open === keyOf(row) ? undefined : keyOf(row));
  };
  useKeys({
    j: { does: "the next row", act: () => setCursor(Math.min(cursor + 1, rows.length - 1)), moves: true },
    k: { does: "the row before", act: () => setCursor(Math.max(cursor - 1, 0)), moves: true },
    Enter: { does: "open the row", act: () => toggle(at), moves: true },
    n: { does: "register a new patient", act: () => void navigate({ to: "/front-desk/register" }) },
    s: { does: "put a visit in the calendar", act: () => setFinding(true) },
    ArrowRight: { does: "the next day", act: () => goTo(daysBefore(day.on, -1)), moves: true },
    ArrowLeft: { does: "the day before", act: () => goTo(daysBefore(day.on, 1)), moves: true },
    t: { does: "today", act: () => goTo(day.today), moves: true },
  });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Front desk</Title>
          <Text size="sm" className="dimmed">
            {dayWords(day)}
          </Text>
        </div>
        <Group gap="xs" align="center">
          <Button size="xs" variant="default" aria-label="The day before" onClick={() => goTo(daysBefore(day.on, 1))}>
            ←
          </Button>
          <TextInput type="date" size="xs" aria-label="Day" value={day.on} onChange={(event) => goTo(event.currentTarget.value)} />
          <Button size="xs" variant="default" aria-label="The next day" onClick={() => goTo(daysBefore(day.on, -1))}>
            →
          </Button>
          <Group gap={6} role="group" aria-label="Show">
            {shows.map(({ name, words }) => (
              <Chip
                key={words}
                words={words}
                count={day.rows.filter((row) => isShown(row, name)).length}
                active={address.show === name}
                choose={() => void navigate({ search: (before) => ({ ...before, show: name }) as DayAddress })}
              />
            ))}
          </Group>
          {day.on >= day.today && (
            <Button
              size="xs"
              variant="default"
              loading={asking.isPending}
              onClick={() => asking.mutate({ path: "/eligibility/day", body: { on: day.on } })}
            >
              Ask all payers
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setFinding(true)}>
            Put a visit in&nbsp;<kbd>s</kbd>
          </Button>
          <Button size="xs" variant="default" component={Link} to="/front-desk/register">
            New patient&nbsp;<kbd>n</kbd>
          </Button>
        </Group>
      </Group>
      {finding && <FindPatient day={[day.on, day.today].sort().at(-1) ?? day.today} close={() => setFinding(false)} />}
      <section className="panel" aria-label="Visits of the day">
        {rows.length === 0 ? (
          <Empty title={address.show === undefined ? "Nobody is expected" : "Nothing to show"}>
            {address.show === undefined
              ? "Put a visit in the calendar (s), or register a new patient (n). Visits that come from elsewhere stand here too."
              : "No visit of this day is of this kind."}
          </Empty>
        ) : (
          <Table verticalSpacing={5} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={70}>Time</Table.Th>
                <Table.Th>Patient</Table.Th>
                <Table.Th>Reason</Table.Th>
                <Table.Th>With</Table.Th>
                <Table.Th>Insurance</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th>Missing</Table.Th>
                <Table.Th className="money">Co-pay</Table.Th>
                <Table.Th className="money">Taken</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, index) => (
                <DayRow
                  key={keyOf(row)}
                  row={row}
                  day={day.on}
                  today={day.today}
                  cursor={index === Math.min(cursor, rows.length - 1)}
                  open={open === keyOf(row)}
                  toggle={() => {
                    setCursor(index);
                    toggle(row);
                  }}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
      {day.more && (
        <Text size="sm" className="dimmed">
          Only the first 500 visits of the day are shown.
        </Text>
      )}
    </Stack>
  );
}

interface RowProps {
  readonly row: DeskRowBody;
  readonly day: string;
  readonly today: string;
  readonly cursor: boolean;
  readonly open: boolean;
  readonly toggle: () => void;
}

function DayRow({ row, day, today, cursor, open, toggle }: RowProps) {
  return (
    <>
      <Table.Tr
        className="row-link"
        data-cursor={cursor}
        tabIndex={0}
        onClick={toggle}
        onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && toggle()}
      >
        <Table.Td>{row.at === undefined ? "" : `${row.at.slice(0, 2)}:${row.at.slice(2)}`}</Table.Td>
        <Table.Td>
          {row.patientName}
          <Text size="xs" className="dimmed figure">
            {row.birthDate === "" ? "" : `born ${usDate(row.birthDate)}, ${row.accountNumber}`}
          </Text>
        </Table.Td>
        <Table.Td>{row.reason}</Table.Td>
        <Table.Td className="figure">{row.providerName}</Table.Td>
        <Table.Td>{row.selfPay ? "self-pay" : (row.payerName ?? "")}</Table.Td>
        <Table.Td>
          <Badge variant="light" color={stateLook[row.state].color} tt="none" className="queue-badge">
            {stateLook[row.state].words}
          </Badge>
        </Table.Td>
        <Table.Td>
          <Group gap={4}>
            {row.missing.map((one) => (
              <Badge key={one.kind} variant="light" color={urgent.has(one.kind) ? "red" : "orange"} tt="none" className="queue-badge">
                {one.words}
              </Badge>
            ))}
          </Group>
        </Table.Td>
        <Table.Td className="money">{row.copayDue === undefined ? "" : usd(row.copayDue)}</Table.Td>
        <Table.Td className="money">{row.paid === 0 ? "" : usd(row.paid)}</Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr>
          <Table.Td colSpan={9}>
            <RowPanel row={row} day={day} today={today} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

const shows = [
  { name: undefined, words: "All" },
  { name: "missing", words: "Something missing" },
  { name: "here", words: "Here" },
] as const;

const urgent: ReadonlySet<string> = new Set(["inactive", "refused", "insurance"]);

const stateLook = {
  scheduled: { words: "expected", color: "gray" },
  "checked-in": { words: "here", color: "teal" },
  cancelled: { words: "cancelled", color: "gray" },
  "no-show": { words: "did not come", color: "orange" },
} as const;

function keyOf({ appointmentId, visitId }: DeskRowBody): string {
  // A visit in the calendar stays the same row when it is checked in.
  return appointmentId === undefined ? `visit ${visitId}` : `calendar ${appointmentId}`;
}

function isShown({ missing, state }: DeskRowBody, show: DayAddress["show"]): boolean {
  if (show === "missing") return missing.length > 0;
  return show === undefined || state === "checked-in";
}

function dayWords({ on, today, rows }: DayData): string {
  const expected = rows.filter((row) => row.state === "scheduled").length;
  const here = rows.filter((row) => row.state === "checked-in").length;
  const when = on === today ? `Today, ${usDate(on)}` : usDate(on);
  return `${when}: ${expected} expected, ${here} ${on < today ? "came" : "here"}.`;
}
