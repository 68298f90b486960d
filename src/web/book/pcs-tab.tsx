/** ICD-10-PCS built character by character: section, body system, operation, then the rows of its table; or found by words. */
import { Anchor, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { PcsPlaceView, PcsStepView } from "../../http/contract/code-book.ts";
import { RequestProblem } from "../api/client.ts";
import { useBookSearch, usePcsStep } from "../api/code-book.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { codesWords, wrongWords } from "./pcs-step-words.ts";
import { PcsCodes, PcsTable } from "./pcs-table.tsx";

interface Props {
  readonly date: string;
  /** The characters that are settled. */
  readonly at: string;
  /** Words by which a procedure is looked for instead. */
  readonly words: string;
  readonly say: (words: string) => void;
  readonly go: (at: string) => void;
  readonly choose: (code: string) => void;
}

export function PcsTab({ date, at, words, say, go, choose }: Props) {
  const found = usePcsStep({ at, date });
  const list = useRef<HTMLDivElement>(null);
  // Who goes on by keys or the list stays in the list: the next characters have the cursor.
  const wantsFocus = useRef(isFocusLost() && at !== "");
  const shown = found.data?.prefix;
  useEffect(() => {
    if (wantsFocus.current && shown === at) {
      wantsFocus.current = false;
      list.current?.querySelector<HTMLElement>("button.hit")?.focus();
    }
  }, [shown, at]);
  if (found.isPending) return <Waiting what="ICD-10-PCS" />;
  if (found.isError)
    return found.error instanceof RequestProblem && found.error.problem.problem === "not-found" ? (
      <Empty title="ICD-10-PCS is not loaded">
        Where the program runs, <code>claimwright codes update icd10pcs</code> fetches it; without a network,{" "}
        <code>claimwright codes import FOLDER</code> loads what was downloaded elsewhere.
      </Empty>
    ) : (
      <Failed error={found.error} retry={found.refetch} />
    );
  const step = found.data;
  const walk = (next: string): void => {
    wantsFocus.current = true;
    go(next);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>("button.hit") ?? [])];
    const here = all.indexOf(document.activeElement as HTMLElement);
    const inField = event.target instanceof HTMLInputElement;
    const typed = event.key.length === 1 ? step.choices.find((one) => one.value === event.key.toUpperCase()) : undefined;
    if (event.key === "ArrowDown") (all[here + 1] ?? all[here])?.focus();
    else if (event.key === "ArrowUp" && here >= 0) (all[here - 1] ?? document.querySelector<HTMLElement>("[data-pcs-code]"))?.focus();
    else if (event.key === "Enter" && inField && step.onlyCode !== undefined) choose(step.onlyCode.code);
    else if (event.key === "Backspace" && here >= 0 && at !== "") walk(at.slice(0, -1));
    else if (typed !== undefined && here >= 0) walk(at + typed.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Stack gap="xs">
      <ByWords date={date} words={words} say={say} choose={choose} />
      {words.trim() === "" && (
        <Stack gap="xs" onKeyDown={onKey}>
          <TextInput
            size="xs"
            label="Code, character by character"
            description="Type, or take from the list: arrows, Enter or the character itself; Backspace goes back"
            classNames={{ input: "mono" }}
            value={at}
            maxLength={7}
            data-pcs-code
            error={wrongWords(step, at)}
            onChange={(event) => {
              const next = event.currentTarget.value.toUpperCase();
              if (/^[0-9A-HJ-NP-Z]{0,7}$/.test(next)) go(next);
            }}
          />
          <Settled settled={step.settled} go={walk} />
          <Text size="xs" className="dimmed" role="status">
            {codesWords(step.codes)} {step.prefix === "" ? "in all" : `from ${step.prefix}`}
            {step.release === undefined ? "" : `, ${step.release}`}
            {step.tablesFrom === undefined ? "; no tables are loaded" : `; words of the tables of ${step.tablesFrom}`}
          </Text>
          <div ref={list}>
            <Choices step={step} walk={walk} choose={choose} />
          </div>
          {step.table !== undefined && <PcsTable table={step.table} prefix={step.prefix} walk={walk} />}
          {step.prefix.length >= 3 && step.prefix.length < 7 && step.codes > 0 && <PcsCodes at={step.prefix} date={date} choose={choose} />}
        </Stack>
      )}
    </Stack>
  );
}

/** Where one came from is gone, such as a line of the Index: then the cursor is wanted here. */
function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function Settled({ settled, go }: { readonly settled: readonly PcsPlaceView[]; readonly go: (at: string) => void }) {
  if (settled.length === 0) return null;
  const code = settled.map((one) => one.value).join("");
  return (
    <ol className="pcs-places" aria-label="What is settled">
      {settled.map((place) => (
        <li key={place.position}>
          <button
            type="button"
            title={`Choose ${place.axis || "this character"} anew`}
            onClick={() => go(code.slice(0, place.position - 1))}
          >
            <span className="dimmed">{place.axis || `Character ${place.position}`}</span>
            <b className="mono">{place.value}</b>
            <span>{place.label || "no words in the loaded tables"}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

interface ChoicesProps {
  readonly step: PcsStepView;
  readonly walk: (at: string) => void;
  readonly choose: (code: string) => void;
}

function Choices({ step, walk, choose }: ChoicesProps) {
  const { prefix, choices, only, onlyCode } = step;
  const [first] = choices;
  return (
    <>
      {onlyCode !== undefined && (
        <button type="button" className="hit book-step" onClick={() => choose(onlyCode.code)}>
          <span className="mono">{onlyCode.code}</span>
          <span>
            {onlyCode.title}
            {only.length > 0 && <span className="dimmed"> (only {only} can follow)</span>}
          </span>
        </button>
      )}
      {choices.length > 0 && only.length === 0 && (
        <Text size="sm" fw={600} mt={4}>
          {first?.axis || `Character ${prefix.length + 1}`}
        </Text>
      )}
      {onlyCode === undefined &&
        choices.map((one) => (
          <button
            key={one.value}
            type="button"
            className="hit book-step pcs-choice"
            onClick={() => (one.code === undefined ? walk(prefix + one.value) : choose(one.code))}
          >
            <b className="mono">{one.value}</b>
            <span>
              {one.label || one.title || "no words in the loaded tables"}
              {one.definition !== undefined && <small className="dimmed">{one.definition}</small>}
              {one.includes.length > 0 && <small className="dimmed">Includes {one.includes.slice(0, 6).join(", ")}</small>}
            </span>
            <span className="dimmed pcs-count">{one.code ?? codesWords(one.codes)}</span>
          </button>
        ))}
    </>
  );
}

interface WordsProps {
  readonly date: string;
  readonly words: string;
  readonly say: (words: string) => void;
  readonly choose: (code: string) => void;
}

function ByWords({ date, words, say, choose }: WordsProps) {
  const [searched] = useDebouncedValue(words, 120);
  const found = useBookSearch({ text: searched, date, narrow: { system: "icd10pcs" } });
  const list = useRef<HTMLDivElement>(null);
  const hits = words.trim() === "" ? [] : (found.data?.results ?? []);
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("button.hit") ?? [])];
    const here = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Enter" && here < 0 && all[0] !== undefined) all[0].click();
    else if (event.key === "ArrowDown" && all.length > 0) (all[here + 1] ?? all[here])?.focus();
    else if (event.key === "ArrowUp" && here >= 0) (all[here - 1] ?? event.currentTarget.querySelector<HTMLElement>("input"))?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <Stack gap="xs" onKeyDown={move}>
      <Group align="flex-end" gap="sm">
        <TextInput
          size="xs"
          label="Find a procedure by words"
          placeholder="laparoscopic appendectomy, knee replacement right …"
          autoFocus={words !== "" && isFocusLost()}
          style={{ flex: 1 }}
          value={words}
          onChange={(event) => say(event.currentTarget.value)}
        />
        {words !== "" && (
          <Anchor component="button" size="xs" underline="always" onClick={() => say("")}>
            Back to the tables
          </Anchor>
        )}
      </Group>
      <div ref={list}>
        {hits.map((hit) => (
          <button key={hit.code} type="button" className="hit book-step" onClick={() => choose(hit.code)}>
            <span className="mono">{hit.code}</span>
            <span>
              {hit.title}
              {hit.because === "Index" && <span className="dimmed"> Index: {hit.path.join(" › ")}</span>}
            </span>
          </button>
        ))}
      </div>
      {words.trim() !== "" && hits.length === 0 && found.isSuccess && !found.isPlaceholderData && (
        <Empty title="Nothing matches">No procedure of the release that holds on this day has these words.</Empty>
      )}
    </Stack>
  );
}
