/** A button of a case that asks for what it needs. */
import { Button, Popover, Tooltip } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { DenialCase } from "../../http/contract/denials.ts";

interface ChoiceProps {
  readonly denial: DenialCase;
  readonly name: DenialCase["actions"][number]["name"];
  readonly label: string;
  readonly primary?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that asks for what it needs; hidden where it would never apply, disabled with its reason where it does not now. */
export function Choice({ denial, name, label, primary = false, children }: ChoiceProps) {
  const [opened, setOpened] = useState(false);
  const action = denial.actions.find((one) => one.name === name);
  if (action === undefined) return null;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" withArrow trapFocus width={360}>
      <Popover.Target>
        <Tooltip label={action.why} disabled={action.allowed || action.why === ""} multiline w={280}>
          <Button size="xs" variant={primary ? "filled" : "default"} disabled={!action.allowed} onClick={() => setOpened(!opened)}>
            {label}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>{children(() => setOpened(false))}</Popover.Dropdown>
    </Popover>
  );
}
