/** Said above the book while its packs are made anew, and what it holds meanwhile. */
import { Alert, Progress, Text } from "@mantine/core";
import type { RemakingView } from "../../http/contract/code-book.ts";

export function RemakingNotice({ remaking: { state, now, ready = 0, total, because } }: { readonly remaking: RemakingView }) {
  if (state === "failed")
    return (
      <Alert color="orange" p="xs" title="The loaded code sets could not be made ready">
        <Text size="sm">{because} Until that is done the book has what can be read of them, or the starter set.</Text>
      </Alert>
    );
  return (
    <Alert color="blue" p="xs" title="The loaded code sets are being made ready" role="status">
      <Text size="sm">
        {state === "waits" ? because : now === undefined ? "It begins." : `${now} now; ${ready} of ${total} parts are ready.`} Until all
        are, the book has what can be read of them, or the starter set; this page goes on by itself.
      </Text>
      {total !== undefined && <Progress mt={6} size="sm" value={(100 * ready) / total} aria-label="How far the code sets are" />}
    </Alert>
  );
}
