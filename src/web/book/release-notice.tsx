/** Said above the book: only the starter set is there, or a newer release should exist by the calendar. Nobody outside is asked. */
import { Alert, Anchor, Button, Code, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { ReleaseStateView } from "../../http/contract/code-book.ts";
import { useReleaseStates } from "../api/code-book.ts";
import { usDate } from "../words.ts";

interface Props {
  readonly starterOnly: boolean;
  readonly showAll: () => void;
}

const putOff = "claimwright.releases-later";

export function ReleaseNotice({ starterOnly, showAll }: Props) {
  const found = useReleaseStates();
  const [later, setLater] = useState(() => localStorage.getItem(putOff));
  if (found.data === undefined) return null;
  const { today, states } = found.data;
  const all = (
    <Anchor component="button" size="sm" underline="always" onClick={showAll}>
      All releases
    </Anchor>
  );
  if (starterOnly)
    return (
      <Alert color="blue" p="xs" title="Only the starter set is loaded">
        <Text size="sm" component="div">
          It holds the diagnoses that small practices use most. Every code with its notes, the Neoplasm Table and the Table of Drugs come
          with the releases of CMS and CDC. Where the program runs, <Code>claimwright codes update</Code> fetches them from their
          publishers; without a network, download them elsewhere and load them: <Code>claimwright codes import FOLDER</Code>. {all}
        </Text>
      </Alert>
    );
  const behind = states.filter((one) => one.standing === "behind");
  if (behind.length === 0 || later === today) return null;
  const [first] = behind;
  return (
    <Alert
      color="blue"
      p="xs"
      title={`By the calendar a newer release should be out ${behind.length === 1 ? "of one code set" : `of ${behind.length} code sets`}`}
    >
      <Group gap="sm" justify="space-between">
        <Text size="sm" component="div">
          {first !== undefined && behindWords(first)} <Code>claimwright codes update</Code> fetches what may be fetched. {all}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            localStorage.setItem(putOff, today);
            setLater(today);
          }}
        >
          Not today
        </Button>
      </Group>
    </Alert>
  );
}

function behindWords({ title, loaded, due }: ReleaseStateView): string {
  const stands = loaded === undefined ? "none is loaded" : `${loaded.name} is loaded, ${loaded.days.toLocaleString("en-US")} days old`;
  return `${title}: ${stands}; the one of ${usDate(due)} has begun.`;
}
