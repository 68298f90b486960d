/** A coder's question to the clinician, and its answer. While it is open nothing is billed. */
import { Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { VisitView } from "../../http/contract/visits.ts";
import { usePermission, type useVisitCommand } from "../api/queries.ts";
import { usDate } from "../words.ts";

interface Asking {
  readonly visit: VisitView;
  readonly command: ReturnType<typeof useVisitCommand>;
}

const askable: readonly string[] = ["needs-coding", "outdated-code-set", "held-by-findings", "ready-to-file"];

/** Whether a coder may ask now: nothing has left yet, and no question is open. */
export function useMayAsk(visit: VisitView): boolean {
  return usePermission("coding:write") === true && askable.includes(visit.queue.name) && visit.work.question === undefined;
}

export function QuestionForm({ visit, command, close }: Asking & { readonly close: () => void }) {
  const kinds = visit.work.questionKinds;
  const [kind, setKind] = useState<string>(kinds[0]?.kind ?? "other");
  const [words, setWords] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    command.mutate({ path: "/question", body: { kind, words } }, { onSuccess: close });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="xs" pt="xs">
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <Select
            size="xs"
            w={260}
            label="What is not clear"
            allowDeselect={false}
            data={kinds.map(({ kind: value, words: label }) => ({ value, label }))}
            value={kind}
            onChange={(value) => setKind(value ?? kind)}
          />
          <Text size="sm" className="dimmed" style={{ flexGrow: 1 }}>
            {kinds.find((one) => one.kind === kind)?.text}
          </Text>
        </Group>
        <Textarea
          size="xs"
          label="What the note has"
          description="Quote the note. No codes, no money, no answer that you would like."
          autoFocus
          required
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button size="xs" type="submit" disabled={words.trim() === ""} loading={command.isPending}>
            Ask
          </Button>
          <Button size="xs" variant="subtle" onClick={close}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function OpenQuestion({ visit, command }: Asking) {
  const [words, setWords] = useState("");
  const mayAnswer = usePermission("notes:sign") === true;
  const mayAsk = usePermission("coding:write") === true;
  const { question } = visit.work;
  if (question === undefined) return null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    command.mutate({ path: "/question/answer", body: { words } });
  };
  return (
    <Stack gap="xs" pt="xs" className="open-question">
      <Text size="sm" fw={600}>
        {question.by} asked the clinician on {usDate(question.on)}. Nothing is billed before the answer.
      </Text>
      <Text size="sm" style={{ whiteSpace: "pre-line" }}>
        {question.text}
      </Text>
      <form onSubmit={send}>
        <Group gap="xs" align="flex-end">
          {mayAnswer && (
            <>
              <Textarea
                size="xs"
                label="Answer"
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
                Answer
              </Button>
            </>
          )}
          {mayAsk && (
            <Button size="xs" variant="subtle" onClick={() => command.mutate({ path: "/question/withdraw" })}>
              Take the question back
            </Button>
          )}
        </Group>
      </form>
    </Stack>
  );
}
