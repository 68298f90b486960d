/** One box for everything: pages, what this page can do, patients and visits, claims, codes, files. Opened with Ctrl/Cmd-K. */
import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight, useSpotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { foundSchema } from "../../http/contract/find.ts";
import { tell } from "../api/client.ts";
import { usePermission } from "../api/queries.ts";
import { usDate } from "../words.ts";
import { keysNow } from "./keys.ts";
import { usePlaces } from "./place-links.tsx";

const [paletteStore, palette] = createSpotlight();
export const openPalette = palette.open;

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly key?: string;
  readonly act: () => void;
}

export function Palette({ openCode }: { readonly openCode: (code: { readonly system: string; readonly code: string }) => void }) {
  const { opened, selected } = useSpotlight(paletteStore);
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 150);
  const pages = usePageChoices();
  const { groups, settled: answered } = useFoundChoices(asked, openCode);
  const settled = answered && asked === text.trim();
  const words = text.trim().toLowerCase();
  const fits = (choice: Choice): boolean => choice.label.toLowerCase().includes(words);
  const here = opened ? hereChoices() : [];
  const found = words === "" ? [] : groups;
  const shown = [{ title: "On this page", choices: here.filter(fits) }, { title: "Pages", choices: pages.filter(fits) }, ...found].filter(
    (group) => group.choices.length > 0,
  );
  const first = shown[0]?.choices[0];
  /** Without a choice of one's own the first one is meant. */
  const takeFirst = (): void => {
    // What is shown for the letters before is not what is meant.
    if (first === undefined || (!settled && found.some((group) => group.choices.includes(first)))) return;
    palette.close();
    first.act();
  };
  return (
    <Spotlight.Root
      store={paletteStore}
      title="Search and go anywhere"
      shortcut="mod + K"
      tagsToIgnore={[]}
      query={text}
      onQueryChange={setText}
      clearQueryOnClose
      scrollable
      maxHeight={460}
      size={620}
      overlayProps={{ backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder="A page, patient, claim number, code, file …"
        aria-label="What to look for"
        maxLength={100}
        onKeyDown={(event) => event.key === "Enter" && selected < 0 && takeFirst()}
      />
      <Spotlight.ActionsList className="palette-list">
        {shown.map((group) => (
          <Group key={group.title} title={group.title} choices={group.choices} first={first} />
        ))}
        {shown.length === 0 && (
          <Spotlight.Empty>
            <Text size="sm">{settled ? "Nothing begins like that." : "Looking …"}</Text>
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

interface GroupProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly first: Choice | undefined;
}

function Group({ title, choices, first }: GroupProps): ReactNode {
  return (
    <Spotlight.ActionsGroup label={title}>
      {choices.map((choice) => (
        <Spotlight.Action key={choice.id} onClick={choice.act} className="palette-choice" data-first={choice === first}>
          <span className="palette-words">
            <Text span size="sm">
              {choice.label}
            </Text>
            {choice.detail !== undefined && (
              <Text span size="xs" className="palette-detail">
                {choice.detail}
              </Text>
            )}
          </span>
          {choice.key !== undefined && <kbd>{choice.key}</kbd>}
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** What the page has keys for, but not those that only move about it. */
function hereChoices(): readonly Choice[] {
  return keysNow({ everywhere: false })
    .filter((key) => key.moves !== true)
    .map(({ key, does, act }) => ({ id: `here ${key}`, label: does, key, act }));
}

function usePageChoices(): readonly Choice[] {
  const navigate = useNavigate();
  return usePlaces().map((place) => ({ id: place.path, label: place.words, act: () => void navigate({ to: place.path }) }));
}

function useFoundChoices(text: string, openCode: (code: { readonly system: string; readonly code: string }) => void) {
  const navigate = useNavigate();
  const readsMoney = usePermission("money:read") === true;
  const found = useQuery({
    queryKey: ["find", text],
    queryFn: () => tell(foundSchema, { method: "POST", path: "/find", body: { text } }),
    enabled: text !== "",
    placeholderData: (previous) => previous,
    // Each look is on record once; going back to the same letters is the same look.
    staleTime: 60_000,
  });
  const { patients = [], visits = [], claims = [], codes = [], files = [] } = found.data ?? {};
  const visit = (id: number): void => void navigate({ to: "/visits/$visitId", params: { visitId: String(id) } });
  const groups: readonly { readonly title: string; readonly choices: readonly Choice[] }[] = [
    {
      title: "Patients' accounts",
      choices: (readsMoney ? patients : []).map((one) => ({
        id: `patient ${one.id}`,
        label: one.name,
        detail: `${one.accountNumber}, born ${usDate(one.birthDate)}`,
        act: () => void navigate({ to: "/patients/$patientId", params: { patientId: String(one.id) }, search: {} }),
      })),
    },
    {
      title: "Visits",
      choices: visits.map((one) => ({
        id: `visit ${one.id}`,
        label: one.patientName,
        detail: `${usDate(one.date)}, ${one.reason}`,
        act: () => visit(one.id),
      })),
    },
    {
      title: "Claims",
      choices: claims.map((one) => ({
        id: `claim ${one.id}`,
        label: one.controlNumber,
        detail: `${one.patientName}, ${one.payerName}: ${one.stateWords}`,
        act: () => void navigate({ to: "/claims/$claimId", params: { claimId: String(one.id) }, search: {} }),
      })),
    },
    {
      title: "Codes",
      choices: codes.map((one) => ({
        id: `code ${one.system} ${one.code}`,
        label: one.code,
        detail: one.title,
        act: () => openCode({ system: one.system, code: one.code }),
      })),
    },
    {
      title: "Files",
      choices: files.map((one) => ({
        id: `file ${one.direction} ${one.id}`,
        label: one.name,
        detail: `${one.direction === "in" ? "came in" : "went out"} ${usDate(one.on)}`,
        act: () =>
          void navigate({ to: "/files/$direction/$fileId", params: { direction: one.direction, fileId: String(one.id) }, search: {} }),
      })),
    },
  ];
  return { groups, settled: !found.isFetching };
}
