/** Reviews of coding: how right each coder is, samples under review, and what was said of one's own codes. */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { ReviewsView } from "../../http/contract/reviews.ts";
import type { Period } from "../api/numbers.ts";
import { useReviews } from "../api/reviews.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { PeriodChoice } from "../numbers/period-choice.tsx";
import { SaveList } from "../numbers/save-list.tsx";
import { usDate } from "../words.ts";
import { DrawForm } from "./draw-form.tsx";
import { stateWords } from "./review-words.ts";

export function ReviewsPage() {
  const { from, to } = useSearch({ from: "/reviews" });
  const navigate = useNavigate({ from: "/reviews" });
  const period: Period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const found = useReviews(period);
  const [drawing, setDrawing] = useState(false);
  if (found.isPending) return <Waiting what="the reviews" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { today, days, manages, samples, own, accuracy } = found.data;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Coding reviews</Title>
          <Text size="sm" className="dimmed">
            {manages
              ? "Draw coded visits, look at each again, and tell the coder. Nobody reviews their own."
              : "What was found in visits that you coded, and what you were asked to review."}
          </Text>
        </div>
        {manages && (
          <Button size="xs" onClick={() => setDrawing(!drawing)} aria-expanded={drawing}>
            Draw a sample
          </Button>
        )}
      </Group>
      {manages && drawing && <DrawForm days={days} done={() => setDrawing(false)} />}
      <Accuracy
        rows={accuracy}
        manages={manages}
        period={period}
        choice={<PeriodChoice today={today} period={days} choose={(search) => void navigate({ search, replace: true })} />}
      />
      {own.length > 0 && <OwnReviews rows={own} />}
      {(manages || samples.length > 0) && <Samples rows={samples} />}
      {!manages && samples.length === 0 && own.length === 0 && (
        <div className="panel">
          <Empty title="No review yet">When somebody has reviewed a visit that you coded, it stands here and you can answer.</Empty>
        </div>
      )}
    </Stack>
  );
}

function Accuracy({
  rows,
  manages,
  period,
  choice,
}: {
  readonly rows: ReviewsView["accuracy"];
  readonly manages: boolean;
  readonly period: Period;
  readonly choice: React.ReactNode;
}) {
  const money = rows.some((row) => row.byMoney !== undefined);
  return (
    <section className="panel" aria-label="Accuracy">
      <div className="panel-head">
        <Title order={2}>Accuracy</Title>
        {choice}
        <Group ml="auto">
          {manages && rows.length > 0 && <SaveList path="/reviews/accuracy/export" body={period} name="coding-accuracy" />}
        </Group>
      </div>
      {rows.length === 0 ? (
        <Empty title="No review was closed in these days">A review counts from the day on which it is closed.</Empty>
      ) : (
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Coder</Table.Th>
              <Table.Th w="30%">By code: right ÷ (right + wrong + missed)</Table.Th>
              <Table.Th className="money">Right</Table.Th>
              <Table.Th className="money">Wrong</Table.Th>
              <Table.Th className="money">Missed</Table.Th>
              <Table.Th className="money">By visit</Table.Th>
              {money && <Table.Th className="money">By money</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.coder}>
                <Table.Th scope="row">{row.coder}</Table.Th>
                <Table.Td>
                  <Group gap={8} wrap="nowrap">
                    <div className="pay-bar review-bar" aria-hidden="true">
                      <span style={{ width: `${row.byCode ?? "0"}%` }} />
                    </div>
                    <Text size="sm" className="figure" fw={600}>
                      {row.byCode === undefined ? "n/a" : `${row.byCode} %`}
                    </Text>
                  </Group>
                </Table.Td>
                <Table.Td className="money">{row.right}</Table.Td>
                <Table.Td className="money">{row.wrong}</Table.Td>
                <Table.Td className="money">{row.missing}</Table.Td>
                <Table.Td className="money">
                  {row.byVisit === undefined ? "n/a" : `${row.byVisit} %`} of {row.reviews}
                </Table.Td>
                {money && <Table.Td className="money">{row.byMoney === undefined ? "not known" : `${row.byMoney} %`}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function Samples({ rows }: { readonly rows: ReviewsView["samples"] }) {
  return (
    <section className="panel" aria-label="Samples">
      <div className="panel-head">
        <Title order={2}>Samples</Title>
      </div>
      {rows.length === 0 ? (
        <Empty title="No sample yet">Draw one with the button above: choose a coder, the days, and how many visits.</Empty>
      ) : (
        <Table verticalSpacing={6} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Drawn</Table.Th>
              <Table.Th>Coder</Table.Th>
              <Table.Th>Visits coded</Table.Th>
              <Table.Th>How</Table.Th>
              <Table.Th>Reviewer</Table.Th>
              <Table.Th className="money">Closed</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Link className="file-link" to="/reviews/$sampleId/$position" params={{ sampleId: String(one.id), position: "1" }}>
                    {usDate(one.drawnOn)}, {one.visits} {one.visits === 1 ? "visit" : "visits"}
                  </Link>
                </Table.Td>
                <Table.Td>{one.coderName}</Table.Td>
                <Table.Td>
                  {usDate(one.from)} to {usDate(one.to)}
                </Table.Td>
                <Table.Td>
                  {one.method === "risk" ? "by risk" : "by chance"}, {one.blind ? "blind" : "beside the codes"}
                  <Text size="xs" className="dimmed">
                    seed {one.seed}, of {one.population.toLocaleString("en-US")}
                  </Text>
                </Table.Td>
                <Table.Td>{one.reviewerName}</Table.Td>
                <Table.Td className="money">
                  {one.closed} of {one.visits}
                </Table.Td>
                <Table.Td>
                  {one.disputed > 0 && (
                    <Badge variant="light" color="red" tt="none">
                      {one.disputed} disputed
                    </Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function OwnReviews({ rows }: { readonly rows: ReviewsView["own"] }) {
  return (
    <section className="panel" aria-label="Reviews of my coding">
      <div className="panel-head">
        <Title order={2}>Reviews of my coding</Title>
      </div>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Tbody>
          {rows.map((one) => (
            <Table.Tr key={`${one.sampleId} ${one.position}`}>
              <Table.Td>
                <Link
                  className="file-link"
                  to="/reviews/$sampleId/$position"
                  params={{ sampleId: String(one.sampleId), position: String(one.position) }}
                >
                  Visit of {usDate(one.visitDate)}
                </Link>
              </Table.Td>
              <Table.Td>
                <Badge variant="light" tt="none" color={stateWords[one.state].color}>
                  {one.state === "reviewed" ? "waits for your answer" : stateWords[one.state].words}
                </Badge>
              </Table.Td>
              <Table.Td>since {usDate(one.on)}</Table.Td>
              <Table.Td>{one.right !== undefined && `${one.right} right, ${one.wrong ?? 0} wrong, ${one.missing ?? 0} missed`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
