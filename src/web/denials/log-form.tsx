/** What was done that changes no claim: a call with its reference and promise, documents, an answer on paper, a note. */
import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DenialCase, DenialWork } from "../../http/contract/denials.ts";
import type { DenialCommand } from "../api/denials.ts";
import { Choice } from "./choice.tsx";

const kinds = [
  { value: "call", label: "Call with the payer" },
  { value: "documents-sent", label: "Documents sent" },
  { value: "answered", label: "Answer on paper or by telephone" },
  { value: "note", label: "Note" },
] as const;
type Kind = (typeof kinds)[number]["value"];

const answers = [
  { value: "upheld", label: "stays with its decision" },
  { value: "overturned", label: "will decide anew in our favor" },
  { value: "partly-overturned", label: "will decide a part anew" },
  { value: "more-wanted", label: "wants more" },
] as const;

export function LogForm({ denial, command }: { readonly denial: DenialCase; readonly command: DenialCommand }) {
  return (
    <Choice denial={denial} name="log" label="Record work">
      {(close) => <Fields denial={denial} command={command} close={close} />}
    </Choice>
  );
}

function Fields({ denial, command, close }: { readonly denial: DenialCase; readonly command: DenialCommand; readonly close: () => void }) {
  const mayAnswer = denial.actions.find((one) => one.name === "answer")?.allowed === true;
  const [kind, setKind] = useState<Kind>("call");
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({ answer: answers[0].value });
  const text = (name: string, label: string, type = "text") => (
    <TextInput
      size="xs"
      type={type}
      label={label}
      value={given[name] ?? ""}
      onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
      maxLength={300}
    />
  );
  const body = workOf(kind, given);
  return (
    <Stack gap="xs">
      <NativeSelect
        size="xs"
        label="What was done"
        data={kinds.filter((one) => one.value !== "answered" || mayAnswer).map((one) => ({ ...one }))}
        value={kind}
        onChange={(event) => setKind(kinds.find((one) => one.value === event.currentTarget.value)?.value ?? "note")}
      />
      {kind === "call" && text("spokeWith", "Spoke with")}
      {kind === "answered" && (
        <NativeSelect
          size="xs"
          label="The payer"
          data={answers.map((one) => ({ ...one }))}
          value={given.answer ?? ""}
          onChange={(event) => setGiven({ ...given, answer: event.currentTarget.value })}
        />
      )}
      {kind !== "note" && text("reference", "Reference")}
      {kind === "call" && text("promise", "Promised")}
      <Textarea
        size="xs"
        label="What was said"
        autosize
        minRows={2}
        value={given.words ?? ""}
        onChange={(event) => setGiven({ ...given, words: event.currentTarget.value })}
        maxLength={2000}
      />
      {(kind === "call" || kind === "note") && text("nextOn", "Look again on", "date")}
      {kind === "documents-sent" && text("answerBy", "Answer expected by", "date")}
      <Button
        size="xs"
        disabled={body === undefined}
        loading={command.isPending}
        onClick={() => command.mutate({ path: "/work", body }, { onSuccess: close })}
      >
        Record
      </Button>
    </Stack>
  );
}

/** Undefined while something that is needed is missing. */
function workOf(kind: Kind, given: Readonly<Record<string, string>>): DenialWork | undefined {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ""));
  const { words, spokeWith, reference, promise, nextOn, answerBy } = filled;
  if (words === undefined) return undefined;
  const ref = reference === undefined ? {} : { reference };
  const next = nextOn === undefined ? {} : { nextOn };
  switch (kind) {
    case "call":
      return spokeWith === undefined
        ? undefined
        : { kind, spokeWith, words, ...ref, ...next, ...(promise === undefined ? {} : { promise }) };
    case "note":
      return { kind, words, ...next };
    case "documents-sent":
      return { kind, words, ...ref, ...(answerBy === undefined ? {} : { answerBy }) };
    case "answered":
      return { kind, words, answer: answers.find((one) => one.value === given.answer)?.value ?? "upheld", ...ref };
  }
}
