/** Whether the record is restricted, and the switch for who may set it. */
import { Alert, Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { WhoSaw } from "../../http/contract/audit.ts";
import { useRestrict } from "../api/audit-queries.ts";
import { usePermission } from "../api/queries.ts";
import { instantWords } from "../words.ts";

export function Restriction({
  patientId,
  restriction,
}: {
  readonly patientId: number;
  readonly restriction: WhoSaw["patient"]["restriction"];
}) {
  const restrict = useRestrict(patientId);
  const mayRestrict = usePermission("restricted:write");
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  if (restriction !== undefined) {
    return (
      <Alert color="red" py={6} title="This record is restricted">
        <Group justify="space-between">
          <Text size="sm">
            {restriction.reason}. Marked by {restriction.restrictedBy} on {instantWords(restriction.since)}. Others find it masked, and open
            it in an emergency only, with a reason that is reviewed.
          </Text>
          {mayRestrict === true && (
            <Button
              size="xs"
              variant="default"
              className="no-print"
              loading={restrict.isPending}
              onClick={() => restrict.mutate({ restricted: false })}
            >
              Lift the restriction
            </Button>
          )}
        </Group>
      </Alert>
    );
  }
  if (mayRestrict !== true) return null;
  if (!asking) {
    return (
      <Group className="no-print">
        <Button size="compact-xs" variant="subtle" onClick={() => setAsking(true)}>
          Restrict this record …
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs" align="flex-end" className="no-print">
      <TextInput
        size="xs"
        w={420}
        label="Why is this record restricted?"
        placeholder="A colleague's family, a person in the public eye …"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="xs"
        disabled={reason.trim() === ""}
        loading={restrict.isPending}
        onClick={() => restrict.mutate({ restricted: true, reason })}
      >
        Restrict the record
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsking(false)}>
        Leave it open
      </Button>
    </Group>
  );
}
