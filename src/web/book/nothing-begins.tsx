/** Over a list of main terms: that none begins as asked, so that its first line is not taken for an answer. */
import { Text } from "@mantine/core";

interface Props {
  readonly asked: string;
  /** The first line of the list. */
  readonly first: string | undefined;
  /** What a line is called; a main term when it is left out. */
  readonly what?: string;
}

export function NothingBegins({ asked, first, what = "main term" }: Props) {
  const begins = first?.toLowerCase().startsWith(asked.trim().toLowerCase()) ?? false;
  return (
    <Text size="xs" className="dimmed" role="status">
      {begins ? "" : `No ${what} begins with “${asked.trim()}”. The list stands where it would be.`}
    </Text>
  );
}
