/** Views of a list with a name: each is the list's own address. What is looked for by name is never kept. */
import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { SavedList, SavedView } from "../../http/contract/views.ts";
import { useRemoveView, useSaveView, useViews } from "../api/views.ts";
import { readClaimsAddress } from "../claims/claim-address.ts";
import { readDenialAddress } from "../denials/denial-search.ts";
import { readRemittancesAddress } from "../remittances/remittance-address.ts";
import { readAddress } from "../visits/visit-search.ts";

interface Props {
  readonly list: SavedList;
  /** What the list is narrowed to now, without the page. */
  readonly address: object;
  /** Somebody is looked for: that stays out of the view. */
  readonly finding?: boolean;
}

export function SavedViews({ list, address, finding = false }: Props) {
  const views = useViews();
  const open = useOpenView();
  const [opened, setOpened] = useState(false);
  const mine = (views.data?.views ?? []).filter((view) => view.list === list);
  const now = addressText(address);
  const current = mine.find((view) => addressText(view.address) === now);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpened(!opened)} aria-expanded={opened}>
          {current === undefined ? "Views" : `View: ${current.name}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" w={340} aria-label="Saved views">
        <Stack gap="xs">
          {mine.length === 0 ? (
            <Text size="xs" className="dimmed">
              No view is saved yet. Narrow the list, then give what you see a name.
            </Text>
          ) : (
            <Stack gap={2}>
              {mine.map((view) => (
                <ViewLine
                  key={view.id}
                  view={view}
                  active={view.id === current?.id}
                  open={() => {
                    setOpened(false);
                    open(view);
                  }}
                />
              ))}
            </Stack>
          )}
          {now !== "{}" && <SaveForm list={list} address={address} finding={finding} close={() => setOpened(false)} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Each list reads its own address, and leaves out what a later version does not know any more. */
export function useOpenView(): (view: SavedView) => void {
  const navigate = useNavigate();
  return ({ list, address }) => {
    switch (list) {
      case "visits":
        return void navigate({ to: "/", search: readAddress(address) });
      case "claims":
        return void navigate({ to: "/claims", search: readClaimsAddress(address) });
      case "denials":
        return void navigate({ to: "/denials", search: readDenialAddress(address) });
      case "remittances":
        return void navigate({ to: "/remittances", search: readRemittancesAddress(address) });
    }
  };
}

function ViewLine({ view, active, open }: { readonly view: SavedView; readonly active: boolean; readonly open: () => void }) {
  const remove = useRemoveView();
  return (
    <Group gap={4} wrap="nowrap" justify="space-between">
      <Button size="compact-sm" variant={active ? "light" : "subtle"} justify="flex-start" style={{ flexGrow: 1 }} onClick={open}>
        {view.name}
      </Button>
      <Text size="xs" className="dimmed" style={{ whiteSpace: "nowrap" }}>
        {view.shared ? (view.own ? "shared" : `from ${view.ownerName}`) : ""}
      </Text>
      {view.mayRemove && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={`Remove the view ${view.name}`}
          loading={remove.isPending}
          onClick={() => remove.mutate(view.id)}
        >
          ×
        </ActionIcon>
      )}
    </Group>
  );
}

function SaveForm({ list, address, finding, close }: Required<Props> & { readonly close: () => void }) {
  const save = useSaveView();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ list, name, address: address as SavedView["address"], shared }, { onSuccess: close });
  };
  return (
    <form onSubmit={send}>
      <Stack gap={6}>
        <TextInput
          size="xs"
          label="Save what you see as"
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          {...(finding ? { description: "The name that you look for is not kept." } : {})}
        />
        <Group justify="space-between">
          <Checkbox
            size="xs"
            label="Shared with the practice"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Button size="xs" type="submit" loading={save.isPending} disabled={name.trim() === ""}>
            Save view
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The same whatever the order in which it was chosen. */
function addressText(address: object): string {
  const parts = Object.entries(address)
    .filter(([key, value]) => value !== undefined && key !== "after" && key !== "before")
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(parts));
}
