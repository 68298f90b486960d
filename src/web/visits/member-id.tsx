/** The member id as the card says it: what a rejected claim most often needs. */
import { Group, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function MemberIdPanel({ visit, command }: StepProps) {
  const [memberId, setMemberId] = useState(visit.coverage?.memberId ?? "");
  if (visit.coverage === undefined) return null;
  const save = (): void => command.mutate({ method: "PUT", path: "/member-id", body: { memberId } });
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Insurance card</Title>
        <Text size="xs" className="dimmed">
          {visit.coverage.payerName}; the next version of the claim carries what is saved here
        </Text>
      </div>
      <Group className="panel-body" align="flex-end" gap="sm">
        <TextInput
          label="Member id"
          size="xs"
          w={220}
          value={memberId}
          onChange={(event) => setMemberId(event.currentTarget.value)}
          maxLength={80}
        />
        <ActionButton visit={visit} name="correct-member-id" label="Save the id" busy={command.isPending} run={save} primary={false} />
      </Group>
    </div>
  );
}
