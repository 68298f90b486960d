/** The work around a visit, in one calm line that opens: who has it, when it comes back, why it comes when, notes, the question. */
import { Badge, Button, Collapse, Group, Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { VisitView } from "../../http/contract/visits.ts";
import { usePermission, useSession, type useVisitCommand } from "../api/queries.ts";
import { useNextVisit, useOwners } from "../api/worklist.ts";
import { useChair } from "../frame/chair.tsx";
import { useKeys } from "../frame/keys.ts";
import { usDate } from "../words.ts";
import { isOfChair } from "./chair-queues.ts";
import { OpenQuestion, QuestionForm, useMayAsk } from "./question-line.tsx";
import { FollowUpForm, NoteForm } from "./work-forms.tsx";
import { WorkHistory } from "./work-history.tsx";

type Open = "follow-up" | "note" | "history" | "question" | undefined;

export function WorkBar({ visit, command }: { readonly visit: VisitView; readonly command: ReturnType<typeof useVisitCommand> }) {
  const { work } = visit;
  const [open, setOpen] = useState<Open>();
  const mayWork = usePermission("work:write") === true;
  const toggle = (which: Open): void => setOpen(open === which ? undefined : which);
  const assign = (to: number | "me" | null): void => command.mutate({ method: "PUT", path: "/desk/owner", body: { to } });
  const next = useNextVisit(visit.id);
  useAfterCoding(visit, next.go);
  const mayAsk = useMayAsk(visit);
  useKeys({
    g: { does: "go to what comes first", act: next.go },
    ...(mayWork
      ? {
          m: { does: "take it, or give it back", act: () => assign(work.owner?.self === true ? null : "me") },
          f: { does: "set a day to come back", act: () => setOpen("follow-up") },
          w: { does: "write a note", act: () => setOpen("note") },
        }
      : {}),
  });
  useKeys(mayAsk ? { q: { does: "ask the clinician", act: () => setOpen("question") } } : {});
  /** What is saved closes its own form, not what was opened meanwhile. */
  const after = (which: Open, next?: Open) => (): void => setOpen((now) => (now === which ? next : now));
  const notes = work.entries.filter(({ kind }) => kind === "note").length;
  return (
    <section className="work-bar" aria-label="Work on this visit">
      <Group gap="md" justify="space-between">
        <Group gap="sm">
          <OwnerChoice visit={visit} assign={assign} mayWork={mayWork} />
          <FollowUpWords
            visit={visit}
            wake={() => command.mutate({ method: "PUT", path: "/desk/follow-up", body: { until: null, reason: "" } })}
          />
          {work.priority === undefined ? null : <PointsButton priority={work.priority} />}
        </Group>
        <Group gap="xs">
          <Button size="compact-xs" variant="subtle" onClick={next.go} loading={next.busy}>
            Next <kbd>g</kbd>
          </Button>
          {mayAsk && (
            <Button size="compact-xs" variant="default" onClick={() => toggle("question")} aria-expanded={open === "question"}>
              Ask the clinician <kbd>q</kbd>
            </Button>
          )}
          {mayWork && (
            <>
              <Button size="compact-xs" variant="default" onClick={() => toggle("follow-up")} aria-expanded={open === "follow-up"}>
                Follow up <kbd>f</kbd>
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => toggle("note")} aria-expanded={open === "note"}>
                Note <kbd>w</kbd>
              </Button>
            </>
          )}
          <Button
            size="compact-xs"
            variant="default"
            disabled={work.entries.length === 0}
            onClick={() => toggle("history")}
            aria-expanded={open === "history"}
          >
            {notes === 0 ? "History" : notes === 1 ? "1 note" : `${notes} notes`}
          </Button>
        </Group>
      </Group>
      <OpenQuestion visit={visit} command={command} />
      <Collapse expanded={open !== undefined}>
        <Stack gap="xs" pt="xs">
          {open === "follow-up" && <FollowUpForm command={command} close={after("follow-up")} />}
          {open === "question" && mayAsk && <QuestionForm visit={visit} command={command} close={after("question")} />}
          {open === "note" && <NoteForm command={command} close={after("note", "history")} />}
          {(open === "history" || open === "note") && <WorkHistory entries={work.entries} />}
        </Stack>
      </Collapse>
    </section>
  );
}

/** In the coder's chair a visit that has left coding makes room for the next one. */
function useAfterCoding(visit: VisitView, go: () => void): void {
  const { chair } = useChair();
  const before = useRef(visit.queue.name);
  useEffect(() => {
    const was = before.current;
    before.current = visit.queue.name;
    if (chair === "coder" && was !== visit.queue.name && isOfChair("coder", was) && visit.queue.name === "ready-to-file") go();
  }, [chair, visit.queue.name, go]);
}

function OwnerChoice({
  visit: { work },
  assign,
  mayWork,
}: {
  readonly visit: VisitView;
  readonly assign: (to: number | "me" | null) => void;
  readonly mayWork: boolean;
}) {
  const [open, setOpen] = useState(false);
  const owners = useOwners();
  const { owner } = work;
  const words = owner === undefined ? "Nobody has it" : owner.self ? "You have it" : `${owner.name} has it`;
  if (!mayWork) return <Text size="sm">{words}</Text>;
  const give = (to: number | "me" | null): void => {
    setOpen(false);
    assign(to);
  };
  return (
    <Group gap={6}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal>
        <Popover.Target>
          <UnstyledButton className="work-owner" onClick={() => setOpen(!open)} aria-expanded={open}>
            {words}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p="xs">
          <Stack gap={2}>
            {(owners.data?.owners ?? []).map(({ id, name, self }) => (
              <Button key={id} size="compact-sm" variant="subtle" justify="flex-start" disabled={owner?.id === id} onClick={() => give(id)}>
                {self ? `Me (${name})` : name}
              </Button>
            ))}
            {owner === undefined ? null : (
              <Button size="compact-sm" variant="subtle" color="gray" justify="flex-start" onClick={() => give(null)}>
                Nobody
              </Button>
            )}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {owner?.self === true ? null : (
        <Button size="compact-xs" variant="light" onClick={() => assign("me")}>
          Take it <kbd>m</kbd>
        </Button>
      )}
    </Group>
  );
}

function FollowUpWords({ visit: { work }, wake }: { readonly visit: VisitView; readonly wake: () => void }) {
  const today = useSession().data?.today;
  if (work.followUp === undefined) return null;
  const { on, asleep, reason } = work.followUp;
  return (
    <Group gap={6}>
      <Badge variant="light" color={asleep ? "gray" : "orange"} tt="none">
        {asleep ? `Sleeps until ${usDate(on)}` : on === today ? "Due today" : `Due since ${usDate(on)}`}
      </Badge>
      <Text size="sm" className="dimmed">
        {reason}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={wake}>
        {asleep ? "Wake it" : "Done"}
      </Button>
    </Group>
  );
}

/** The points, and what they are the sum of. */
export function PointsButton({
  priority: { points, parts },
  figure = false,
}: {
  readonly priority: NonNullable<VisitView["work"]["priority"]>;
  /** Under a head that says what it is: the figure alone. */
  readonly figure?: boolean;
}) {
  return (
    <Popover width={420} position="bottom-start" withinPortal>
      <Popover.Target>
        <UnstyledButton className="points" onClick={(event) => event.stopPropagation()} aria-label={`${points} points: why`}>
          {figure ? points : `${points} points`}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm" fw={600}>
            {parts.map((part) => `${part.name} ${part.points}`).join(" + ")} = {points} points
          </Text>
          {parts.map((part) => (
            <Text key={part.name} size="xs">
              <b>{part.name}</b> {part.points}: {part.words}
            </Text>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
