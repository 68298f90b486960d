/** One visit under review: the note, and a verdict on each code. Letters give verdicts, n and p walk the sample. */
import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { ReviewPageView } from "../../http/contract/reviews.ts";
import { useReview } from "../api/reviews.ts";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { NoteText } from "../visits/note-text.tsx";
import { usDate } from "../words.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { OwnCodes } from "./own-codes.tsx";
import { historyWords, stateWords } from "./review-words.ts";
import { VerdictPanel } from "./verdict-panel.tsx";

export function ReviewPage() {
  const params = useParams({ from: "/reviews/$sampleId/$position" });
  const place = { sampleId: Number(params.sampleId), position: Number(params.position) };
  const found = useReview(place);
  if (found.isPending) return <Waiting what="the review" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  return <Review key={`${place.sampleId} ${place.position} ${found.data.history.length}`} page={found.data} />;
}

function Review({ page }: { readonly page: ReviewPageView }) {
  const navigate = useNavigate();
  const { sample, position, visit } = page;
  const place = { sampleId: sample.id, position };
  const go = (to: number): void => {
    if (sample.states.some((one) => one.position === to))
      void navigate({ to: "/reviews/$sampleId/$position", params: { sampleId: String(sample.id), position: String(to) } });
  };
  useKeys({
    ...(sample.states.length > 1
      ? {
          n: { does: "next visit of the sample", act: () => go(position + 1), moves: true },
          p: { does: "visit before", act: () => go(position - 1), moves: true },
        }
      : {}),
    u: { does: "up to all reviews", act: () => void navigate({ to: "/reviews" }) },
  });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Anchor component={Link} to="/reviews" size="xs">
            Coding reviews
          </Anchor>
          <Title order={1}>
            {visit.patientName}, {usDate(visit.date)}
          </Title>
          <Text size="sm" className="dimmed">
            {visit.reason}; {visit.clinician}; place of service {visit.placeOfService}; coded by {sample.coder}
          </Text>
        </div>
        <Badge variant="light" tt="none" size="lg" color={stateWords[page.state].color}>
          {stateWords[page.state].words}
        </Badge>
      </Group>
      {sample.states.length > 0 && <SampleBar page={page} />}
      <div className="case">
        <section className="panel" aria-label="Note">
          <div className="panel-head">
            <Title order={2}>Note</Title>
            {page.risk.length > 0 && (
              <Text size="xs" className="dimmed">
                drawn with: {page.risk.join("; ")}
              </Text>
            )}
          </div>
          <div className="panel-body">
            {visit.note === "" ? <Text size="sm">No note came with this visit.</Text> : <NoteText text={visit.note} marks={[]} />}
          </div>
        </section>
        <Stack gap="md">
          {page.sealed ? (
            <>
              <Alert color="indigo" title="This sample is blind">
                Give your own codes first; then the coder's stand beside them.
              </Alert>
              <OwnCodes place={place} on={visit.date} />
            </>
          ) : (
            <VerdictPanel page={page} place={place} next={() => go(position + 1)} />
          )}
          <AnswerPanel page={page} place={place} />
          {page.history.length > 0 && (
            <section className="panel" aria-label="What was said">
              <div className="panel-head">
                <Title order={2}>What was said</Title>
              </div>
              <ol className="story">
                {page.history.map((one, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added
                  <li key={at}>
                    {usDate(one.on)}: {one.by} {historyWords[one.kind]}
                    {one.words === "" ? "" : `: “${one.words}”`}
                  </li>
                ))}
              </ol>
            </section>
          )}
        </Stack>
      </div>
    </Stack>
  );
}

function SampleBar({ page: { sample, position } }: { readonly page: ReviewPageView }) {
  return (
    <Group gap={4} component="nav" aria-label="Visits of the sample">
      {sample.states.map((one) => (
        <Link
          key={one.position}
          to="/reviews/$sampleId/$position"
          params={{ sampleId: String(sample.id), position: String(one.position) }}
          className="sample-visit"
          data-state={one.state}
          aria-current={one.position === position ? "page" : undefined}
          title={stateWords[one.state].words}
        >
          {one.position}
        </Link>
      ))}
      <Text size="xs" className="dimmed" ml={8}>
        {sample.states.filter((one) => one.state === "closed").length} of {sample.states.length} closed; reviewer {sample.reviewer}
      </Text>
    </Group>
  );
}
