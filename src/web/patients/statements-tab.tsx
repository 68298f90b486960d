/** The statements of one account as they were sent, one more by hand, and the patient's own link. */
import { Alert, Anchor, Badge, Button, CopyButton, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { usePatientCommand, usePatientPart } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { instantWords, usDate, usd } from "../words.ts";

export function StatementsTab({ patientId }: { readonly patientId: number }) {
  const statements = usePatientPart(patientId, "statements");
  const command = usePatientCommand("statement");
  const mayMake = usePermission("statements:write") === true;
  const [shown, setShown] = useState<number | undefined>(undefined);
  const excess = usePatientPart(patientId, "gates").data?.statement.gates.filter((gate) => gate.kind === "estimate") ?? [];
  const make = (body?: { readonly knowsExcess: true }): void =>
    command.mutate(
      { path: `/patients/${patientId}/statements`, ...(body === undefined ? {} : { body }) },
      { onSuccess: ({ statementId }) => setShown(statementId) },
    );
  if (statements.isPending) return <Waiting what="the statements" />;
  if (statements.isError) return <Failed error={statements.error} retry={statements.refetch} />;
  return (
    <div className="case">
      <Stack gap="sm">
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Statements</Title>
            {mayMake && (
              <Button size="xs" ml="auto" variant="default" loading={command.isPending} onClick={() => make()}>
                Make one now
              </Button>
            )}
          </div>
          {excess.map(({ title, words, authority }) => (
            <Alert key={words} color="red" m="sm" title={title}>
              <Text size="sm">{words}</Text>
              <Text size="xs" className="dimmed" mt={4}>
                {authority}. If the patient has begun a dispute, set it under “May it be asked?” instead: while it is open nothing is asked.
              </Text>
              {mayMake && (
                <Button size="xs" mt="xs" variant="default" loading={command.isPending} onClick={() => make({ knowsExcess: true })}>
                  Send it with the right to dispute
                </Button>
              )}
            </Alert>
          ))}
          {statements.data.statements.length === 0 ? (
            <Empty title="No statement yet">The run of statements makes them by cycle; one can be made by hand.</Empty>
          ) : (
            <Table verticalSpacing={5}>
              <Table.Tbody>
                {statements.data.statements.map((one) => (
                  <Table.Tr key={one.id} data-cursor={one.id === shown}>
                    <Table.Td w={100}>{usDate(one.date)}</Table.Td>
                    <Table.Td>
                      {one.stepTitle} {one.number}
                      <Text size="xs" className="dimmed">
                        {one.byRun ? "by the cycle" : "by hand"}
                        {one.dueDate === undefined ? "" : `, due ${usDate(one.dueDate)}`}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Group gap="xs">
                        <Button size="compact-xs" variant="default" onClick={() => setShown(one.id)}>
                          Show
                        </Button>
                        <Anchor href={`/api/v1/statements/${one.id}.pdf`} target="_blank" rel="noreferrer" size="xs" className="file-link">
                          Print again
                        </Anchor>
                      </Group>
                    </Table.Td>
                    <Table.Td className="money">{usd(one.amount)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
        {shown !== undefined && <iframe className="pdf" title="Statement" src={`/api/v1/statements/${shown}.pdf`} />}
      </Stack>
      <Links patientId={patientId} />
    </div>
  );
}

const stateWords = {
  open: "can be used",
  used: "was used",
  revoked: "revoked",
  ended: "too old",
  locked: "dead: too many wrong dates",
} as const;

function Links({ patientId }: { readonly patientId: number }) {
  const links = usePatientPart(patientId, "links");
  const making = usePatientCommand("link");
  const revoking = usePatientCommand("done");
  const may = usePermission("patient-links:write") === true;
  const [made, setMade] = useState<string | undefined>(undefined);
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>The patient’s own view</Title>
        {may && (
          <Button
            size="xs"
            ml="auto"
            variant="default"
            loading={making.isPending}
            onClick={() =>
              making.mutate({ path: `/patients/${patientId}/links` }, { onSuccess: ({ path }) => setMade(`${location.origin}${path}`) })
            }
          >
            Make a link
          </Button>
        )}
      </div>
      <Text size="sm" className="panel-body">
        A link that works once, for a week: with the birth date it shows this account’s statement and plan on a telephone, for a quarter of
        an hour, and nothing else. Give it to the patient yourself: nothing is sent from here.
      </Text>
      {made !== undefined && (
        <Stack gap={6} className="panel-body">
          <Text size="xs" className="dimmed">
            Shown once. Copy it now.
          </Text>
          <Text size="sm" className="secret mono" data-testid="patient-link">
            {made}
          </Text>
          <CopyButton value={made}>
            {({ copied, copy }) => (
              <Button size="xs" w={140} variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy the link"}
              </Button>
            )}
          </CopyButton>
        </Stack>
      )}
      {links.data !== undefined && links.data.links.length > 0 && (
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {links.data.links.map((link) => (
              <Table.Tr key={link.id}>
                <Table.Td>
                  <Text size="sm">
                    {instantWords(link.madeAt)}, {link.madeBy}
                  </Text>
                  <Text size="xs" className="dimmed">
                    {link.usedAt === undefined ? `until ${instantWords(link.endsAt)}` : `opened ${instantWords(link.usedAt)}`}
                    {link.tries > 0 ? `; ${link.tries} wrong ${link.tries === 1 ? "date" : "dates"}` : ""}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Badge variant="light" color={link.state === "open" ? "teal" : "gray"} tt="none">
                    {stateWords[link.state]}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {may && (link.state === "open" || link.state === "used") && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      loading={revoking.isPending}
                      onClick={() => {
                        setMade(undefined);
                        revoking.mutate({ path: `/patient-links/${link.id}/revoke` });
                      }}
                    >
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
  );
}
