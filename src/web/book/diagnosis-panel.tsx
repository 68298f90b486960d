/** One diagnosis whole: what completes it, its notes and those that come down to it, what forbids it here, its history. */
import { Alert, Anchor, Badge, Breadcrumbs, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import type { BookNoteView, BookPageView } from "../../http/contract/code-book.ts";
import { useBookPage, useTabular } from "../api/code-book.ts";
import { noteKindWords } from "../explain/code-detail.tsx";
import { Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { DiagnosisFacts } from "./diagnosis-facts.tsx";
import { KeepButton } from "./keep-button.tsx";
import { CodeFailed } from "./no-such-code.tsx";

interface Props {
  readonly code: string;
  readonly date: string;
  /** Codes of the visit, which this one is to stand beside. */
  readonly beside: readonly string[];
  readonly go: (code: string) => void;
  /** Into the visit; absent where there is none. */
  readonly take?: ((code: { readonly code: string; readonly title: string }) => void) | undefined;
}

export function DiagnosisPanel({ code, date, beside, go, take }: Props) {
  const found = useBookPage({ code, date, beside });
  const way = useTabular({ at: code, date, wanted: true });
  if (found.isPending) return <Waiting what="the code" />;
  if (found.isError) return <CodeFailed code={code} error={found.error} retry={found.refetch} />;
  const page = found.data;
  return (
    <Stack gap="sm">
      <Breadcrumbs separator="›" separatorMargin={6} style={{ flexWrap: "wrap" }}>
        {(way.data?.above ?? []).slice(0, -1).map(({ at, title }) =>
          /^[A-Z]\w\w(?:\.|$)/.test(at) ? (
            <Anchor key={at} component="button" size="xs" underline="always" onClick={() => go(at)}>
              {at}
            </Anchor>
          ) : (
            <Text key={at} size="xs" className="dimmed" title={title}>
              {at}
            </Text>
          ),
        )}
      </Breadcrumbs>
      <Head page={page} date={date} take={take} beside={beside} />
      {page.conflicts.map((one) => (
        <Alert key={`${one.with}${one.text}`} color="orange" title={`Not together with ${one.with} (Excludes1 at ${one.at})`} p="xs">
          <Text size="sm">{one.text}. Both may stay only where the two conditions have nothing to do with each other.</Text>
        </Alert>
      ))}
      {page.apart.map((one) => (
        <Alert key={`${one.with}${one.text}`} color="blue" title={`No part of ${one.with} (Excludes2 at ${one.at})`} p="xs">
          <Text size="sm">{one.text}. Both are reported where the patient has both.</Text>
        </Alert>
      ))}
      <Steps page={page} go={go} />
      <Notes notes={page.notes} notesFrom={page.notesFrom} go={go} />
      {page.indexPaths.length > 0 && (
        <div>
          <Title order={3}>In the Index</Title>
          {page.indexPaths.slice(0, 12).map((path) => (
            <Text size="sm" key={path}>
              {path}
            </Text>
          ))}
        </div>
      )}
      {page.facts !== undefined && <DiagnosisFacts facts={page.facts} go={go} />}
      <History page={page} />
    </Stack>
  );
}

function Head({ page, date, take, beside }: Pick<Props, "date" | "take" | "beside"> & { readonly page: BookPageView }) {
  const isChosen = beside.includes(page.code);
  const standing = standingOf(page, date);
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Group gap="sm" align="baseline">
          <Title order={2} className="mono" fz="lg">
            {page.code}
          </Title>
          <Badge variant="light" tt="none" color={standing.color}>
            {standing.badge}
          </Badge>
          {page.flags.map((flag) => (
            <Badge key={flag} variant="default" tt="none">
              {flag}
            </Badge>
          ))}
        </Group>
        <Group gap={6} wrap="nowrap">
          <KeepButton system="icd10cm" code={page.code} date={date} />
          {take !== undefined && (
            <Button size="xs" disabled={!page.billable || isChosen} onClick={() => take({ code: page.code, title: page.title })}>
              {isChosen ? "In the visit" : "Take into the visit"}
            </Button>
          )}
        </Group>
      </Group>
      <Text fw={600}>{page.title}</Text>
      <Text size="xs" className="dimmed">
        {standing.words} on {usDate(date)}
        {page.release === undefined ? "" : `, ${page.release}`}
        {page.notesFrom === undefined ? "" : `; notes as printed in ${page.notesFrom}`}
      </Text>
    </div>
  );
}

interface Standing {
  readonly badge: string;
  readonly color: string;
  readonly words: string;
}

/** A heading holds like a code, though none reports it; what ended or has not begun is said with its day. */
function standingOf({ billable, validity, history }: BookPageView, date: string): Standing {
  const span = history.find(({ from, to }) => from <= date && (to === undefined || date <= to));
  const past = history.filter(({ to }) => to !== undefined && to < date).at(-1);
  const ended = past?.to;
  const begins = history.find(({ from }) => date < from)?.from;
  if (span === undefined && ended !== undefined) return { badge: `ended ${usDate(ended)}`, color: "red", words: "not valid any more" };
  if (span === undefined && begins !== undefined && validity === "invalid")
    return { badge: `begins ${usDate(begins)}`, color: "red", words: "not valid yet" };
  if (!billable) return { badge: "choose a longer code", color: "orange", words: "a heading" };
  return { badge: "billable", color: "teal", words: validity === "unknown" ? "not known to be valid" : validity };
}

/** Step by step to the code that may be reported: each next character with what it says. */
function Steps({ page, go }: { readonly page: BookPageView; readonly go: (code: string) => void }) {
  if (page.steps.length === 0 && (page.billable || page.sevenths.length === 0)) return null;
  return (
    <div>
      <Title order={3}>{page.billable ? "Below it" : "Next character"}</Title>
      {page.steps.map((step) => (
        <button key={step.code} type="button" className="hit book-step" onClick={() => go(step.code)}>
          <span className="mono">{step.code}</span>
          <span className={step.billable ? undefined : "dimmed"}>
            {step.adds}
            {step.billable ? "" : " …"}
          </span>
        </button>
      ))}
      {page.steps.length === 0 && (
        <>
          <Text size="sm">The seventh character, after as many X as are needed to make it the seventh:</Text>
          {page.sevenths.map((one) => (
            <Text key={one.character} size="sm">
              <span className="mono">{page.code.length <= 3 ? `${page.code}.` : page.code}</span>…<b className="mono">{one.character}</b>{" "}
              {one.meaning}
            </Text>
          ))}
        </>
      )}
    </div>
  );
}

const kindOrder = [
  "includes",
  "inclusion",
  "code-first",
  "use-additional",
  "code-also",
  "excludes1",
  "excludes2",
  "note",
  "seventh-character",
];

interface NotesProps {
  readonly notes: readonly BookNoteView[];
  /** Said once above; a note of another release names its own. */
  readonly notesFrom: string | undefined;
  readonly go: (code: string) => void;
}

function Notes({ notes, notesFrom, go }: NotesProps) {
  const parts = [
    { title: "At this code", own: notes.filter((note) => !note.inherited) },
    { title: "Comes down from above", own: notes.filter((note) => note.inherited) },
  ];
  return parts
    .filter(({ own }) => own.length > 0)
    .map(({ title, own }) => (
      <div key={title}>
        <Title order={3}>{title}</Title>
        {together(own).map(([first, ...rest]) => (
          <div key={`${first.kind}${first.at}${first.text}`} className="book-note" data-kind={first.kind}>
            <Text size="xs" className="dimmed">
              {noteKindWords(first.kind)}
              {first.inherited ? ` · ${first.at}` : ""}
              {first.release === undefined || first.release === notesFrom ? "" : ` · ${first.release}`}
            </Text>
            {[first, ...rest].map((note) => (
              <Text key={note.text} size="sm">
                {note.text}
                {note.targets.slice(0, 8).map(({ from }) => (
                  <Anchor key={from} component="button" size="xs" className="mono" underline="always" ml={6} onClick={() => go(from)}>
                    {from}
                  </Anchor>
                ))}
              </Text>
            ))}
          </div>
        ))}
      </div>
    ));
}

type SomeNotes = readonly [BookNoteView, ...BookNoteView[]];

/** Of one kind and place, under one head as they are printed. */
function together(notes: readonly BookNoteView[]): readonly SomeNotes[] {
  const parts: [BookNoteView, ...BookNoteView[]][] = [];
  for (const note of notes.toSorted((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind))) {
    const last = parts.at(-1);
    if (last !== undefined && last[0].kind === note.kind && last[0].at === note.at && last[0].release === note.release) last.push(note);
    else parts.push([note]);
  }
  return parts;
}

function History({ page }: { readonly page: BookPageView }) {
  if (page.history.length === 0) return null;
  return (
    <div>
      <Title order={3}>Over the years</Title>
      <Table withRowBorders={false} verticalSpacing={1}>
        <Table.Tbody>
          {page.history.map((span) => (
            <Table.Tr key={span.from}>
              <Table.Td className="dimmed" w={190}>
                {usDate(span.from)} – {span.to === undefined ? "" : usDate(span.to)}
              </Table.Td>
              <Table.Td>
                {span.title}
                {span.billable ? "" : " (heading)"}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
