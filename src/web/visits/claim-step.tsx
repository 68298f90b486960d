/** What will be asked of the payer, and what our check says of it: held, fixed, released. */
import { Badge, Group, Stack, Table, Text, Title } from "@mantine/core";
import { FindingCard } from "../explain/finding-card.tsx";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { MemberIdPanel } from "./member-id.tsx";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function ClaimStep({ visit, command, answer }: StepProps) {
  const { claim } = visit;
  const busy = command.isPending;
  const run = (path: string) => () => command.mutate({ path });
  return (
    <Stack gap="sm">
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Claim{claim === undefined ? "" : ` ${claim.controlNumber}`}</Title>
          {claim !== undefined && (
            <Badge variant="light" tt="none">
              {claim.stateWords}
            </Badge>
          )}
          <Group ml="auto" gap="xs">
            <ActionButton
              visit={visit}
              name="prepare-claim"
              label={claim === undefined ? "Prepare the claim" : "Check again"}
              busy={busy}
              run={run("/claim")}
              primary={claim === undefined}
            />
            <ActionButton visit={visit} name="release-claim" label="Release" busy={busy} run={run("/claim/release")} />
            <ActionButton
              visit={visit}
              rare
              name="take-back-claim"
              label="Take back"
              busy={busy}
              run={run("/claim/take-back")}
              primary={false}
            />
            <ActionButton visit={visit} name="file-claim" label="File" busy={busy} run={run("/claim/file")} />
            <ActionButton visit={visit} rare name="resend-claim" label="Send again as an original" busy={busy} run={run("/claim/resend")} />
            <ActionButton
              visit={visit}
              rare
              name="replace-claim"
              label="Make the replacement (7)"
              busy={busy}
              run={run("/claim/replace")}
            />
          </Group>
        </div>
        {claim === undefined ? <NoClaim selfPay={visit.selfPay} /> : <ClaimFacts claim={claim} />}
      </div>
      <MemberIdPanel key={visit.coverage?.memberId} visit={visit} command={command} answer={answer} />
      {claim !== undefined && (
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Findings</Title>
            <Text size="sm" className="dimmed">
              {claim.findings.length === 0 ? "none" : claim.findings.length} · checked with{" "}
              <span title={claim.releases.join("\n")}>
                {claim.releases[0]} and {claim.releases.length - 1} more tables
              </span>
            </Text>
          </div>
          {claim.findings.length === 0 ? (
            <Empty title="Clean">No rule of the check has anything to say.</Empty>
          ) : (
            claim.findings.map((finding) => <FindingCard key={`${finding.code}${finding.path}`} finding={finding} />)
          )}
        </div>
      )}
    </Stack>
  );
}

function NoClaim({ selfPay }: { readonly selfPay: boolean }) {
  if (selfPay) return <Empty title="No claim for a self-pay visit">The charges went straight to the patient's account.</Empty>;
  return <Empty title="No claim yet">Save the codes, then prepare the claim: it is checked before anybody can send it.</Empty>;
}

function ClaimFacts({ claim }: { readonly claim: NonNullable<StepProps["visit"]["claim"]> }) {
  return (
    <div className="panel-body">
      <Text size="sm">
        {claim.charge === undefined ? "To" : `${usd(claim.charge)} to`} {claim.payerName}, version {claim.version}, frequency{" "}
        {claim.frequency} ({claim.frequency === "1" ? "original" : claim.frequency === "7" ? "replacement" : "void"})
      </Text>
      <Table mt="xs" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>Date</Table.Th>
            <Table.Th>What happened</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {claim.timeline.map((event) => (
            <Table.Tr key={event.sequence}>
              <Table.Td>{usDate(event.on)}</Table.Td>
              <Table.Td>
                {event.words}
                {event.detail !== undefined && <span className="dimmed"> · {event.detail}</span>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
