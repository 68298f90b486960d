/** The coder's answer to a review. */
import { Button, Group, Stack, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import type { ReviewPageView } from "../../http/contract/reviews.ts";
import { useReviewAct } from "../api/reviews.ts";

export function AnswerPanel({
  page,
  place,
}: {
  readonly page: ReviewPageView;
  readonly place: { readonly sampleId: number; readonly position: number };
}) {
  const [words, setWords] = useState("");
  const act = useReviewAct(place);
  if (!page.may.answer) return null;
  const answer = (agrees: boolean): void => act.mutate({ act: "answer", body: { agrees, words } });
  return (
    <section className="panel" aria-label="Your answer">
      <div className="panel-head">
        <Title order={2}>Your answer</Title>
      </div>
      <Stack className="panel-body" gap="sm">
        <Textarea
          size="xs"
          autosize
          minRows={2}
          label="In your words"
          description="Needed when you do not agree: the code, and what the note says."
          value={words}
          maxLength={1000}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button size="xs" onClick={() => answer(true)} loading={act.isPending}>
            I agree
          </Button>
          <Button size="xs" variant="default" onClick={() => answer(false)} loading={act.isPending} disabled={words.trim() === ""}>
            I do not agree
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
