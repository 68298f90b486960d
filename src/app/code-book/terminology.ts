/** FHIR's questions to the code book: what is this code, is it valid, and which codes are there. */
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import { openTitleWords, type TitleWords, titleWordsOf } from "../../core/codebook/search/title-words.ts";
import type { CodeSystem, Validity } from "../../core/kernel/code-lookup.ts";
import { type IsoDate, parseIsoDate } from "../../core/kernel/iso-date.ts";
import type { App } from "../context.ts";

/** FHIR's names of the systems that the book answers for. */
export const fhirSystems = {
  "http://hl7.org/fhir/sid/icd-10-cm": { system: "icd10cm", name: "ICD-10-CM" },
  "http://www.cms.gov/Medicare/Coding/ICD10": { system: "icd10pcs", name: "ICD-10-PCS" },
  "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets": { system: "hcpcs", name: "HCPCS Level II" },
} as const satisfies Readonly<Record<string, { readonly system: CodeSystem; readonly name: string }>>;

export type FhirSystem = keyof typeof fhirSystems;

export function isFhirSystem(uri: string): uri is FhirSystem {
  return Object.hasOwn(fhirSystems, uri);
}

/** The systems of which a release is loaded. */
export function answeredSystems({ codeBook }: Pick<App, "codeBook">): readonly FhirSystem[] {
  return (Object.keys(fhirSystems) as FhirSystem[]).filter((uri) => codeBook.codes(fhirSystems[uri].system).length > 0);
}

/** The loaded releases of a system, the oldest first; a selection that ships is named like one. */
export function releaseNames({ codeBook }: Pick<App, "codeBook">, uri: FhirSystem): readonly string[] {
  return [...new Set(releasesOf(codeBook, uri).map((one) => one.name))];
}

/**
 * A day of the release that is meant by "FY2027", its first day, or "2027" where releases are of years; else the day itself that the
 * version names. Undefined: no such release is loaded.
 */
export function releaseOf({ codeBook }: Pick<App, "codeBook">, uri: FhirSystem, version: string): IsoDate | undefined {
  const wanted = version.trim().toLowerCase();
  const ofYear = /^\d{4}$/.test(wanted) ? `fy${wanted}` : wanted;
  const known = releasesOf(codeBook, uri);
  const named =
    known.find(({ name }) => name.toLowerCase() === ofYear) ?? known.find(({ name }) => name.toLowerCase().startsWith(`${ofYear} `));
  if (named !== undefined) return named.effective;
  const day = parseIsoDate(wanted);
  return day !== undefined && codeBook.release(fhirSystems[uri].system, day) !== undefined ? day : undefined;
}

function releasesOf(codeBook: App["codeBook"], uri: FhirSystem) {
  return codeBook.releases.flatMap(({ table, name, effective }) =>
    table === fhirSystems[uri].system && effective !== undefined ? [{ name, effective }] : [],
  );
}

export interface Looked {
  readonly code: string;
  readonly display: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly billable: boolean;
  /** Whether the code holds on the day, heading or not; undefined where no loaded release says so. */
  readonly inForce: boolean | undefined;
  readonly parent: string | undefined;
  readonly children: readonly string[];
  readonly inclusions: readonly string[];
}

/** Undefined when the book has no such code, of whatever day. */
export function lookUp(
  { codeBook }: Pick<App, "codeBook">,
  uri: FhirSystem,
  { code: given, on }: { readonly code: string; readonly on: IsoDate },
): Looked | undefined {
  const { system, name } = fhirSystems[uri];
  const code = normalizeCode(given);
  const display = titleOf(codeBook, { system, code, on });
  if (display === undefined) return undefined;
  const version = codeBook.release(system, on);
  const validity = codeBook.validity(bookSystem(system, code), code, on);
  if (system !== "icd10cm") {
    // A table of ICD-10-PCS has three characters, and no procedure is reported by it.
    const billable = system !== "icd10pcs" || code.length === 7;
    const inForce = billable ? isInForce(validity) : true;
    return { code, display, name, version, billable, inForce, parent: undefined, children: [], inclusions: [] };
  }
  const detail = codeBook.diagnosis(code, on);
  // A heading that holds is "invalid" to report: its own days say more.
  const holds = detail !== undefined && detail.from <= on && on <= (detail.to ?? on);
  return {
    code: formatDiagnosis(code),
    display,
    name,
    version,
    billable: detail?.billable ?? false,
    inForce: holds ? true : isInForce(validity),
    parent: detail?.parent === undefined ? undefined : formatDiagnosis(detail.parent),
    children: (detail?.children ?? []).map(formatDiagnosis),
    inclusions: codeBook.inclusionTerms(code),
  };
}

function isInForce(validity: Validity): boolean | undefined {
  return validity === "unknown" ? undefined : validity === "valid";
}

/** HCPCS Level II has its modifiers among its codes; the book has them apart. */
function bookSystem(system: CodeSystem, code: string): CodeSystem {
  return system === "hcpcs" && code.length === 2 ? "modifier" : system;
}

/** In the publisher's words where it has any. */
function titleOf(
  codeBook: App["codeBook"],
  { system, code, on }: { readonly system: CodeSystem; readonly code: string; readonly on: IsoDate },
): string | undefined {
  const own = codeBook.title(system, code, on);
  return own === undefined && isLevel2Modifier(system, code) ? codeBook.title("modifier", code, on) : own;
}

/** Those that begin with a digit are CPT's. */
function isLevel2Modifier(system: CodeSystem, code: string): boolean {
  return system === "hcpcs" && /^[A-Z][0-9A-Z]$/.test(code);
}

/** Codes to be reported on the day, in order. With words: the likeliest first, then every other one whose title has them. */
export function expand(
  { codeBook }: Pick<App, "codeBook">,
  uri: FhirSystem,
  asked: { readonly filter: string; readonly on: IsoDate; readonly offset: number; readonly count: number },
): { readonly total: number | undefined; readonly codes: readonly { readonly code: string; readonly display: string }[] } {
  const { system } = fhirSystems[uri];
  const { on } = asked;
  const shown = (code: string) => (system === "icd10cm" ? formatDiagnosis(code) : code);
  const isReported = (code: string): boolean => codeBook.validity(bookSystem(system, code), code, on) === "valid";
  const display = (code: string): string => titleOf(codeBook, { system, code, on }) ?? "";
  const page = (codes: readonly string[]) => ({
    total: codes.length,
    codes: codes.slice(asked.offset, asked.offset + asked.count).map((code) => ({ code: shown(code), display: display(code) })),
  });
  const { codes, words } = listOf(codeBook, system, on);
  if (asked.filter.trim() === "") return page(codes.filter(isReported));
  const systems = system === "hcpcs" ? ([system, "modifier"] as const) : [system];
  const found = new Set<string>();
  for (const hit of codeBook.search(asked.filter, { on, systems, limit: mostFound }))
    if (hit.billable && (hit.system === system || isLevel2Modifier(system, hit.code)) && isReported(hit.code)) found.add(hit.code);
  for (const place of words().having(titleWordsOf(asked.filter))) {
    const code = codes[place];
    if (code !== undefined && !found.has(code) && isReported(code)) found.add(code);
  }
  return page([...found]);
}

/** The best of a search with words: only these are in the order of what was meant. */
const mostFound = 1000;

interface CodeList {
  readonly codes: readonly string[];
  /** Of the titles that hold in the release of the day; made at the first question with words. */
  readonly words: () => TitleWords;
}

/** Words of the titles are ten megabytes a release of the largest systems: those asked last are kept. */
const mostLists = 4;
const lists = new WeakMap<App["codeBook"], Map<string, CodeList>>();

/** Titles change on the first day of a release, so all of its days share one list. */
function listOf(codeBook: App["codeBook"], system: CodeSystem, on: IsoDate): CodeList {
  const begun = codeBook.releases.flatMap(({ table, effective }) =>
    table === system && effective !== undefined && effective <= on ? [effective] : [],
  );
  const key = `${system} ${begun.sort().at(-1) ?? ""}`;
  const kept = lists.get(codeBook) ?? new Map<string, CodeList>();
  lists.set(codeBook, kept);
  const list = kept.get(key) ?? makeList(codeBook, system, on);
  // What was asked last stands last.
  kept.delete(key);
  kept.set(key, list);
  for (const oldest of kept.keys()) if (kept.size > mostLists) kept.delete(oldest);
  return list;
}

function makeList(codeBook: App["codeBook"], system: CodeSystem, on: IsoDate): CodeList {
  const modifiers = system === "hcpcs" ? codeBook.codes("modifier").filter((code) => isLevel2Modifier(system, code)) : [];
  const codes = modifiers.length === 0 ? codeBook.codes(system) : [...codeBook.codes(system), ...modifiers].sort();
  let words: TitleWords | undefined;
  return {
    codes,
    words: () => {
      words ??= openTitleWords(codes.map((code) => titleOf(codeBook, { system, code, on })));
      return words;
    },
  };
}
