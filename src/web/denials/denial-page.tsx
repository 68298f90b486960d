/** One denied line: what the payer said, what it means, what to do, and everything that was done. */
import { Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import type { DenialCase } from "../../http/contract/denials.ts";
import { RequestProblem } from "../api/client.ts";
import { useDenial } from "../api/denials.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { CaseActions } from "./case-actions.tsx";
import { CorrectionPanel } from "./correction-panel.tsx";
import { stateColors } from "./denial-words.ts";
import { LetterPanel } from "./letter-panel.tsx";
import { PlayPanel } from "./play-panel.tsx";

export function DenialPage() {
  const denialId = Number(useParams({ from: "/denials/$denialId" }).denialId);
  const denial = useDenial(denialId);
  if (denial.isPending) return <Waiting what="the case" />;
  if (denial.error instanceof RequestProblem && denial.error.problem.problem === "restricted") return <Restricted />;
  if (denial.isError) return <Failed error={denial.error} retry={denial.refetch} />;
  return <Case key={denial.data.id} denial={denial.data} />;
}

function Restricted() {
  return (
    <Empty title="This record is restricted">
      Open the patient's visit to ask for it in an emergency, or ask who may open restricted records.
    </Empty>
  );
}

function Case({ denial }: { readonly denial: DenialCase }) {
  return (
    <Stack gap="sm">
      <Banner denial={denial} />
      <div className="case">
        <Stack gap="sm">
          <Said denial={denial} />
          <Remedy denial={denial} />
          <CorrectionPanel visitId={denial.visitId} />
          <LetterPanel denial={denial} />
          <History denial={denial} />
        </Stack>
        <Stack gap="sm">
          <Clocks denial={denial} />
          <PlayPanel denial={denial} />
        </Stack>
      </div>
    </Stack>
  );
}

function Banner({ denial }: { readonly denial: DenialCase }) {
  const { patient, service, payer, claim } = denial;
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        <Group gap="sm" align="baseline">
          <Title order={1}>
            {denial.group}-{denial.adjustments[0]?.reason ?? ""} on {service.procedure || "a line taken off the visit"}
          </Title>
          <Text size="sm">
            <Anchor component={Link} to={`/visits/${denial.visitId}?step=answer`} size="sm" underline="always" className="file-link">
              {patient.name}
            </Anchor>
            , account {patient.accountNumber}
          </Text>
        </Group>
        <Text size="sm">
          {usDate(service.date)} · {[service.procedure, ...service.modifiers].join("-")}
          {service.words === undefined ? "" : ` ${service.words}`} · {payer.name}, member {patient.memberId} · our claim{" "}
          <span className="mono">{claim.controlNumber}</span>, theirs <span className="mono">{claim.payerControlNumber}</span> ·{" "}
          {claim.stateWords}
        </Text>
      </div>
      <Group gap="lg" wrap="nowrap">
        <div className="figure">
          <Text size="xs" className="dimmed" ta="right">
            Denied of {usd(service.charge)}
          </Text>
          <Text className="money" fw={600}>
            {usd(denial.amount)}
          </Text>
        </div>
        <Badge size="lg" variant="light" color={stateColors[denial.state]} tt="none" className="queue-badge">
          {denial.stateWords}
        </Badge>
      </Group>
    </Group>
  );
}

const preventableWords: Readonly<Record<string, string>> = {
  yes: "preventable",
  partly: "partly preventable",
  no: "not preventable",
  unknown: "not known whether preventable",
};
const liableWords: Readonly<Record<string, string>> = {
  practice: "the practice bears it",
  "patient-or-next-payer": "the next payer's or the patient's",
  "another-payer": "another payer's",
  undecided: "not decided who bears it",
};

function Said({ denial }: { readonly denial: DenialCase }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>What the payer said</Title>
        <Text size="sm" className="dimmed" ml="auto">
          {usDate(denial.remittance.decidedOn)}, trace {denial.remittance.trace}
        </Text>
      </div>
      <div className="panel-body">
        {denial.adjustments.map((one) => (
          <Text size="sm" key={`${one.group}${one.reason}`}>
            <b className="mono">
              {one.group}-{one.reason}
            </b>{" "}
            <b>{usd(one.amount)}</b> {one.words} <span className="dimmed">({denial.groupWords})</span>
          </Text>
        ))}
        {denial.remarks.map((remark) => (
          <Text size="sm" key={remark.code}>
            <b className="mono">{remark.code}</b> {remark.words}
            {remark.alert && <span className="dimmed"> (for information)</span>}
          </Text>
        ))}
        <Text size="sm" mt={6}>
          {denial.play.means}
        </Text>
        <Text size="sm" mt={6}>
          <b>Category</b> {denial.categoryWords} · <b>Cause</b> {denial.cause} · {preventableWords[denial.preventable] ?? ""} ·{" "}
          {liableWords[denial.liable] ?? ""}
        </Text>
        {denial.settled !== undefined && (
          <Text size="sm" mt={6}>
            <b>Decided anew</b> {usd(denial.settled.recovered)} recovered, {usd(denial.settled.patientShare)} to the next payer or patient,{" "}
            {usd(denial.settled.contractual)} contractual, {usd(denial.settled.stillRefused)} still refused.
          </Text>
        )}
        {denial.sameCause.count > 1 && (
          <Text size="sm" mt={6}>
            <Anchor component={Link} to={`/denials?${sameCauseSearch(denial)}`} size="sm" underline="always" className="file-link">
              {denial.sameCause.count} open cases have the same cause
            </Anchor>
            , {usd(denial.sameCause.amount)} together: mend it once at its source.
          </Text>
        )}
        {denial.chain.map((one) => (
          <Text size="sm" key={one.id}>
            <Anchor component={Link} to={`/denials/${one.id}`} size="sm" underline="always" className="file-link">
              {one.id < denial.id ? "Denied before" : "Denied again"} on {usDate(one.decidedOn)}
            </Anchor>
            : {one.reason}, {usd(one.amount)}, {one.stateWords}
          </Text>
        ))}
      </div>
    </div>
  );
}

function sameCauseSearch({ payer, adjustments, service }: DenialCase): string {
  const list = (value: string | number): string => JSON.stringify([value]);
  return new URLSearchParams({
    payer: list(payer.id),
    reason: list(adjustments[0]?.reason ?? ""),
    service: list(service.procedure),
  }).toString();
}

function Remedy({ denial }: { readonly denial: DenialCase }) {
  const { remedy } = denial;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>{denial.state === "open" ? `What to do: ${remedy.words}` : "What was advised"}</Title>
      </div>
      <div className="panel-body">
        {remedy.reasons.map((reason) => (
          <Text size="sm" key={reason}>
            {reason}
          </Text>
        ))}
        <Text size="xs" className="dimmed">
          {remedy.authority}
        </Text>
        {remedy.alternatives.length > 0 && (
          <Text size="sm" mt={4}>
            <b>Other ways</b> {remedy.alternatives.map((one) => one.words).join(", ")}
          </Text>
        )}
        <CaseActions denial={denial} />
      </div>
    </div>
  );
}

function Clocks({ denial }: { readonly denial: DenialCase }) {
  const { appeal } = denial;
  if (denial.state !== "open" && denial.state !== "waiting") return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Clocks</Title>
      </div>
      <div className="panel-body">
        {denial.clocks.map((clock) => (
          <Group key={clock.words} justify="space-between" gap="sm">
            <Text size="sm">{clock.words}</Text>
            <Text size="sm" className={`tabular ${clock.daysLeft < 8 ? "unusual" : ""}`}>
              {usDate(clock.by)}, {daysWords(clock.daysLeft)}
            </Text>
          </Group>
        ))}
        <Text size="xs" className="dimmed" mt={4}>
          {appeal === undefined
            ? "There is no right of appeal, or no level is left."
            : `${appeal.level.name} (level ${appeal.level.level}) to ${appeal.level.body}, received by ${usDate(appeal.by)}${appeal.late ? ": that day is past" : ""}. ${appeal.bar ?? ""} ${appeal.level.authority}.`}
        </Text>
      </div>
    </div>
  );
}

function daysWords(days: number): string {
  if (days < 0) return `${-days} ${days === -1 ? "day" : "days"} past`;
  return days === 0 ? "today" : `${days} ${days === 1 ? "day" : "days"} left`;
}

function History({ denial }: { readonly denial: DenialCase }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>History</Title>
      </div>
      {[...denial.history].reverse().map((one) => (
        <div className="finding" key={one.sequence}>
          <Text size="sm">
            <b>{one.words}</b>{" "}
            <span className="dimmed">
              {usDate(one.on)}, {one.by}
            </span>
          </Text>
          {one.detail !== undefined && one.detail !== "" && <Text size="sm">{one.detail}</Text>}
        </div>
      ))}
      <div className="finding">
        <Text size="sm">
          <b>Denied</b>{" "}
          <span className="dimmed">
            {usDate(denial.remittance.decidedOn)}, {denial.payer.name}
          </span>
        </Text>
      </div>
    </div>
  );
}
