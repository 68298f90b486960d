/** Over a list of main terms: that none begins as asked, so that its first line is not taken for an answer. */
import { Text } from "@mantine/core";

export function NothingBegins({ asked, first }: { readonly asked: string; readonly first: string | undefined }) {
  const begins = first?.toLowerCase().startsWith(asked.trim().toLowerCase()) ?? false;
  return (
    <Text size="xs" className="dimmed" role="status">
      {begins ? "" : `No main term begins with “${asked.trim()}”. The list stands where it would be.`}
    </Text>
  );
}
