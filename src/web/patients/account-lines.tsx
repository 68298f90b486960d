/** The account like a bank statement: what happened on which day, and the balance after it. A line opens to where it comes from. */
import { Group, SegmentedControl, Table, Text, Title, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AccountPage as Account } from "../../http/contract/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Line = Account["lines"][number];

const figures: readonly { readonly head: string; readonly of: (line: Line) => number }[] = [
  { head: "Charge", of: (line) => line.charge },
  { head: "Insurance paid", of: (line) => line.insurancePaid },
  { head: "Taken off", of: (line) => line.adjusted },
  { head: "Patient paid", of: (line) => line.patientPaid },
];

export function AccountLines({ account }: { readonly account: Account }) {
  const [order, setOrder] = useState("new");
  const [open, setOpen] = useState<number | undefined>(undefined);
  if (account.lines.length === 0)
    return (
      <div className="panel">
        <Empty title="Nothing on this account yet">A line stands here once a claim is made, or a self-pay visit is coded.</Empty>
      </div>
    );
  const lines = order === "new" ? [...account.lines].reverse() : account.lines;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Account</Title>
        <Text size="xs" className="dimmed">
          the balance is what insurance and patient owe together
        </Text>
        <SegmentedControl
          size="xs"
          ml="auto"
          aria-label="Order"
          value={order}
          onChange={setOrder}
          data={[
            { value: "new", label: "Newest first" },
            { value: "old", label: "Oldest first" },
          ]}
        />
      </div>
      <Table.ScrollContainer minWidth={980}>
        <Table verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={100}>Date</Table.Th>
              <Table.Th>What happened</Table.Th>
              {figures.map(({ head }) => (
                <Table.Th className="money" key={head}>
                  {head}
                </Table.Th>
              ))}
              <Table.Th className="money">Balance</Table.Th>
              <Table.Th className="money">of it the patient’s</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <LineRow
                key={line.number}
                line={line}
                open={open === line.number}
                toggle={() => setOpen(open === line.number ? undefined : line.number)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

function LineRow({ line, open, toggle }: { readonly line: Line; readonly open: boolean; readonly toggle: () => void }) {
  return (
    <Table.Tr data-cursor={open}>
      <Table.Td className="figure" valign="top">
        {usDate(line.on)}
      </Table.Td>
      <Table.Td>
        <UnstyledButton onClick={toggle} aria-expanded={open} className="account-line">
          {line.words}
        </UnstyledButton>
        {line.details.map((detail) => (
          <Text key={detail} size="xs" className="dimmed">
            {detail}
          </Text>
        ))}
        {open && <Origins line={line} />}
      </Table.Td>
      {figures.map(({ head, of }) => (
        <Table.Td className="money" key={head} valign="top">
          {of(line) === 0 ? "" : usd(of(line))}
        </Table.Td>
      ))}
      <Table.Td className="money" valign="top" fw={600}>
        {usd(line.balance)}
      </Table.Td>
      <Table.Td className="money" valign="top">
        {usd(line.patientBalance)}
      </Table.Td>
    </Table.Tr>
  );
}

/** The ways to what stands behind a line. */
function Origins({ line }: { readonly line: Line }) {
  const mayReadBooks = usePermission("books:read") === true;
  return (
    <Group gap="md" mt={4}>
      {line.visitId !== undefined && (
        <Link to="/visits/$visitId" params={{ visitId: String(line.visitId) }} search={{ step: "money" }} className="file-link origin">
          Visit of {usDate(line.serviceDate ?? line.on)}
        </Link>
      )}
      {line.claimId !== undefined && (
        <Link to="/claims/$claimId" params={{ claimId: String(line.claimId) }} className="file-link origin">
          Claim
        </Link>
      )}
      {line.remittanceId !== undefined && mayReadBooks && (
        <Link to="/remittances/$remittanceId" params={{ remittanceId: String(line.remittanceId) }} className="file-link origin">
          Remittance
        </Link>
      )}
      {mayReadBooks && (
        <Link
          to="/books"
          search={{ tab: "journal", month: line.on.slice(0, 7), day: line.on, entry: line.entryId }}
          className="file-link origin"
        >
          Entry {line.entryId} of the books
        </Link>
      )}
    </Group>
  );
}
