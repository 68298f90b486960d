import { Chip, Group, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import type { GuideView } from "../../http/contract/learn.ts";
import { Sources, Statement } from "./statement.tsx";

const atFirst: readonly string[] = ["CPC", "CPB", "CCS", "CCA"];

/** Credentials are columns, so that one question is answered along a line. */
export function CompareTab({ guide }: { readonly guide: GuideView }) {
  const [chosen, choose] = useState<readonly string[]>(atFirst);
  const shown = guide.credentials.filter(({ key }) => chosen.includes(key));
  return (
    <Stack gap="md">
      <Chip.Group multiple value={[...chosen]} onChange={choose}>
        <Group gap={6}>
          {guide.credentials.map(({ key, name }) => (
            <Chip key={key} value={key} size="xs" title={name}>
              {key}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {shown.length === 0 ? (
        <Text size="sm" className="dimmed">
          Choose the credentials to compare.
        </Text>
      ) : (
        <section className="panel compare" aria-label="Credentials side by side">
          <Table verticalSpacing="xs" layout="fixed" miw={120 + shown.length * 230}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={110} />
                {shown.map(({ key, name, body }) => (
                  <Table.Th key={key} scope="col">
                    {key}
                    <Text size="xs" className="dimmed" fw={400}>
                      {name}, {body}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              <Line words="For whom">
                {shown.map(({ key, valuableFor }) => (
                  <Table.Td key={key}>{valuableFor}</Table.Td>
                ))}
              </Line>
              {(["exam", "content", "cost", "prerequisites", "renewal"] as const).map((what) => (
                <Line key={what} words={lineWords[what]}>
                  {shown.map((credential) => {
                    const told = credential[what];
                    return <Table.Td key={credential.key}>{told === undefined ? "" : <Statement of={told} guide={guide} />}</Table.Td>;
                  })}
                </Line>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      <Sources guide={guide} />
    </Stack>
  );
}

const lineWords = {
  exam: "Exam",
  content: "What it asks",
  cost: "Cost",
  prerequisites: "Before it",
  renewal: "To keep it",
} as const;

function Line({ words, children }: { readonly words: string; readonly children: React.ReactNode }) {
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Th scope="row">{words}</Table.Th>
      {children}
    </Table.Tr>
  );
}
