/** All patients: found by name, birth date or account number, or those who owe or have a credit. Move with j and k, open with Enter. */
import { Badge, Button, Group, Stack, Table, Tabs, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { PatientRow, PatientSearch } from "../../http/contract/patients.ts";
import { usePatients } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { useKeys } from "../frame/keys.ts";
import { Chip, countWords } from "../frame/list-parts.tsx";
import { ListTable } from "../frame/list-table.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { DuplicatesTab } from "./duplicates-tab.tsx";
import { FollowUpsTab } from "./follow-ups-tab.tsx";
import type { PatientsAddress, PatientsTab } from "./patients-address.ts";
import { RunsTab } from "./runs-tab.tsx";
import { SmallTab } from "./small-tab.tsx";

/** Kept while the program is open, so that coming back from a patient finds the same list; a name belongs into no address. */
let lookedFor = "";

const shows = [
  { show: "all", words: "All" },
  { show: "owes", words: "Owe something" },
  { show: "credit", words: "Have a credit" },
] as const;

export function PatientsPage() {
  const { tab = "list", run } = useSearch({ from: "/patients" });
  const navigate = useNavigate({ from: "/patients" });
  const mayAdjust = usePermission("money:adjust") === true;
  const mayMerge = usePermission("patients:merge") === true;
  const mayReadStatements = usePermission("statements:read") === true;
  return (
    <Stack gap="sm">
      <div>
        <Title order={1}>Patients</Title>
        <Text size="sm" className="dimmed">
          Their accounts: what was charged, who paid, what is open and why.
        </Text>
      </div>
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ search: value === "list" || value === null ? {} : { tab: value as PatientsTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="list">Accounts</Tabs.Tab>
          <Tabs.Tab value="follow-ups">Follow-ups</Tabs.Tab>
          {mayMerge && <Tabs.Tab value="duplicates">Perhaps one person</Tabs.Tab>}
          {mayReadStatements && <Tabs.Tab value="statements">Statements by cycle</Tabs.Tab>}
          {mayAdjust && <Tabs.Tab value="small">Small balances</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="duplicates">
          <DuplicatesTab />
        </Tabs.Panel>
        <Tabs.Panel value="list">
          <Accounts />
        </Tabs.Panel>
        <Tabs.Panel value="follow-ups">
          <FollowUpsTab />
        </Tabs.Panel>
        <Tabs.Panel value="small">
          <SmallTab />
        </Tabs.Panel>
        <Tabs.Panel value="statements">
          <RunsTab
            run={run}
            openRun={(next) => void navigate({ search: { tab: "statements", ...(next === undefined ? {} : { run: next }) } })}
          />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Accounts() {
  const { show = "all" } = useSearch({ from: "/patients" });
  const navigate = useNavigate({ from: "/patients" });
  const [find, setFind] = useState(lookedFor);
  lookedFor = find;
  const [asked] = useDebouncedValue(find.trim(), 200);
  const [pages, setPages] = useState<readonly number[]>([]);
  const after = pages.at(-1);
  const search: PatientSearch = asked === "" ? { show, ...(after === undefined ? {} : { after }) } : { find: asked };
  const patients = usePatients(search);
  const choose = (next: NonNullable<PatientsAddress["show"]>): void => {
    setFind("");
    setPages([]);
    void navigate({ search: next === "all" ? {} : { show: next }, replace: true });
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <Group gap={6}>
          {shows.map((one) => (
            <Chip
              key={one.show}
              words={one.words}
              {...(patients.data === undefined ? {} : { count: patients.data.counts[one.show] })}
              active={asked === "" && show === one.show}
              choose={() => choose(one.show)}
            />
          ))}
        </Group>
        <TextInput
          size="xs"
          w={300}
          aria-label="Find a patient"
          placeholder="name, birth date, account number"
          value={find}
          onChange={(event) => {
            setFind(event.currentTarget.value);
            setPages([]);
          }}
          data-autofocus
        />
      </Group>
      {patients.isPending ? (
        <Waiting what="the patients" />
      ) : patients.isError ? (
        <Failed error={patients.error} retry={patients.refetch} />
      ) : (
        <PatientTable
          rows={patients.data.patients}
          turning={patients.isPlaceholderData}
          searching={asked !== ""}
          more={{ after: asked === "" && patients.data.more, before: pages.length > 0 }}
          on={() => setPages([...pages, patients.data.patients.at(-1)?.id ?? 0])}
          back={() => setPages(pages.slice(0, -1))}
          cut={asked !== "" && patients.data.more}
        />
      )}
    </Stack>
  );
}

interface TableProps {
  readonly rows: readonly PatientRow[];
  readonly turning: boolean;
  readonly searching: boolean;
  readonly more: { readonly after: boolean; readonly before: boolean };
  readonly on: () => void;
  readonly back: () => void;
  /** More were found than are shown. */
  readonly cut: boolean;
}

function PatientTable({ rows, turning, searching, more, on, back, cut }: TableProps) {
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(0);
  const first = rows[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => setCursor(0), [first]);
  const open = (row: PatientRow | undefined): void => {
    if (row?.birthDate !== undefined) void navigate({ to: "/patients/$patientId", params: { patientId: String(row.id) } });
  };
  useKeys({
    j: { does: "next patient", act: () => setCursor(Math.min(cursor + 1, rows.length - 1)), moves: true },
    k: { does: "patient before", act: () => setCursor(Math.max(cursor - 1, 0)), moves: true },
    Enter: { does: "open the account", act: () => open(rows[cursor]), moves: true },
  });
  if (rows.length === 0)
    return (
      <div className="panel">
        {searching ? (
          <Empty title="Nobody of that name">Try fewer letters, the birth date as 02/17/1950, or the account number.</Empty>
        ) : (
          <Empty title="Nobody here">
            Patients come with their registration at the{" "}
            <Link to="/front-desk/register" className="file-link">
              front desk
            </Link>
            , or with a claim file that is imported under{" "}
            <Link to="/" className="file-link">
              Visits
            </Link>
            .
          </Empty>
        )}
      </div>
    );
  return (
    <>
      <div className="panel" aria-busy={turning}>
        <ListTable minWidth={820} verticalSpacing={5} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Patient</Table.Th>
              <Table.Th>Account</Table.Th>
              <Table.Th>Born</Table.Th>
              <Table.Th>Keep in mind</Table.Th>
              <Table.Th>Last statement</Table.Th>
              <Table.Th className="money">Insurance owes</Table.Th>
              <Table.Th className="money">Unapplied</Table.Th>
              <Table.Th className="money">Patient owes</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Row key={row.id} row={row} current={index === cursor} open={() => open(row)} />
            ))}
          </Table.Tbody>
        </ListTable>
      </div>
      <Group justify="space-between">
        <Text size="sm" className="dimmed" aria-live="polite">
          {cut ? `The first ${rows.length}; type more to find one` : `${countWords(rows.length)} shown`}
        </Text>
        {(more.after || more.before) && (
          <Group gap="xs">
            <Button size="xs" variant="default" disabled={!more.before} onClick={back}>
              Page before
            </Button>
            <Button size="xs" variant="default" disabled={!more.after} onClick={on}>
              Next page
            </Button>
          </Group>
        )}
      </Group>
    </>
  );
}

function Row({ row, current, open }: { readonly row: PatientRow; readonly current: boolean; readonly open: () => void }) {
  return (
    <Table.Tr
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: "nearest" });
      }}
      className="row-link"
      data-cursor={current}
      tabIndex={0}
      onClick={open}
      onKeyDown={(event) => event.key === "Enter" && open()}
    >
      <Table.Td fw={600}>{row.name}</Table.Td>
      <Table.Td className="mono">{row.accountNumber}</Table.Td>
      <Table.Td className="figure">{row.birthDate === undefined ? "" : usDate(row.birthDate)}</Table.Td>
      <Table.Td>
        <Group gap={4}>
          {row.flags.map((flag) => (
            <Badge key={flag} className="queue-badge" variant="light" color="orange" tt="none">
              {flag}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td className="figure">{row.lastStatement === undefined ? "" : usDate(row.lastStatement)}</Table.Td>
      <Table.Td className="money">{row.insurance === 0 ? "" : usd(row.insurance)}</Table.Td>
      <Table.Td className="money">{row.unapplied === 0 ? "" : usd(row.unapplied)}</Table.Td>
      <Table.Td className="money">{row.owes === 0 ? <span className="dimmed">–</span> : usd(row.owes)}</Table.Td>
    </Table.Tr>
  );
}
