/** What is set where the program runs, and is only shown here: partners' folders, code sets, sign-in, backup. */
import { Badge, Stack, Table, Text, Title } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { useSurroundings } from "../api/settings.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { instantWords, usDate } from "../words.ts";
import { Fact } from "./fields.tsx";

const secondFactorWords = {
  owners: "owners must have one",
  everyone: "everybody must have one",
  nobody: "nobody must have one; everybody may",
} as const;

const millisecondsADay = 86_400_000;

export function AroundTab() {
  const around = useSurroundings();
  const session = useSession();
  if (around.isPending || session.data === undefined) return <Waiting what="what is around the program" />;
  if (around.isError) return <Failed error={around.error} retry={around.refetch} />;
  const { partners, folder, backupAt, door } = around.data;
  return (
    <Stack gap="md">
      <section className="panel" aria-label="Partners’ folders">
        <div className="panel-head">
          <Title order={2}>Partners’ folders</Title>
          <Text size="xs" className="dimmed">
            one for each payer below {folder}; a clearinghouse’s own program carries files to and from them
          </Text>
        </div>
        {partners.length === 0 ? (
          <Empty title="No payers yet">Each payer has a folder under its payer id, made with its first file.</Empty>
        ) : (
          <Table.ScrollContainer minWidth={720}>
            <Table verticalSpacing={5}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Payer</Table.Th>
                  <Table.Th>Folder</Table.Th>
                  <Table.Th>Waits for the payer</Table.Th>
                  <Table.Th>Waits for us</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {partners.map((one) => (
                  <Table.Tr key={one.payerId}>
                    <Table.Td>{one.payer}</Table.Td>
                    <Table.Td className="mono">{one.exists ? one.payerId : `${one.payerId} (not made yet)`}</Table.Td>
                    <Table.Td>{files(one.toPayer)}</Table.Td>
                    <Table.Td>{files(one.fromPayer)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </section>
      <section className="panel" aria-label="Code sets">
        <div className="panel-head">
          <Title order={2}>Code sets</Title>
          <Text size="xs" className="dimmed">
            loaded with <code>claimwright codes import</code>; each claim says which of them checked it
          </Text>
        </div>
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Release</Table.Th>
                <Table.Th>In force from</Table.Th>
                <Table.Th className="money">Rows</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {session.data.releases.map((one) => (
                <Table.Tr key={one.name}>
                  <Table.Td>{one.name}</Table.Td>
                  <Table.Td>{one.effective === "" ? "always" : usDate(one.effective)}</Table.Td>
                  <Table.Td className="money">{one.codes.toLocaleString("en-US")}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </section>
      <section className="panel" aria-label="Sign-in">
        <div className="panel-head">
          <Title order={2}>Sign-in</Title>
          <Text size="xs" className="dimmed">
            set by whoever runs the server, for all its practices
          </Text>
        </div>
        <dl className="setting-facts panel-body">
          <Fact name="Signed out after">{door.idleMinutes} minutes without a sign of life</Fact>
          <Fact name="Password">
            at least {door.leastPassword} characters, none of those that everybody tries, not the own name; no rules of composition
          </Fact>
          <Fact name="Second factor">{secondFactorWords[door.secondFactor]}</Fact>
        </dl>
      </section>
      <section className="panel" aria-label="Backup">
        <div className="panel-head">
          <Title order={2}>Backup</Title>
          <Text size="xs" className="dimmed">
            made with <code>claimwright backup</code>
          </Text>
        </div>
        <Text className="panel-body" size="sm">
          {backupAt === undefined ? (
            <>
              <Badge variant="light" color="orange" tt="none">
                none yet
              </Badge>{" "}
              No backup of this data folder was ever made. The operator guide says how, in one command.
            </>
          ) : (
            <>
              <Badge variant="light" color={daysSince(backupAt) > 2 ? "orange" : "teal"} tt="none">
                {daysSince(backupAt) > 2 ? `${daysSince(backupAt)} days old` : "fresh"}
              </Badge>{" "}
              The last one was made {instantWords(backupAt)}.
            </>
          )}
        </Text>
      </section>
    </Stack>
  );
}

function files(count: number): string {
  return count === 0 ? "nothing" : `${count} ${count === 1 ? "file" : "files"}`;
}

function daysSince(instant: string): number {
  return Math.floor((Date.now() - new Date(instant).getTime()) / millisecondsADay);
}
