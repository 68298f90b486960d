/** Long and repeated work: how far it is, what waits, what failed and why, what is done, and what comes round by the minute. */
import { Alert, Badge, Button, Group, Progress, Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { JobView, RecurringView } from "../../http/contract/jobs.ts";
import { useJobCommand, useJobs, usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { ago, clockTime, lasted } from "./job-words.ts";

export function JobsPage() {
  const jobs = useJobs();
  if (jobs.isPending) return <Waiting what="the jobs" />;
  if (jobs.data === undefined) return <Failed error={jobs.error} retry={jobs.refetch} />;
  const { workers, running, waiting, failed, ended, recurring } = jobs.data;
  const none = running.length + waiting.length + failed.length + ended.length === 0;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>Jobs</Title>
        <Text size="xs" className="dimmed" role="status">
          {jobs.isError ? "The server does not answer; trying again …" : workersWords(workers)}
        </Text>
      </Group>
      {workers === 0 && <NoWorker />}
      {failed.length > 0 && (
        <Panel title="Failed" note="tried several times without success; each stands among the exceptions too">
          {failed.map((job) => (
            <FailedJob key={job.id} job={job} />
          ))}
        </Panel>
      )}
      {running.length > 0 && (
        <Panel title="Running" note="goes on when you leave this page, and when the server is started again">
          {running.map((job) => (
            <RunningJob key={job.id} job={job} />
          ))}
        </Panel>
      )}
      {waiting.length > 0 && (
        <Panel title="Waiting">
          {waiting.map((job) => (
            <WaitingJob key={job.id} job={job} />
          ))}
        </Panel>
      )}
      {none ? (
        <div className="panel">
          <Empty title="No long work now">
            Bring a large claim or remittance file on the page of visits, or let a payer put one into its folder: it is worked here while
            you do something else.
          </Empty>
        </div>
      ) : (
        <Panel title="Ended within a day">{ended.length === 0 ? <Nothing /> : <EndedJobs jobs={ended} />}</Panel>
      )}
      <Recurring runs={recurring} />
    </Stack>
  );
}

function workersWords(workers: number): string {
  return workers === 1 ? "1 process works jobs" : `${workers} processes work jobs`;
}

function NoWorker() {
  return (
    <Alert color="orange" title="Nothing works jobs now">
      Jobs wait until a process that works them runs: start the server again, or <code>claimwright work</code> on any machine of this
      installation.
    </Alert>
  );
}

function Panel({ title, note, children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <Title order={2}>{title}</Title>
        {note !== undefined && (
          <Text size="xs" className="dimmed">
            {note}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}

function Nothing() {
  return (
    <Text size="sm" className="dimmed panel-body">
      Nothing yet.
    </Text>
  );
}

function RunningJob({ job }: { readonly job: JobView }) {
  const { progressDone, progressTotal, progressWords } = job;
  const known = progressTotal !== undefined && progressTotal > 0;
  const percent = known ? Math.floor((progressDone / progressTotal) * 100) : 0;
  return (
    <div className="job">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm" fw={600}>
          {job.title}
        </Text>
        <Text size="sm" className="figure tabular">
          {known ? `${progressDone.toLocaleString("en-US")} of ${progressTotal.toLocaleString("en-US")}` : "beginning"}
          {progressWords === undefined ? "" : ` ${progressWords}`}
        </Text>
      </Group>
      <Progress value={known ? percent : 100} animated={!known} striped={!known} size="md" aria-label={`${job.title}: ${percent} %`} />
      <Text size="xs" className="dimmed">
        asked by {job.askedBy} {ago(job.askedAt)}
        {job.attempts > 1 ? `, try ${job.attempts}` : ""}
      </Text>
      {job.lastError !== undefined && <Text size="xs">Last time: {job.lastError}</Text>}
    </div>
  );
}

function WaitingJob({ job }: { readonly job: JobView }) {
  const mayChange = usePermission("jobs:write") === true;
  const command = useJobCommand();
  return (
    <div className="job">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm" fw={600}>
          {job.title}
        </Text>
        {mayChange && (
          <Group gap="xs" wrap="nowrap">
            {job.nextTryAt !== undefined && job.attempts > 0 && (
              <Button size="compact-xs" variant="default" onClick={() => command.mutate({ id: job.id, act: "retry" })}>
                Try now
              </Button>
            )}
            <Button size="compact-xs" variant="default" onClick={() => command.mutate({ id: job.id, act: "cancel" })}>
              Cancel
            </Button>
          </Group>
        )}
      </Group>
      <Text size="xs" className="dimmed">
        asked by {job.askedBy} {ago(job.askedAt)}
        {job.nextTryAt !== undefined && job.attempts > 0 ? `; tried ${job.attempts} times, again at ${clockTime(job.nextTryAt)}` : ""}
        {job.progressDone > 0 ? `; ${job.progressDone.toLocaleString("en-US")} done so far` : ""}
      </Text>
      {job.lastError !== undefined && <Text size="xs">{job.lastError}</Text>}
    </div>
  );
}

function FailedJob({ job }: { readonly job: JobView }) {
  const mayChange = usePermission("jobs:write") === true;
  const command = useJobCommand();
  return (
    <div className="job" data-state="failed">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm" fw={600}>
          {job.title}
        </Text>
        {mayChange && (
          <Button size="compact-xs" onClick={() => command.mutate({ id: job.id, act: "retry" })}>
            Try again
          </Button>
        )}
      </Group>
      <Text size="sm">{job.lastError ?? "It is not known why."}</Text>
      <Text size="xs" className="dimmed">
        asked by {job.askedBy} {ago(job.askedAt)}; tried {job.attempts} times, the last {job.endedAt === undefined ? "" : ago(job.endedAt)}
        {job.progressDone > 0 ? `; ${job.progressDone.toLocaleString("en-US")} done, which stays done` : ""}
      </Text>
    </div>
  );
}

function EndedJobs({ jobs }: { readonly jobs: readonly JobView[] }) {
  return (
    <Table verticalSpacing={5}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>Ended</Table.Th>
          <Table.Th>Job</Table.Th>
          <Table.Th>What came of it</Table.Th>
          <Table.Th w={160}>Asked by</Table.Th>
          <Table.Th w={90} className="money">
            Took
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {jobs.map((job) => (
          <Table.Tr key={job.id}>
            <Table.Td>{job.endedAt === undefined ? "" : clockTime(job.endedAt)}</Table.Td>
            <Table.Td>{job.title}</Table.Td>
            <Table.Td>{job.state === "cancelled" ? "Cancelled before it began." : job.outcome}</Table.Td>
            <Table.Td>{job.askedBy}</Table.Td>
            <Table.Td className="money">{lasted(job.startedAt, job.endedAt)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Recurring({ runs }: { readonly runs: readonly RecurringView[] }) {
  return (
    <Panel title="Again and again" note="each minute">
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th w={200}>Last</Table.Th>
            <Table.Th w={180}>Next</Table.Th>
            <Table.Th>What came of it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.kind}>
              <Table.Td>
                {run.title}
                {run.failures > 0 && (
                  <Badge ml="xs" color="red" variant="light" tt="none">
                    failed {run.failures} in a row
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>{run.startedAt === undefined ? "not yet" : ago(run.startedAt)}</Table.Td>
              <Table.Td>{run.inUse ? "within a minute" : "not in a demonstration"}</Table.Td>
              <Table.Td>{run.lastError ?? run.outcome ?? ""}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
