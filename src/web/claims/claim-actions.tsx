/** What can be done with the claim now, each with its key; what cannot says why. */
import { Button, Group, Modal, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Permission } from "../../core/access/permissions.ts";
import type { ClaimPageView } from "../../http/contract/claims.ts";
import { useClaimCommand } from "../api/claims.ts";
import { useSession } from "../api/queries.ts";
import { useKeys } from "../frame/keys.ts";
import { usd } from "../words.ts";

type ActionName = ClaimPageView["actions"][number]["name"];

interface Command {
  readonly label: string;
  readonly key: string;
  readonly path: string;
  /** The claim to the first payer is made of its visit. */
  readonly of: "visit" | "claim";
  readonly permission: Permission;
}

const commands: Readonly<Record<ActionName, Command>> = {
  check: { label: "Check again", key: "c", of: "visit", path: "/claim", permission: "claims:prepare" },
  release: { label: "Release", key: "r", of: "claim", path: "/release", permission: "claims:file" },
  "take-back": { label: "Take back", key: "t", of: "claim", path: "/take-back", permission: "claims:file" },
  file: { label: "File", key: "f", of: "claim", path: "/file", permission: "claims:file" },
  resend: { label: "Send again as an original", key: "s", of: "visit", path: "/claim/resend", permission: "claims:file" },
  replace: { label: "Replace (7)", key: "7", of: "visit", path: "/claim/replace", permission: "claims:file" },
  void: { label: "Void (8)", key: "8", of: "claim", path: "/void", permission: "claims:file" },
  "give-up": { label: "Give up this version", key: "u", of: "claim", path: "/give-up", permission: "claims:file" },
};

export function ClaimActions({ claim }: { readonly claim: ClaimPageView }) {
  const command = useClaimCommand(claim);
  const [voiding, setVoiding] = useState(false);
  const permissions = useSession().data?.user.permissions ?? [];
  const mine = claim.actions.filter(({ name }) => permissions.includes(commands[name].permission));
  const possible = mine.filter((one) => one.allowed);
  const others = mine.filter((one) => !one.allowed);
  const run = (name: ActionName): void => {
    if (name === "void") setVoiding(true);
    // A later payer's claim is sent again as it stands: it is made of the earlier decision, not of the visit alone.
    else if (name === "resend" && claim.rank > 1) command.mutate({ of: "claim", path: "/resend" });
    else command.mutate(commands[name]);
  };
  useKeys(
    Object.fromEntries(
      possible.map(({ name }) => [commands[name].key, { does: commands[name].label.toLowerCase(), act: () => run(name) }]),
    ),
  );
  if (mine.length === 0) return null;
  return (
    <Group gap="xs" className="no-print">
      {possible.map(({ name }, at) => (
        <Button
          key={name}
          size="xs"
          variant={at === 0 && name !== "void" ? "filled" : "default"}
          loading={command.isPending}
          onClick={() => run(name)}
        >
          {commands[name].label}&nbsp;<kbd>{commands[name].key}</kbd>
        </Button>
      ))}
      {others.length > 0 && <NotNow actions={others} />}
      <VoidForm
        claim={claim}
        opened={voiding}
        close={() => setVoiding(false)}
        send={(reason) => command.mutate({ of: "claim", path: "/void", body: { reason } }, { onSuccess: () => setVoiding(false) })}
        busy={command.isPending}
      />
    </Group>
  );
}

function NotNow({ actions }: { readonly actions: ClaimPageView["actions"] }) {
  return (
    <Text size="xs" className="dimmed">
      Not now:{" "}
      {actions.map(({ name, why }, at) => (
        <span key={name}>
          {at > 0 && ", "}
          <Tooltip label={why} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason is read with the keyboard too */}
            <span className="why" tabIndex={0} aria-description={why}>
              {commands[name].label.toLowerCase()}
            </span>
          </Tooltip>
        </span>
      ))}
    </Text>
  );
}

interface VoidProps {
  readonly claim: ClaimPageView;
  readonly opened: boolean;
  readonly close: () => void;
  readonly send: (reason: string) => void;
  readonly busy: boolean;
}

function VoidForm({ claim, opened, close, send, busy }: VoidProps) {
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(reason);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={`Void claim ${claim.controlNumber}`}
      size="md"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            {claim.payerName} is asked to undo its decision on the whole claim of {usd(claim.charge)}, and takes back what it paid. The void
            is checked now; release and file it as usual. Until it has left it can be given up.
          </Text>
          <TextInput
            size="sm"
            label="Because"
            required
            minLength={3}
            maxLength={500}
            data-autofocus
            placeholder="billed for the wrong patient; the service was not done …"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button size="sm" variant="default" onClick={close}>
              Cancel
            </Button>
            <Button size="sm" type="submit" loading={busy} disabled={reason.trim().length < 3}>
              Make the void
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
