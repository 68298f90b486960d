/** "Who saw this patient?": by person, day and purpose, with what is unusual, as a table, a printed page and a file for the patient. */
import {
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  MultiSelect,
  SegmentedControl,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { WhoSaw } from "../../http/contract/audit.ts";
import { useExportWhoSaw, useWhoSaw } from "../api/audit-queries.ts";
import { usePermission, useSession } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { daysBefore, localTimeWords, todayHere, usDate } from "../words.ts";
import { type AccessGroup, filterAccesses, type GroupBy, groupAccesses, sortAccesses } from "./access-filter.ts";
import type { AccessSearch } from "./access-search.ts";
import { AccessTable } from "./access-table.tsx";
import { Restriction } from "./restriction.tsx";

export function PatientAccessesPage() {
  const { patientId } = useParams({ from: "/audit/patients/$patientId" });
  const search: AccessSearch = useSearch({ from: "/audit/patients/$patientId" });
  const days = { from: search.from ?? daysBefore(todayHere(), 90), to: search.to ?? todayHere() };
  const seen = useWhoSaw(Number(patientId), days);
  if (seen.isPending) return <Waiting what="who saw the record" />;
  if (seen.isError) return <Failed error={seen.error} retry={seen.refetch} />;
  return <Accesses seen={seen.data} days={days} search={search} />;
}

type Days = { readonly from: string; readonly to: string };

function Accesses({ seen, days, search }: { readonly seen: WhoSaw; readonly days: Days; readonly search: AccessSearch }) {
  const navigate = useNavigate({ from: "/audit/patients/$patientId" });
  const change = (more: Partial<Record<keyof AccessSearch, unknown>>): void =>
    void navigate({ search: (before: AccessSearch) => clean({ ...before, ...more }), replace: true });
  const { patient } = seen;
  const shown = filterAccesses(seen.rows, search);
  const sort = { key: search.sort ?? "time", back: search.back ?? false } as const;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>Who saw {patient.name}?</Title>
          <Text size="sm" className="dimmed">
            Account {patient.accountNumber}, born {usDate(patient.birthDate)} · {usDate(days.from)} to {usDate(days.to)} · {counts(seen)}
          </Text>
        </div>
        <Actions patientId={patient.id} days={days} />
      </Group>
      <Restriction patientId={patient.id} restriction={patient.restriction} />
      <Filters seen={seen} days={days} search={search} change={change} />
      {seen.more && (
        <Alert color="orange" py={6}>
          There are more rows in these days than are shown here: choose fewer days. The export has all of them.
        </Alert>
      )}
      <div className="panel">
        {shown.length === 0 ? (
          <Empty title="Nobody">
            {seen.rows.length === 0
              ? "Nobody touched this record in these days. Choose more days."
              : "Nothing fits these filters. Clear one of them."}
          </Empty>
        ) : search.by === undefined ? (
          <AccessTable
            rows={sortAccesses(shown, sort)}
            sorting={{ ...sort, sortBy: (key) => change({ sort: key, back: key === sort.key ? !sort.back : false }) }}
          />
        ) : (
          <Groups
            groups={groupAccesses(shown, search.by)}
            by={search.by}
            open={(name) => change({ by: undefined, ...filterOf(search.by, name) })}
          />
        )}
      </div>
    </Stack>
  );
}

function counts({ rows }: WhoSaw): string {
  const people = new Set(rows.filter((row) => row.actorKind === "person").map((row) => row.person)).size;
  const unusual = rows.filter((row) => row.unusual.length > 0).length;
  return `${rows.length} rows, ${people} people, ${unusual} unusual`;
}

function filterOf(by: GroupBy | undefined, name: string): Partial<AccessSearch> {
  if (by === "person") return { people: [name] };
  return by === "purpose" ? { purposes: [name] } : { day: name };
}

/** Empty filters do not stand in the address. */
function clean(search: Partial<Record<keyof AccessSearch, unknown>>): AccessSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== false && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function Actions({ patientId, days }: { readonly patientId: number; readonly days: Days }) {
  const exporting = useExportWhoSaw(patientId);
  const mayDisclose = usePermission("disclosures:read");
  return (
    <Group gap="xs" className="no-print">
      {mayDisclose === true && (
        <Anchor component={Link} to={`/patients/${patientId}/disclosures`} size="sm">
          Disclosures
        </Anchor>
      )}
      <Button size="xs" variant="default" onClick={() => window.print()}>
        Print
      </Button>
      <Button size="xs" variant="default" loading={exporting.isPending} onClick={() => exporting.mutate(days)}>
        Export for the patient
      </Button>
    </Group>
  );
}

function Filters({
  seen,
  days,
  search,
  change,
}: {
  readonly seen: WhoSaw;
  readonly days: Days;
  readonly search: AccessSearch;
  readonly change: (more: Partial<Record<keyof AccessSearch, unknown>>) => void;
}) {
  const session = useSession();
  const distinct = (pick: (row: WhoSaw["rows"][number]) => string): string[] => [...new Set(seen.rows.map(pick))].sort();
  return (
    <Group
      gap="xs"
      align="flex-end"
      className="no-print"
      role="search"
      aria-label={`Filters, times of ${session.data?.practice.name ?? "the practice"}`}
    >
      <TextInput size="xs" type="date" label="From" value={days.from} onChange={(event) => change({ from: event.currentTarget.value })} />
      <TextInput size="xs" type="date" label="To" value={days.to} onChange={(event) => change({ to: event.currentTarget.value })} />
      <MultiSelect
        size="xs"
        label="Who"
        w={220}
        clearable
        searchable
        data={distinct((row) => row.person)}
        value={[...(search.people ?? [])]}
        onChange={(people) => change({ people })}
      />
      <MultiSelect
        size="xs"
        label="Purpose"
        w={190}
        clearable
        data={distinct((row) => row.purpose)}
        value={[...(search.purposes ?? [])]}
        onChange={(purposes) => change({ purposes })}
      />
      <MultiSelect
        size="xs"
        label="Kind"
        w={190}
        clearable
        data={[
          { value: "read", label: "looks" },
          { value: "write", label: "changes" },
          { value: "list", label: "lists" },
          { value: "export", label: "exports" },
          { value: "emergency", label: "emergencies" },
        ]}
        value={[...(search.kinds ?? [])]}
        onChange={(kinds) => change({ kinds })}
      />
      <Switch
        size="xs"
        pb={6}
        label="Only unusual"
        checked={search.unusual === true}
        onChange={(event) => change({ unusual: event.currentTarget.checked })}
      />
      {search.day !== undefined && (
        <Button size="xs" variant="light" onClick={() => change({ day: undefined })}>
          {usDate(search.day)} ×
        </Button>
      )}
      <SegmentedControl
        size="xs"
        aria-label="Show"
        value={search.by ?? "rows"}
        onChange={(by) => change({ by: by === "rows" ? undefined : by })}
        data={[
          { value: "rows", label: "Each row" },
          { value: "person", label: "By person" },
          { value: "day", label: "By day" },
          { value: "purpose", label: "By purpose" },
        ]}
      />
    </Group>
  );
}

function Groups({
  groups,
  by,
  open,
}: {
  readonly groups: readonly AccessGroup[];
  readonly by: GroupBy;
  readonly open: (name: string) => void;
}) {
  return (
    <Table verticalSpacing={4} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{{ person: "Who", day: "Day", purpose: "Purpose" }[by]}</Table.Th>
          <Table.Th>{by === "person" ? "Role" : "Who"}</Table.Th>
          <Table.Th className="money">Looks</Table.Th>
          <Table.Th className="money">Changes</Table.Th>
          <Table.Th className="money">In lists</Table.Th>
          <Table.Th>Last</Table.Th>
          <Table.Th>Unusual</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map((group) => (
          <Table.Tr key={group.name}>
            <Table.Td>
              <UnstyledButton className="file-link" onClick={() => open(group.name)} fw={600} fz="sm">
                {by === "day" ? usDate(group.name) : group.name}
              </UnstyledButton>
            </Table.Td>
            <Table.Td>{group.detail}</Table.Td>
            <Table.Td className="money">{group.looks}</Table.Td>
            <Table.Td className="money">{group.changes}</Table.Td>
            <Table.Td className="money">{group.lists}</Table.Td>
            <Table.Td className="figure">{localTimeWords(group.last)}</Table.Td>
            <Table.Td>
              {group.unusual > 0 && (
                <Badge variant="light" color="orange" tt="none">
                  {group.unusual}
                </Badge>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
