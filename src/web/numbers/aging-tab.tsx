/** Open balances by age: payers from the day of service, patients from the first statement or the day of service. */
import { Anchor, Group, SegmentedControl, Stack, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { usePatientAging, usePayerAging } from "../api/numbers.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { SaveList } from "./save-list.tsx";

export const bucketWords = ["0–30 days", "31–60", "61–90", "91–120", "over 120"] as const;

export function AgingTab() {
  const { owes, basis } = useSearch({ from: "/numbers" });
  const navigate = useNavigate({ from: "/numbers" });
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        w={260}
        aria-label="Who owes"
        value={owes ?? "payers"}
        onChange={(value) =>
          void navigate({ search: { tab: "aging", ...(value === "patients" ? { owes: "patients" } : {}) }, replace: true })
        }
        data={[
          { value: "payers", label: "Payers" },
          { value: "patients", label: "Patients" },
        ]}
      />
      {owes === "patients" ? <Patients basis={basis ?? "statement"} /> : <Payers />}
    </Stack>
  );
}

function Payers() {
  const aging = usePayerAging();
  if (aging.isPending) return <Waiting what="what payers owe" />;
  if (aging.isError) return <Failed error={aging.error} retry={aging.refetch} />;
  const { on, rows, total } = aging.data;
  return (
    <div className="panel">
      <Head title={`What payers owe, ${usDate(on)}`} words="Age from the day of service">
        <SaveList path="/numbers/aging/payers/export" body={{}} name="aging-payers.csv" />
      </Head>
      {rows.length === 0 ? (
        <Empty title="Nothing is open">Every claim is settled, or none has been made yet.</Empty>
      ) : (
        <AgedTable
          first="Payer"
          rows={rows.map((row) => ({ ...row, key: row.payerId, label: row.name }))}
          total={{ ...total, label: "All payers" }}
        />
      )}
    </div>
  );
}

function Patients({ basis }: { readonly basis: "service" | "statement" }) {
  const aging = usePatientAging(basis);
  const navigate = useNavigate({ from: "/numbers" });
  if (aging.isPending) return <Waiting what="what patients owe" />;
  if (aging.isError) return <Failed error={aging.error} retry={aging.refetch} />;
  const { on, rows, total, patients } = aging.data;
  return (
    <div className="panel" aria-busy={aging.isPlaceholderData}>
      <Head
        title={`What patients owe, ${usDate(on)}`}
        words={basis === "statement" ? "Age from the first statement; not on one yet counts as new" : "Age from the day of service"}
      >
        <SegmentedControl
          size="xs"
          aria-label="Age from"
          value={basis}
          onChange={(value) =>
            void navigate({
              search: { tab: "aging", owes: "patients", ...(value === "service" ? { basis: "service" } : {}) },
              replace: true,
            })
          }
          data={[
            { value: "statement", label: "First statement" },
            { value: "service", label: "Day of service" },
          ]}
        />
        <SaveList path="/numbers/aging/patients/export" body={{ basis }} name="aging-patients.csv" />
      </Head>
      {rows.length === 0 ? (
        <Empty title="No patient owes anything">What payers leave to patients appears here.</Empty>
      ) : (
        <AgedTable
          first="Patient"
          rows={rows.map((row) => ({
            ...row,
            key: row.patientId,
            label: (
              <>
                <Anchor size="sm" fw={600} component={Link} to={`/patients/${row.patientId}`}>
                  {row.name}
                </Anchor>{" "}
                <Text span size="xs" className="dimmed">
                  {row.accountNumber}
                </Text>
              </>
            ),
          }))}
          total={{ ...total, label: `All ${patients.toLocaleString("en-US")} patients` }}
          note={rows.length < patients ? `The ${rows.length} who owe most; the spreadsheet has all.` : undefined}
        />
      )}
    </div>
  );
}

function Head({ title, words, children }: { readonly title: string; readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="panel-head">
      <Title order={2}>{title}</Title>
      <Text size="xs" className="dimmed" flex={1}>
        {words}
      </Text>
      <Group gap="xs">{children}</Group>
    </div>
  );
}

interface Aged {
  readonly buckets: readonly number[];
  readonly debits: number;
  readonly credits: number;
  readonly balance: number;
  readonly label: ReactNode;
}

function AgedTable({
  first,
  rows,
  total,
  note,
}: {
  readonly first: string;
  readonly rows: readonly (Aged & { readonly key: number })[];
  readonly total: Aged;
  readonly note?: string | undefined;
}) {
  const most = Math.max(...rows.map((row) => row.debits), 0);
  return (
    <Table.ScrollContainer minWidth={1040}>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{first}</Table.Th>
            <Table.Th w={180}>By age</Table.Th>
            {bucketWords.map((words, at) => (
              <Table.Th key={words} className="money">
                <i className="age-mark" style={{ background: `var(--cw-chart-${at + 1})` }} /> {words}
              </Table.Th>
            ))}
            <Table.Th className="money">Open</Table.Th>
            <Table.Th className="money">Credits</Table.Th>
            <Table.Th className="money">Balance</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <AgedLine key={row.key} row={row} most={most} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <AgedLine row={total} most={total.debits} bold />
          <Table.Tr>
            <Table.Th scope="row">
              <Text size="xs" fw={400} className="dimmed">
                of the open
              </Text>
            </Table.Th>
            <Table.Td />
            {bucketWords.map((words, at) => (
              <Table.Td key={words} className="money dimmed">
                {shareWords(total.buckets[at] ?? 0, total.debits)}
              </Table.Td>
            ))}
            <Table.Td colSpan={3} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      {note !== undefined && (
        <Text size="xs" className="dimmed" p="xs">
          {note}
        </Text>
      )}
    </Table.ScrollContainer>
  );
}

/** The same figures as a bar, as long as what is open beside the largest of the list; who listens has the figures. */
function AgeBar({ buckets, debits, most }: Pick<Aged, "buckets" | "debits"> & { readonly most: number }) {
  if (debits <= 0 || most <= 0) return null;
  return (
    <div className="age-bar" aria-hidden style={{ width: `${Math.max((debits * 100) / most, 2)}%` }}>
      {buckets.map(
        (amount, at) => amount > 0 && <i key={bucketWords[at]} style={{ flexGrow: amount, background: `var(--cw-chart-${at + 1})` }} />,
      )}
    </div>
  );
}

function AgedLine({ row, most, bold = false }: { readonly row: Aged; readonly most: number; readonly bold?: boolean }) {
  const money = (amount: number): ReactNode => (amount === 0 ? <span className="dimmed">–</span> : usd(amount));
  return (
    <Table.Tr style={bold ? { fontWeight: 650 } : undefined}>
      <Table.Th scope="row" fw={bold ? 650 : 400}>
        {row.label}
      </Table.Th>
      <Table.Td>
        <AgeBar buckets={row.buckets} debits={row.debits} most={most} />
      </Table.Td>
      {bucketWords.map((words, at) => (
        <Table.Td key={words} className="money">
          {money(row.buckets[at] ?? 0)}
        </Table.Td>
      ))}
      <Table.Td className="money">{money(row.debits)}</Table.Td>
      <Table.Td className="money">{money(row.credits)}</Table.Td>
      <Table.Td className="money">{money(row.balance)}</Table.Td>
    </Table.Tr>
  );
}

/** Nothing to divide by gives nothing. */
function shareWords(part: number, whole: number): string {
  return whole <= 0 ? "n/a" : `${Math.round((part * 100) / whole)} %`;
}
