/** The note as it is written: a field a section, drafts that are kept, the signature; and what is added after it. */
import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NoteView } from "../../http/contract/notes.ts";
import { useNote } from "../api/notes.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { instantWords, usDate } from "../words.ts";
import { useKeptWords } from "./kept-words.ts";
import type { StepProps } from "./visit-page.tsx";

export function NoteEditor({ visit, command }: StepProps) {
  const note = useNote(visit.id, true);
  if (note.isPending) return <Waiting what="the note" />;
  if (note.isError) return <Failed error={note.error} retry={note.refetch} />;
  return <Sections key={note.data.newest} visit={visit} command={command} note={note.data} />;
}

function Sections({ visit, command, note }: Pick<StepProps, "visit" | "command"> & { readonly note: NoteView }) {
  const { unsaved } = note;
  // Words over the version that still stands go on where they were; others are shown before anybody decides.
  const goesOn = unsaved !== undefined && unsaved.newest === note.newest;
  const [written, setWritten] = useState(goesOn ? unsaved.written : note.written);
  const [reason, setReason] = useState("");
  const onBehalf = note.signing?.as === "on-behalf";
  const changed = JSON.stringify(written) !== JSON.stringify(note.written);
  const kept = useKeptWords({ visitId: visit.id, written, newest: note.newest, changed, before: unsaved?.written });
  const body = { written, newest: note.newest };
  const save = (): void => {
    kept.leaveIt();
    command.mutate({ method: "PUT", path: "/note", body }, { onError: kept.keepOn });
  };
  const client = useQueryClient();
  const sign = (): void => {
    const signIt = (newest: number): void => command.mutate({ path: "/sign", body: { newest, ...(onBehalf ? { onBehalf: reason } : {}) } });
    // A note of elsewhere is kept as its own first version; words that differ by blanks only are no new version.
    const saved = note.newest === 0 && visit.note !== undefined ? 2 : note.newest + 1;
    const signSaved = (): void => signIt(Math.min(saved, client.getQueryData<NoteView>(["note", visit.id])?.newest ?? saved));
    kept.leaveIt();
    if (changed) command.mutate({ method: "PUT", path: "/note", body }, { onSuccess: signSaved, onError: kept.keepOn });
    else signIt(note.newest);
  };
  const empty = Object.values(written).every((text) => text.trim() === "");
  return (
    <Stack gap="sm">
      {note.coded && (
        <Alert color="orange" p="xs">
          A coder has coded this visit from these words. Sign them as they are and add an addendum, or ask the coder to take the codes off
          first.
        </Alert>
      )}
      {unsaved !== undefined && (changed || !goesOn) && (
        <Unsaved
          unsaved={unsaved}
          goesOn={goesOn}
          take={() => setWritten(unsaved.written)}
          drop={() => {
            setWritten(note.written);
            kept.drop();
          }}
        />
      )}
      {(note.written.before !== "" || written.before !== "") && (
        <Textarea
          label="Without a heading"
          autosize
          minRows={2}
          maxLength={20_000}
          value={written.before}
          disabled={note.coded}
          onChange={(event) => setWritten({ ...written, before: event.currentTarget.value })}
        />
      )}
      {note.sections.map(({ name, heading, asks }) => (
        <Textarea
          key={name}
          label={sentence(heading)}
          placeholder={asks}
          autosize
          minRows={name === "assessment" || name === "history" ? 4 : 2}
          maxLength={20_000}
          value={written[name]}
          disabled={note.coded}
          onChange={(event) => setWritten({ ...written, [name]: event.currentTarget.value })}
        />
      ))}
      <Group gap="sm">
        <Button variant="default" disabled={!changed || empty} loading={command.isPending} onClick={save}>
          Save the draft
        </Button>
        {note.signing?.as === "clinician" && (
          <Button disabled={empty} loading={command.isPending} onClick={sign} title={`Signed in the name of ${note.signing.clinician}`}>
            Sign as the clinician
          </Button>
        )}
        <Text size="sm" className="dimmed">
          {changed
            ? `Not saved yet.${kept.safe ? " Your words are kept, for you alone." : ""}`
            : note.newest === 0
              ? ""
              : `Version ${note.newest} is saved.`}
        </Text>
      </Group>
      {note.signing !== undefined && onBehalf && (
        <Group gap="sm" align="flex-end">
          <TextInput
            label={`Why you enter the signature of ${note.signing.clinician}`}
            description="Only the clinician signs without a reason. Yours stands beside your name below the note, and in the audit."
            placeholder="signed on paper; the sheet is scanned"
            maxLength={200}
            w={560}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button variant="default" disabled={empty || reason.trim() === ""} loading={command.isPending} onClick={sign}>
            Sign on their behalf
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface UnsavedProps {
  readonly unsaved: NonNullable<NoteView["unsaved"]>;
  /** They stand in the fields already. */
  readonly goesOn: boolean;
  readonly take: () => void;
  readonly drop: () => void;
}

function Unsaved({ unsaved, goesOn, take, drop }: UnsavedProps) {
  return (
    <Alert color="petrol" p="xs">
      <Group gap="sm">
        <Text size="sm">
          {goesOn
            ? `These are your words of ${instantWords(unsaved.at)}. They are not saved yet.`
            : `Your words of ${instantWords(unsaved.at)} were not saved, and somebody has saved the note since.`}
        </Text>
        {!goesOn && (
          <Button size="compact-xs" variant="default" onClick={take}>
            Put my words into the fields
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={drop}>
          Throw them away
        </Button>
      </Group>
    </Alert>
  );
}

export function Addendum({ command }: Pick<StepProps, "command">) {
  const [words, setWords] = useState("");
  return (
    <Group align="flex-end" gap="sm" mt="md">
      <Textarea
        label="Addendum"
        placeholder="What is added or put right; the signed words stay as they are"
        autosize
        minRows={2}
        w={620}
        maxLength={20_000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={words.trim() === ""}
        loading={command.isPending}
        onClick={() => command.mutate({ path: "/note/addendum", body: { words } }, { onSuccess: () => setWords("") })}
      >
        Add it
      </Button>
    </Group>
  );
}

const kindWords = { draft: "draft", signed: "signed", addendum: "addendum" } as const;

export function Versions({ visitId }: { readonly visitId: number }) {
  const [shown, setShown] = useState(false);
  const note = useNote(visitId, shown);
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <Text span size="sm">
          Every version of this note
        </Text>
      </summary>
      {note.data?.versions.length === 0 && (
        <Text size="sm" className="dimmed">
          It came as it is; nobody has changed it here.
        </Text>
      )}
      {note.data?.versions.map(({ number, kind, text, on, by }) => (
        <Stack key={number} gap={2} mt="sm">
          <Text size="sm" fw={600}>
            {number}. {kindWords[kind]}, {usDate(on)}, {by}
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {text}
          </Text>
        </Stack>
      ))}
    </details>
  );
}

function sentence(heading: string): string {
  return heading.charAt(0) + heading.slice(1).toLowerCase();
}
