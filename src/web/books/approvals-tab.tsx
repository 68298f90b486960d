/** Write-offs and refunds above the limit: what waits for a second person, and what was decided. */
import { Badge, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useBooksCommand, useRequests } from "../api/books.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { LimitsPanel } from "./limits-panel.tsx";

type Requests = NonNullable<ReturnType<typeof useRequests>["data"]>;

export function ApprovalsTab() {
  const requests = useRequests();
  if (requests.isPending) return <Waiting what="the requests" />;
  if (requests.isError) return <Failed error={requests.error} retry={requests.refetch} />;
  const { waiting, decided } = requests.data;
  return (
    <Stack gap="md">
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Waiting for a second person</Title>
          <Text size="xs" className="dimmed">
            write-offs, courtesy adjustments and refunds above the practice’s limit
          </Text>
        </div>
        {waiting.length === 0 ? (
          <Empty title="Nothing waits">What is asked above the limit stands here until somebody else approves or declines it.</Empty>
        ) : (
          waiting.map((one) => <WaitingRequest key={one.id} request={one} />)
        )}
      </div>
      <LimitsPanel />
      <Decided decided={decided} />
    </Stack>
  );
}

function WaitingRequest({ request }: { readonly request: Requests["waiting"][number] }) {
  const command = useBooksCommand("asked");
  const mayApprove = usePermission("money:approve") === true;
  const [reason, setReason] = useState("");
  const decide = (decision: "approve" | "decline") =>
    command.mutate({ path: `/requests/${request.id}/decision`, body: { decision, reason } });
  return (
    <div className="finding">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text size="sm">
            <b className="figure">{usd(request.amount)}</b> {request.words}
            {request.patient !== undefined && (
              <>
                ,{" "}
                <Link
                  to="/patients/$patientId"
                  params={{ patientId: String(request.patient.id) }}
                  search={{ tab: "books" }}
                  className="file-link"
                >
                  {request.patient.name}
                </Link>
              </>
            )}
          </Text>
          <Text size="sm">“{request.reason}”</Text>
          <Text size="xs" className="dimmed">
            asked by {request.askedBy} on {usDate(request.askedOn)}; the limit is {usd(request.limit)}
          </Text>
        </div>
        {request.mine ? (
          <Button
            size="xs"
            variant="default"
            loading={command.isPending}
            onClick={() => command.mutate({ path: `/requests/${request.id}/withdrawal`, body: {} })}
          >
            Take it back
          </Button>
        ) : (
          mayApprove && (
            <Group gap="xs" wrap="nowrap">
              <TextInput
                size="xs"
                w={220}
                aria-label={`Why, for ${request.words}`}
                placeholder="Why (needed to decline)"
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={300}
              />
              <Button
                size="xs"
                variant="default"
                disabled={reason.trim() === ""}
                loading={command.isPending}
                onClick={() => decide("decline")}
              >
                Decline
              </Button>
              <Button size="xs" loading={command.isPending} onClick={() => decide("approve")}>
                Approve
              </Button>
            </Group>
          )
        )}
      </Group>
    </div>
  );
}

const stateColors = { waiting: "orange", posted: "gray", approved: "teal", declined: "red", withdrawn: "gray" } as const;

function Decided({ decided }: { readonly decided: Requests["decided"] }) {
  if (decided.length === 0) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Lately</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {decided.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td w={100}>{usDate(one.decidedOn ?? one.askedOn)}</Table.Td>
              <Table.Td>
                {one.words}
                {one.patient === undefined ? "" : `, ${one.patient.name}`}
                <Text size="xs" className="dimmed">
                  asked by {one.askedBy}: {one.reason}
                  {one.decidedBy === undefined
                    ? ""
                    : `; decided by ${one.decidedBy}${one.decision === undefined ? "" : `: ${one.decision}`}`}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge variant="light" tt="none" color={stateColors[one.state]}>
                  {one.state === "posted" ? "within the limit" : one.state}
                </Badge>
              </Table.Td>
              <Table.Td>{one.refund && <RefundPaid request={one} />}</Table.Td>
              <Table.Td className="money">{usd(one.amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function RefundPaid({ request }: { readonly request: Requests["decided"][number] }) {
  const command = useBooksCommand("done");
  const mayRefund = usePermission("money:refund") === true;
  const [reference, setReference] = useState("");
  if (request.paidOn !== undefined)
    return (
      <Text size="xs">
        paid {usDate(request.paidOn)}, {request.paidReference}
      </Text>
    );
  if (!mayRefund || (request.state !== "posted" && request.state !== "approved")) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        size="xs"
        w={150}
        aria-label="Number of the check or transfer"
        placeholder="Check or transfer no."
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        maxLength={60}
      />
      <Button
        size="xs"
        variant="default"
        disabled={reference.trim() === ""}
        loading={command.isPending}
        onClick={() => command.mutate({ path: `/requests/${request.id}/paid`, body: { reference } })}
      >
        Paid
      </Button>
    </Group>
  );
}
