/** Above every page of the small demonstration: how far the same practice with its eight months is, and the way into it. */
import { Button, Group, Progress, Text } from "@mantine/core";
import { useHistory, useOpenHistory } from "../api/demonstration-queries.ts";

export function HistoryNote() {
  const history = useHistory().data;
  const open = useOpenHistory();
  if (history === undefined || history.state === "none") return null;
  const percent = Math.floor(((history.done ?? 0) / Math.max(1, history.total ?? 1)) * 100);
  return (
    <Group className="history-note" role="status" gap="sm" wrap="nowrap" px={{ base: "sm", md: "lg" }} py={6}>
      {history.state === "making" && (
        <>
          <Text size="sm">
            The same practice with its whole history is being made: day {history.done} of {history.total}. Meanwhile, look around in this
            small one.
          </Text>
          <Progress value={percent} w={160} size="sm" aria-label={`${percent} percent of the history is made`} />
        </>
      )}
      {history.state === "ready" && (
        <>
          <Text size="sm">
            The practice with its whole history is ready. What you did in this small one is thrown away when you go over.
          </Text>
          <Button size="compact-sm" loading={open.isPending} onClick={() => open.mutate()}>
            Open it
          </Button>
        </>
      )}
      {history.state === "failed" && (
        <Text size="sm">The practice's history could not be made. It is tried again when the program is started the next time.</Text>
      )}
    </Group>
  );
}
