/** The buttons of a case: each does what it says, and says why when it cannot. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DenialCase } from "../../http/contract/denials.ts";
import { type DenialCommand, useDenialCommand } from "../api/denials.ts";
import { usePermission } from "../api/queries.ts";
import { usd } from "../words.ts";
import { Choice } from "./choice.tsx";
import { LogForm } from "./log-form.tsx";

export function CaseActions({ denial }: { readonly denial: DenialCase }) {
  const command = useDenialCommand(denial.id);
  const mayWork = usePermission("denials:work") === true;
  const mayFile = usePermission("claims:file") === true;
  const maySettle = usePermission("denials:settle") === true;
  if (!mayWork && !mayFile && !maySettle) return null;
  return (
    <Group gap="xs" mt="sm">
      {mayWork && <LogForm denial={denial} command={command} />}
      {mayFile && <Reopening denial={denial} command={command} />}
      {maySettle && (
        <>
          <Choice denial={denial} name="bill-patient" label="Bill the patient">
            {(close) => (
              <Confirm
                words={`${usd(denial.amount)} becomes the patient's, and the case is closed.`}
                label="Bill the patient"
                busy={command.isPending}
                run={() => command.mutate({ path: "/bill-patient" }, { onSuccess: close })}
              />
            )}
          </Choice>
          <Choice denial={denial} name="write-off" label="Write off">
            {(close) => <WriteOff denial={denial} command={command} close={close} />}
          </Choice>
        </>
      )}
    </Group>
  );
}

function Confirm({
  words,
  label,
  busy,
  run,
}: {
  readonly words: string;
  readonly label: string;
  readonly busy: boolean;
  readonly run: () => void;
}) {
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{words}</Text>
      <Button size="xs" loading={busy} onClick={run}>
        {label}
      </Button>
    </Stack>
  );
}

function WriteOff({
  denial,
  command,
  close,
}: {
  readonly denial: DenialCase;
  readonly command: DenialCommand;
  readonly close: () => void;
}) {
  const [why, setWhy] = useState("");
  const mind = denial.actions.find((one) => one.name === "write-off")?.why ?? "";
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">
        Up to {usd(denial.amount)} is given up, with its reason in the books. {mind}
      </Text>
      <TextInput size="xs" w="100%" label="Why" value={why} onChange={(event) => setWhy(event.currentTarget.value)} maxLength={300} />
      <Button
        size="xs"
        color="red"
        disabled={why.trim().length < 3}
        loading={command.isPending}
        onClick={() => command.mutate({ path: "/write-off", body: { why } }, { onSuccess: close })}
      >
        Write off
      </Button>
    </Stack>
  );
}

function Reopening({ denial, command }: { readonly denial: DenialCase; readonly command: DenialCommand }) {
  const [reference, setReference] = useState("");
  if (denial.payer.takesReplacement) return null;
  return (
    <Choice denial={denial} name="ask-reopening" label="Reopening asked">
      {(close) => (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">Asked by telephone, portal or letter. The payer's new decision comes as an 835.</Text>
          <TextInput
            size="xs"
            w="100%"
            label="The payer's reference"
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
            maxLength={60}
          />
          <Button
            size="xs"
            disabled={reference.trim() === ""}
            loading={command.isPending}
            onClick={() => command.mutate({ path: "/reopening", body: { reference } }, { onSuccess: close })}
          >
            Put it on record
          </Button>
        </Stack>
      )}
    </Choice>
  );
}
