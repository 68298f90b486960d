/** Above every page of a student's private copy: what it is, the way to the cases, and the way back. */
import { Anchor, Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useGoBack } from "../api/lab.ts";
import { useSession } from "../api/queries.ts";

export function CopyNote() {
  const copy = useSession().data?.practice.copy === true;
  const back = useGoBack();
  if (!copy) return null;
  return (
    <Group className="history-note" gap="md" wrap="nowrap" px={{ base: "sm", md: "lg" }} py={6}>
      <Text size="sm">Your private copy of the practice: whatever you do here, nobody else sees it.</Text>
      <Anchor component={Link} to="/learn?tab=cases" size="sm">
        The practice cases
      </Anchor>
      <Button size="compact-sm" variant="default" loading={back.isPending} onClick={() => back.mutate()}>
        Back to the practice
      </Button>
    </Group>
  );
}
