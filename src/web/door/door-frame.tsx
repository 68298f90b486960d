/** What one sees before one is in: a quiet page with one card. */
import { Alert, Box, Button, Stack, Text, Title } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { refusalWords } from "../api/door-queries.ts";

export function DoorFrame({
  title,
  words,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly words?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Box component="main" className="door">
      <div className="door-card" data-wide={wide || undefined}>
        <div className="door-head">
          <span className="wordmark">
            <img src="/icon.svg" alt="" width={26} height={26} />
            Claimwright
          </span>
        </div>
        <Stack gap="md" className="door-body">
          <div>
            <Title order={1}>{title}</Title>
            {words !== undefined && (
              <Text size="sm" className="dimmed" mt={4} component="div">
                {words}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </div>
      <Text size="xs" className="dimmed door-foot">
        From the visit note to the zero balance.
      </Text>
    </Box>
  );
}

/** One form: Enter sends it, a refusal stands above its button. */
export function DoorForm({
  send,
  busy,
  error,
  button,
  children,
}: {
  readonly send: () => void;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly button: string;
  readonly children: ReactNode;
}) {
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) send();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {children}
        {error !== null && (
          <Alert color="red" role="alert" p="xs" title={undefined}>
            <Text size="sm">{refusalWords(error)}</Text>
          </Alert>
        )}
        <Button type="submit" loading={busy} fullWidth>
          {button}
        </Button>
      </Stack>
    </form>
  );
}
