/** The codes that one keeps at hand, and those looked at last. */
import { Group, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useMarks } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";

interface Props {
  readonly date: string;
  readonly choose: (chosen: { readonly system: string; readonly code: string }) => void;
}

export function KeptTab({ date, choose }: Props) {
  const found = useMarks(date);
  if (found.isPending) return <Waiting what="your codes" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { marks } = found.data;
  if (marks.length === 0)
    return (
      <Empty title="Nothing kept yet">Open a code and press Keep; the codes that you open are listed here too, the last one first.</Empty>
    );
  const parts = [
    { title: "Kept", rows: marks.filter((one) => one.favourite) },
    { title: "Opened last", rows: marks.filter((one) => !one.favourite) },
  ];
  return (
    <Stack gap="md">
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <div key={title}>
            <Title order={3}>{title}</Title>
            {rows.map((one) => (
              <UnstyledButton key={`${one.system} ${one.code}`} className="hit" onClick={() => choose(one)}>
                <Group gap="sm" wrap="nowrap" align="flex-start">
                  <Text className="mono" fw={600} miw={76}>
                    {one.code}
                  </Text>
                  <Text size="sm">{one.title}</Text>
                </Group>
              </UnstyledButton>
            ))}
          </div>
        ))}
    </Stack>
  );
}
