/** Who works in this practice: let in, change the role, take out; and what a locked or forgotten account needs. */
import { ActionIcon, Badge, Button, Group, Menu, Select, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import { permissionsOf, type Role, roleTitles } from "../../core/access/roles.ts";
import type { peopleSchema } from "../../http/contract/door.ts";
import { usePeople, usePersonChange } from "../api/door-queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { AddPerson } from "./add-person.tsx";
import { OnceShown } from "./once-shown.tsx";

type People = z.infer<typeof peopleSchema>;
type Person = People["people"][number];

export function PeoplePage() {
  const people = usePeople();
  const [adding, setAdding] = useState(false);
  const [link, setLink] = useState<{ readonly name: string; readonly link: string }>();
  if (people.isPending) return <Waiting what="the people" />;
  if (people.isError) return <Failed error={people.error} retry={people.refetch} />;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>People</Title>
          <Text size="sm" className="dimmed">
            Everybody who may come into this practice, each with the least that their work needs.
          </Text>
        </div>
        <Button size="xs" onClick={() => setAdding(true)}>
          Add a person
        </Button>
      </Group>
      <div className="panel">
        {people.data.people.length === 0 ? (
          <Empty title="Nobody yet">Add the first person with the button above; they get a link to choose their password.</Empty>
        ) : (
          <PeopleTable people={people.data} showLink={setLink} />
        )}
      </div>
      <AddPerson opened={adding} close={() => setAdding(false)} grantable={people.data.grantable} added={setLink} />
      <OnceShown
        title={link === undefined ? "" : `A link for ${link.name}`}
        secret={link === undefined ? undefined : `${location.origin}${link.link}`}
        words="Give it to them on a safe way, and to nobody else. With it they come in and choose a password: once, within three days. It is not shown again."
        close={() => setLink(undefined)}
      />
    </Stack>
  );
}

function PeopleTable({
  people: { people, clinicians, grantable },
  showLink,
}: {
  readonly people: People;
  readonly showLink: (link: { readonly name: string; readonly link: string }) => void;
}) {
  const change = usePersonChange();
  const taken = new Set(people.flatMap((one) => one.clinicianId ?? []));
  return (
    <Table verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Login</Table.Th>
          <Table.Th w={210}>Role</Table.Th>
          <Table.Th w={220}>Signs notes as</Table.Th>
          <Table.Th>Account</Table.Th>
          <Table.Th w={50} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.accountId}>
            <Table.Td>
              <Text size="sm" fw={600}>
                {person.name}
                {person.self ? " (you)" : ""}
              </Text>
            </Table.Td>
            <Table.Td>{person.login}</Table.Td>
            <Table.Td>
              {person.mayChange ? (
                <Select
                  size="xs"
                  aria-label={`Role of ${person.name}`}
                  allowDeselect={false}
                  value={person.role}
                  data={rolesFor(grantable, person.role)}
                  onChange={(role) => role !== null && change.mutate({ path: `/${person.accountId}/role`, method: "PUT", body: { role } })}
                />
              ) : (
                <>
                  {roleTitles[person.role]}
                  {person.company !== null && (
                    <Text size="xs" className="dimmed">
                      for {person.company}
                    </Text>
                  )}
                </>
              )}
            </Table.Td>
            <Table.Td>
              {permissionsOf(person.role).has("notes:sign") && person.company === null && (
                <SignsAs person={person} clinicians={clinicians} taken={taken} change={change} />
              )}
            </Table.Td>
            <Table.Td>
              <Marks person={person} />
            </Table.Td>
            <Table.Td>{person.mayChange && <PersonMenu person={person} change={change} showLink={showLink} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The clinician whose notes the account signs; only that account signs them without saying why. */
function SignsAs({
  person,
  clinicians,
  taken,
  change,
}: {
  readonly person: Person;
  readonly clinicians: People["clinicians"];
  readonly taken: ReadonlySet<number>;
  readonly change: ReturnType<typeof usePersonChange>;
}) {
  const own = clinicians.find((one) => one.id === person.clinicianId);
  if (!person.mayTie) return <Text size="sm">{own?.name ?? ""}</Text>;
  return (
    <Select
      size="xs"
      aria-label={`${person.name} signs notes as`}
      placeholder="no clinician"
      clearable
      value={own === undefined ? null : String(own.id)}
      data={clinicians.filter((one) => one === own || !taken.has(one.id)).map((one) => ({ value: String(one.id), label: one.name }))}
      onChange={(value) =>
        change.mutate({
          path: `/${person.accountId}/clinician`,
          method: "PUT",
          body: { clinicianId: value === null ? null : Number(value) },
        })
      }
    />
  );
}

export function rolesFor(grantable: readonly Role[], current?: Role): { value: Role; label: string }[] {
  const offered = current === undefined || grantable.includes(current) ? grantable : [current, ...grantable];
  return offered.map((role) => ({ value: role, label: roleTitles[role] }));
}

function Marks({ person }: { readonly person: Person }) {
  const marks: readonly (readonly [boolean, string, string])[] = [
    [person.disabled, "disabled", "gray"],
    [person.locked, "rests after wrong tries", "red"],
    [person.invited, "has not come in yet", "blue"],
    [person.secondFactor, "second factor", "teal"],
    [!person.secondFactor && !person.invited && !person.disabled, "password only", "orange"],
  ];
  return (
    <Group gap={6}>
      {marks
        .filter(([is]) => is)
        .map(([, words, color]) => (
          <Badge key={words} variant="light" color={color} tt="none" className="queue-badge">
            {words}
          </Badge>
        ))}
    </Group>
  );
}

function PersonMenu({
  person,
  change,
  showLink,
}: {
  readonly person: Person;
  readonly change: ReturnType<typeof usePersonChange>;
  readonly showLink: (link: { readonly name: string; readonly link: string }) => void;
}) {
  const act = (action: string): void =>
    change.mutate(
      { path: `/${person.accountId}/${action}` },
      { onSuccess: ({ link }) => link !== undefined && showLink({ name: person.name, link }) },
    );
  return (
    <Menu position="bottom-end" width={250} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={26} aria-label={`What to do with ${person.name}`} loading={change.isPending}>
          ⋯
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {person.invited ? (
          <>
            <Menu.Item onClick={() => act("password-link")}>New invitation link …</Menu.Item>
            <Menu.Divider />
          </>
        ) : person.mayManage ? (
          <>
            <Menu.Item onClick={() => act("password-link")}>New password link …</Menu.Item>
            {person.locked && <Menu.Item onClick={() => act("unlock")}>Unlock</Menu.Item>}
            {person.secondFactor && <Menu.Item onClick={() => act("reset-second-factor")}>Take the second factor away</Menu.Item>}
            <Menu.Item onClick={() => act("sign-out")}>Sign out everywhere</Menu.Item>
            {person.disabled ? (
              <Menu.Item onClick={() => act("enable")}>Let sign in again</Menu.Item>
            ) : (
              <Menu.Item onClick={() => act("disable")}>Disable the account</Menu.Item>
            )}
            <Menu.Divider />
          </>
        ) : (
          <Menu.Label>The account also belongs to another practice</Menu.Label>
        )}
        <Menu.Item color="red" onClick={() => act("remove")}>
          Take out of this practice
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
