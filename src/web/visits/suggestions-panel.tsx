/** What the note is read as: each code with its words, why, and one key to take it, change it or refuse it. A person signs. */
import { Badge, Button, Group, Loader, Text, Title, Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Said, SuggestionsView, SuggestionView } from "../../http/contract/coding.ts";
import { FindingCard } from "../explain/finding-card.tsx";
import { useKeys } from "../frame/keys.ts";
import type { Draft } from "./coding-draft.ts";
import { RejectForm } from "./reject-form.tsx";
import {
  changing,
  mostDiagnoses,
  preselected,
  rejecting,
  type Standing,
  standingOf,
  takingBack,
  withSuggestion,
} from "./suggestion-state.ts";
import { SuggestionWhy } from "./suggestion-why.tsx";

interface Props {
  readonly found: SuggestionsView;
  readonly draft: Draft;
  readonly change: (update: (before: Draft) => Draft) => void;
  readonly said: Said;
  readonly say: (update: (before: Said) => Said) => void;
  readonly locked: boolean;
  /** The suggestion that the cursor is on, whose words the note shows. */
  readonly point: (code: string | undefined) => void;
  readonly look: (code: { readonly system: string; readonly code: string }) => void;
  /** Absent: who looks may not ask, or a question is open. */
  readonly ask?: ((words: string) => void) | undefined;
}

export function SuggestionsPanel({ found, draft, change, said, say, locked, point, look, ask }: Props) {
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState<{ readonly code: string; readonly part: "why" | "reject" } | undefined>(undefined);
  const { suggestions, findings } = found;
  const here = suggestions[Math.min(cursor, suggestions.length - 1)];
  const ready = preselected(suggestions, draft, said);
  const hereCode = here?.code;
  useEffect(() => point(hereCode), [hereCode, point]);
  const move = (by: number): void => {
    setCursor((before) => Math.max(0, Math.min(suggestions.length - 1, before + by)));
    setOpen(undefined);
  };
  const toggle = (code: string, part: "why" | "reject"): void =>
    setOpen((before) => (before?.code === code && before.part === part ? undefined : { code, part }));
  const add = (one: SuggestionView): void => {
    change((before) => withSuggestion(before, one));
    say((before) => takingBack(before, one.code));
    move(1);
  };
  const addReady = (): void => change((before) => ready.reduce(withSuggestion, before));
  const full = draft.diagnoses.length >= mostDiagnoses;
  const free = !locked && here !== undefined && standingOf(here, draft, said).is !== "added";
  useKeys(
    suggestions.length === 0
      ? {}
      : {
          j: { does: "next suggestion", act: () => move(1), moves: true },
          k: { does: "suggestion before", act: () => move(-1), moves: true },
          e: { does: "explain why it is suggested", act: () => here !== undefined && toggle(here.code, "why") },
          ...(free
            ? {
                ...(full ? {} : { y: { does: "add the suggested code", act: () => add(here) } }),
                x: { does: "refuse the suggested code", act: () => toggle(here.code, "reject") },
              }
            : {}),
          ...(locked || full || ready.length === 0 ? {} : { A: { does: "add the preselected codes", act: addReady } }),
        },
  );
  return (
    <section className="panel" aria-label="Suggested codes">
      <div className="panel-head">
        <Title order={2}>Suggested</Title>
        <Tooltip label={`Read by ${found.releases.join(", ")}`} multiline w={320}>
          <Text size="xs" className="dimmed" style={{ flexGrow: 1 }}>
            from the note, by the code book; you decide and sign
          </Text>
        </Tooltip>
        {!locked && full && (
          <Text size="xs" role="status">
            A claim has room for twelve diagnoses.
          </Text>
        )}
        {!locked && !full && ready.length > 0 && (
          <Button size="compact-xs" variant="light" onClick={addReady}>
            Add the {ready.length === 1 ? "preselected one" : `${ready.length} preselected`}&nbsp;<kbd>A</kbd>
          </Button>
        )}
      </div>
      {suggestions.length === 0 && (
        <Text size="sm" className="panel-body dimmed">
          The note names no condition, symptom or reason that the loaded code sets know. Look in the code book, or ask the clinician.
        </Text>
      )}
      {suggestions.map((one, at) => (
        <SuggestionRow
          key={one.code}
          suggestion={one}
          standing={standingOf(one, draft, said)}
          here={one === here}
          locked={locked}
          full={full}
          open={open?.code === one.code ? open.part : undefined}
          enter={() => setCursor(at)}
          add={() => add(one)}
          toggle={(part) => toggle(one.code, part)}
          takeBack={() => say((before) => takingBack(before, one.code))}
          reject={(reason, words) => {
            say((before) => rejecting(before, { code: one.code, reason, words }));
            move(1);
          }}
          instead={(other) => {
            change((before) => withSuggestion(before, { ...other, evidence: one.evidence }));
            say((before) => changing(before, { from: one.code, to: other.code }));
            move(1);
          }}
          look={look}
          ask={ask}
        />
      ))}
      {findings.length > 0 && (
        <details className="left-out-codes">
          <summary>
            {findings.length === 1 ? "One remark" : `${findings.length} remarks`}: what was not coded and why, what the book asks for
          </summary>
          {findings.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: remarks have no name of their own and never move
            <FindingCard key={at} finding={one} />
          ))}
        </details>
      )}
    </section>
  );
}

/** While a thread reads the note: the first time the lexicon of the whole book is made. */
export function SuggestionsWait() {
  return (
    <Group className="panel" p="sm" gap="sm" role="status">
      <Loader size="xs" />
      <Text size="sm">Reading the note …</Text>
    </Group>
  );
}

interface RowProps {
  readonly suggestion: SuggestionView;
  readonly standing: Standing;
  readonly here: boolean;
  readonly locked: boolean;
  readonly full: boolean;
  readonly open: "why" | "reject" | undefined;
  readonly enter: () => void;
  readonly add: () => void;
  readonly toggle: (part: "why" | "reject") => void;
  readonly takeBack: () => void;
  readonly reject: (reason: Said["rejected"][number]["reason"], words: string) => void;
  readonly instead: (other: { readonly code: string; readonly title: string }) => void;
  readonly look: Props["look"];
  readonly ask: Props["ask"];
}

function SuggestionRow({
  suggestion,
  standing,
  here,
  locked,
  full,
  open,
  enter,
  add,
  toggle,
  takeBack,
  reject,
  instead,
  look,
  ask,
}: RowProps) {
  const { code, title, band, score, evidence, doubts, question } = suggestion;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the mouse only shows where the words stand; keys j and k do the same
    <div className="suggestion" data-here={here} aria-current={here} data-standing={standing.is} onMouseEnter={enter}>
      <Button size="compact-xs" variant="subtle" className="mono" onClick={() => look({ system: "icd10cm", code })}>
        {code}
      </Button>
      <div>
        <Text size="sm">{title}</Text>
        <Text size="xs" className="dimmed">
          {evidence.map((one) => `“${one.text.trim()}”`).join(" ")}
          {standing.is === "rejected" && <> · {standing.why}</>}
          {doubts.length > 0 && standing.is === "open" && <> · {doubts.join("; ")}</>}
          {question !== undefined && standing.is !== "rejected" && <> · {question.about} is not documented: a question</>}
        </Text>
      </div>
      <StandingBadge standing={standing} band={band} score={score} />
      <Group gap={4} wrap="nowrap">
        {!locked && standing.is === "open" && (
          <>
            <Button
              size="compact-xs"
              variant={band === "auto" ? "light" : "default"}
              aria-label={`Add ${code}`}
              disabled={full}
              onClick={add}
            >
              Add
            </Button>
            <Button size="compact-xs" variant="default" aria-label={`Refuse ${code}`} onClick={() => toggle("reject")}>
              Refuse
            </Button>
          </>
        )}
        {!locked && (standing.is === "rejected" || standing.is === "changed") && (
          <Button size="compact-xs" variant="default" aria-label={`Take back ${code}`} onClick={takeBack}>
            Take back
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" aria-label={`Why ${code}`} aria-expanded={open === "why"} onClick={() => toggle("why")}>
          Why
        </Button>
      </Group>
      {open === "reject" && <RejectForm code={code} reject={reject} />}
      {open === "why" && (
        <SuggestionWhy suggestion={suggestion} locked={locked || full || standing.is === "added"} instead={instead} look={look} ask={ask} />
      )}
    </div>
  );
}

function StandingBadge({
  standing,
  band,
  score,
}: {
  readonly standing: Standing;
  readonly band: SuggestionView["band"];
  readonly score: number;
}) {
  if (standing.is === "added")
    return (
      <Badge variant="light" color="teal" tt="none">
        added
      </Badge>
    );
  if (standing.is === "changed")
    return (
      <Badge variant="light" color="gray" tt="none">
        {standing.to} instead
      </Badge>
    );
  if (standing.is === "rejected")
    return (
      <Tooltip label={standing.why}>
        <Badge variant="light" color="gray" tt="none">
          refused
        </Badge>
      </Tooltip>
    );
  if (band === "query")
    return (
      <Tooltip label="A guideline asks for it under a condition that the note does not settle: e says which">
        <Badge variant="light" color="gray" tt="none">
          offered
        </Badge>
      </Tooltip>
    );
  return (
    <Tooltip label={`Of suggestions like it ${score} in 100 were right`}>
      <Badge variant="light" color={band === "auto" ? "petrol" : "yellow"} tt="none">
        {band === "auto" ? "preselected" : "look"} {score}
      </Badge>
    </Tooltip>
  );
}
