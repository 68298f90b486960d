/** Keys for programs: what each may do, until when, and when it was used last. */
import { Badge, Button, Checkbox, Group, Modal, NumberInput, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { type Permission, permissions } from "../../core/access/permissions.ts";
import { useApiKeys, useMakeKey, useRevokeKey } from "../api/door-queries.ts";
import { DoorForm } from "../door/door-frame.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { momentWords } from "../moments.ts";
import { OnceShown } from "./once-shown.tsx";

export function KeysPage() {
  const keys = useApiKeys();
  const revoke = useRevokeKey();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  if (keys.isPending) return <Waiting what="the keys" />;
  if (keys.isError) return <Failed error={keys.error} retry={keys.refetch} />;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>API keys</Title>
          <Text size="sm" className="dimmed">
            For programs that work in this practice. A key can do what it was made for, and never more than who made it still may.
          </Text>
        </div>
        <Button size="xs" onClick={() => setMaking(true)}>
          Make a key
        </Button>
      </Group>
      <div className="panel">
        {keys.data.keys.length === 0 ? (
          <Empty title="No keys">A program signs in with a key instead of a person's password. Make one for each program.</Empty>
        ) : (
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Key</Table.Th>
                <Table.Th>May</Table.Th>
                <Table.Th>Made by</Table.Th>
                <Table.Th>Ends</Table.Th>
                <Table.Th>Last used</Table.Th>
                <Table.Th w={90} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.data.keys.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td fw={600}>{key.name}</Table.Td>
                  <Table.Td className="mono">{key.hint}…</Table.Td>
                  <Table.Td maw={380}>
                    <Text size="xs">{key.permissions.join(", ")}</Text>
                  </Table.Td>
                  <Table.Td>{key.madeBy}</Table.Td>
                  <Table.Td>{momentWords(key.endsAt)}</Table.Td>
                  <Table.Td>{key.usedAt === null ? "never" : momentWords(key.usedAt)}</Table.Td>
                  <Table.Td ta="right">
                    {key.revokedAt !== null || key.endsAt < new Date().toISOString() ? (
                      <Badge variant="light" color="gray" tt="none">
                        {key.revokedAt === null ? "ended" : "revoked"}
                      </Badge>
                    ) : (
                      <Button size="compact-xs" variant="default" onClick={() => revoke.mutate(key.id)}>
                        Revoke
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
      <MakeKey opened={making} close={() => setMaking(false)} grantable={keys.data.grantable} made={setMade} />
      <OnceShown
        title="The new key"
        secret={made}
        words="Put it into the program now, as “Authorization: Bearer …”. It is not shown again; if it is lost, revoke it and make another."
        close={() => setMade(undefined)}
      />
    </Stack>
  );
}

function MakeKey({
  opened,
  close,
  grantable,
  made,
}: {
  readonly opened: boolean;
  readonly close: () => void;
  readonly grantable: readonly Permission[];
  readonly made: (key: string) => void;
}) {
  const [name, setName] = useState("");
  const [days, setDays] = useState<number | string>(90);
  const [chosen, setChosen] = useState<string[]>([]);
  const make = useMakeKey();
  const send = (): void =>
    make.mutate(
      { name, days: Number(days), permissions: chosen },
      {
        onSuccess: ({ key }) => {
          close();
          setName("");
          setChosen([]);
          made(key);
        },
      },
    );
  return (
    <Modal opened={opened} onClose={close} title="Make a key" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <DoorForm send={send} busy={make.isPending} error={make.error} button="Make it">
        <Group align="flex-start" grow>
          <TextInput
            label="For what"
            placeholder="Nightly export"
            required
            withAsterisk={false}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NumberInput label="Ends after (days)" min={1} max={366} value={days} onChange={setDays} allowDecimal={false} />
        </Group>
        <Checkbox.Group label="It may" value={chosen} onChange={setChosen}>
          <Stack gap={6} mt={6} mah={300} className="scrolls">
            {grantable.map((one) => (
              <Checkbox key={one} size="xs" value={one} label={permissions[one]} />
            ))}
          </Stack>
        </Checkbox.Group>
      </DoorForm>
    </Modal>
  );
}
