/** What can be done with the claim now; what cannot says why. */
import { Button, Group, Text, Tooltip } from "@mantine/core";
import type { Permission } from "../../core/access/permissions.ts";
import type { ClaimPageView } from "../../http/contract/claims.ts";
import { useClaimCommand } from "../api/claims.ts";
import { useSession } from "../api/queries.ts";

type ActionName = ClaimPageView["actions"][number]["name"];

const commands: Readonly<Record<ActionName, { readonly label: string; readonly path: string; readonly permission: Permission }>> = {
  check: { label: "Check again", path: "/claim", permission: "claims:prepare" },
  release: { label: "Release", path: "/claim/release", permission: "claims:file" },
  "take-back": { label: "Take back", path: "/claim/take-back", permission: "claims:file" },
  file: { label: "File", path: "/claim/file", permission: "claims:file" },
  resend: { label: "Send again as an original", path: "/claim/resend", permission: "claims:file" },
  replace: { label: "Replace (7)", path: "/claim/replace", permission: "claims:file" },
};

export function ClaimActions({ claim }: { readonly claim: ClaimPageView }) {
  const command = useClaimCommand(claim.visitId);
  const permissions = useSession().data?.user.permissions ?? [];
  const mine = claim.actions.filter(({ name }) => permissions.includes(commands[name].permission));
  if (mine.length === 0) return null;
  const possible = mine.filter((one) => one.allowed);
  const others = mine.filter((one) => !one.allowed);
  return (
    <Group gap="xs" className="no-print">
      {possible.map(({ name }, at) => (
        <Button
          key={name}
          size="xs"
          variant={at === 0 ? "filled" : "default"}
          loading={command.isPending}
          onClick={() => command.mutate(commands[name].path)}
        >
          {commands[name].label}
        </Button>
      ))}
      {others.length > 0 && (
        <Text size="xs" className="dimmed">
          Not now:{" "}
          {others.map(({ name, why }, at) => (
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
      )}
    </Group>
  );
}
