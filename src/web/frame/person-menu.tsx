/** Who works here, where else they may, and the way out. */
import { Badge, Button, Menu, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { z } from "zod";
import { purposes } from "../../core/access/purposes.ts";
import { roleTitles } from "../../core/access/roles.ts";
import type { sessionSchema } from "../../http/contract/practice.ts";
import { useDoorStep } from "../api/door-queries.ts";
import { usePermission } from "../api/queries.ts";
import { useReminders } from "../api/staff.ts";
import { useGate } from "../door/gate.tsx";
import { purposesToSay, sayPurpose, usePurpose } from "./purpose.ts";

export function PersonMenu({ session }: { readonly session: z.infer<typeof sessionSchema> }) {
  const { user, practices, practice } = session;
  const { askToSignIn, signOut } = useGate();
  const choose = useDoorStep("practice");
  const client = useQueryClient();
  const navigate = useNavigate();
  const managesPeople = usePermission("users:manage") === true;
  const managesKeys = usePermission("keys:manage") === true;
  const readsAudit = usePermission("audit:read") === true;
  const purpose = usePurpose();
  const shown = user.signedIn ? user.name : "Demonstration";
  const others = practices.filter((one) => one.id !== practice.id);
  const goTo = (practiceId: number): void =>
    choose.mutate(
      { practiceId },
      {
        onSuccess: () => {
          client.removeQueries();
          location.assign("/");
        },
      },
    );
  return (
    <Menu position="bottom-end" width={270} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" variant="default" aria-label={`Account: ${shown}`} maw={190}>
          <Text size="xs" fw={600} truncate>
            {purpose === undefined ? shown : `${shown}: ${purposes[purpose]}`}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.signedIn
            ? `${user.role === undefined ? "" : roleTitles[user.role]} at ${practice.name}`
            : "Open without a password, on this machine only"}
        </Menu.Label>
        {user.signedIn && (
          <Menu.Item component={Link} to="/account">
            My account
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void navigate({ to: "/learn", search: { tab: "staff" } })} rightSection={<DueMark />}>
          Credentials on file
        </Menu.Item>
        {managesPeople && (
          <Menu.Item component={Link} to="/people">
            People
          </Menu.Item>
        )}
        {managesKeys && (
          <Menu.Item component={Link} to="/keys">
            API keys
          </Menu.Item>
        )}
        {readsAudit && (
          <Menu.Item component={Link} to="/security-events">
            Security events
          </Menu.Item>
        )}
        {others.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>Go on in</Menu.Label>
            {others.map((one) => (
              <Menu.Item key={one.id} onClick={() => goTo(one.id)} rightSection={<Text size="xs">{roleTitles[one.role]}</Text>}>
                {one.name}
              </Menu.Item>
            ))}
          </>
        )}
        {user.signedIn && <PurposeItems />}
        <Menu.Divider />
        {user.signedIn ? (
          <Menu.Item
            onClick={() => {
              sayPurpose(undefined);
              signOut();
            }}
          >
            Sign out
          </Menu.Item>
        ) : (
          <Menu.Item onClick={askToSignIn}>Sign in as a person …</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** How many credentials run out within ninety days. */
function DueMark() {
  const due = useReminders().data?.due.length ?? 0;
  return due === 0 ? null : (
    <Badge size="sm" color="red" variant="light" tt="none">
      {due} to renew
    </Badge>
  );
}

/** What the audit records as the reason of every record opened from now on in this tab. */
function PurposeItems() {
  const said = usePurpose();
  const mark = (isIt: boolean) => (isIt ? <Text size="xs">✓</Text> : undefined);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Why I look at records, for the audit</Menu.Label>
      <Menu.Item onClick={() => sayPurpose(undefined)} rightSection={mark(said === undefined)}>
        My usual work
      </Menu.Item>
      {purposesToSay.map((purpose) => (
        <Menu.Item key={purpose} onClick={() => sayPurpose(purpose)} rightSection={mark(said === purpose)}>
          {sentence(purposes[purpose])}
        </Menu.Item>
      ))}
    </>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
