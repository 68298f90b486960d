/** What came back: acknowledgements first, then the decision, line by line, each code in words. */
import { Badge, Group, Stack, Table, Text, Title } from "@mantine/core";
import { CorrectionPanel } from "../denials/correction-panel.tsx";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { DenialPanel } from "./denial-panel.tsx";
import { SegmentList } from "./segment-list.tsx";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function AnswerStep({ visit, command, answer }: StepProps) {
  return (
    <Stack gap="sm">
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>What the payer answered</Title>
          <Group ml="auto">
            <ActionButton
              visit={visit}
              name="let-payer-answer"
              label="Let the payer answer"
              hint="The practice’s days go by until this claim has an answer. What the payers send for other claims on these days is worked too."
              busy={answer.isPending}
              run={() => answer.mutate(visit.id)}
            />
          </Group>
        </div>
        {visit.selfPay ? (
          <Empty title="No payer is asked">A self-pay visit is billed to the patient alone; see the statement.</Empty>
        ) : visit.answers.length === 0 && visit.remittances.length === 0 ? (
          <Empty title="Nothing has come back yet">
            Nothing counts as sent before the payer acknowledges it. The simulator answers when you let it: first TA1, 999 and 277CA, then
            the remittance.
          </Empty>
        ) : (
          visit.answers.map((one) => (
            <details className="finding" key={one.fileId}>
              <summary>
                <Badge variant="light" tt="none" mr="sm">
                  {one.kind}
                </Badge>
                {one.words} <span className="dimmed">· {usDate(one.receivedOn)}</span> <span className="mono dimmed">{one.fileName}</span>
              </summary>
              <SegmentList segments={one.segments} />
            </details>
          ))
        )}
      </div>
      {visit.payers.length > 1 && <PayersPanel payers={visit.payers} />}
      {visit.claim !== undefined && <CorrectionPanel visitId={visit.id} />}
      {visit.remittances.map((remittance) => (
        <Decision key={`${remittance.id}${remittance.payerControlNumber}${remittance.status}`} remittance={remittance} />
      ))}
      {visit.denials.length > 0 && <DenialPanel visit={visit} command={command} answer={answer} />}
    </Stack>
  );
}

const rankWords = ["", "first", "second", "third"];

function PayersPanel({ payers }: { readonly payers: StepProps["visit"]["payers"] }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Who is asked</Title>
      </div>
      <div className="panel-body">
        {payers.map((one) => (
          <Text size="sm" key={one.rank} component="div">
            <span className="dimmed">{rankWords[one.rank]}</span> <b>{one.payerName}</b>: {one.stateWords} since {usDate(one.since)}{" "}
            <span className="mono dimmed">{one.controlNumber}</span>
            {one.asked && (
              <Badge variant="light" tt="none" ml="xs">
                asked now
              </Badge>
            )}
          </Text>
        ))}
      </div>
    </div>
  );
}

/** What the payer decided, line by line, with its proof. */
export function Decision({ remittance }: { readonly remittance: StepProps["visit"]["remittances"][number] }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>{remittance.payerName}</Title>
        <Text size="sm">
          payment {usd(remittance.paymentAmount)}, trace {remittance.trace}
          {remittance.paidOn === undefined ? "" : `, ${usDate(remittance.paidOn)}`}
        </Text>
        <Badge variant="light" tt="none" ml="auto">
          {remittance.statusWords}
        </Badge>
      </div>
      <Table verticalSpacing={5}>
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
          {remittance.lines.map((line) => (
            <Table.Tr key={line.number} style={{ verticalAlign: "top" }}>
              <Table.Td className="mono">{[line.procedure, ...line.modifiers].join("-")}</Table.Td>
              <Table.Td className="money">{usd(line.charge)}</Table.Td>
              <Table.Td className="money">{line.allowed === undefined ? "" : usd(line.allowed)}</Table.Td>
              <Table.Td className="money">{usd(line.paid)}</Table.Td>
              <Table.Td>
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
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div className="panel-body">
        <Text size="xs" fw={600}>
          Proof
        </Text>
        {remittance.proof.map((row) => (
          <Text size="xs" key={row.level + row.words}>
            {row.balanced ? "✓" : "✗"} {row.level}: {row.words}
          </Text>
        ))}
      </div>
    </div>
  );
}
