/** All visits, by queue: each is in exactly one. Move with j and k, from page to page too; open with Enter; choose many with x. */
import { Button, FileButton, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { VisitList, VisitRow } from "../../http/contract/visits.ts";
import { useExport, useImportFile, usePermission, useVisits } from "../api/queries.ts";
import { ReleaseOffer } from "../book/release-offer.tsx";
import { FilterChips } from "../frame/filter-chips.tsx";
import { useKeys } from "../frame/keys.ts";
import { countWords, ListFoot } from "../frame/list-parts.tsx";
import { usePaging } from "../frame/paging.ts";
import { SavedViews } from "../frame/saved-views.tsx";
import { useSelection } from "../frame/selection.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { BulkBar } from "../worklist/bulk-bar.tsx";
import { useFirstLook } from "./first-look.tsx";
import { useVisitChips } from "./visit-chips.ts";
import { QueueBar, VisitFilters } from "./visit-filters.tsx";
import { type ListAddress, searchOf } from "./visit-search.ts";
import { VisitTable } from "./visit-table.tsx";
import { WorkChips } from "./work-filters.tsx";

/** Kept while the program is open, so that coming back from a visit finds the same list; a name belongs into no address. */
let lookedFor = "";

export function VisitsPage() {
  const address = useSearch({ from: "/" });
  const [find, setFind] = useState(lookedFor);
  lookedFor = find;
  const [asked] = useDebouncedValue(find, 200);
  const visits = useVisits(searchOf(address, asked));
  if (visits.isPending) return <Waiting what="the visits" />;
  if (visits.isError) return <Failed error={visits.error} retry={visits.refetch} />;
  return <Visits list={visits.data} turning={visits.isPlaceholderData} find={find} setFind={setFind} />;
}

interface VisitsProps {
  readonly list: VisitList;
  /** The page before is still shown. */
  readonly turning: boolean;
  readonly find: string;
  readonly setFind: (find: string) => void;
}

function Visits({ list, turning, find, setFind }: VisitsProps) {
  const address = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  useFirstLook(list.visits);
  const { visits, more } = list;
  const open = (visit: VisitRow | undefined): void => {
    if (visit !== undefined) void navigate({ to: "/visits/$visitId", params: { visitId: String(visit.id) } });
  };
  const go = (search: ListAddress): void => void navigate({ search, replace: true });
  const { after: _after, before: _before, ...choice } = address;
  const ids = visits.map(({ id }) => id);
  const selection = useSelection(ids);
  /** A new choice begins at its first page, and what was chosen of the one before is not hidden in it. */
  const choose = ({ after: _from, before: _to, ...chosen }: ListAddress): void => {
    selection.clear();
    go(chosen);
  };
  const paging = usePaging({ ids, more, go: (page) => go({ ...choice, ...page }) });
  const mayWork = usePermission("work:write") === true;
  const here = visits[paging.cursor];
  const pick = (): void => {
    if (here !== undefined) selection.toggle(here.id);
    paging.down();
  };
  useKeys({
    j: { does: "next visit", act: paging.down, moves: true },
    k: { does: "visit before", act: paging.up, moves: true },
    Enter: { does: "open the visit", act: () => open(here), moves: true },
    ...(mayWork ? { x: { does: "choose the visit, for work on many", act: pick, moves: true } } : {}),
  });
  const clear = (): void => {
    setFind("");
    choose({});
  };
  const chips = useVisitChips({ list, address, choose });
  const narrowed = find !== "" || Object.keys(choice).length > 0;
  const any = narrowed || list.queues.some((queue) => queue.count > 0);
  const choosing = selection.everything || selection.ids.size > 0;
  return (
    <Stack gap="sm">
      <ListHead list={list} address={address} find={find} setFind={setFind} choose={choose} />
      <ReleaseOffer />
      {any && (
        <>
          <QueueBar list={list} address={address} choose={choose} />
          <WorkChips address={address} choose={choose} />
          <VisitFilters list={list} address={address} choose={choose} />
          <FilterChips chips={chips} clear={narrowed ? clear : undefined} />
        </>
      )}
      {choosing && <BulkBar selection={selection} search={searchOf(choice, find)} total={list.total} shown={visits.length} />}
      <div className="panel" aria-busy={turning}>
        {visits.length === 0 ? (
          <NoVisits any={any} />
        ) : (
          <VisitTable
            visits={visits}
            cursor={paging.cursor}
            open={open}
            address={address}
            choose={choose}
            selection={mayWork ? selection : undefined}
          />
        )}
      </div>
      {any && (
        <ListFoot
          words={`${countWords(list.total)} ${list.total === 1 ? "visit" : "visits"}`}
          more={more}
          back={paging.back}
          on={paging.on}
        />
      )}
    </Stack>
  );
}

interface HeadProps {
  readonly list: VisitList;
  readonly address: ListAddress;
  readonly find: string;
  readonly setFind: (find: string) => void;
  readonly choose: (address: ListAddress) => void;
}

function ListHead({ address, find, setFind, choose }: HeadProps) {
  const { after: _after, before: _before, ...choice } = address;
  return (
    <Group justify="space-between" align="flex-end">
      <div>
        <Title order={1}>Visits</Title>
        <Text size="sm" className="dimmed">
          Every visit stands in one queue, by what it waits for.
        </Text>
      </div>
      <Group gap="sm">
        <TextInput
          size="xs"
          w={280}
          aria-label="Find a visit"
          placeholder="patient, account, payer, clinician"
          value={find}
          onChange={(event) => {
            setFind(event.currentTarget.value);
            choose(address);
          }}
        />
        <SavedViews list="visits" address={choice} finding={find !== ""} />
        <ExportButton seen={searchOf(address, find)} />
        <ImportButton />
      </Group>
    </Group>
  );
}

function NoVisits({ any }: { readonly any: boolean }) {
  if (any) return <Empty title="No visit here">Choose another queue, or clear the filters and the search.</Empty>;
  return (
    <Empty title="No visits yet">
      Import a professional claim file (837P) with the button above; its patients, coverages and claims become visits here. Or begin by
      hand: say in the{" "}
      <Link to="/settings" className="file-link">
        settings
      </Link>{" "}
      who the practice is, who sees patients, where, and which payers there are; then register a patient at the{" "}
      <Link to="/front-desk" className="file-link">
        front desk
      </Link>{" "}
      and check them in.
    </Empty>
  );
}

/** What is seen, by all that it is filtered by, as a spreadsheet. */
function ExportButton({ seen }: { readonly seen: ReturnType<typeof searchOf> }) {
  const exportList = useExport("visits");
  const mayExport = usePermission("visits:export") === true;
  if (!mayExport) return null;
  const { limit: _limit, after: _after, before: _before, ...wanted } = seen;
  return (
    <Button size="xs" variant="default" loading={exportList.isPending} onClick={() => exportList.mutate(wanted)}>
      Export CSV
    </Button>
  );
}

function ImportButton() {
  const importFile = useImportFile();
  const mayImport = usePermission("files:import") === true;
  if (!mayImport) return null;
  return (
    <FileButton onChange={(file) => file !== null && importFile.mutate(file)}>
      {(props) => (
        <Button size="xs" variant="default" loading={importFile.isPending} {...props}>
          Import an 837P
        </Button>
      )}
    </FileButton>
  );
}
