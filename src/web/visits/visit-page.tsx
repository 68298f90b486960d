/** One visit: its way from the note to the zero balance, a step at a time. */
import { Badge, Button, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { VisitView } from "../../http/contract/visits.ts";
import { RequestProblem } from "../api/client.ts";
import { useLetPayerAnswer, usePermission, useVisit, useVisitCommand } from "../api/queries.ts";
import { chairSteps, useChair } from "../frame/chair.tsx";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { queueColors, usDate, usd } from "../words.ts";
import { WorkBar } from "../worklist/work-bar.tsx";
import { AnswerStep } from "./answer-step.tsx";
import { ClaimStep } from "./claim-step.tsx";
import { CodesStep } from "./codes-step.tsx";
import { EmergencyPanel } from "./emergency-panel.tsx";
import { FirstLook } from "./first-look.tsx";
import { MoneyStep } from "./money-step.tsx";
import { NoteStep } from "./note-step.tsx";
import { RecordLinks } from "./record-links.tsx";
import { StatementStep } from "./statement-step.tsx";
import { StepBar } from "./step-bar.tsx";
import { X12Step } from "./x12-step.tsx";

/** What a step's screen gets: the visit and the way to give commands. */
export interface StepProps {
  readonly visit: VisitView;
  readonly command: ReturnType<typeof useVisitCommand>;
  readonly answer: ReturnType<typeof useLetPayerAnswer>;
}

/** A role that may not see money is sent nothing that these could show. */
const stepsOfMoney: ReadonlySet<string> = new Set(["x12", "answer", "money", "statement"]);

export function VisitPage() {
  const visitId = Number(useParams({ from: "/visits/$visitId" }).visitId);
  const visit = useVisit(visitId);
  if (visit.isPending) return <Waiting what="the visit" />;
  if (visit.error instanceof RequestProblem && visit.error.problem.problem === "restricted") return <EmergencyPanel visitId={visitId} />;
  if (visit.isError) return <Failed error={visit.error} retry={visit.refetch} />;
  return <Visit key={visit.data.id} visit={visit.data} />;
}

function Visit({ visit }: { readonly visit: VisitView }) {
  const { step: asked } = useSearch({ from: "/visits/$visitId" });
  const navigate = useNavigate({ from: "/visits/$visitId" });
  const { chair } = useChair();
  const command = useVisitCommand(visit.id);
  const answer = useLetPayerAnswer();
  const mayReadNotes = usePermission("notes:read") !== false;
  const steps = visit.steps.filter(
    (step) =>
      chairSteps[chair].includes(step.name) &&
      (step.name !== "note" || mayReadNotes) &&
      (visit.money !== undefined || !stepsOfMoney.has(step.name)),
  );
  const current =
    steps.find((step) => step.name === asked) ?? steps.find((step) => step.state === "current" || step.state === "problem") ?? steps.at(-1);
  // Where the visit stands; whoever looks at an earlier step is shown the way on.
  const due = steps.find((step) => step.state === "current" || step.state === "problem");
  const go = (name: string): void => void navigate({ search: { step: name }, replace: true });
  const at = steps.findIndex((step) => step.name === current?.name);
  useKeys({
    ...Object.fromEntries(steps.map((step, index) => [String(index + 1), { does: `go to ${step.words}`, act: () => go(step.name) }])),
    n: { does: "next step", act: () => go(steps[Math.min(at + 1, steps.length - 1)]?.name ?? "note"), moves: true },
    p: { does: "step before", act: () => go(steps[Math.max(at - 1, 0)]?.name ?? "note"), moves: true },
    a: {
      does: "do what comes next",
      act: () => document.querySelector<HTMLButtonElement>("[data-next-action]:not(:disabled)")?.click(),
    },
  });
  const props: StepProps = { visit, command, answer };
  return (
    <Stack gap="sm">
      <FirstLook />
      <Banner visit={visit} />
      <WorkBar visit={visit} command={command} />
      <StepBar steps={steps} current={current?.name} go={go} />
      {due !== undefined && due.name !== current?.name && (
        <Group justify="flex-end">
          <Button size="xs" data-next-action onClick={() => go(due.name)}>
            Go on to {due.words}
          </Button>
        </Group>
      )}
      {current?.name === "note" && <NoteStep {...props} />}
      {current?.name === "codes" && <CodesStep {...props} />}
      {current?.name === "claim" && <ClaimStep {...props} />}
      {current?.name === "x12" && <X12Step {...props} />}
      {current?.name === "answer" && <AnswerStep {...props} />}
      {current?.name === "money" && <MoneyStep {...props} />}
      {current?.name === "statement" && <StatementStep {...props} />}
    </Stack>
  );
}

function Banner({ visit }: { readonly visit: VisitView }) {
  const { patient, money } = visit;
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        <Group gap="sm" align="baseline">
          <Title order={1}>{patient.name}</Title>
          <Text size="sm" className="dimmed">
            {patient.age} years, {patient.sex === "F" ? "female" : patient.sex === "M" ? "male" : "sex not recorded"}, born{" "}
            {usDate(patient.birthDate)}, account {patient.accountNumber}
          </Text>
          <RecordLinks visit={visit} />
        </Group>
        <Text size="sm">
          {usDate(visit.date)} · {visit.reason} · {visit.provider.name}
          {visit.provider.credential === "" ? "" : `, ${visit.provider.credential}`} · {visit.locationName} ({visit.placeOfService.code}{" "}
          {visit.placeOfService.words}) ·{" "}
          {visit.coverage === undefined ? "self-pay" : `${visit.coverage.payerName}, member ${visit.coverage.memberId}`}
        </Text>
      </div>
      <Group gap="lg" wrap="nowrap">
        {money !== undefined && (
          <>
            <Figure name="Charged" amount={money.charged} />
            <Figure name="Insurance owes" amount={money.insuranceBalance} />
            <Figure name="Patient owes" amount={money.patientBalance} />
          </>
        )}
        <Tooltip label={`${visit.queue.why} ${visit.queue.next}`} multiline w={320}>
          <Badge className="queue-badge" size="lg" variant="light" color={queueColors[visit.queue.name] ?? "gray"} tt="none">
            {visit.queue.words}
          </Badge>
        </Tooltip>
      </Group>
    </Group>
  );
}

function Figure({ name, amount }: { readonly name: string; readonly amount: number }) {
  return (
    <div className="figure">
      <Text size="xs" className="dimmed" ta="right" style={{ whiteSpace: "nowrap" }}>
        {name}
      </Text>
      <Text className="money" fw={600}>
        {usd(amount)}
      </Text>
    </div>
  );
}

/** The button of a command: disabled with its reason when it cannot be given now. */
export function ActionButton({
  visit,
  name,
  label,
  run,
  busy,
  primary = true,
  rare = false,
  disabled = false,
  hint = "",
}: {
  readonly visit: VisitView;
  readonly name: VisitView["actions"][number]["name"];
  readonly label: string;
  readonly run: () => void;
  readonly busy: boolean;
  readonly primary?: boolean;
  /** Only shown when it can be given: a way out that most visits never need. */
  readonly rare?: boolean;
  /** What is typed cannot be sent yet. */
  readonly disabled?: boolean;
  /** What more it does, shown before it is pressed. */
  readonly hint?: string;
}) {
  const action = visit.actions.find((one) => one.name === name);
  if (action === undefined || (rare && !action.allowed)) return null;
  const words = action.allowed ? hint : action.why;
  return (
    <Tooltip label={words} disabled={words === ""} multiline w={280}>
      <Button
        size="xs"
        variant={primary ? "filled" : "default"}
        disabled={!action.allowed || disabled}
        loading={busy}
        onClick={run}
        {...(primary && action.allowed ? { "data-next-action": true } : {})}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
