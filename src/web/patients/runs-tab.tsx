/** Statements by cycle: who would get one today and who not and why, the run, what earlier runs sent, and the settings. */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { usePatientCommand, useRun, useRunPreview, useRuns } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { CycleSettings } from "./cycle-settings.tsx";

interface RunsProps {
  readonly run: number | undefined;
  readonly openRun: (run: number | undefined) => void;
}

export function RunsTab({ run, openRun }: RunsProps) {
  const mayRun = usePermission("statements:run") === true;
  return (
    <div className="case">
      {run !== undefined ? <OneRun id={run} close={() => openRun(undefined)} /> : mayRun ? <Preview openRun={openRun} /> : <div />}
      <Stack gap="sm">
        <Runs open={run} openRun={openRun} />
        <CycleSettings />
      </Stack>
    </div>
  );
}

interface AccountRow {
  readonly patient: { readonly id: number; readonly name: string };
  readonly amount: number;
  readonly gates: readonly { readonly kind: string; readonly title: string; readonly words: string }[];
  readonly outcome: ReactNode;
}

function Preview({ openRun }: Pick<RunsProps, "openRun">) {
  const [pages, setPages] = useState<readonly number[]>([0]);
  const preview = useRunPreview(pages.at(-1) ?? 0);
  const command = usePatientCommand("run");
  if (preview.isPending) return <Waiting what="the preview" />;
  if (preview.isError) return <Failed error={preview.error} retry={preview.refetch} />;
  const { rows, owing, running, next } = preview.data;
  const sends = rows.filter((row) => row.gates.length === 0);
  const whole = pages.length === 1 && next === undefined;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2} style={{ flexShrink: 0 }}>
          The run of today
        </Title>
        <Text size="sm" className="dimmed">
          {whole
            ? `${sends.length} of ${owing} accounts get a statement`
            : `${owing.toLocaleString("en-US")} accounts owe something; ${sends.length} of these ${rows.length} get a statement`}
        </Text>
        <Button
          size="xs"
          ml="auto"
          disabled={running || owing === 0 || (whole && sends.length === 0)}
          loading={command.isPending}
          onClick={() => command.mutate({ path: "/statements/runs" }, { onSuccess: ({ runId }) => openRun(runId) })}
        >
          {running ? "A run goes on" : "Send them"}
        </Button>
      </div>
      {rows.length === 0 ? (
        <Empty title="Nobody owes anything">A run has nothing to send.</Empty>
      ) : (
        <Accounts
          // Who gets one stands first: the rest is only to be glanced at.
          rows={[...sends, ...rows.filter((row) => row.gates.length > 0)].map((row) => ({
            ...row,
            outcome:
              row.gates.length === 0 ? (
                <Badge variant="light" color="teal" tt="none">
                  {row.stepTitle ?? "Statement"}
                </Badge>
              ) : undefined,
          }))}
        />
      )}
      {(pages.length > 1 || next !== undefined) && (
        <Group gap="xs" className="panel-body">
          <Button size="xs" variant="default" disabled={pages.length === 1} onClick={() => setPages(pages.slice(0, -1))}>
            Page before
          </Button>
          <Button size="xs" variant="default" disabled={next === undefined} onClick={() => setPages([...pages, next ?? 0])}>
            Next page
          </Button>
        </Group>
      )}
    </div>
  );
}

function Accounts({ rows }: { readonly rows: readonly AccountRow[] }) {
  return (
    <Table verticalSpacing={5}>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.patient.id}>
            <Table.Td valign="top" w={190}>
              <Link
                to="/patients/$patientId"
                params={{ patientId: String(row.patient.id) }}
                search={{ tab: "gates" }}
                className="file-link"
              >
                {row.patient.name}
              </Link>
            </Table.Td>
            <Table.Td>
              {row.outcome}
              {row.gates.map((gate) => (
                <Text key={`${gate.kind}${gate.words}`} size="xs" className="dimmed">
                  <Text span size="sm" fw={600} c="var(--mantine-color-text)">
                    {gate.title}.
                  </Text>{" "}
                  {gate.words}
                </Text>
              ))}
            </Table.Td>
            <Table.Td className="money" valign="top">
              {usd(row.amount)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function OneRun({ id, close }: { readonly id: number; readonly close: () => void }) {
  const runs = useRuns();
  const now = runs.data?.runs.find((one) => one.id === id);
  // Asked again when the run has moved on.
  const view = useRun(now === undefined || now.state === "running" ? undefined : id);
  if (now?.state === "running")
    return (
      <div className="panel">
        <Empty title="The statements are being made">
          {now.sent} made, {now.heldBack} held back so far. You may leave this page; the run goes on.
        </Empty>
      </div>
    );
  if (view.isError) return <Failed error={view.error} retry={view.refetch} />;
  if (view.data === undefined) return <Waiting what="the run" />;
  const { run, rows } = view.data;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Run of {usDate(run.on)}</Title>
        <Text size="sm" className="dimmed">
          {run.sent} made over {usd(run.amount)}, {run.heldBack} held back
        </Text>
        <Button size="xs" ml="auto" variant="default" onClick={close}>
          Back to the preview
        </Button>
      </div>
      <Accounts
        rows={rows.map((row) => ({
          ...row,
          outcome:
            row.statementId === undefined ? undefined : (
              <a href={`/api/v1/statements/${row.statementId}.pdf`} target="_blank" rel="noreferrer" className="file-link origin">
                Statement
              </a>
            ),
        }))}
      />
    </div>
  );
}

function Runs({ open, openRun }: { readonly open: number | undefined; readonly openRun: RunsProps["openRun"] }) {
  const runs = useRuns();
  if (runs.data === undefined) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Runs so far</Title>
      </div>
      {runs.data.runs.length === 0 ? (
        <Empty title="No run yet">Look at the preview, then send.</Empty>
      ) : (
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {runs.data.runs.map((run) => (
              <Table.Tr key={run.id} data-cursor={run.id === open}>
                <Table.Td>
                  <button type="button" className="sort-head file-link" onClick={() => openRun(run.id)}>
                    {usDate(run.on)}
                  </button>
                  <Text size="xs" className="dimmed">
                    {run.by}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {run.state === "running" ? "goes on: " : ""}
                  {run.sent} made, {run.heldBack} held back
                </Table.Td>
                <Table.Td className="money">{usd(run.amount)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
