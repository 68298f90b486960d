/** The log of calls and letters of one patient: what was said and promised, and what is still to come back to. */
import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { ContactView } from "../../http/contract/patient-billing.ts";
import { usePatientPart } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { instantWords, usDate, usd } from "../words.ts";
import { LogContact } from "./log-contact.tsx";

const partyWords = { patient: "the patient", guarantor: "the guarantor", payer: "a payer", other: "somebody else" } as const;
const wayWords = { phone: "telephone", "in-person": "in person", mail: "mail", portal: "portal", fax: "fax" } as const;

export function CallsTab({ patientId }: { readonly patientId: number }) {
  const contacts = usePatientPart(patientId, "contacts");
  const mayLog = usePermission("contacts:write") === true;
  const [closes, setCloses] = useState<ContactView | undefined>(undefined);
  if (contacts.isPending) return <Waiting what="the log" />;
  if (contacts.isError) return <Failed error={contacts.error} retry={contacts.refetch} />;
  const { today } = contacts.data;
  return (
    <Stack gap="sm">
      {mayLog && <LogContact key={closes?.id ?? 0} patientId={patientId} proved={[]} closes={closes} logged={() => setCloses(undefined)} />}
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Calls and letters</Title>
        </div>
        {contacts.data.contacts.length === 0 ? (
          <Empty title="Nothing logged yet">
            Each call with the patient or a payer is written down here: who, what was said, what was promised.
          </Empty>
        ) : (
          contacts.data.contacts.map((one) => (
            <Contact key={one.id} contact={one} today={today}>
              {mayLog && isOpen(one) && (
                <Button size="compact-xs" variant="default" onClick={() => setCloses(one)}>
                  Settle it with a call
                </Button>
              )}
            </Contact>
          ))
        )}
      </div>
    </Stack>
  );
}

function isOpen({ nextOn, closedBy }: ContactView): boolean {
  return nextOn !== undefined && closedBy === undefined;
}

interface ContactProps {
  readonly contact: ContactView;
  readonly today: string;
  readonly children?: ReactNode;
}

export function Contact({ contact, today, children }: ContactProps) {
  const { party, who, direction, way, words, reference, promised, promisedAmount, nextOn, visit, claimId, verified, by, on, at } = contact;
  return (
    <div className="job">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {direction === "in" ? "From" : "To"} {who} ({partyWords[party]}), {wayWords[way]}
        </Text>
        {verified && (
          <Badge variant="light" color="teal" tt="none">
            verified
          </Badge>
        )}
        {nextOn !== undefined && (
          <Badge variant="light" color={isOpen(contact) ? (nextOn <= today ? "red" : "orange") : "gray"} tt="none">
            {isOpen(contact) ? `come back on ${usDate(nextOn)}` : "settled"}
          </Badge>
        )}
        <Text size="xs" className="dimmed" ml="auto" title={instantWords(at)}>
          {usDate(on)}, {by}
        </Text>
      </Group>
      <Text size="sm">{words}</Text>
      <Group gap="md">
        {promised !== undefined && (
          <Text size="xs" className="dimmed">
            Promised: {promised}
            {promisedAmount === undefined ? "" : `, ${usd(promisedAmount)}`}
          </Text>
        )}
        {reference !== undefined && (
          <Text size="xs" className="dimmed">
            Reference {reference}
          </Text>
        )}
        {visit !== undefined && (
          <Link to="/visits/$visitId" params={{ visitId: String(visit.id) }} className="file-link origin">
            Visit of {usDate(visit.date)}
          </Link>
        )}
        {claimId !== undefined && (
          <Link to="/claims/$claimId" params={{ claimId: String(claimId) }} className="file-link origin">
            Claim
          </Link>
        )}
        {children}
      </Group>
    </div>
  );
}
