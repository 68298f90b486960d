/** The frame of every page: who and when, the chair, the code book, light and dark. */
import {
  ActionIcon,
  Anchor,
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
import { useState } from "react";
import type { Chair } from "../../http/contract/practice.ts";
import { useSession } from "../api/queries.ts";
import { type ChosenCode, CodeBook } from "../explain/code-book.tsx";
import { CopyNote } from "../practice/copy-note.tsx";
import { NextDay } from "../practice/next-day.tsx";
import { usDate } from "../words.ts";
import { chairWords, useChair } from "./chair.tsx";
import { KeyboardMap } from "./keyboard-map.tsx";
import { useKeys } from "./keys.ts";
import { openPalette, Palette } from "./palette.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { PlaceLinks } from "./place-links.tsx";

const isMac = navigator.userAgent.includes("Mac");

export function Shell() {
  const [codesOpen, codes] = useDisclosure(false);
  const [keysOpen, keys] = useDisclosure(false);
  const [code, setCode] = useState<ChosenCode | undefined>(undefined);
  const openCode = (chosen?: ChosenCode): void => {
    setCode(chosen);
    codes.open();
  };
  useKeys(
    { "/": { does: "open the code book", act: () => focusBook() || openCode() }, "?": { does: "this map", act: keys.open } },
    { everywhere: true },
  );
  return (
    <Box mih="100vh">
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <Header openCodes={() => openCode()} openKeys={keys.open} />
      <CopyNote />
      <Box component="main" id="main" px={{ base: "sm", md: "lg" }} py="md" maw={1840} mx="auto">
        <Outlet />
      </Box>
      <CodeBook opened={codesOpen} close={codes.close} at={code} />
      <Palette openCode={openCode} />
      <KeyboardMap opened={keysOpen} close={keys.close} />
    </Box>
  );
}

/** On the page of the code book itself its field is meant. */
function focusBook(): boolean {
  const field = document.querySelector<HTMLElement>("[data-book-search]");
  field?.focus();
  return field !== null;
}

/** The first line scrolls away, the pages stay. */
function Header({ openCodes, openKeys }: { readonly openCodes: () => void; readonly openKeys: () => void }) {
  const session = useSession();
  const { chair, chairs, take } = useChair();
  return (
    <Box component="header" className="frame-header">
      <Group justify="space-between" wrap="nowrap" h={44} px={{ base: "sm", md: "lg" }} maw={1840} mx="auto">
        <Group gap="lg" wrap="nowrap" miw={0}>
          <Anchor component={Link} to="/" underline="never" className="wordmark" aria-label="Claimwright, visits">
            <img src="/icon.svg" alt="" width={22} height={22} />
            Claimwright
          </Anchor>
          {session.data !== undefined && (
            <Text size="xs" className="dimmed practice-line" visibleFrom="md" title={session.data.practice.name}>
              today is {usDate(session.data.today)}, {session.data.practice.name}
            </Text>
          )}
        </Group>
        <Group gap={8} wrap="nowrap" className="header-tools">
          {session.data !== undefined && <NextDay session={session.data} />}
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
          <Button size="xs" variant="default" onClick={openPalette} rightSection={<kbd>{isMac ? "⌘ K" : "Ctrl K"}</kbd>}>
            Search
          </Button>
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
      <PlaceLinks />
    </Box>
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
