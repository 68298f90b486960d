/** How the payer says a claim stands: asked here, read in plain words. */
import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useAskClaimStatus, useClaimStatus } from "../api/front-desk.ts";
import { usePermission } from "../api/queries.ts";
import { usDate, usd } from "../words.ts";
import { RefusedQuestion } from "./eligibility-panel.tsx";

const colors: Readonly<Record<string, string>> = { finalized: "teal", "not-found": "red", error: "red", "waits-for-us": "orange" };

export function StatusPanel({ claimId }: { readonly claimId: number }) {
  const status = useClaimStatus(claimId, true);
  const command = useAskClaimStatus(claimId);
  const mayAsk = usePermission("claims:file") === true;
  const inquiries = status.data?.inquiries ?? [];
  return (
    <section className="panel no-print" aria-label="What the payer says of it">
      <div className="panel-head">
        <Title order={2}>What the payer says of it</Title>
        {mayAsk && (
          <Button size="compact-xs" variant="default" ml="auto" loading={command.isPending} onClick={() => command.mutate()}>
            Ask the payer (276)
          </Button>
        )}
      </div>
      <Stack className="panel-body" gap="sm">
        {inquiries.length === 0 && (
          <Text size="sm" className="dimmed">
            Nobody has asked. A claim that is silent past its usual time is worth a question.
          </Text>
        )}
        {inquiries.map(({ id, askedOn, askedBy, summary, state, refusedOn, refusal }) => (
          <Stack key={id} gap={4}>
            <Group gap="sm">
              <Badge variant="light" color={state === "refused" ? "red" : (colors[summary?.state ?? ""] ?? "gray")} tt="none">
                {state === "refused"
                  ? "the payer refused the file"
                  : summary === undefined
                    ? "no answer yet"
                    : summary.state.replaceAll("-", " ")}
              </Badge>
              <Text size="sm" className="dimmed">
                asked on {usDate(askedOn)} by {askedBy}
                {summary?.payerControlNumber === undefined ? "" : `; payer's number ${summary.payerControlNumber}`}
              </Text>
            </Group>
            {refusal !== undefined && <RefusedQuestion on={refusedOn ?? askedOn} words={refusal} />}
            {summary !== undefined && (
              <Text size="sm">
                {summary.words.join("; ")}
                {summary.paid === undefined ? "" : `; paid ${usd(summary.paid)}`}
                {summary.paidOn === undefined ? "" : ` on ${usDate(summary.paidOn)}`}
                {summary.trace === undefined ? "" : ` by ${summary.trace}`}. {summary.next}
              </Text>
            )}
            {summary?.lines.map((line) => (
              <Text size="xs" className="dimmed" key={`${line.procedure} ${line.words}`}>
                {line.procedure}: {line.words}
                {line.paid === undefined ? "" : `, paid ${usd(line.paid)}`}
              </Text>
            ))}
          </Stack>
        ))}
      </Stack>
    </section>
  );
}
