/** A decision with its reason: what else is chosen stands before the words, what follows from it below them. */
import { Button, Group, Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";

interface Props {
  readonly act: string;
  readonly busy: boolean;
  readonly send: (words: string) => void;
  readonly close: () => void;
  readonly label?: string;
  /** Letters of the reason. */
  readonly most?: number;
  /** Fields before the reason. */
  readonly children?: ReactNode;
  /** What the decision does. */
  readonly follows?: ReactNode;
}

export function BecauseForm({ act, busy, send, close, label = "Because", most = 500, children, follows }: Props) {
  const [words, setWords] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(words);
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" pt="xs">
        {children}
        <TextInput
          size="xs"
          label={label}
          autoFocus
          required
          minLength={3}
          maxLength={most}
          style={{ flexGrow: 1 }}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" loading={busy} disabled={words.trim().length < 3}>
          {act}
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
      </Group>
      {follows !== undefined && (
        <Text size="xs" className="dimmed" pt={4}>
          {follows}
        </Text>
      )}
    </form>
  );
}
