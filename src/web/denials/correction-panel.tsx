/** The fault that the payer named, with the correction that the record offers already filled in: c opens it, s sends it. */
import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Correction } from "../../http/contract/corrections.ts";
import { useCorrection, useCorrectionCommand } from "../api/denials.ts";
import { usePermission } from "../api/queries.ts";
import { useKeys } from "../frame/keys.ts";

export function CorrectionPanel({ visitId }: { readonly visitId: number }) {
  const mayFile = usePermission("claims:file") === true;
  const correction = useCorrection(visitId, mayFile);
  const [open, setOpen] = useState(false);
  const command = useCorrectionCommand(visitId);
  const found = correction.data;
  // Until it is known whether there is a way, the key is kept: pressed early, it opens the fault when that has come.
  useKeys(mayFile && found?.possible !== false ? { c: { does: "correct the claim", act: () => setOpen(true) } } : {});
  if (!mayFile || found === undefined || (!found.possible && !found.undoable)) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Correct and send</Title>
        <Group ml="auto" gap="xs">
          {found.undoable && (
            <Button size="xs" variant="default" loading={command.isPending} onClick={() => command.mutate({ path: "/undo" })}>
              Undo the correction
            </Button>
          )}
          {found.possible && !open && (
            <Button size="xs" variant="default" onClick={() => setOpen(true)} rightSection={<kbd>c</kbd>}>
              Open the fault
            </Button>
          )}
        </Group>
      </div>
      <div className="panel-body">
        {found.undoable && <Text size="sm">The correction is {found.stateWords}. It can be undone until its file is written.</Text>}
        {found.possible && <Named correction={found} />}
        {found.possible && open && (
          <Fields
            key={found.state}
            correction={found}
            send={(body) => command.mutate({ path: "", body }, { onSuccess: () => setOpen(false) })}
            busy={command.isPending}
          />
        )}
      </div>
    </div>
  );
}

function Named({ correction }: { readonly correction: Correction }) {
  const { named, codes, said, wayWords } = correction;
  const different = [...new Set(codes)];
  const many = said === "" && different.length > 1;
  return (
    <Text size="sm">
      {said === "" ? <span className="mono">{different.join(", ")}</span> : said}{" "}
      {named.length === 0
        ? `${many ? "name" : "names"} no single field: look at the claim and the note.`
        : `${many ? "name" : "names"}: ${named.map((one) => one.words).join(", ")}.`}{" "}
      The claim {wayWords}.
    </Text>
  );
}

type Given = Readonly<Record<string, string>>;

function Fields({
  correction,
  send,
  busy,
}: {
  readonly correction: Correction;
  readonly send: (body: object) => void;
  readonly busy: boolean;
}) {
  const [given, setGiven] = useState<Given>(() => startOf(correction));
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.focus(), []);
  const body = bodyOf(correction, given);
  const ready = body !== undefined && (correction.way !== "reopening" || (given.reference ?? "").trim() !== "");
  useKeys(ready && !busy ? { s: { does: "send the corrected claim", act: () => send(body) } } : {});
  const field = (
    name: string,
    label: string,
    value: { readonly now: string; readonly offer?: { readonly value: string; readonly source: string } | undefined },
  ) => (
    <TextInput
      size="xs"
      w={260}
      label={label}
      description={
        value.offer === undefined
          ? `now ${value.now === "" ? "empty" : value.now}`
          : `now ${value.now === "" ? "empty" : value.now}; offered: ${value.offer.source}`
      }
      value={given[name] ?? ""}
      onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
      maxLength={120}
    />
  );
  const shown = (name: Correction["named"][number]["field"]): boolean =>
    correction.named.some((one) => one.field === name) || correction.named.length === 0;
  const lines = correction.lines.filter(
    (line) => line.denied || correction.named.some((one) => one.field === "pointers" || one.field === "modifiers"),
  );
  return (
    <Stack gap="sm" mt="sm" ref={first} tabIndex={-1} style={{ outline: "none" }}>
      <Group gap="sm" align="flex-start">
        {shown("member-id") && field("memberId", "Member id", correction.memberId)}
        {shown("authorisation") && field("authorisation", "Authorization number", correction.authorisation)}
        {shown("referring") && field("referring", "Referring clinician: Last, First NPI", correction.referring)}
      </Group>
      {lines.map((line) => (
        <Group gap="sm" align="flex-start" key={line.chargeId}>
          {field(`modifiers ${line.chargeId}`, `Modifiers of ${line.procedure}`, line.modifiers)}
          {field(`pointers ${line.chargeId}`, `Diagnoses of ${line.procedure}`, line.pointers)}
        </Group>
      ))}
      {correction.way === "reopening" && (
        <Alert color="orange" title="This payer takes no replacement claims" p="xs">
          <TextInput
            size="xs"
            w={320}
            label="Ask for a clerical-error reopening, and put its reference here"
            value={given.reference ?? ""}
            onChange={(event) => setGiven({ ...given, reference: event.currentTarget.value })}
            maxLength={60}
          />
        </Alert>
      )}
      <Group gap="sm">
        <Button size="xs" disabled={!ready} loading={busy} onClick={() => body !== undefined && send(body)} rightSection={<kbd>s</kbd>}>
          {correction.way === "reopening"
            ? "Correct and put the reopening on record"
            : correction.way === "resend"
              ? "Correct and send again"
              : "Correct and replace (7)"}
        </Button>
        <Text size="xs" className="dimmed">
          The record decides: correct only what the note and the card support.
        </Text>
      </Group>
    </Stack>
  );
}

function startOf(correction: Correction): Given {
  const { memberId, authorisation, referring, lines } = correction;
  const value = (one: { readonly now: string; readonly offer?: { readonly value: string } | undefined }): string =>
    one.offer?.value ?? one.now;
  return Object.fromEntries([
    ["memberId", value(memberId)],
    ["authorisation", value(authorisation)],
    ["referring", value(referring)],
    ...lines.flatMap((line) => [
      [`modifiers ${line.chargeId}`, value(line.modifiers)],
      [`pointers ${line.chargeId}`, value(line.pointers)],
    ]),
  ]);
}

/** Undefined while a field is not well formed. */
function bodyOf(correction: Correction, given: Given): object | undefined {
  const list = (name: string): readonly string[] =>
    (given[name] ?? "")
      .toUpperCase()
      .split(/[\s,]+/)
      .filter((one) => one !== "");
  const lines = correction.lines.map((line) => ({
    chargeId: line.chargeId,
    modifiers: list(`modifiers ${line.chargeId}`),
    pointers: list(`pointers ${line.chargeId}`).map(Number),
  }));
  const fits = lines.every(
    ({ modifiers, pointers }) =>
      modifiers.length <= 4 &&
      modifiers.every((one) => /^[0-9A-Z]{2}$/.test(one)) &&
      pointers.length > 0 &&
      pointers.length <= 4 &&
      pointers.every((one) => one >= 1 && one <= 12),
  );
  if (!fits) return undefined;
  const reference = (given.reference ?? "").trim();
  return {
    memberId: given.memberId ?? "",
    authorisation: given.authorisation ?? "",
    referring: given.referring ?? "",
    lines,
    ...(reference === "" ? {} : { reference }),
  };
}
