/** What the check of a registration says beside the fields, and who may be registered already. */
import { Alert, Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { CheckedBody } from "../../http/contract/front-desk.ts";
import type { FindingView } from "../../http/contract/values.ts";
import { usDate } from "../words.ts";

export function CheckWords({ findings }: { readonly findings: readonly FindingView[] }) {
  if (findings.length === 0) return null;
  const errors = findings.some((one) => one.severity === "error");
  return (
    <Alert color={errors ? "red" : "orange"} p="sm" title={errors ? "Not saved: this cannot be right" : "Worth a look"}>
      <Stack gap={4}>
        {findings.map((one) => (
          <Text size="sm" key={`${one.code} ${one.path}`}>
            {one.message} {one.fix}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}

interface LikeProps {
  readonly like: CheckedBody["like"];
  readonly none: () => void;
  readonly busy: boolean;
}

/** The person decides: nobody is merged, and nobody is registered twice without a look. */
export function LikeOthers({ like, none, busy }: LikeProps) {
  if (like.length === 0) return null;
  return (
    <section className="panel" aria-label="Registered already?">
      <div className="panel-head">
        <Title order={2}>Registered already?</Title>
        <Button size="xs" variant="default" ml="auto" onClick={none} loading={busy}>
          None of these: register as new
        </Button>
      </div>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {like.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td w={140}>
                <Badge
                  variant="light"
                  color={one.certainty === "possible" ? "gray" : one.certainty === "likely" ? "orange" : "red"}
                  tt="none"
                >
                  {one.certainty}, {one.score}
                </Badge>
              </Table.Td>
              <Table.Td>
                <Link to="/front-desk/patients/$patientId" params={{ patientId: String(one.id) }} className="file-link">
                  {one.name}
                </Link>
                <Text size="xs" className="dimmed">
                  {[one.accountNumber, one.birthDate === "" ? "" : `born ${usDate(one.birthDate)}`, one.address]
                    .filter((part) => part !== "")
                    .join(", ")}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={6}>
                  <Text size="sm">{one.reasons.join("; ")}</Text>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
