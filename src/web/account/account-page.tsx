/** One's own account: password, second factor, and where one is signed in. */
import { Anchor, Badge, Button, PasswordInput, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { roleTitles } from "../../core/access/roles.ts";
import type { accountSchema } from "../../http/contract/door.ts";
import { accountAnswers, useAccount, useAccountChange, useEndSession } from "../api/door-queries.ts";
import { useSession } from "../api/queries.ts";
import { DoorForm } from "../door/door-frame.tsx";
import { NewPasswordField } from "../door/new-password-field.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { agentWords, momentWords } from "../moments.ts";
import { SecondFactorPanel } from "./second-factor-panel.tsx";

export type MyAccount = z.infer<typeof accountSchema>;

export function AccountPage() {
  const session = useSession();
  if (session.isPending) return <Waiting what="your account" />;
  if (session.data?.user.signedIn === false)
    return (
      <Empty title="The open demonstration has no account">
        Whoever sits at this machine works in it without a password. An account, with its password and second factor, is for who signs in:
        add people under{" "}
        <Link to="/people" className="file-link">
          People
        </Link>
        .
      </Empty>
    );
  return <OwnAccount />;
}

function OwnAccount() {
  const account = useAccount();
  if (account.isPending) return <Waiting what="your account" />;
  if (account.isError) return <Failed error={account.error} retry={account.refetch} />;
  const { login, name, practices } = account.data;
  return (
    <Stack gap="md" maw={1180}>
      <div>
        <Title order={1}>My account</Title>
        <Text size="sm" className="dimmed">
          {name}, {login}: {practices.map((one) => `${roleTitles[one.role]} at ${one.name}`).join(", ")}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <SecondFactorPanel account={account.data} />
        <PasswordPanel account={account.data} />
      </SimpleGrid>
      <Sessions account={account.data} />
    </Stack>
  );
}

function PasswordPanel({ account }: { readonly account: MyAccount }) {
  const [proof, setProof] = useState("");
  const [password, setPassword] = useState("");
  const change = useAccountChange(accountAnswers.done, "PUT", "/password");
  const send = (): void =>
    change.mutate(
      { proof, password },
      {
        onSuccess: () => {
          setProof("");
          setPassword("");
          notifications.show({
            closeButtonProps: { "aria-label": "Close" },
            title: "Password changed",
            message: "You stay signed in here; everywhere else you are signed out.",
          });
        },
      },
    );
  return (
    <section className="panel" aria-label="Password">
      <div className="panel-head">
        <Title order={2}>Password</Title>
      </div>
      <div className="panel-body">
        {account.hasPassword ? (
          <DoorForm send={send} busy={change.isPending} error={change.error} button="Change the password">
            <PasswordInput
              label="Password of now"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={proof}
              onChange={(event) => setProof(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
            />
            <NewPasswordField value={password} change={setPassword} login={account.login} name={account.name} />
          </DoorForm>
        ) : (
          <Text size="sm">You sign in by your organization's identity provider and have no password here.</Text>
        )}
      </div>
    </section>
  );
}

function Sessions({ account: { sessions } }: { readonly account: MyAccount }) {
  const end = useEndSession();
  return (
    <section className="panel" aria-label="Sessions">
      <div className="panel-head">
        <Title order={2}>Where you are signed in</Title>
        <Button
          size="compact-xs"
          variant="default"
          ml="auto"
          disabled={sessions.length < 2}
          loading={end.isPending}
          onClick={() => end.mutate("others")}
        >
          Sign out everywhere else
        </Button>
      </div>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Browser</Table.Th>
            <Table.Th>Address</Table.Th>
            <Table.Th>Signed in</Table.Th>
            <Table.Th>Last seen</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.id}>
              <Table.Td>{agentWords(session.agent)}</Table.Td>
              <Table.Td className="mono">{session.address}</Table.Td>
              <Table.Td>{momentWords(session.startedAt)}</Table.Td>
              <Table.Td>{momentWords(session.seenAt)}</Table.Td>
              <Table.Td ta="right">
                {session.current ? (
                  <Badge variant="light" tt="none">
                    this one
                  </Badge>
                ) : (
                  <Anchor component="button" type="button" size="sm" onClick={() => end.mutate(session.id)}>
                    End it
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
