/** The book itself, on its own page and beside a visit: ways to a code on the left, the code on the right. */
import { Group, Stack, Tabs, Text, TextInput } from "@mantine/core";
import { useAboutBook } from "../api/code-book.ts";
import { useSession } from "../api/queries.ts";
import { CodeDetailPanel } from "../explain/code-detail.tsx";
import { Empty } from "../frame/states.tsx";
import type { BookPlace, BookTab } from "./book-address.ts";
import { ChangesTab } from "./changes-tab.tsx";
import { DiagnosisPanel } from "./diagnosis-panel.tsx";
import { IndexTab } from "./index-tab.tsx";
import { KeepButton } from "./keep-button.tsx";
import { KeptTab } from "./kept-tab.tsx";
import { ListsTab } from "./lists-tab.tsx";
import { Namesakes } from "./namesakes.tsx";
import { NoSuchCode } from "./no-such-code.tsx";
import { PcsIndexTab } from "./pcs-index-tab.tsx";
import { PcsPanel } from "./pcs-panel.tsx";
import { PcsTab } from "./pcs-tab.tsx";
import { ProcedurePanel } from "./procedure-panel.tsx";
import { ReleaseNotice } from "./release-notice.tsx";
import { ReleasesTab } from "./releases-tab.tsx";
import { RemakingNotice } from "./remaking-notice.tsx";
import { SearchTab } from "./search-tab.tsx";
import { TableTab } from "./table-tab.tsx";
import { TabularTab } from "./tabular-tab.tsx";

export interface Chosen {
  readonly system: string;
  readonly code: string;
}

interface Props {
  readonly place: BookPlace;
  readonly chosen: Chosen | undefined;
  /** A code that was asked for and that no system has, with the way to look for it. */
  readonly unknown?: { readonly code: string; readonly look: () => void } | undefined;
  readonly move: (change: BookPlace) => void;
  readonly choose: (chosen: Chosen) => void;
  readonly beside?: readonly string[];
  /** Whether it tells of newer releases: beside a visit the codes matter. */
  readonly tellsReleases?: boolean;
  readonly take?: ((code: { readonly code: string; readonly title: string }) => void) | undefined;
}

export function Book({ place, chosen, unknown, move, choose, beside = [], tellsReleases = true, take }: Props) {
  const today = useSession().data?.today ?? "";
  const date = place.date ?? today;
  const about = useAboutBook(date);
  const tab: BookTab = place.tab ?? "search";
  const diagnosis = (code: string): void => choose({ system: "icd10cm", code });
  // Level II codes begin with a letter.
  const procedure = (code: string): void => choose({ system: /^[A-Z]/.test(code) ? "hcpcs" : "cpt", code });
  const inpatient = (code: string): void => choose({ system: "icd10pcs", code });
  const walk = (at: string): void => move({ ...withoutAt(withoutTerm(place)), words: "", tab: "pcs", ...(at === "" ? {} : { at }) });
  const open = (term: number | undefined): void => move(term === undefined ? withoutTerm(place) : { ...place, term });
  const tables = new Set(about.data?.books.map(({ book }) => book));
  const toTable = (words: string): (() => void) | undefined => {
    const table = /table of drugs/i.test(words) ? "drug" : /neoplasm table|table of neoplasms?/i.test(words) ? "neoplasm" : undefined;
    return table === undefined || !tables.has(table) ? undefined : () => move({ ...withoutTerm(place), tab: table });
  };
  return (
    <Stack gap="sm">
      {about.data?.remaking !== undefined && <RemakingNotice remaking={about.data.remaking} />}
      {tellsReleases && (
        <ReleaseNotice
          starterOnly={about.data?.starterOnly === true && about.data.remaking === undefined}
          showAll={() => move({ ...withoutTerm(place), tab: "releases" })}
        />
      )}
      <div className="book">
        <div className="panel book-ways">
          <Tabs value={tab} onChange={(value) => move({ ...withoutTerm(place), tab: value as BookTab })} keepMounted={false}>
            <Tabs.List className="book-tabs">
              <Tabs.Tab value="search">Search</Tabs.Tab>
              <Tabs.Tab value="tabular">Tabular List</Tabs.Tab>
              <Tabs.Tab value="index">Index</Tabs.Tab>
              {tables.has("external-cause") && <Tabs.Tab value="external-cause">External causes</Tabs.Tab>}
              {tables.has("neoplasm") && <Tabs.Tab value="neoplasm">Neoplasms</Tabs.Tab>}
              {tables.has("drug") && <Tabs.Tab value="drug">Drugs</Tabs.Tab>}
              {about.data?.hasPcs === true && <Tabs.Tab value="pcs">ICD-10-PCS</Tabs.Tab>}
              {about.data?.hasPcsIndex === true && <Tabs.Tab value="pcs-index">PCS Index</Tabs.Tab>}
              <Tabs.Tab value="lists">Procedures</Tabs.Tab>
              <Tabs.Tab value="changes">Changes</Tabs.Tab>
              <Tabs.Tab value="releases">Releases</Tabs.Tab>
              <Tabs.Tab value="kept">Kept</Tabs.Tab>
            </Tabs.List>
            <Group px="sm" pt="xs" gap="sm" align="center">
              <TextInput
                size="xs"
                type="date"
                aria-label="Day whose release is shown"
                value={date}
                onChange={(event) => {
                  const value = event.currentTarget.value;
                  if (/^20\d\d-\d\d-\d\d$/.test(value)) move({ ...place, date: value });
                }}
              />
              <Text size="xs" className="dimmed">
                {about.data === undefined ? "" : (about.data.release ?? "no release of this day is loaded")}
              </Text>
            </Group>
            <div className="panel-body book-body">
              <Tabs.Panel value="search">
                <SearchTab date={date} q={place.q ?? ""} say={(q) => move({ ...place, q })} choose={choose} />
              </Tabs.Panel>
              <Tabs.Panel value="tabular">
                <TabularTab date={date} chosen={chosen?.system === "icd10cm" ? chosen.code : undefined} choose={diagnosis} />
              </Tabs.Panel>
              {(["index", "external-cause"] as const).map((book) => (
                <Tabs.Panel key={book} value={book}>
                  <IndexTab book={book} term={place.term} open={open} choose={diagnosis} toTable={toTable} />
                </Tabs.Panel>
              ))}
              {(["neoplasm", "drug"] as const).map((book) => (
                <Tabs.Panel key={book} value={book}>
                  <TableTab book={book} choose={diagnosis} />
                </Tabs.Panel>
              ))}
              <Tabs.Panel value="pcs">
                <PcsTab
                  date={date}
                  at={place.at ?? ""}
                  words={place.words ?? ""}
                  say={(words) => move({ ...place, words })}
                  go={walk}
                  choose={inpatient}
                />
              </Tabs.Panel>
              <Tabs.Panel value="pcs-index">
                <PcsIndexTab
                  term={place.term}
                  open={open}
                  build={walk}
                  find={(words) => move({ ...withoutTerm(place), tab: "pcs", words })}
                  choose={inpatient}
                />
              </Tabs.Panel>
              <Tabs.Panel value="lists">
                <ListsTab date={date} chosen={chosen} choose={choose} />
              </Tabs.Panel>
              <Tabs.Panel value="changes">
                <ChangesTab date={date} choose={diagnosis} />
              </Tabs.Panel>
              <Tabs.Panel value="releases">
                <ReleasesTab />
              </Tabs.Panel>
              <Tabs.Panel value="kept">
                <KeptTab date={date} choose={choose} />
              </Tabs.Panel>
            </div>
          </Tabs>
        </div>
        <section className="panel book-page" aria-label="The code">
          <div className="panel-body">
            {chosen !== undefined && <Namesakes {...chosen} date={date} choose={choose} />}
            {unknown !== undefined ? (
              <NoSuchCode {...unknown} />
            ) : chosen === undefined || date === "" ? (
              <Empty title="No code is open">Choose one on the left: by words, in the Tabular List, or by the way of the Index.</Empty>
            ) : chosen.system === "icd10cm" ? (
              <DiagnosisPanel code={chosen.code} date={date} beside={beside} go={diagnosis} take={take} />
            ) : chosen.system === "cpt" || chosen.system === "hcpcs" ? (
              <ProcedurePanel key={chosen.code} code={chosen.code} date={date} go={procedure} />
            ) : chosen.system === "icd10pcs" ? (
              <PcsPanel code={chosen.code} date={date} go={inpatient} walk={walk} />
            ) : (
              <Stack gap="sm">
                <Group justify="flex-end">
                  <KeepButton system={chosen.system} code={chosen.code} date={date} />
                </Group>
                <CodeDetailPanel system={chosen.system} code={chosen.code} on={date} go={choose} />
              </Stack>
            )}
          </div>
        </section>
      </div>
    </Stack>
  );
}

function withoutTerm({ term: _, ...place }: BookPlace): BookPlace {
  return place;
}

function withoutAt({ at: _, ...place }: BookPlace): BookPlace {
  return place;
}
