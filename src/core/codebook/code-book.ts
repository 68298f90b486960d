/** The code book as one value: every question that other rooms ask of codes, edits and fees. */

import { assert } from "../kernel/assert.ts";
import { centsFromDollars } from "../kernel/cents.ts";
import { isTaxonomyCode } from "../kernel/check-digits.ts";
import type { CodeSystem, Validity } from "../kernel/code-lookup.ts";
import { addMonths, type IsoDate } from "../kernel/iso-date.ts";
import { withCodeEditor } from "./facts/code-editor-flags.ts";
import type { FactBook } from "./facts/fact-book.ts";
import type { FeeBook } from "./fees/fee-book.ts";
import type { HcpcsBook } from "./hcpcs/hcpcs-book.ts";
import type { Diagnoses } from "./icd10cm/diagnoses.ts";
import type { PcsBook } from "./icd10pcs/model.ts";
import { pcsShape } from "./icd10pcs/read-lines.ts";
import type { CptBook } from "./lists/cpt.ts";
import type { ListBook } from "./lists/list-book.ts";
import type { ListName } from "./lists/list-kinds.ts";
import type {
  Biller,
  Carc,
  ClaimStatusCategory,
  CodeBook,
  ConversionFactor,
  DiagnosisDetail,
  Fee,
  Gpci,
  Modifier,
  Mue,
  PlaceOfService,
  ProcedureDetail,
  ProcedureFacts,
  PtpPartners,
  Rarc,
  RelativeValues,
  Release,
  TitledCode,
  Window,
} from "./model.ts";
import type { MueTable } from "./mue.ts";
import type { AddOnTable } from "./ncci/add-ons.ts";
import type { EditTables } from "./ncci/edits-pack.ts";
import { openPack, type Pack } from "./pack/pack-file.ts";
import { isInForce } from "./parse-table.ts";
import { firstDay } from "./parse-tabular.ts";
import type { PtpTable } from "./ptp.ts";
import { hasProcedureShape } from "./read-procedures.ts";
import { compileSearch } from "./search/compile-search.ts";
import { searchDocuments } from "./search/documents.ts";
import { openSearch, type SearchIndex } from "./search/search.ts";
import type { SearchVocabulary } from "./search/vocabulary.ts";

export interface Tables {
  readonly pcs?: PcsBook;
  readonly hcpcs?: HcpcsBook;
  readonly facts?: FactBook;
  readonly diagnoses: Diagnoses;
  readonly releases: readonly Release[];
  readonly procedures: readonly ProcedureFacts[];
  readonly modifiers: readonly Modifier[];
  readonly places: readonly PlaceOfService[];
  readonly relativeValues: readonly RelativeValues[];
  readonly conversionFactors: readonly ConversionFactor[];
  readonly gpcis: readonly Gpci[];
  readonly fees: readonly Fee[];
  readonly addOns: AddOnTable;
  readonly carcs: readonly Carc[];
  readonly rarcs: readonly Rarc[];
  readonly statuses: readonly TitledCode[];
  readonly statusCategories: readonly ClaimStatusCategory[];
  readonly states: readonly TitledCode[];
  readonly ptp: PtpTable;
  readonly mue: MueTable;
  readonly vocabulary: SearchVocabulary;
  /** Made when the releases were loaded; without it the lines are put together at the first search. */
  readonly searchPack?: Pack;
  /** The publishers' fee files, as far as they were loaded: where one is in force, the starter's rows say nothing more. */
  readonly feeBook?: FeeBook;
  readonly lists?: ListBook;
  readonly cpt?: CptBook;
  /** Edits of other billers than practitioners, where they were loaded. */
  readonly hospital?: EditTables;
  readonly supplier?: EditTables;
}

export function makeCodeBook(tables: Tables): CodeBook {
  const procedures = groupBy(tables.procedures, (one) => one.code);
  const values = groupBy(tables.relativeValues, (one) => `${one.code} ${one.modifier}`);
  const fees = groupBy(tables.fees, (one) => `${one.schedule} ${one.code}`);
  const modifiers = groupBy(tables.modifiers, (one) => one.code);
  const places = byCode(tables.places);
  const carcs = byCode(tables.carcs);
  const rarcs = byCode(tables.rarcs);
  const statuses = byCode(tables.statuses);
  const categories = byCode(tables.statusCategories);
  const states = byCode(tables.states);
  const { diagnoses } = tables;
  const pairsOf = (biller: Biller = "practitioner"): PtpTable | undefined => (biller === "practitioner" ? tables.ptp : tables[biller]?.ptp);
  const limitsOf = (biller: Biller = "practitioner"): MueTable | undefined =>
    biller === "practitioner" ? tables.mue : tables[biller]?.mue;

  const { feeBook, lists } = tables;
  const relativeValues = (code: string, modifier: string, on: IsoDate): RelativeValues | undefined =>
    feeBook?.hasRelativeValues(on) === true ? feeBook.relativeValues(code, modifier, on) : inForce(values.get(`${code} ${modifier}`), on);
  const procedure = (code: string, on: IsoDate): ProcedureDetail | undefined => {
    const facts = inForce(procedures.get(code), on);
    return facts === undefined
      ? undefined
      : detailOf(facts, relativeValues(code, "", on), {
          mue: tables.mue.mue(code, on),
          listedAddOn: tables.addOns.addOn(code, on) !== undefined,
        });
  };
  const modifierTitle = (code: string, on: IsoDate): string | undefined => (code.length === 2 ? tables.hcpcs?.title(code, on) : undefined);
  const titles: Readonly<Record<CodeSystem, (code: string, on: IsoDate) => string | undefined>> = {
    icd10cm: diagnoses.title,
    icd10pcs: (code, on) => tables.pcs?.title(code, on),
    hcpcs: (code, on) => tables.hcpcs?.title(code, on) ?? inForce(procedures.get(code), on)?.wording,
    cpt: (code, on) => inForce(procedures.get(code), on)?.wording,
    modifier: (code, on) => inForce(modifiers.get(code), on)?.title ?? modifierTitle(code, on) ?? titleOf(lists, "modifier", code),
    pos: (code) => places.get(code)?.title ?? listedPlace(lists, code)?.title,
    carc: (code) => carcs.get(code)?.title ?? titleOf(lists, "carc", code),
    rarc: (code) => rarcs.get(code)?.title ?? titleOf(lists, "rarc", code),
    "claim-status": (code) => statuses.get(code)?.title ?? titleOf(lists, "claim-status", code),
    "claim-status-category": (code) => categories.get(code)?.title ?? titleOf(lists, "claim-status-category", code),
    taxonomy: (code) => titleOf(lists, "taxonomy", code),
    state: (code) => states.get(code)?.title,
    country: () => undefined,
  };
  /** What a loaded list says of one of its codes; of others nothing, which may be newer. */
  const listed = (list: ListName, code: string, on: IsoDate): Validity | undefined => {
    const row = lists?.row(list, code);
    return row === undefined ? undefined : isInForce(row, on) ? "valid" : "invalid";
  };
  const isListed = (list: ListName, code: string): boolean => lists?.row(list, code) !== undefined;
  const known = (rows: readonly Window[] | undefined, otherwise: Validity | undefined, on: IsoDate): Validity =>
    rows === undefined && otherwise !== undefined ? otherwise : dated(rows, on);
  const partial = (listed: boolean): Validity => (listed ? "valid" : "unknown");
  const complete = (list: ReadonlyMap<string, unknown>, code: string): Validity =>
    list.size === 0 ? "unknown" : list.has(code) ? "valid" : "invalid";
  // What the publisher says of a code goes before the selection that ships.
  const surer = (published: Validity | undefined, own: Validity): Validity =>
    published === undefined || published === "unknown" ? own : published;
  const dated = (rows: readonly Window[] | undefined, on: IsoDate): Validity =>
    rows === undefined ? "unknown" : inForce(rows, on) === undefined ? "invalid" : "valid";
  const validities: Readonly<Record<CodeSystem, (code: string, on: IsoDate) => Validity>> = {
    icd10cm: diagnoses.validity,
    icd10pcs: (code, on) => tables.pcs?.validity(code, on) ?? (on >= firstDay && !pcsShape.test(code) ? "invalid" : "unknown"),
    hcpcs: (code, on) => (hasProcedureShape(code) ? surer(tables.hcpcs?.validity(code, on), dated(procedures.get(code), on)) : "invalid"),
    cpt: (code, on) => (hasProcedureShape(code) ? dated(procedures.get(code), on) : "invalid"),
    modifier: (code, on) =>
      /^[0-9A-Z]{2}$/.test(code)
        ? surer(tables.hcpcs?.validity(code, on), known(modifiers.get(code), listed("modifier", code, on), on))
        : "invalid",
    pos: (code) => (listedPlace(lists, code) === undefined ? complete(places, code) : "valid"),
    carc: (code, on) => listed("carc", code, on) ?? carcValidity(carcs, code, on),
    rarc: (code, on) =>
      remarkShape.test(code) && !retiredRemarks.has(code) ? (listed("rarc", code, on) ?? partial(rarcs.has(code))) : "invalid",
    "claim-status": (code) => (/^\d{1,3}$/.test(code) ? partial(statuses.has(code) || isListed("claim-status", code)) : "invalid"),
    "claim-status-category": (code) =>
      /^[A-Z]\d{1,2}[A-Z]?$/.test(code) ? partial(categories.has(code) || isListed("claim-status-category", code)) : "invalid",
    taxonomy: (code, on) => taxonomyValidity(lists, code, on),
    state: (code) => complete(states, code),
    country: (code) => (/^[A-Z]{2,3}$/.test(code) ? "unknown" : "invalid"),
  };
  const byLists = tables.facts === undefined ? undefined : withCodeEditor(tables.facts);
  const diagnosis = (code: string, on: IsoDate): DiagnosisDetail | undefined => {
    const detail = on < firstDay ? undefined : diagnoses.detail(code, on);
    return detail === undefined || byLists === undefined ? detail : byLists(detail, on);
  };
  let index: SearchIndex | undefined;
  return {
    releases: tables.releases,
    ...(tables.facts === undefined ? {} : { facts: tables.facts }),
    ...(tables.pcs === undefined ? {} : { pcs: tables.pcs }),
    ...(tables.hcpcs === undefined ? {} : { hcpcs: tables.hcpcs }),
    index: diagnoses.index,
    codeHistory: diagnoses.history,
    inclusionTerms: diagnoses.inclusions,
    validity: (system, code, on) => validities[system](code, on),
    title: (system, code, on) => titles[system](code, on),
    release: (system, on) =>
      system === "icd10cm"
        ? diagnoses.releaseOn(on)
        : system === "icd10pcs"
          ? tables.pcs?.releaseOn(on)
          : ((system === "hcpcs" ? tables.hcpcs?.releaseOn(on) : undefined) ??
            tables.releases.find((one) => one.table === tableOf(system))?.name),
    diagnosis,
    diagnosisCodes: diagnoses.codes,
    codes: (system) => (system === "icd10cm" ? diagnoses.codes() : codesOf(system, tables)),
    procedure,
    procedureCodes: () => [...procedures.keys()],
    relativeValues,
    feeBook,
    lists,
    licensedTitle: (code, on) => tables.cpt?.title(code, on),
    conversionFactor: (kind, on) =>
      feeBook?.conversionFactor(kind, on) ??
      inForce(
        tables.conversionFactors.filter((one) => one.kind === kind),
        on,
      )?.dollars,
    gpci: (locality, on) =>
      feeBook?.gpci(locality, on) ??
      inForce(
        tables.gpcis.filter((one) => one.locality === locality),
        on,
      ),
    fee: (schedule, code, on) => {
      if (schedule === "clinical-lab" && feeBook?.hasLabFees(on) === true)
        return feeBook.labFees(code, on).find((one) => one.modifier === "")?.amount;
      if (schedule === "drug" && feeBook?.hasDrugLimits(on) === true) {
        const limit = feeBook.drugLimit(code, on)?.limit;
        return limit === undefined ? undefined : centsFromDollars(limit);
      }
      return inForce(fees.get(`${schedule} ${code}`), on)?.amount;
    },
    ptpEdit: (column1, column2, on, biller) => pairsOf(biller)?.ptpEdit(column1, column2, on),
    ptpPartners: (code, on, biller) => pairsOf(biller)?.ptpPartners(code, on) ?? noPartners,
    ptpPairs: (code, on, biller) => pairsOf(biller)?.ptpPairs(code, on) ?? [],
    addOnsOf: tables.addOns.addOnsOf,
    mue: (code, on, biller) => limitsOf(biller)?.mue(code, on),
    addOn: tables.addOns.addOn,
    modifier: (code, on) => inForce(modifiers.get(code), on) ?? listedModifier(lists, code, on),
    placeOfService: (code) => places.get(code) ?? listedPlace(lists, code),
    carc: (code) => carcs.get(code),
    rarc: (code) => rarcs.get(code),
    claimStatus: (code) => statuses.get(code),
    claimStatusCategory: (code) => categories.get(code),
    state: (code) => states.get(code),
    search: (text, options) => {
      // Opened at the first search: programs that only look codes up do not pay for it.
      index ??= openSearch(tables.searchPack ?? madeSearchPack(tables), tables.vocabulary, {
        diagnoses,
        title: (system, code, on) => titles[system](code, on),
        isValid: (system, code, on) => validities[system](code, on) !== "invalid",
        codes: (system) => codesOf(system, tables),
        ...(tables.facts === undefined ? {} : { facts: tables.facts }),
      });
      const found = index.search(text, options);
      // Only where somebody asks for them: seventy thousand procedures would stand before what an office looks for.
      if (tables.pcs === undefined || options.systems?.includes("icd10pcs") !== true) return found;
      const limit = options.limit ?? 20;
      return [...tables.pcs.search(text, { on: options.on, limit }), ...found].slice(0, limit);
    },
  };
}

function titleOf(lists: ListBook | undefined, list: ListName, code: string): string | undefined {
  const title = lists?.row(list, code)?.title;
  return title === "" ? undefined : title;
}

/** A place that the starter set does not have. One that is not assigned has no rate. */
function listedPlace(lists: ListBook | undefined, code: string): PlaceOfService | undefined {
  const row = lists?.row("pos", code);
  if (row === undefined || row.extra === "") return undefined;
  return { code, title: row.title, rate: row.extra === "F" ? "facility" : "non-facility" };
}

/** A modifier of which nothing is known but what it says: it informs. */
function listedModifier(lists: ListBook | undefined, code: string, on: IsoDate): Modifier | undefined {
  const row = lists?.row("modifier", code);
  if (row === undefined || !isInForce(row, on)) return undefined;
  const { from, to, title } = row;
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return { code, title, appliesTo: ["any"], rank: 3, bypassesNcci: false, ...days };
}

/** The list is whole, and a new one comes each half year: a code that it lacks is wrong until then, and may be newer after. */
function taxonomyValidity(lists: ListBook | undefined, code: string, on: IsoDate): Validity {
  if (!isTaxonomyCode(code)) return "invalid";
  const effective = lists?.effective("taxonomy");
  if (lists === undefined || effective === undefined) return "unknown";
  if (lists.row("taxonomy", code) !== undefined) return "valid";
  return on >= effective && on < addMonths(effective, 6) ? "invalid" : "unknown";
}

const noPartners: PtpPartners = { paysOver: 0, paidUnder: 0, withModifier: 0 };

function madeSearchPack(tables: Tables): Pack {
  const pack = openPack(compileSearch(searchDocuments(tables), tables.diagnoses));
  assert(!("wrong" in pack), "what was just written can be read");
  return pack;
}

const sortedCodes = new WeakMap<Tables, Map<CodeSystem, readonly string[]>>();

function codesOf(system: CodeSystem, tables: Tables): readonly string[] {
  const known = sortedCodes.get(tables) ?? new Map<CodeSystem, readonly string[]>();
  sortedCodes.set(tables, known);
  const found = known.get(system);
  if (found !== undefined) return found;
  const published = (take: (code: string) => boolean): readonly { readonly code: string }[] =>
    (tables.hcpcs?.codes() ?? []).filter(take).map((code) => ({ code }));
  // Each made when it is asked for: the eighty thousand inpatient procedures take longer than all others.
  const lists: Partial<Record<CodeSystem, () => readonly { readonly code: string }[]>> = {
    // Beside its codes the book lists the tables that make them.
    icd10pcs: () => (tables.pcs?.codes() ?? []).filter((code) => pcsShape.test(code)).map((code) => ({ code })),
    cpt: () => tables.procedures.filter((one) => one.system === "cpt"),
    hcpcs: () => [...tables.procedures.filter((one) => one.system === "hcpcs"), ...published((code) => code.length === 5)],
    modifier: () => [...tables.modifiers, ...published((code) => code.length === 2)],
    pos: () => tables.places,
    carc: () => tables.carcs,
    rarc: () => tables.rarcs,
  };
  const codes = [...new Set((lists[system]?.() ?? []).map((one) => one.code))].sort();
  known.set(system, codes);
  return codes;
}

function detailOf(
  facts: ProcedureFacts,
  values: RelativeValues | undefined,
  { mue, listedAddOn }: { readonly mue: Mue | undefined; readonly listedAddOn: boolean },
): ProcedureDetail {
  const sex = facts.flags.has("female") ? "female" : facts.flags.has("male") ? "male" : undefined;
  return {
    ...facts,
    isAddOn: listedAddOn || facts.flags.has("add-on"),
    isNewPatient: facts.flags.has("new"),
    isEstablishedPatient: facts.flags.has("established"),
    isEm: facts.flags.has("em"),
    ...(values === undefined ? {} : { values, status: values.status, globalDays: values.globalDays }),
    ...(mue === undefined ? {} : { mue }),
    ...(sex === undefined ? {} : { sex }),
  };
}

/** Remark codes run in three rows; the older two are closed (X12 code list 411). */
const remarkShape = /^(?:M(?:[1-9]|[1-9]\d|1[0-4]\d)|MA(?:0[1-9]|[1-9]\d|1[0-3]\d)|N[1-9]\d{0,2})$/;

/** Remark codes that have ended and are still met in old data. */
const retiredRemarks: ReadonlySet<string> = new Set(["N14", "N29", "N102", "N145", "N225", "N365", "N484", "N793", "MA101"]);

/**
 * The list of adjustment reasons is complete up to its highest number of each kind; codes that have ended stay listed
 * with their last day. A higher number may be newer than the list, so it is not called wrong.
 */
function carcValidity(carcs: ReadonlyMap<string, Carc>, code: string, on: IsoDate): Validity {
  const shape = /^(A|B|P)?(\d{1,3})$/.exec(code);
  if (shape === null) return "invalid";
  const found = carcs.get(code);
  if (found !== undefined) return isInForce(found, on) ? "valid" : "invalid";
  const kind = shape[1] ?? "";
  let highest = 0;
  for (const known of carcs.keys()) if (known.replace(/\d+$/, "") === kind) highest = Math.max(highest, Number(known.slice(kind.length)));
  // A newer list has a few codes more, never a hundred.
  return Number(shape[2]) > highest && Number(shape[2]) < highest + 100 ? "unknown" : "invalid";
}

function tableOf(system: CodeSystem): string {
  switch (system) {
    case "cpt":
    case "hcpcs":
      return "procedures";
    case "modifier":
      return "modifiers";
    case "pos":
      return "places-of-service";
    case "claim-status-category":
      return "claim-status-categories";
    case "state":
      return "states";
    default:
      return system;
  }
}

function inForce<Value extends Window>(rows: readonly Value[] | undefined, on: IsoDate): Value | undefined {
  return rows?.find((row) => isInForce(row, on));
}

function byCode<Value extends { readonly code: string }>(rows: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(rows.map((row) => [row.code, row]));
}

function groupBy<Value>(rows: readonly Value[], key: (row: Value) => string): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
