/** FHIR's questions to the code book: what is this code, is it valid, and which codes are there. */
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import type { CodeSystem } from "../../core/kernel/code-lookup.ts";
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
  readonly inactive: boolean;
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
  const display = codeBook.title(system, code, on);
  if (display === undefined) return undefined;
  const version = codeBook.release(system, on);
  if (system !== "icd10cm") {
    // A table of ICD-10-PCS has three characters, and no procedure is reported by it.
    const billable = system !== "icd10pcs" || code.length === 7;
    const inactive = billable && codeBook.validity(system, code, on) === "invalid";
    return { code, display, name, version, billable, inactive, parent: undefined, children: [], inclusions: [] };
  }
  const detail = codeBook.diagnosis(code, on);
  return {
    code: formatDiagnosis(code),
    display,
    name,
    version,
    billable: detail?.billable ?? false,
    inactive: detail === undefined || detail.from > on || (detail.to !== undefined && detail.to < on),
    parent: detail?.parent === undefined ? undefined : formatDiagnosis(detail.parent),
    children: (detail?.children ?? []).map(formatDiagnosis),
    inclusions: codeBook.inclusionTerms(code),
  };
}

/** Codes to be reported on the day, in order. With words: the likeliest first, then every other one whose title has them. */
export function expand(
  { codeBook }: Pick<App, "codeBook">,
  uri: FhirSystem,
  asked: { readonly filter: string; readonly on: IsoDate; readonly offset: number; readonly count: number },
): { readonly total: number | undefined; readonly codes: readonly { readonly code: string; readonly display: string }[] } {
  const { system } = fhirSystems[uri];
  const shown = (code: string) => (system === "icd10cm" ? formatDiagnosis(code) : code);
  const isReported = (code: string): boolean =>
    system !== "hcpcs" ? codeBook.validity(system, code, asked.on) === "valid" : codeBook.validity(system, code, asked.on) !== "invalid";
  if (asked.filter.trim() !== "") {
    const words = wordsOf(asked.filter);
    const found = new Map<string, string>();
    for (const hit of codeBook.search(asked.filter, { on: asked.on, systems: [system], limit: mostFound }))
      if (hit.billable) found.set(hit.code, hit.title);
    for (const code of codeBook.codes(system)) {
      const title = found.has(code) ? undefined : codeBook.title(system, code, asked.on);
      if (title === undefined || !hasWords(title, words) || !isReported(code)) continue;
      found.set(code, title);
    }
    const page = [...found].slice(asked.offset, asked.offset + asked.count);
    return { total: found.size, codes: page.map(([code, title]) => ({ code: shown(code), display: title })) };
  }
  const all = codeBook.codes(system).filter(isReported);
  const page = all.slice(asked.offset, asked.offset + asked.count);
  return { total: all.length, codes: page.map((code) => ({ code: shown(code), display: codeBook.title(system, code, asked.on) ?? "" })) };
}

/** The best of a search with words: only these are in the order of what was meant. */
const mostFound = 1000;

/** Each word begins one of the title's. */
function hasWords(title: string, words: readonly string[]): boolean {
  const said = ` ${wordsOf(title).join(" ")}`;
  return words.length > 0 && words.every((word) => said.includes(` ${word}`));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
