/** Coding by hand: the note on one side, codes with their evidence on the other, the code book as one types. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Said } from "../../http/contract/coding.ts";
import type { Coding } from "../../http/contract/visits.ts";
import { useSuggestions } from "../api/coding.ts";
import { usePermission } from "../api/queries.ts";
import { CodeDetailPanel } from "../explain/code-detail.tsx";
import { useKeys } from "../frame/keys.ts";
import { Empty } from "../frame/states.tsx";
import { ChargeTable } from "./charge-table.tsx";
import { codingOf, type Draft, draftOf, firstProblem, hasUnevidenced } from "./coding-draft.ts";
import { DiagnosisTable } from "./diagnosis-table.tsx";
import { NoteText } from "./note-text.tsx";
import { nothingSaid, saidBefore, standingOf } from "./suggestion-state.ts";
import { SuggestionsPanel, SuggestionsWait } from "./suggestions-panel.tsx";
import { VisitBook } from "./visit-book.tsx";
import { ActionButton, type StepProps } from "./visit-page.tsx";

/** The row that selected words of the note are given to. */
export type Target = { readonly kind: "diagnosis" | "charge"; readonly index: number };

export function CodesStep({ visit, command }: StepProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(visit));
  const [target, setTarget] = useState<Target | undefined>(undefined);
  const [looked, setLooked] = useState<{ readonly system: string; readonly code: string } | undefined>(undefined);
  const canSave = visit.actions.find((action) => action.name === "save-coding");
  const locked = canSave?.allowed !== true;
  const mayAsk = usePermission("coding:write") === true && visit.work.question === undefined && visit.queue.name === "needs-coding";
  // A visit that is coded already is read again only when somebody wants it.
  const [wanted, setWanted] = useState(visit.note !== undefined && !locked && visit.diagnoses.length === 0);
  const suggested = useSuggestions(visit.id, { wanted });
  const found = suggested.data?.state === "ready" ? suggested.data : undefined;
  const [spoken, setSpoken] = useState<Said | undefined>(undefined);
  const said = spoken ?? (found === undefined ? nothingSaid : saidBefore(found.suggestions));
  const [pointed, setPointed] = useState<string | undefined>(undefined);
  const [book, setBook] = useState(false);
  useKeys({ b: { does: "open the code book at this code", act: () => setBook(true) } });
  // Whoever is new here is told what comes first; taking every code off a coded visit stays possible.
  const empty = [draft, visit].every((one) => one.diagnoses.length + one.charges.length === 0);
  const problem = empty ? "Add a diagnosis and a service first: from the suggestions, or by typing a few words." : firstProblem(draft);
  const save = (): void => {
    const coding: Coding = { ...codingOf(draft), ...(found === undefined ? {} : { said }) };
    command.mutate({ method: "PUT", path: "/coding", body: coding }, { onSuccess: (saved) => setDraft(draftOf(saved)) });
  };
  const support = (evidence: { readonly start: number; readonly end: number; readonly text: string }): void => {
    if (target === undefined) return;
    setDraft((before) => ({
      diagnoses: before.diagnoses.map((one, index) =>
        target.kind === "diagnosis" && index === target.index ? { ...one, evidence: [...one.evidence, evidence] } : one,
      ),
      charges: before.charges.map((one, index) =>
        target.kind === "charge" && index === target.index ? { ...one, evidence: [...one.evidence, evidence] } : one,
      ),
    }));
  };
  const marks = [
    ...draft.diagnoses.map((one) => ({ code: one.code, evidence: one.evidence })),
    ...draft.charges.map((one) => ({ code: one.procedure, evidence: one.evidence })),
  ].flatMap(({ code, evidence }) => evidence.map((span) => ({ start: span.start, end: span.end, codes: [code] })));
  const offered = (found?.suggestions ?? [])
    .filter((one) => standingOf(one, draft, said).is === "open")
    .flatMap(({ code, evidence }) => evidence.map(({ start, end }) => ({ start, end, codes: [code], suggested: true })));
  const active =
    target === undefined
      ? pointed
      : target.kind === "diagnosis"
        ? draft.diagnoses[target.index]?.code
        : draft.charges[target.index]?.procedure;
  return (
    <div className="coding">
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Note</Title>
          <Text size="xs" className="dimmed">
            {target === undefined
              ? "Choose a code on the right, then select the words that support it."
              : `Select words that support ${active === "" ? "the code" : active}.`}
          </Text>
        </div>
        <div className="panel-body coding-note">
          {visit.note === undefined ? (
            <Empty title="No note">The clinician has not written it yet, or the visit came from a claim file.</Empty>
          ) : (
            <NoteText text={visit.note.text} marks={[...marks, ...offered]} active={active} onSelect={support} />
          )}
        </div>
      </div>
      <Stack gap="sm">
        {!wanted && visit.note !== undefined && (
          <Button size="compact-xs" variant="subtle" style={{ alignSelf: "flex-start" }} onClick={() => setWanted(true)}>
            Read the note for codes
          </Button>
        )}
        {wanted && suggested.isPending && <SuggestionsWait />}
        {suggested.isError && (
          <Text size="sm" role="status">
            {suggested.error.message}
          </Text>
        )}
        {suggested.data?.state === "own-work" && (
          <Text size="sm" className="dimmed">
            In your own copy nothing is suggested: the coding is yours.
          </Text>
        )}
        {found !== undefined && (
          <SuggestionsPanel
            found={found}
            draft={draft}
            change={setDraft}
            said={said}
            say={(update) => setSpoken(update(said))}
            locked={locked}
            point={setPointed}
            look={setLooked}
            ask={mayAsk ? (words) => command.mutate({ path: "/question", body: { kind: "specificity", words } }) : undefined}
          />
        )}
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Diagnoses</Title>
            <Text size="xs" className="dimmed">
              in the order of the claim
            </Text>
          </div>
          <DiagnosisTable draft={draft} change={setDraft} visit={visit} target={target} aim={setTarget} look={setLooked} />
        </div>
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Charges</Title>
            <Text size="xs" className="dimmed">
              {visit.money === undefined ? "amounts come from the fee schedule" : "an amount left empty comes from the fee schedule"}
            </Text>
          </div>
          <ChargeTable draft={draft} change={setDraft} visit={visit} target={target} aim={setTarget} look={setLooked} />
        </div>
        <Group justify="space-between">
          <Text size="xs" className="dimmed">
            {problem ?? (hasUnevidenced(draft) && visit.note !== undefined ? "Some codes have no words of the note behind them yet." : "")}
          </Text>
          <Group gap="xs">
            {canSave?.allowed === true && (
              <Button size="xs" variant="default" onClick={() => setDraft(draftOf(visit))}>
                Undo changes
              </Button>
            )}
            <ActionButton
              visit={visit}
              name="save-coding"
              label="Save the codes"
              busy={command.isPending}
              run={save}
              disabled={problem !== undefined}
            />
          </Group>
        </Group>
        {book && (
          <VisitBook
            close={() => setBook(false)}
            on={visit.date}
            at={bookedAt(active, draft, looked)}
            beside={draft.diagnoses.map(({ code }) => code)}
            take={
              locked
                ? undefined
                : ({ code, title }) => {
                    setDraft((before) => ({
                      ...before,
                      diagnoses: [...before.diagnoses, { key: `book-${code}`, code, title, evidence: [] }],
                    }));
                    setBook(false);
                  }
            }
          />
        )}
        {looked !== undefined && (
          <div className="panel">
            <div className="panel-body">
              <CodeDetailPanel system={looked.system} code={looked.code} on={visit.date} go={setLooked} />
            </div>
          </div>
        )}
      </Stack>
    </div>
  );
}

/** The code that was looked at last, else the one at hand, else the first of the visit. */
function bookedAt(active: string | undefined, draft: Draft, looked: { readonly system: string; readonly code: string } | undefined) {
  if (looked !== undefined) return looked;
  const code = draft.diagnoses.find((one) => one.code === active)?.code ?? active ?? draft.diagnoses[0]?.code;
  return code === undefined || code === "" || /^\d/.test(code) ? undefined : { system: "icd10cm", code };
}
