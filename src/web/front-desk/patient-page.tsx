/** A patient's registration: read and changed here, with the visits, what it was before, and records of the same person. */
import { Alert, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { z } from "zod";
import type { CheckedBody } from "../../http/contract/front-desk.ts";
import { useChoices, useDeskCommand, useFoundPatients, useRegistration, useRegistrationCheck } from "../api/front-desk.ts";
import { useUnmerge } from "../api/patient-merges.ts";
import { usePermission } from "../api/queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { CheckWords } from "./check-words.tsx";
import { EligibilityPanel } from "./eligibility-panel.tsx";
import { AppointmentForm } from "./find-patient.tsx";
import { draftOf, registrationOf } from "./registration-draft.ts";
import { RegistrationForm } from "./registration-form.tsx";

export function RegistrationPage() {
  const { patientId } = useParams({ from: "/front-desk/patients/$patientId" });
  const registration = useRegistration(Number(patientId));
  const navigate = useNavigate({ from: "/front-desk/patients/$patientId" });
  // A record that was merged leads to the one that stands for it.
  const standing = registration.data?.patient.id;
  useEffect(() => {
    if (standing !== undefined && standing !== Number(patientId)) void navigate({ params: { patientId: String(standing) }, replace: true });
  }, [standing, patientId, navigate]);
  if (registration.isPending) return <Waiting what="the registration" />;
  if (registration.isError) return <Failed error={registration.error} retry={registration.refetch} />;
  const { patient, coverages } = registration.data;
  // After a save the form begins anew from what was saved; a look that finds the same leaves what is being written.
  return <Registered key={JSON.stringify([patient, coverages])} view={registration.data} />;
}

export type RegistrationData = NonNullable<ReturnType<typeof useRegistration>["data"]>;

function Registered({ view }: { readonly view: RegistrationData }) {
  const { patient, coverages } = view;
  const before = draftOf({ ...patient, coverages });
  const [draft, setDraft] = useState(before);
  const [said, setSaid] = useState<CheckedBody | undefined>(undefined);
  const maySeeMoney = usePermission("money:read") === true;
  const [scheduling, setScheduling] = useState(false);
  const today = useChoices().data?.today ?? "";
  const check = useRegistrationCheck();
  const command = useDeskCommand(z.object({}));
  const registration = registrationOf(draft);
  const changed = JSON.stringify(registration) !== JSON.stringify(registrationOf(before));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (registration === undefined) return;
    check.mutate(
      { registration, exceptId: patient.id },
      {
        onSuccess: (answer) => {
          setSaid(answer);
          if (!answer.findings.some((one) => one.severity === "error"))
            command.mutate({ method: "PUT", path: `/patients/${patient.id}`, body: registration });
        },
      },
    );
  };
  const name = { id: patient.id, name: `${patient.name.last}, ${patient.name.first}` };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{name.name}</Title>
          <Text size="sm" className="dimmed">
            account {patient.accountNumber}, born {usDate(patient.birthDate)}.{" "}
            {maySeeMoney && (
              <Link to="/patients/$patientId" params={{ patientId: String(patient.id) }} search={{}} className="file-link">
                The account
              </Link>
            )}{" "}
            <Link to="/front-desk" className="file-link">
              Back to the day
            </Link>
          </Text>
        </div>
        <Group gap="xs">
          <Button size="sm" variant="default" onClick={() => setScheduling(!scheduling)}>
            Put a visit in
          </Button>
          <Button size="sm" type="submit" form="registration" disabled={!changed} loading={check.isPending || command.isPending}>
            Save the change
          </Button>
        </Group>
      </Group>
      <CheckWords findings={(said?.findings ?? view.findings).filter((one) => one.severity !== "note")} />
      {scheduling && (
        <section className="panel panel-body" aria-label="Put a visit in the calendar">
          <AppointmentForm who={name} day={today} close={() => setScheduling(false)} />
        </section>
      )}
      <form id="registration" onSubmit={save}>
        <RegistrationForm draft={draft} change={setDraft} findings={said?.findings ?? []} />
      </form>
      <EligibilityPanel patientId={patient.id} />
      <Visits view={view} />
      <Merged view={view} />
      <Same view={view} />
      <Earlier view={view} />
    </Stack>
  );
}

const stateWords = { scheduled: "expected", "checked-in": "came", cancelled: "cancelled", "no-show": "did not come" } as const;

function Visits({ view }: { readonly view: RegistrationData }) {
  if (view.appointments.length === 0) return null;
  return (
    <section className="panel" aria-label="Calendar">
      <div className="panel-head">
        <Title order={2}>Calendar</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {view.appointments.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td w={160}>
                {usDate(one.on)} {one.at === undefined ? "" : `${one.at.slice(0, 2)}:${one.at.slice(2)}`}
              </Table.Td>
              <Table.Td>
                {one.visitId === undefined ? (
                  one.reason
                ) : (
                  <Link to="/visits/$visitId" params={{ visitId: String(one.visitId) }} search={{}} className="file-link">
                    {one.reason}
                  </Link>
                )}
              </Table.Td>
              <Table.Td>{stateWords[one.state]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Records that went into this one, and the way back. */
function Merged({ view }: { readonly view: RegistrationData }) {
  const unmerge = useUnmerge(view.patient.id);
  const mayMerge = usePermission("patients:merge") === true;
  const [reason, setReason] = useState("");
  const standing = view.merges.filter((one) => one.undone === undefined);
  if (view.merges.length === 0) return null;
  return (
    <section className="panel" aria-label="Records brought together">
      <div className="panel-head">
        <Title order={2}>Records brought together</Title>
      </div>
      <Stack className="panel-body" gap="sm">
        {view.merges.map((one) => (
          <Group key={one.id} gap="sm">
            <Text size="sm">
              {one.name}, {one.accountNumber}: {one.reason} ({one.by}, {usDate(one.on)}).
              {one.undone === undefined ? "" : ` Parted again: ${one.undone}.`}
            </Text>
            {mayMerge && one.undone === undefined && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={reason.trim() === ""}
                loading={unmerge.isPending}
                onClick={() => unmerge.mutate({ mergeId: one.id, reason })}
              >
                Part again
              </Button>
            )}
          </Group>
        ))}
        {mayMerge && standing.length > 0 && (
          <TextInput
            size="xs"
            w={420}
            label="Why they are two people after all"
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </section>
  );
}

/** Marked as one person, until somebody who may brings the two together. */
function Same({ view }: { readonly view: RegistrationData }) {
  const command = useDeskCommand(z.object({}));
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const found = useFoundPatients(text);
  const mayMerge = usePermission("patients:merge") === true;
  const others = (found.data?.patients ?? []).filter((one) => one.id !== view.patient.id);
  const decide = (otherId: number, same: boolean): void =>
    command.mutate({ method: "PUT", path: `/patients/${view.patient.id}/same`, body: { otherId, same, reason } });
  return (
    <section className="panel" aria-label="Another record of this person">
      <div className="panel-head">
        <Title order={2}>Another record of this person</Title>
      </div>
      <Stack className="panel-body" gap="sm">
        {view.same.map((one) => (
          <Alert key={one.patientId} color={one.same ? "orange" : "gray"} p="xs">
            <Text size="sm">
              {one.same ? "The same person as " : "Another person than "}
              <Link to="/front-desk/patients/$patientId" params={{ patientId: String(one.patientId) }} className="file-link">
                {one.name} {one.accountNumber}
              </Link>
              : {one.reason} ({one.by}, {usDate(one.on)}).
              {one.same && (
                <>
                  {" "}
                  {mayMerge ? (
                    <Link
                      to="/patients/$patientId/merge/$otherId"
                      params={{ patientId: String(view.patient.id), otherId: String(one.patientId) }}
                      className="file-link"
                    >
                      Put side by side and bring together
                    </Link>
                  ) : (
                    "What was billed under each stays with it until a biller or manager brings them together."
                  )}
                </>
              )}
            </Text>
          </Alert>
        ))}
        <Group gap="sm" align="flex-end">
          <TextInput
            size="xs"
            w={300}
            label="Find the other record"
            value={text}
            maxLength={100}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            w={300}
            label="How you know"
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Group>
        {others.map((one) => (
          <Group key={one.id} gap="sm">
            <Text size="sm">
              {one.name}{" "}
              <span className="dimmed">
                born {usDate(one.birthDate)}, {one.accountNumber}, {one.address}
              </span>
            </Text>
            <Button size="compact-xs" variant="default" disabled={reason.trim() === ""} onClick={() => decide(one.id, true)}>
              The same person
            </Button>
            <Button size="compact-xs" variant="default" disabled={reason.trim() === ""} onClick={() => decide(one.id, false)}>
              Another person
            </Button>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

function Earlier({ view }: { readonly view: RegistrationData }) {
  if (view.earlier.length === 0) return null;
  return (
    <section className="panel" aria-label="What it was before">
      <div className="panel-head">
        <Title order={2}>What it was before</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {view.earlier.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added, and the whole list comes anew
            <Table.Tr key={index}>
              <Table.Td w={200}>
                until {usDate(one.changedOn)}, {one.changedBy}
              </Table.Td>
              <Table.Td w={90}>{one.what}</Table.Td>
              <Table.Td>{one.words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
