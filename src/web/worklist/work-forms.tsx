/** Two small forms: put a visit off to a day with a reason, leave a note. */
import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSession, type useVisitCommand } from "../api/queries.ts";
import { daysBefore } from "../words.ts";

interface Form {
  readonly command: ReturnType<typeof useVisitCommand>;
  readonly close: () => void;
}

const usual = [
  { label: "Tomorrow", days: 1 },
  { label: "In a week", days: 7 },
  { label: "In 30 days", days: 30 },
] as const;

export function FollowUpForm({ command, close }: Form) {
  const today = useSession().data?.today ?? "";
  const [until, setUntil] = useState(today === "" ? "" : daysBefore(today, -7));
  const [reason, setReason] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    command.mutate({ method: "PUT", path: "/desk/follow-up", body: { until, reason } }, { onSuccess: close });
  };
  return (
    <form onSubmit={send}>
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          type="date"
          label="Comes back on"
          min={today}
          required
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        {usual.map(({ label, days }) => (
          <Button key={label} size="compact-sm" variant="default" onClick={() => setUntil(daysBefore(today, -days))}>
            {label}
          </Button>
        ))}
        <TextInput
          size="xs"
          label="Because"
          data-autofocus
          autoFocus
          required
          maxLength={500}
          style={{ flexGrow: 1 }}
          placeholder="payer asked for records; call on Monday …"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" loading={command.isPending}>
          Put off
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

export function NoteForm({ command, close }: Form) {
  const [words, setWords] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    command.mutate({ path: "/desk/notes", body: { words } }, { onSuccess: close });
  };
  return (
    <form onSubmit={send}>
      <Group gap="xs" align="flex-end">
        <Textarea
          size="xs"
          label="Note"
          autoFocus
          required
          autosize
          minRows={1}
          maxRows={8}
          maxLength={4000}
          style={{ flexGrow: 1 }}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" disabled={words.trim() === ""} loading={command.isPending}>
          Keep
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
