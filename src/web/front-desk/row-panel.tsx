/** What can be done at one row of the day. */
import { Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { checkedInSchema, type DeskRowBody } from "../../http/contract/front-desk.ts";
import { useDeskCommand } from "../api/front-desk.ts";
import { usDate } from "../words.ts";
import { CopayForm } from "./copay-form.tsx";
import { EligibilityPanel } from "./eligibility-panel.tsx";
import { EstimateForm } from "./estimate-form.tsx";

interface Props {
  readonly row: DeskRowBody;
  readonly day: string;
  readonly today: string;
}

export function RowPanel({ row, day, today }: Props) {
  return (
    <Stack gap="sm" py={6}>
      <Group gap="md">
        <Link to="/front-desk/patients/$patientId" params={{ patientId: String(row.patientId) }} className="file-link">
          Registration
        </Link>
        {row.visitId !== undefined && (
          <Link to="/visits/$visitId" params={{ visitId: String(row.visitId) }} search={{}} className="file-link">
            The visit
          </Link>
        )}
        {row.memberId !== undefined && (
          <Text size="sm" className="dimmed">
            {row.payerName}, member {row.memberId}
          </Text>
        )}
        {row.stateWords !== "" && <Text size="sm">{row.stateWords}</Text>}
      </Group>
      {row.visitId !== undefined && row.state === "checked-in" && <CopayForm row={row} visitId={row.visitId} />}
      {row.appointmentId !== undefined && row.selfPay && <EstimateForm row={row} appointmentId={row.appointmentId} />}
      {!row.selfPay && row.coverageId !== undefined && <EligibilityPanel patientId={row.patientId} on={day} />}
      {row.appointmentId !== undefined && <CheckIn row={row} appointmentId={row.appointmentId} day={day} today={today} />}
    </Stack>
  );
}

function CheckIn({ row, appointmentId, day, today }: Props & { readonly appointmentId: number }) {
  const checking = useDeskCommand(checkedInSchema);
  const closing = useDeskCommand(z.object({}));
  const [signed, setSigned] = useState(!row.formsSigned);
  const [words, setWords] = useState("");
  const close = (state: "cancelled" | "no-show" | "scheduled"): void =>
    closing.mutate({ method: "PUT", path: `/appointments/${appointmentId}`, body: { state, words } });
  const check = (formsSigned: boolean): void => checking.mutate({ path: `/appointments/${appointmentId}/check-in`, body: { formsSigned } });
  if (row.state === "checked-in") {
    return row.formsSigned ? null : (
      <Button size="xs" variant="default" w="fit-content" onClick={() => check(true)} loading={checking.isPending}>
        The patient has signed
      </Button>
    );
  }
  if (row.state !== "scheduled") {
    return (
      <Button size="xs" variant="default" w="fit-content" onClick={() => close("scheduled")} loading={closing.isPending}>
        Put it back
      </Button>
    );
  }
  return (
    <Group gap="sm" align="flex-end">
      {day === today ? (
        <>
          <Button size="xs" onClick={() => check(signed)} loading={checking.isPending}>
            Check in
          </Button>
          <Switch
            size="xs"
            pb={6}
            label={row.formsSigned ? "Signed again today" : "Signed: assignment of benefits, release of information"}
            checked={signed}
            onChange={(event) => setSigned(event.currentTarget.checked)}
          />
        </>
      ) : (
        <Text size="sm" className="dimmed" pb={6}>
          {day > today ? `Can be checked in on ${usDate(day)}.` : "The day is over."}
        </Text>
      )}
      <TextInput
        size="xs"
        w={220}
        label="Why"
        placeholder="for a cancellation"
        value={words}
        maxLength={200}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" onClick={() => close("cancelled")} loading={closing.isPending}>
        Cancel the visit
      </Button>
      {day <= today && (
        <Button size="xs" variant="default" onClick={() => close("no-show")} loading={closing.isPending}>
          Did not come
        </Button>
      )}
    </Group>
  );
}
