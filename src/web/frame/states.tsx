/** What a page shows while it waits, when it failed, and when there is nothing. */
import { Alert, Anchor, Button, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { RequestProblem } from "../api/client.ts";

export function Waiting({ what }: { readonly what: string }) {
  return (
    <Group p="xl" gap="sm" role="status">
      <Loader size="sm" />
      <Text size="sm">Loading {what} …</Text>
    </Group>
  );
}

export function Failed({ error, retry }: { readonly error: Error; readonly retry: () => unknown }) {
  const fix = error instanceof RequestProblem ? error.problem.fix : undefined;
  return (
    <Alert color="red" title="This could not be shown" m="md">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{error.message}</Text>
        {fix !== undefined && <Text size="sm">{fix}</Text>}
        <Button size="xs" variant="default" onClick={() => void retry()}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack align="center" gap={6} py={28} px="md">
      <Title order={3}>{title}</Title>
      <Text size="sm" className="dimmed" ta="center" maw={520} component="div">
        {children}
      </Text>
    </Stack>
  );
}

export function NotFound() {
  return (
    <Empty title="There is no such page">
      Go back to the{" "}
      <Anchor component={Link} to="/" underline="always">
        visits
      </Anchor>
      .
    </Empty>
  );
}
