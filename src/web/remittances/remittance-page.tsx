/** One payment of a payer: that it adds up, its claims line by line, what was posted, what waits and why. */
import { Alert, Anchor, Badge, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { counted } from "../../core/kernel/counted.ts";
import type { RemittancePageView } from "../../http/contract/remittances.ts";
import { usePermission, useSession } from "../api/queries.ts";
import { useDepositMark, useRemittance } from "../api/remittances.ts";
import { Entries } from "../claims/claim-money.tsx";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { StandingBadge } from "./standing-badge.tsx";

export function RemittancePage() {
  const { remittanceId } = useParams({ from: "/remittances/$remittanceId" });
  const remittance = useRemittance(Number(remittanceId));
  if (remittance.isPending) return <Waiting what="the payment" />;
  if (remittance.isError) return <Failed error={remittance.error} retry={remittance.refetch} />;
  return <Page remittance={remittance.data} />;
}

interface Props {
  readonly remittance: RemittancePageView;
}

function Page({ remittance }: Props) {
  const navigate = useNavigate();
  const readsFiles = usePermission("files:read") === true;
  const openFile = (): void =>
    void navigate({ to: "/files/$direction/$fileId", params: { direction: "in", fileId: String(remittance.fileId) } });
  useKeys({
    u: { does: "back to all payments", act: () => void navigate({ to: "/remittances" }) },
    ...(readsFiles ? { f: { does: "open the file that brought it", act: openFile } } : {}),
  });
  // That it does not add up is told above; the exception that it became says the same once more.
  const { off } = remittance;
  const saysOff = ({ words }: { readonly words: string }): boolean => off !== undefined && words.startsWith(off);
  const stillOff = remittance.waits.some((one) => one.open && saysOff(one));
  const waits = remittance.waits.filter((one) => one.open && !saysOff(one));
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={1}>
            {usd(remittance.amount)} from {remittance.payerName}
          </Title>
          <Text size="sm">
            {remittance.method} <span className="mono">{remittance.trace}</span>
            {remittance.paidOn === undefined ? "" : ` · ${usDate(remittance.paidOn)}`} · {counted(remittance.claimCount, "claim")}
            {readsFiles && (
              <>
                {" · "}
                <Anchor component={Link} to={`/files/in/${remittance.fileId}`} size="sm" underline="always" className="file-link">
                  the file
                </Anchor>
              </>
            )}
          </Text>
        </div>
        <StandingBadge standing={remittance.standing} words={remittance.standingWords} />
      </Group>
      {off !== undefined && (
        <Alert color="red" title="It does not add up, so nothing of it was posted">
          <Text size="sm">{off}</Text>
          {readsFiles && stillOff && (
            <Text size="sm">
              Ask the payer for a corrected 835. It stands among the{" "}
              <Anchor component={Link} to="/files" inherit underline="always" c="inherit">
                exceptions
              </Anchor>{" "}
              until somebody says what became of it.
            </Text>
          )}
          {!stillOff && remittance.waits.some(saysOff) && <Text size="sm">A person has decided about it.</Text>}
        </Alert>
      )}
      {waits.length > 0 && (
        <Alert color="orange" title={`${counted(waits.length, "thing")} of it ${waits.length === 1 ? "waits" : "wait"} for a person`}>
          {waits.map((one) => (
            <Text size="sm" key={one.words}>
              {one.words}
            </Text>
          ))}
        </Alert>
      )}
      <div className="remittance-top">
        <Proof remittance={remittance} />
        <Deposit key={remittance.deposit?.on} remittance={remittance} />
      </div>
      <Claims remittance={remittance} />
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>What was posted</Title>
        </div>
        <Entries
          entries={remittance.entries}
          none={
            remittance.standing === "posted"
              ? "Nothing was posted: no money came, and nothing was taken off."
              : "Nothing of this payment is in the books yet."
          }
        />
      </div>
    </Stack>
  );
}

function Proof({ remittance: { proof, providerAdjustments } }: Props) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Proof</Title>
        <Badge variant="light" color={proof.by === 0 ? "teal" : "red"} tt="none" ml="auto">
          {proof.by === 0 ? "adds up" : `off by ${usd(proof.by)}`}
        </Badge>
      </div>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td>Paid on the claims (CLP04)</Table.Td>
            <Table.Td className="money">{usd(proof.claims)}</Table.Td>
          </Table.Tr>
          {providerAdjustments.map((one) => (
            <Table.Tr key={`${one.reason}${one.reference}${one.amount}`}>
              <Table.Td>
                {one.amount > 0 ? "less" : "plus"} <span className="mono">{one.reason}</span> {one.words}
                {one.reference === "" ? "" : `, ${one.reference}`} (PLB)
              </Table.Td>
              <Table.Td className="money">{usd(-one.amount)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>
              <b>is what the payment says (BPR02)</b>
            </Table.Td>
            <Table.Td className="money">
              <b>{usd(proof.amount)}</b>
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Deposit({ remittance }: Props) {
  const mark = useDepositMark(remittance.id);
  const mayMark = usePermission("money:adjust") === true;
  const today = useSession().data?.today ?? "";
  const [day, setDay] = useState(remittance.deposit?.on ?? "");
  const { deposit, amount } = remittance;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>At the bank</Title>
      </div>
      <div className="panel-body">
        <Text size="sm" mb="xs">
          {amount === 0
            ? "No money comes with this payment."
            : deposit === undefined
              ? "Not found on the bank's statement yet."
              : `Found on ${usDate(deposit.on)}, marked by ${deposit.by}.`}
        </Text>
        {mayMark && amount !== 0 && (
          <Group gap="xs">
            <TextInput
              size="xs"
              type="date"
              aria-label="Day at the bank"
              max={today}
              value={day === "" ? (remittance.paidOn ?? today) : day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            <Button
              size="xs"
              variant={deposit === undefined ? "filled" : "default"}
              loading={mark.isPending}
              onClick={() => mark.mutate(day === "" ? (remittance.paidOn ?? today) : day)}
            >
              {deposit === undefined ? "Mark as deposited" : "Change the day"}
            </Button>
            {deposit !== undefined && (
              <Button size="xs" variant="subtle" loading={mark.isPending} onClick={() => mark.mutate(undefined)}>
                Take the mark back
              </Button>
            )}
          </Group>
        )}
      </div>
    </div>
  );
}

function Claims({ remittance: { claims, claimCount } }: Props) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Claims</Title>
        {claimCount > claims.length && (
          <Text size="sm" className="dimmed">
            the first {claims.length} of {claimCount}
          </Text>
        )}
      </div>
      {claims.map((claim) => (
        <Claim key={`${claim.controlNumber}${claim.payerControlNumber}${claim.statusWords}`} claim={claim} alone={claims.length <= 3} />
      ))}
    </div>
  );
}

interface ClaimProps {
  readonly claim: RemittancePageView["claims"][number];
  readonly alone: boolean;
}

function Claim({ claim, alone }: ClaimProps) {
  return (
    <details className="finding" open={alone || claim.state === "held"}>
      <summary>
        <b>{claim.patientName}</b> <span className="mono">{claim.controlNumber}</span> charged {usd(claim.charge)}, paid {usd(claim.paid)},
        patient {usd(claim.patientShare)}{" "}
        <span className="dimmed">
          · {claim.statusWords} · {claim.stateWords}
        </span>
      </summary>
      {claim.claimId !== undefined && (
        <Anchor component={Link} to={`/claims/${claim.claimId}`} size="sm" className="file-link">
          Open the claim
        </Anchor>
      )}
      <Table verticalSpacing={4} mt={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Service</Table.Th>
            <Table.Th className="money">Charged</Table.Th>
            <Table.Th className="money">Allowed</Table.Th>
            <Table.Th className="money">Paid</Table.Th>
            <Table.Th>Why not all of it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {claim.adjustments.length > 0 && (
            <Table.Tr>
              <Table.Td colSpan={4}>the whole claim</Table.Td>
              <Table.Td>
                <Reasons line={{ adjustments: claim.adjustments, remarks: [] }} />
              </Table.Td>
            </Table.Tr>
          )}
          {claim.lines.map((line) => (
            <Table.Tr key={line.number} style={{ verticalAlign: "top" }}>
              <Table.Td className="mono">{[line.procedure, ...line.modifiers].join("-")}</Table.Td>
              <Table.Td className="money">{usd(line.charge)}</Table.Td>
              <Table.Td className="money">{line.allowed === undefined ? "" : usd(line.allowed)}</Table.Td>
              <Table.Td className="money">{usd(line.paid)}</Table.Td>
              <Table.Td>
                <Reasons line={line} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

type Line = RemittancePageView["claims"][number]["lines"][number];

function Reasons({ line }: { readonly line: Pick<Line, "adjustments" | "remarks"> }) {
  return (
    <>
      {line.adjustments.map((one) => (
        <Text size="sm" key={`${one.group}${one.reason}${one.amount}`}>
          <b className="mono">
            {one.group}-{one.reason}
          </b>{" "}
          <b>{usd(one.amount)}</b> {one.reasonWords}. <span className="dimmed">{one.effectWords}</span>
        </Text>
      ))}
      {line.remarks.map((remark) => (
        <Text size="xs" key={remark.code}>
          <span className="mono">{remark.code}</span> {remark.words}
        </Text>
      ))}
    </>
  );
}
