/** Something that is shown once: a link, a key. */
import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";

export function OnceShown({
  title,
  secret,
  words,
  close,
}: {
  readonly title: string;
  readonly secret: string | undefined;
  readonly words: string;
  readonly close: () => void;
}) {
  const [copied, setCopied] = useState(false);
  const done = (): void => {
    setCopied(false);
    close();
  };
  return (
    <Modal
      opened={secret !== undefined}
      onClose={done}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="sm">
        <Text size="sm">{words}</Text>
        <Code block className="secret">
          {secret}
        </Code>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="xs" onClick={() => void navigator.clipboard.writeText(secret ?? "").then(() => setCopied(true))}>
            {copied ? "Copied" : "Copy"}
          </Button>
          <Button size="xs" onClick={done}>
            Done
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
