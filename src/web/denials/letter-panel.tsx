/** The appeal letter of a case: begun from the template, written on, looked at as PDF, and kept as it was sent. */
import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { DenialCase } from "../../http/contract/denials.ts";
import { useDenialCommand } from "../api/denials.ts";
import { usePermission } from "../api/queries.ts";
import { usDate } from "../words.ts";

export function LetterPanel({ denial }: { readonly denial: DenialCase }) {
  const command = useDenialCommand(denial.id);
  const mayWork = usePermission("denials:work") === true;
  const { letters, filing } = denial;
  const { draft } = letters;
  const start = denial.actions.find((one) => one.name === "appeal");
  if (letters.sent.length === 0 && draft === undefined && (start?.allowed !== true || !mayWork)) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Appeal letter</Title>
        {draft === undefined && mayWork && start?.allowed === true && (
          <Button
            size="xs"
            ml="auto"
            variant={denial.remedy.action === "appeal" ? "filled" : "default"}
            loading={command.isPending}
            onClick={() => command.mutate({ path: "/letter" })}
          >
            Write the appeal
          </Button>
        )}
      </div>
      <div className="panel-body">
        {letters.sent.map((one) => (
          <Text size="sm" key={one.id}>
            <Anchor href={`/api/v1/letters/${one.id}.pdf`} target="_blank" size="sm" underline="always" className="file-link">
              Level {one.level}, sent {usDate(one.sentOn)} by {one.sentBy}
            </Anchor>
            {one.reference === undefined ? "" : `, reference ${one.reference}`}{" "}
            <span className="mono dimmed">SHA-256 {one.sha256.slice(0, 16)}…</span>
          </Text>
        ))}
        <Filing filing={filing} />
        {draft !== undefined && mayWork && <Draft key={draft.id} denial={denial} draft={draft} />}
      </div>
    </div>
  );
}

function Filing({ filing }: { readonly filing: DenialCase["filing"] }) {
  return (
    <>
      {filing.sentences.map((one) => (
        <Text size="sm" key={one}>
          {one}
        </Text>
      ))}
      {filing.warnings.length > 0 && (
        <Alert color="orange" p="xs" mt="xs" title="What the record does not prove">
          {filing.warnings.map((one) => (
            <Text size="sm" key={one}>
              {one}
            </Text>
          ))}
        </Alert>
      )}
    </>
  );
}

const ways = ["certified mail", "mail", "fax", "payer portal"] as const;

function Draft({ denial, draft }: { readonly denial: DenialCase; readonly draft: NonNullable<DenialCase["letters"]["draft"]> }) {
  const command = useDenialCommand(denial.id);
  const [text, setText] = useState(draft.text);
  const [enclosures, setEnclosures] = useState(draft.text.enclosures.join("\n"));
  const [way, setWay] = useState<string>(ways[0]);
  const [reference, setReference] = useState("");
  const body = {
    ...text,
    enclosures: enclosures
      .split("\n")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  };
  const open = [text.opening, text.argument, text.closing].join(" ").match(/\[[^\]]*\]/g) ?? [];
  const area = (name: "opening" | "argument" | "closing", label: string) => (
    <Textarea
      size="xs"
      label={label}
      autosize
      minRows={2}
      value={text[name]}
      onChange={(event) => setText({ ...text, [name]: event.currentTarget.value })}
      maxLength={8000}
    />
  );
  const saved = (then: () => void): void => command.mutate({ path: "/letter/text", body }, { onSuccess: then });
  return (
    <Stack gap="xs" mt="xs">
      {area("opening", "Request")}
      {area("argument", "Argument")}
      {area("closing", "Closing")}
      <Textarea
        size="xs"
        label="Enclosures, one a line"
        autosize
        minRows={2}
        value={enclosures}
        onChange={(event) => setEnclosures(event.currentTarget.value)}
        maxLength={4000}
      />
      {open.length > 0 && (
        <Text size="sm" className="unusual">
          Still to be written: {open.join(" ")}
        </Text>
      )}
      <Group gap="xs" align="flex-end">
        <Button size="xs" variant="default" loading={command.isPending} onClick={() => saved(() => {})}>
          Save the draft
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => saved(() => void window.open(`/api/v1/denials/${denial.id}/letter.pdf`, "_blank"))}
        >
          Look at the PDF
        </Button>
        <Button size="xs" variant="subtle" color="red" onClick={() => command.mutate({ path: "/letter/discard" })}>
          Discard
        </Button>
      </Group>
      <Group gap="xs" align="flex-end">
        <NativeSelect size="xs" label="Sent by" data={[...ways]} value={way} onChange={(event) => setWay(event.currentTarget.value)} />
        <TextInput
          size="xs"
          label="Tracking or confirmation number"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
          maxLength={60}
        />
        <Button
          size="xs"
          disabled={open.length > 0}
          loading={command.isPending}
          onClick={() =>
            saved(() => command.mutate({ path: "/letter/sent", body: { way, ...(reference.trim() === "" ? {} : { reference }) } }))
          }
        >
          Keep it as sent
        </Button>
      </Group>
    </Stack>
  );
}
