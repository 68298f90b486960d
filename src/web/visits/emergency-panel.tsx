/** In place of a restricted record: why it is closed, and the way in when it is needed at once. */
import { Alert, Button, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useOpenInEmergency } from "../api/audit-queries.ts";
import { usePermission } from "../api/queries.ts";

export function EmergencyPanel({ visitId }: { readonly visitId: number }) {
  const open = useOpenInEmergency(visitId);
  const mayOpen = usePermission("glass:break");
  const [reason, setReason] = useState("");
  return (
    <Alert color="red" title="This patient's record is restricted" maw={720} m="md">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">Somebody who may open restricted records can help you. That you came here is recorded.</Text>
        {mayOpen === true && (
          <>
            <Textarea
              w="100%"
              label="Needed at once? Say what for"
              description="The record opens for you for 60 minutes. It is recorded as an emergency, and somebody else reviews your reason."
              descriptionProps={{ className: "dimmed" }}
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button size="xs" color="red" disabled={reason.trim().length < 12} loading={open.isPending} onClick={() => open.mutate(reason)}>
              Open in an emergency
            </Button>
          </>
        )}
      </Stack>
    </Alert>
  );
}
