/** What people did around a visit, the newest first. It stays as it is. */
import { Text } from "@mantine/core";
import type { VisitView } from "../../http/contract/visits.ts";
import { instantWords, usDate } from "../words.ts";

type Entry = VisitView["work"]["entries"][number];

export function WorkHistory({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ol className="work-history">
      {entries.toReversed().map((entry) => (
        <li key={entry.id}>
          <Text size="xs" className="dimmed" component="span">
            {instantWords(entry.at)} · {entry.by}
          </Text>
          <Text size="sm" component="span" style={{ whiteSpace: "pre-line" }}>
            {sentence(entry)}
          </Text>
        </li>
      ))}
    </ol>
  );
}

function sentence({ kind, words, ownerName, followUp }: Entry): string {
  switch (kind) {
    case "assigned":
      return ownerName === undefined ? "gave it back: nobody has it" : `gave it to ${ownerName}`;
    case "follow-up":
      return followUp === undefined ? "is no longer put off" : `put it off to ${usDate(followUp)}: ${words}`;
    case "note":
      return words;
    case "asked":
      return `asked the clinician:\n${words}`;
    case "answered":
      return `answered:\n${words}`;
    case "withdrawn":
      return "took the question back";
  }
}
