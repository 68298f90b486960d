/** Before a session ends for want of a sign of life the person is told, and can stay. Also without a network it ends in time. */
import { Button, Group, Modal, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { idleSeconds } from "./activity.ts";

const warnSeconds = 120;

export function IdleWarning({
  secondsLeft,
  since,
  stay,
  end,
}: {
  /** As the server said at `since`, in milliseconds since 1970. */
  readonly secondsLeft: number;
  readonly since: number;
  /** Asks the server anew; whoever presses a key has given a sign of life. */
  readonly stay: () => void;
  readonly end: () => void;
}) {
  const [now, setNow] = useState(() => Date.now());
  const endsAt = since + secondsLeft * 1000;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.ceil((endsAt - now) / 1000);
  const active = idleSeconds() < 5;
  const warns = left <= warnSeconds;
  useEffect(() => {
    if (left <= 0) end();
    // A key or click while the end is near: the server is told at once.
    else if (warns && active) stay();
  }, [left, warns, active, end, stay]);
  return (
    <Modal opened={warns && left > 0} onClose={stay} title="Are you still there?" size="sm" closeButtonProps={{ "aria-label": "Close" }}>
      <Text size="sm" aria-live="polite">
        Nothing was done for a while. You are signed out in <b>{left > 60 ? `${Math.ceil(left / 60)} minutes` : `${left} seconds`}</b>; what
        is not saved is lost then.
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" size="xs" onClick={end}>
          Sign out
        </Button>
        <Button size="xs" onClick={stay} data-autofocus>
          Stay signed in
        </Button>
      </Group>
    </Modal>
  );
}
