/** What can be done with all visits that are chosen: first it says exactly what will happen to how many, then it is done, then it can be undone. */
import { Button, Group, Menu, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import type { BulkActBody, BulkPlan } from "../../http/contract/views.ts";
import type { VisitSearch } from "../../http/contract/visits.ts";
import { usePermission, useSession } from "../api/queries.ts";
import { planWords, useBulk, useBulkPreview, useUndoBulk } from "../api/views.ts";
import { useOwners } from "../api/worklist.ts";
import { useKeys } from "../frame/keys.ts";
import type { Selection } from "../frame/selection.ts";
import { daysBefore, usDate } from "../words.ts";

interface Props {
  readonly selection: Selection;
  /** What the whole list is asked for. */
  readonly search: VisitSearch;
  readonly total: number;
  readonly shown: number;
}

interface Planned {
  readonly act: BulkActBody;
  readonly words: string;
  readonly plan: BulkPlan;
}

export function BulkBar({ selection, search, total, shown }: Props) {
  const count = selection.everything ? total : selection.ids.size;
  const preview = useBulkPreview();
  const [planned, setPlanned] = useState<Planned>();
  const [puttingOff, setPuttingOff] = useState(false);
  const mayFile = usePermission("claims:file") === true;
  const owners = useOwners();
  useKeys({ Escape: { does: "choose none", act: selection.clear, moves: true } });
  const plan = (act: BulkActBody, words: string): void => {
    const { limit: _limit, after: _after, before: _before, ...filter } = search;
    const visits = selection.everything ? filter : [...selection.ids];
    preview.mutate({ act, visits }, { onSuccess: (found) => setPlanned({ act, words, plan: found }) });
  };
  return (
    <section className="bulk-bar" aria-label="Chosen visits">
      <Group gap="xs">
        <Text size="sm" fw={600} aria-live="polite">
          {count.toLocaleString("en-US")} chosen
        </Text>
        {!selection.everything && selection.ids.size >= shown && total > selection.ids.size && (
          <Button size="compact-xs" variant="subtle" onClick={selection.takeEverything}>
            All {total > 10_000 ? "10,000+" : total.toLocaleString("en-US")} of this list
          </Button>
        )}
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              Give to …
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(owners.data?.owners ?? []).map(({ id, name, self }) => (
              <Menu.Item key={id} onClick={() => plan({ kind: "assign", to: id }, `Give to ${name}`)}>
                {self ? `Me (${name})` : name}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => plan({ kind: "assign", to: null }, "Give back, so that nobody has them")}>Nobody</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="compact-sm" variant="default" onClick={() => setPuttingOff(true)}>
          Put off …
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => plan({ kind: "wake" }, "Wake")}>
          Wake
        </Button>
        {mayFile && (
          <Button size="compact-sm" variant="default" onClick={() => plan({ kind: "release" }, "Release the ready claims")}>
            Release claims
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" onClick={selection.clear}>
          None <kbd>Esc</kbd>
        </Button>
      </Group>
      <PutOff
        opened={puttingOff}
        close={() => setPuttingOff(false)}
        plan={(until, reason) => plan({ kind: "put-off", until, reason }, `Put off until ${usDate(until)}`)}
      />
      {planned !== undefined && <Confirm planned={planned} close={() => setPlanned(undefined)} done={selection.clear} />}
    </section>
  );
}

function PutOff({
  opened,
  close,
  plan,
}: {
  readonly opened: boolean;
  readonly close: () => void;
  readonly plan: (until: string, reason: string) => void;
}) {
  const today = useSession().data?.today ?? "";
  const [until, setUntil] = useState(today === "" ? "" : daysBefore(today, -7));
  const [reason, setReason] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    close();
    plan(until, reason);
  };
  return (
    <Modal opened={opened} onClose={close} title="Put off" size="sm" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={send}>
        <Stack gap="sm">
          <TextInput
            type="date"
            size="sm"
            label="They come back on"
            required
            min={today}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <TextInput
            size="sm"
            label="Because"
            required
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" disabled={until === "" || reason.trim() === ""}>
            See what will happen
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

function Confirm({ planned, close, done }: { readonly planned: Planned; readonly close: () => void; readonly done: () => void }) {
  const { act, words, plan } = planned;
  const bulk = useBulk();
  const undo = useUndoBulk();
  const count = plan.visitIds.length;
  const send = (): void =>
    bulk.mutate(
      { act, visits: plan.visitIds },
      {
        onSuccess: (result) => {
          close();
          done();
          tellDone(words, result, undo.mutate);
        },
      },
    );
  return (
    <Modal opened onClose={close} title={words} size="md" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="sm">
        <Text size="sm">
          {count === 0
            ? "It would happen to none of them."
            : `It will happen to ${count.toLocaleString("en-US")} ${count === 1 ? "visit" : "visits"}.`}
        </Text>
        {plan.leftOut.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              Left out
            </Text>
            <ul className="left-out">
              {plan.leftOut.map(({ why, words: reason, count: left }) => (
                <li key={why}>
                  <b className="tabular">{left.toLocaleString("en-US")}</b> {reason}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="sm" variant="default" onClick={close}>
            Cancel
          </Button>
          <Button size="sm" data-autofocus disabled={count === 0} loading={bulk.isPending} onClick={send}>
            {words}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function tellDone(words: string, { bulkId, ...plan }: BulkPlan, undo: (bulkId: number) => void): void {
  const note = `bulk-${bulkId ?? "none"}`;
  notifications.show({
    id: note,
    closeButtonProps: { "aria-label": "Close" },
    title: words,
    autoClose: 20_000,
    message: (
      <Group gap="sm" justify="space-between">
        <span>{planWords(plan)}</span>
        {bulkId !== undefined && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              notifications.hide(note);
              undo(bulkId);
            }}
          >
            Undo
          </Button>
        )}
      </Group>
    ),
  });
}
