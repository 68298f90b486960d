/** `codes show CODE`: one code with its notes, neighbours and facts, in every system that has it, as JSON. */
import { parseArgs } from "node:util";
import { codeChanges } from "../core/codebook/code-changes.ts";
import { hasIcd10Shape, normalizeCode } from "../core/codebook/code-text.ts";
import { coverageWords } from "../core/codebook/hcpcs/hcpcs-book.ts";
import type { PcsDetail } from "../core/codebook/icd10pcs/model.ts";
import type { CodeBook, DiagnosisDetail, ProcedureDetail } from "../core/codebook/model.ts";
import { conventionsOf } from "../core/codebook/rules/conventions.ts";
import { type Cents, formatCents } from "../core/kernel/cents.ts";
import type { CodeSystem } from "../core/kernel/code-lookup.ts";
import { formatDecimal } from "../core/kernel/decimal.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { type AskedPlace, codeFacts, hasFacts } from "../core/pricing/code-facts.ts";
import { dayOption } from "./arguments.ts";
import { printedCode } from "./codes-search.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { codeBook } from "./load.ts";
import { systemsOption } from "./systems.ts";

const asked: readonly CodeSystem[] = [
  "icd10cm",
  "icd10pcs",
  "cpt",
  "hcpcs",
  "modifier",
  "pos",
  "carc",
  "rarc",
  "claim-status",
  "claim-status-category",
  "taxonomy",
  "state",
];

/** A list, because "96" is an adjustment reason and a claim status. A code that no release has is a failure, not a finding. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      system: { type: "string", multiple: true },
      date: { type: "string" },
      zip: { type: "string" },
      locality: { type: "string" },
      state: { type: "string" },
      data: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError("Give one code: codes show CODE");
  const on = dayOption(io, values.date, "date");
  const systems = systemsOption(values.system) ?? asked;
  const book = codeBook(values.data);
  const place = placeOption(book, values, on);
  const pages = systems.flatMap((system) => pageOf(book, { system, code: normalizeCode(given), on, place }) ?? []);
  if (pages.length === 0) {
    io.err(`No code ${shortened(given)} on ${on} in the loaded releases (codes list).`);
    return exitCodes.failure;
  }
  io.out(`${JSON.stringify(pages, null, 2)}\n`);
  return exitCodes.fine;
}

/** A file's text that was given in place of a code is not told back whole. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

interface GivenPlace {
  readonly zip?: string | undefined;
  readonly locality?: string | undefined;
  readonly state?: string | undefined;
}

/** A place that no loaded list has would be answered with the nation's figures, as if it had been asked for. */
function placeOption(book: CodeBook, { zip, locality, state }: GivenPlace, on: IsoDate): AskedPlace {
  if (zip !== undefined && !/^\d{5}(?:-?\d{4})?$/.test(zip)) throw new UsageError(`--zip takes a ZIP code, not "${zip}".`);
  if (locality !== undefined && locality !== "national" && book.gpci(locality, on) === undefined)
    throw new UsageError(
      `No locality ${shortened(locality)} has indices on ${on}. --locality takes contractor and locality, such as 01112-05.`,
    );
  const upper = state?.toUpperCase();
  if (upper !== undefined && book.validity("state", upper, on) !== "valid")
    throw new UsageError(`--state takes two letters such as TX, not "${shortened(upper)}".`);
  return { ...(zip ? { zip } : {}), ...(locality ? { locality } : {}), ...(upper ? { state: upper } : {}) };
}

interface Asked {
  readonly system: CodeSystem;
  readonly code: string;
  readonly on: IsoDate;
  readonly place: AskedPlace;
}

function pageOf(book: CodeBook, { system, code, on, place }: Asked) {
  if (system === "icd10cm") {
    const detail = book.diagnosis(code, on);
    return detail === undefined ? undefined : { ...headOf(book, system, code, on), ...diagnosisPage(book, detail, on) };
  }
  if (system === "icd10pcs") {
    const detail = book.pcs?.detail(code, on);
    return detail === undefined ? undefined : { ...headOf(book, system, code, on), ...pcsPage(detail) };
  }
  if (system === "cpt" || system === "hcpcs") {
    const facts = codeFacts(book, { code, on, place });
    if (facts?.system !== system) return undefined;
    const detail = book.procedure(code, on);
    const official = system === "hcpcs" ? publishedPage(book, code, on) : undefined;
    if (detail !== undefined) return { ...headOf(book, system, code, on), ...procedurePage(book, detail, on), ...official, facts };
    // Known to a fee or edit table only: a number without words.
    return hasFacts(book, facts) || official !== undefined ? { ...headOf(book, system, code, on), ...official, facts } : undefined;
  }
  const official = system === "modifier" ? publishedPage(book, code, on) : undefined;
  return book.title(system, code, on) === undefined ? undefined : { ...headOf(book, system, code, on), ...official };
}

function headOf(book: CodeBook, system: CodeSystem, code: string, on: IsoDate) {
  return {
    system,
    code: printedCode(system, code),
    title: book.title(system, code, on) ?? "",
    validity: book.validity(system, code, on),
    release: book.release(system, on) ?? null,
  };
}

function diagnosisPage(book: CodeBook, detail: DiagnosisDetail, on: IsoDate) {
  const titled = (code: string) => {
    const other = book.diagnosis(code, on);
    return { code: printedCode("icd10cm", code), title: other?.title ?? "", billable: other?.billable ?? false };
  };
  const siblings = detail.parent === undefined ? [] : (book.diagnosis(detail.parent, on)?.children ?? []);
  return {
    billable: detail.billable,
    chapter: detail.chapter === undefined ? null : { number: detail.chapter.number, title: detail.chapter.title },
    block: detail.block === undefined ? null : { from: detail.block.range.from, to: detail.block.range.to, title: detail.block.title },
    parents: detail.ancestors.map(titled),
    children: detail.children.map(titled),
    neighbours: siblings.filter((code) => code !== detail.code).map(titled),
    notes: detail.allNotes.map(({ kind, text, at, release }) => ({ kind, text, at: printedPlace(at), release: release ?? null })),
    sevenths: detail.sevenths.map(({ character, meaning, at }) => ({ character, meaning, at: printedPlace(at) })),
    history: book
      .codeHistory(detail.code)
      .map(({ from, to, title, billable, release }) => ({ from, to: to ?? null, title, billable, release: release ?? null })),
    rules: detail.allFlags,
    changes: codeChanges(book.codeHistory(detail.code), releasesOf(book)),
    conventions: conventionsOf(book, detail.code, on),
    facts: factsPage(book, detail.code, on),
    indexPaths: detail.indexPaths,
  };
}

/** What CMS publishes of a code or modifier of HCPCS Level II. */
function publishedPage(book: CodeBook, code: string, on: IsoDate) {
  const detail = book.hcpcs?.detail(code, on);
  if (detail === undefined) return undefined;
  const { added, effective, terminated, coverage } = detail;
  return {
    official: {
      ...detail,
      added: added ?? null,
      effective: effective ?? null,
      terminated: terminated ?? null,
      coverageInWords: coverageWords[coverage] ?? null,
    },
    serviceGroup: book.facts?.serviceGroup(code, on) ?? null,
  };
}

function pcsPage(detail: PcsDetail) {
  const { short, billable, from, to, places, tablesFrom, changes, replaces, replacedBy, indexPaths } = detail;
  return {
    billable,
    shortTitle: short === "" ? null : short,
    from,
    to: to ?? null,
    characters: places.map(({ position, value, axis, label, definition, explanation, includes }) => ({
      position,
      value,
      axis,
      label,
      definition: definition ?? null,
      explanation: explanation ?? null,
      includes,
    })),
    tablesFrom: tablesFrom ?? null,
    changes,
    replaces,
    replacedBy,
    indexPaths,
  };
}

function releasesOf(book: CodeBook) {
  return book.releases.flatMap(({ table, name, effective }) =>
    table === "icd10cm" && effective !== undefined ? [{ name, effective }] : [],
  );
}

/** What lists beside the classification say; null where none was loaded. */
function factsPage(book: CodeBook, code: string, on: IsoDate) {
  const facts = book.facts?.diagnosis(code, on);
  if (facts === undefined) return null;
  const dotted = (one: string): string => printedCode("icd10cm", one);
  return {
    ...facts,
    poaExempt: facts.poaExempt ?? null,
    replaces: facts.replaces.map(({ from, codes }) => ({ from, codes: codes.map(dotted) })),
    replacedBy: facts.replacedBy.map(({ from, code: other }) => ({ from, code: dotted(other) })),
  };
}

/** A code with its dot; a block or chapter as it is. */
function printedPlace(at: string): string {
  return hasIcd10Shape(at) ? printedCode("icd10cm", at) : at;
}

function procedurePage(book: CodeBook, detail: ProcedureDetail, on: IsoDate) {
  const { values, mue, minutes, mdm, unit, minimumAge, maximumAge, sex, globalDays, status } = detail;
  const addOn = book.addOn(detail.code, on);
  const fee = (amount: Cents | undefined): string | null => (amount === undefined ? null : formatCents(amount));
  return {
    billable: true,
    family: detail.family,
    flags: [...detail.flags],
    from: detail.from ?? null,
    to: detail.to ?? null,
    minutes: minutes ?? null,
    medicalDecisionMaking: mdm ?? null,
    unit: unit ?? null,
    ages: minimumAge === undefined && maximumAge === undefined ? null : { from: minimumAge ?? 0, to: maximumAge ?? null },
    sex: sex ?? null,
    status: status ?? null,
    globalDays: globalDays ?? null,
    relativeValues:
      values === undefined
        ? null
        : {
            work: formatDecimal(values.work),
            nonFacilityPe: formatDecimal(values.nonFacilityPe),
            facilityPe: formatDecimal(values.facilityPe),
            malpractice: formatDecimal(values.malpractice),
          },
    fees: {
      clinicalLab: fee(book.fee("clinical-lab", detail.code, on)),
      drug: fee(book.fee("drug", detail.code, on)),
      practiceCharge: fee(book.fee("practice-charge", detail.code, on)),
    },
    mue: mue === undefined ? null : { units: mue.units, mai: mue.mai },
    addOnOf: addOn === undefined ? null : addOn.primaries,
    serviceGroup: book.facts?.serviceGroup(detail.code, on) ?? null,
  };
}
