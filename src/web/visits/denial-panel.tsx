/** A denied line: its cause in words, and the right way on. */
import { Anchor, Group, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { usePermission } from "../api/queries.ts";
import { usDate, usd } from "../words.ts";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function DenialPanel({ visit, command }: StepProps) {
  const [reference, setReference] = useState("");
  const mayOpen = usePermission("denials:read") === true;
  const mayReopen = visit.actions.some((action) => action.name === "ask-reopening" && action.allowed);
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Denials</Title>
        <Group ml="auto" gap="xs">
          <ActionButton
            visit={visit}
            rare
            name="replace-claim"
            label="Make the replacement (7)"
            busy={command.isPending}
            run={() => command.mutate({ path: "/claim/replace" })}
          />
          <ActionButton
            visit={visit}
            rare
            name="resend-claim"
            label="Send again as an original"
            busy={command.isPending}
            run={() => command.mutate({ path: "/claim/resend" })}
          />
          <ActionButton
            visit={visit}
            name="bill-patient-denial"
            label="Bill the patient"
            busy={command.isPending}
            run={() => command.mutate({ path: "/denials/bill-patient" })}
            primary={false}
          />
          <ActionButton
            visit={visit}
            name="write-off-denial"
            label="Write off"
            busy={command.isPending}
            run={() => command.mutate({ path: "/denials/write-off" })}
            primary={false}
          />
        </Group>
      </div>
      {mayReopen && (
        <Group className="panel-body" gap="sm" align="flex-end">
          <TextInput
            label="Reopening asked: the payer's reference"
            size="xs"
            w={280}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
            maxLength={60}
          />
          <ActionButton
            visit={visit}
            name="ask-reopening"
            label="Put it on record"
            busy={command.isPending}
            run={() => command.mutate({ path: "/denials/reopening", body: { reference } })}
            primary={false}
          />
        </Group>
      )}
      {visit.denials.map((denial) => (
        <div className="finding" key={denial.id}>
          <Text size="sm">
            <b className="mono">
              {denial.procedure ?? ""} {denial.group}-{denial.carc.code}
            </b>{" "}
            {denial.amount !== undefined && <b>{usd(denial.amount)} </b>}
            {denial.carc.words} <span className="dimmed">({denial.status})</span>{" "}
            {mayOpen && (
              <Anchor component={Link} to={`/denials/${denial.id}`} size="sm" underline="always" className="file-link">
                Open the case
              </Anchor>
            )}
          </Text>
          {denial.rarcs.map((remark) => (
            <Text size="xs" key={remark.code}>
              <span className="mono">{remark.code}</span> {remark.words}
            </Text>
          ))}
          <Text size="sm">
            <b>Cause</b> {denial.cause} <b>Next</b> {denial.nextWords}
            {denial.deadline === undefined ? "" : ` By ${usDate(denial.deadline)}.`}
          </Text>
          <Text size="xs" className="dimmed">
            {denial.authority}
          </Text>
        </div>
      ))}
    </div>
  );
}
