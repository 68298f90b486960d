/** The file of the practice's own people: what each holds and until when, and how much continuing education there is for it. */
import { Badge, Button, Group, Progress, Select, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { StaffPerson, StaffView } from "../../http/contract/staff.ts";
import { useStaff, useStaffChange, useStaffHistory } from "../api/staff.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { SaveList } from "../numbers/save-list.tsx";
import { usDate } from "../words.ts";
import { dueColor, dueWords, Reminders } from "./reminders.tsx";
import { CredentialForm, EducationForm } from "./staff-forms.tsx";

const kindWords: Readonly<Record<Held["kind"], string>> = {
  credential: "credential",
  licence: "license",
  dea: "DEA registration",
  enrolment: "payer enrolment",
  other: "other",
};

type Held = StaffPerson["credentials"][number];

export function StaffTab() {
  const found = useStaff();
  const [shown, setShown] = useState<string | null>(null);
  if (found.isPending) return <Waiting what="the file" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { people, manages } = found.data;
  const person = people.find((one) => String(one.id) === shown) ?? people[0];
  return (
    <Stack gap="md">
      {manages && (
        <Group gap="md" align="flex-end">
          <Select
            size="xs"
            w={280}
            label="Person"
            allowDeselect={false}
            value={person === undefined ? null : String(person.id)}
            onChange={setShown}
            data={people.map(({ id, name, self, credentials }) => ({
              value: String(id),
              label: `${name}${self ? " (you)" : ""}${credentials.length === 0 ? ", nothing on file" : ""}`,
            }))}
          />
          <SaveList path="/staff/export" body={{}} name="staff-credentials" />
        </Group>
      )}
      {manages && <Reminders />}
      {person === undefined ? (
        <div className="panel">
          <Empty title="Nobody is on file">Sign in as a person to keep your credentials here.</Empty>
        </div>
      ) : (
        <Person key={person.id} person={person} file={found.data} />
      )}
    </Stack>
  );
}

function Person({ person, file }: { readonly person: StaffPerson; readonly file: StaffView }) {
  const [open, setOpen] = useState<"credential" | "education" | Held | undefined>();
  const change = useStaffChange();
  const close = (): void => setOpen(undefined);
  const replaced = typeof open === "object" ? open : undefined;
  return (
    <div className="staff">
      <section className="panel" aria-label="Credentials on file">
        <div className="panel-head">
          <Title order={2}>{person.self ? "My credentials" : person.name}</Title>
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setOpen("credential")}>
            Add a credential
          </Button>
        </div>
        {(open === "credential" || replaced !== undefined) && (
          <CredentialForm key={replaced?.id ?? 0} personId={person.id} terms={file.terms} replaced={replaced} close={close} />
        )}
        {person.credentials.length === 0 ? (
          <Empty title="No credential on file">
            Add what is held: a credential of the guide, a license, a DEA registration or a payer's enrolment, with the day until which it
            holds.
          </Empty>
        ) : (
          <Table verticalSpacing={7}>
            <Table.Tbody>
              {person.credentials.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {one.title}
                    </Text>
                    <Text size="xs" className="dimmed">
                      {[kindWords[one.kind], one.issuer, one.number === "" ? "" : `no. ${one.number}`, one.note]
                        .filter((part) => part !== "")
                        .join(", ")}
                    </Text>
                    {one.meter !== undefined && <Meter meter={one.meter} />}
                  </Table.Td>
                  <Table.Td w={210}>
                    <Text size="sm">
                      {one.since === undefined ? "" : `since ${usDate(one.since)}`}
                      {one.renewsOn === undefined ? "" : ` until ${usDate(one.renewsOn)}`}
                    </Text>
                    {one.stage !== undefined && (
                      <Badge variant="light" tt="none" color={dueColor(one.stage)}>
                        {dueWords({ daysLeft: one.daysLeft ?? 0, stage: one.stage })}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td w={170}>
                    <Group gap={6} justify="flex-end">
                      <Button size="compact-xs" variant="default" onClick={() => setOpen(one)}>
                        Renew or change
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        color="gray"
                        onClick={() => change.mutate({ path: `/credentials/${one.id}/end`, body: { why: "taken out" } })}
                      >
                        Take out
                      </Button>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <History personId={person.id} />
      </section>
      <section className="panel" aria-label="Continuing education">
        <div className="panel-head">
          <Title order={2}>Continuing education</Title>
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setOpen("education")}>
            Add education
          </Button>
        </div>
        {open === "education" && <EducationForm personId={person.id} today={file.today} close={close} />}
        {person.education.length === 0 ? (
          <Empty title="No education on file">
            Each course, webinar or meeting with its day, its units, and where its certificate lies.
          </Empty>
        ) : (
          <Table verticalSpacing={5}>
            <Table.Tbody>
              {person.education.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td w={100}>{usDate(one.on)}</Table.Td>
                  <Table.Td>
                    <Text size="sm">{one.title}</Text>
                    <Text size="xs" className="dimmed">
                      {[one.category, one.evidence].filter((part) => part !== "").join(", ")}
                    </Text>
                  </Table.Td>
                  <Table.Td className="money" w={60}>
                    {one.units}
                  </Table.Td>
                  <Table.Td w={90}>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      color="gray"
                      onClick={() => change.mutate({ path: `/education/${one.id}/take-back` })}
                    >
                      Take back
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
    </div>
  );
}

function Meter({ meter: { from, to, needed, earned, entries, enough } }: { readonly meter: NonNullable<Held["meter"]> }) {
  const part = Math.min(100, (Number(earned) / Number(needed)) * 100);
  return (
    <div className="staff-meter">
      <Progress value={part} size="sm" color={enough ? "teal" : "petrol"} aria-label={`${earned} of ${needed} units`} />
      <Text size="xs">
        {earned} of {needed} units from {entries} {entries === 1 ? "entry" : "entries"}, {usDate(from)} to {usDate(to)}
      </Text>
    </div>
  );
}

/** Every row as it was kept, the newest first. */
function History({ personId }: { readonly personId: number }) {
  const [open, setOpen] = useState(false);
  const found = useStaffHistory(personId, open);
  return (
    <div className="panel-body">
      <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={open} onClick={() => setOpen(!open)}>
        What was on file before
      </Button>
      {open && (
        <ol className="story">
          {(found.data?.rows ?? []).map((row) => (
            <li key={row.id}>
              {usDate(row.recordedOn)}, {row.recordedBy}:{" "}
              {row.ended ? "took out " : row.replacesId === undefined ? "added " : "changed to "}
              {row.title}
              {row.renewsOn === undefined ? "" : ` until ${usDate(row.renewsOn)}`}
              {row.number === "" ? "" : `, no. ${row.number}`}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
