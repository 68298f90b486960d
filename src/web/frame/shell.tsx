/** The frame of every page: who and when, the chair, the code book, light and dark. */
import {
  ActionIcon,
  Anchor,
  Badge,
  Box,
  Button,
  Group,
  SegmentedControl,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet } from "@tanstack/react-router";
import type { Chair } from "../../http/contract/practice.ts";
import { useEmergencyCount } from "../api/audit-queries.ts";
import { usePermission, useSession } from "../api/queries.ts";
import { CodeBook } from "../explain/code-book.tsx";
import { JobsLink } from "../jobs/jobs-link.tsx";
import { usDate } from "../words.ts";
import { chairWords, useChair } from "./chair.tsx";
import { KeyboardMap } from "./keyboard-map.tsx";
import { useKeys } from "./keys.ts";
import { PersonMenu } from "./person-menu.tsx";

export function Shell() {
  const [codesOpen, codes] = useDisclosure(false);
  const [keysOpen, keys] = useDisclosure(false);
  useKeys({ "/": codes.open, "?": keys.open });
  return (
    <Box mih="100vh">
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <Header openCodes={codes.open} openKeys={keys.open} />
      <Box component="main" id="main" px={{ base: "sm", md: "lg" }} py="md" maw={1840} mx="auto">
        <Outlet />
      </Box>
      <CodeBook opened={codesOpen} close={codes.close} />
      <KeyboardMap opened={keysOpen} close={keys.close} />
    </Box>
  );
}

function Header({ openCodes, openKeys }: { readonly openCodes: () => void; readonly openKeys: () => void }) {
  const session = useSession();
  const { chair, chairs, take } = useChair();
  const mayReadFiles = usePermission("files:read");
  const mayReadBooks = usePermission("books:read");
  const mayReadJobs = usePermission("jobs:read");
  return (
    <Box component="header" className="frame-header">
      <Group justify="space-between" wrap="nowrap" h={52} px={{ base: "sm", md: "lg" }} maw={1840} mx="auto">
        <Group gap="lg" wrap="nowrap" style={{ flexShrink: 0 }}>
          <Anchor component={Link} to="/" underline="never" className="wordmark" aria-label="Claimwright, visits">
            <img src="/icon.svg" alt="" width={22} height={22} />
            Claimwright
          </Anchor>
          <Group component="nav" gap="md" wrap="nowrap" aria-label="Main">
            <Anchor component={Link} to="/" size="sm" className="nav-link" activeOptions={{ exact: true }}>
              Visits
            </Anchor>
            {mayReadFiles === true && (
              <Anchor component={Link} to="/files" size="sm" className="nav-link">
                Files &amp; exceptions
              </Anchor>
            )}
            {mayReadBooks === true && (
              <Anchor component={Link} to="/books" size="sm" className="nav-link">
                Books
              </Anchor>
            )}
            {mayReadJobs === true && <JobsLink />}
            <AuditLink />
          </Group>
        </Group>
        <Group gap={8} wrap="nowrap" miw={0} className="header-tools">
          {session.data !== undefined && (
            <Text size="xs" className="dimmed practice-line" visibleFrom="md" ta="right" lh={1.25}>
              {session.data.practice.name}
              <br />
              {session.data.practice.demonstration ? "demonstration, " : ""}today is {usDate(session.data.today)}
            </Text>
          )}
          {chairs.length > 1 && (
            <Tooltip label={chairWords[chair].does}>
              <SegmentedControl
                size="xs"
                aria-label="Chair"
                value={chair}
                onChange={(value) => take(value as Chair)}
                data={chairs.map((name) => ({ value: name, label: chairWords[name].label }))}
              />
            </Tooltip>
          )}
          <Button size="xs" variant="default" onClick={openCodes} rightSection={<kbd>/</kbd>}>
            Code book
          </Button>
          <ColorScheme />
          <ActionIcon variant="default" size={30} aria-label="Keyboard" onClick={openKeys}>
            <kbd style={{ border: 0, background: "none" }}>?</kbd>
          </ActionIcon>
          {session.data !== undefined && <PersonMenu session={session.data} />}
        </Group>
      </Group>
    </Box>
  );
}

/** Announces emergency openings that wait for a review. */
function AuditLink() {
  const mayAudit = usePermission("audit:read") === true;
  const waiting = useEmergencyCount(mayAudit).data?.toReview ?? 0;
  if (!mayAudit) return null;
  return (
    <Anchor component={Link} to={waiting > 0 ? "/audit?tab=emergencies" : "/audit"} size="sm" className="nav-link">
      Audit
      {waiting > 0 && (
        <Badge size="sm" ml={6} variant="light" color="red" aria-label={`${waiting} emergency openings to review`}>
          {waiting}
        </Badge>
      )}
    </Anchor>
  );
}

function ColorScheme() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "light" ? "dark" : "light";
  return (
    <ActionIcon variant="default" size={30} aria-label={`Switch to ${other}`} onClick={() => setColorScheme(other)}>
      {scheme === "light" ? "☾" : "☀"}
    </ActionIcon>
  );
}
