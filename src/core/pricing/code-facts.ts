/** Everything that fee and edit tables say of one procedure on a day in a place: what a page about the code shows. */
import type { FeeBook } from "../codebook/fees/fee-book.ts";
import type { CodeBook, Mue, RelativeValues } from "../codebook/model.ts";
import { hasProcedureShape, systemOf } from "../codebook/read-procedures.ts";
import { formatCents } from "../kernel/cents.ts";
import { decimal, formatDecimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { schedulePrice } from "./allowed.ts";
import { codeBookFees } from "./code-book-fees.ts";
import { type Indicator, indicatorsOf } from "./indicator-words.ts";

export interface AskedPlace {
  /** "01112-05", or "national". */
  readonly locality?: string;
  /** Tells locality, state and whether it is rural. */
  readonly zip?: string;
  /** Of the patient, for equipment; the ZIP tells it where its table is loaded. */
  readonly state?: string;
}

/** Amounts and numbers are text, as they are printed; what no loaded table says is absent. */
export interface CodeFacts {
  readonly code: string;
  readonly system: "cpt" | "hcpcs";
  readonly on: IsoDate;
  readonly place: {
    readonly locality: string;
    readonly name?: string;
    readonly counties?: readonly string[];
    readonly zip?: string;
    readonly state?: string;
    readonly rural?: boolean;
    /** Four more digits of the ZIP may lead to another locality. */
    readonly moreDigits?: boolean;
  };
  /** The AMA's words where this installation has its licensed file: for its own screens, not to be given on. */
  readonly licensed?: {
    readonly short: string;
    readonly medium: string;
    readonly long: string;
    readonly release: string;
    readonly notice: string;
  };
  /** The physician fee schedule: the code alone, and with each modifier that has a row of its own. */
  readonly physician: readonly PhysicianFacts[];
  readonly outpatient?: {
    readonly release: string;
    readonly status: string;
    readonly statusWords?: string;
    readonly apc?: string;
    readonly weight?: string;
    readonly rate?: string;
    readonly copayment?: string;
    readonly leastCopayment?: string;
    readonly note?: string;
  };
  readonly laboratory: readonly { readonly release?: string; readonly modifier: string; readonly amount?: string }[];
  readonly equipment: readonly {
    readonly release: string;
    readonly modifiers: readonly string[];
    readonly state: string;
    readonly rural: boolean;
    readonly amount?: string;
    readonly ceiling?: string;
    readonly floor?: string;
  }[];
  readonly drug?: {
    readonly release?: string;
    readonly from?: IsoDate;
    readonly until?: IsoDate;
    readonly unit?: string;
    readonly limit: string;
    readonly coinsurancePercent?: string;
    readonly note?: string;
  };
  readonly packages: readonly {
    readonly ndc: string;
    readonly drug: string;
    readonly labeler: string;
    readonly unitsOfOne?: string;
    readonly unitsOfAll?: string;
  }[];
  /** How many packages there are; `packages` has the first fifty. */
  readonly packageCount: number;
  readonly edits: {
    readonly practitioner: EditFacts;
    readonly hospital?: EditFacts;
    readonly supplier?: Pick<EditFacts, "mue">;
    /** Of an add-on code: beside which it may stand. */
    readonly addOn?: { readonly type: 1 | 2 | 3; readonly primaries: readonly string[]; readonly words: string };
    /** How many add-on codes may stand beside it. */
    readonly addOnsBeside: number;
  };
}

export interface PhysicianFacts {
  readonly modifier: string;
  readonly release?: string;
  readonly status: string;
  readonly work: string;
  readonly nonFacilityPe: string;
  readonly facilityPe: string;
  readonly malpractice: string;
  readonly nonFacility: SitePrice;
  readonly facility: SitePrice;
  readonly indicators: readonly Indicator[];
}

export interface SitePrice {
  readonly amount?: string;
  readonly formula: readonly string[];
}

export interface EditFacts {
  readonly release?: string;
  /** Codes that are not paid beside it, and codes beside which it is not paid; of these, how many a modifier may open. */
  readonly pairs: { readonly paysOver: number; readonly paidUnder: number; readonly withModifier: number };
  readonly mue?: { readonly units: number; readonly mai: 1 | 2 | 3; readonly words: string };
}

const mostPackages = 50;
const licensedNotice = "words of the AMA, licensed to this installation: not to be given on";

/** Undefined for what is no procedure code at all. */
export function codeFacts(
  book: CodeBook,
  { code, on, place = {} }: { readonly code: string; readonly on: IsoDate; readonly place?: AskedPlace },
): CodeFacts | undefined {
  if (!hasProcedureShape(code)) return undefined;
  const system = systemOf(code);
  const { feeBook } = book;
  const licensed = book.licensedTitle(code, on);
  const where = placeOf(book, place, on);
  const packages = feeBook?.packagesOfCode(code, on) ?? [];
  const addOn = book.addOn(code, on);
  const isLoaded = (table: string): boolean => book.releases.some((one) => one.table === table);
  const outpatient = outpatientOf(feeBook, code, on);
  const drug = drugOf(book, code, on);
  return {
    code,
    system,
    on,
    place: where,
    ...(licensed === undefined ? {} : { licensed: { ...licensed, notice: licensedNotice } }),
    physician: ["", "26", "TC", "53"].flatMap((modifier) => {
      const values = book.relativeValues(code, modifier, on);
      return values === undefined ? [] : [physicianFacts(book, values, { on, locality: where.locality })];
    }),
    ...(outpatient === undefined ? {} : { outpatient }),
    laboratory: laboratoryOf(book, code, on),
    equipment:
      where.state === undefined
        ? []
        : (feeBook?.equipment({ code, state: where.state, ...(where.zip === undefined ? {} : { zip: where.zip }) }, on) ?? []).map(
            ({ release, modifiers, state, rural, amount, ceiling, floor }) => ({
              release,
              modifiers,
              state,
              rural,
              ...(amount === undefined ? {} : { amount: formatCents(amount) }),
              ...(ceiling === undefined ? {} : { ceiling: formatCents(ceiling) }),
              ...(floor === undefined ? {} : { floor: formatCents(floor) }),
            }),
          ),
    ...(drug === undefined ? {} : { drug }),
    packages: packages.slice(0, mostPackages).map(({ ndc, drug: name, labeler, unitsOfOne, unitsOfAll }) => ({
      ndc,
      drug: name,
      labeler,
      ...(unitsOfOne === undefined ? {} : { unitsOfOne: formatDecimal(unitsOfOne) }),
      ...(unitsOfAll === undefined ? {} : { unitsOfAll: formatDecimal(unitsOfAll) }),
    })),
    packageCount: packages.length,
    edits: {
      practitioner: editFacts(book, { code, on, biller: "practitioner" }),
      ...(isLoaded("ptp-edits-hospital") || isLoaded("mue-hospital")
        ? { hospital: editFacts(book, { code, on, biller: "hospital" }) }
        : {}),
      ...(isLoaded("mue-supplier") ? { supplier: limitOf(book.mue(code, on, "supplier")) } : {}),
      ...(addOn === undefined ? {} : { addOn: { type: addOn.type, primaries: addOn.primaries, words: addOnWords[addOn.type] } }),
      addOnsBeside: book.addOnsOf(code, on).length,
    },
  };
}

/** Whether any table says something of the code; the equipment schedule also where no place was asked about, or it has no amount there. */
export function hasFacts(
  book: CodeBook,
  { code, on, licensed, physician, outpatient, laboratory, drug, packageCount, edits }: CodeFacts,
): boolean {
  const equipment = book.feeBook?.equipment({ code, state: "" }, on) ?? [];
  return (
    physician.length + laboratory.length + equipment.length + packageCount > 0 ||
    licensed !== undefined ||
    outpatient !== undefined ||
    drug !== undefined ||
    standsInEdits(edits)
  );
}

function standsInEdits({ practitioner, hospital, supplier, addOn, addOnsBeside }: CodeFacts["edits"]): boolean {
  const hasPairs = [practitioner, hospital].some((one) => one !== undefined && one.pairs.paidUnder + one.pairs.paysOver > 0);
  const hasLimit = [practitioner, hospital, supplier].some((one) => one?.mue !== undefined);
  return hasPairs || hasLimit || addOn !== undefined || addOnsBeside > 0;
}

function placeOf(book: CodeBook, asked: AskedPlace, on: IsoDate): CodeFacts["place"] {
  const { feeBook } = book;
  const byZip = asked.zip === undefined ? undefined : feeBook?.localityOfZip(asked.zip, on);
  const area = asked.zip === undefined ? undefined : feeBook?.equipmentArea(asked.zip, on);
  const locality = asked.locality ?? byZip?.locality ?? "national";
  const name = book.gpci(locality, on)?.name;
  const counties = feeBook?.areas(locality, on).map((one) => `${one.area}: ${one.counties}`) ?? [];
  const state = asked.state ?? byZip?.state ?? area?.state;
  return {
    locality,
    ...(name === undefined ? {} : { name }),
    ...(counties.length === 0 ? {} : { counties }),
    ...(asked.zip === undefined ? {} : { zip: asked.zip }),
    ...(state === undefined ? {} : { state }),
    ...(area === undefined ? {} : { rural: area.area === "RURAL" }),
    ...(byZip?.moreDigits === true ? { moreDigits: true } : {}),
  };
}

function physicianFacts(
  book: CodeBook,
  values: RelativeValues,
  { on, locality }: { readonly on: IsoDate; readonly locality: string },
): PhysicianFacts {
  const tables = codeBookFees(book);
  const site = (placeOfService: string): SitePrice => {
    const modifiers = values.modifier === "" ? [] : [values.modifier];
    const price = schedulePrice({ procedure: values.code, modifiers, units: decimal("1"), placeOfService, on, locality }, tables);
    const isOfSchedule = price.kind === "priced" && price.basis === "physician-schedule";
    return isOfSchedule
      ? { amount: formatCents(price.amount), formula: price.formula }
      : { formula: price.kind === "priced" ? [] : price.formula };
  };
  const release = book.feeBook?.relativeValueRelease(on);
  return {
    modifier: values.modifier,
    ...(release === undefined ? {} : { release }),
    status: values.status,
    work: formatDecimal(values.work),
    nonFacilityPe: formatDecimal(values.nonFacilityPe),
    facilityPe: formatDecimal(values.facilityPe),
    malpractice: formatDecimal(values.malpractice),
    nonFacility: site("11"),
    facility: site("22"),
    indicators: indicatorsOf(values),
  };
}

function outpatientOf(feeBook: FeeBook | undefined, code: string, on: IsoDate): CodeFacts["outpatient"] {
  const found = feeBook?.outpatient(code, on);
  if (found === undefined) return undefined;
  const { release, status, apc, weight, rate, copayment, leastCopayment, note } = found;
  const words = outpatientWords[status];
  return {
    release,
    status,
    ...(words === undefined ? {} : { statusWords: words }),
    ...(apc === undefined ? {} : { apc }),
    ...(weight === undefined ? {} : { weight: formatDecimal(weight) }),
    ...(rate === undefined ? {} : { rate: formatDecimal(rate) }),
    ...(copayment === undefined ? {} : { copayment: formatCents(copayment) }),
    ...(leastCopayment === undefined ? {} : { leastCopayment: formatCents(leastCopayment) }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Status indicators of the outpatient system in our own words. */
const outpatientWords: Readonly<Record<string, string>> = {
  A: "paid by another schedule than the outpatient system",
  B: "not taken on an outpatient claim; another code may be",
  C: "paid only when the patient is an inpatient",
  D: "no longer a code",
  E1: "never paid by Medicare",
  E2: "not paid: no price is known",
  F: "paid at reasonable cost",
  G: "drug paid beside the service for its first years",
  H: "device paid beside the service for its first years",
  J1: "one payment for the whole claim",
  J2: "one payment for the whole claim when certain services come together",
  K: "drug paid beside the service",
  L: "vaccine paid at reasonable cost, no share of the patient",
  M: "not for this contractor",
  N: "packaged: paid with another service",
  P: "partial hospitalization, paid by the day",
  Q1: "packaged beside services S, T and V, else paid",
  Q2: "packaged beside services T, else paid",
  Q3: "may be paid together with others as one",
  Q4: "laboratory test, packaged beside other services",
  R: "blood product, paid",
  S: "paid in full, also beside others",
  T: "paid; half when a dearer one stands beside it",
  U: "brachytherapy source, paid",
  V: "visit, paid",
  Y: "equipment, billed to the contractor for equipment",
};

function laboratoryOf(book: CodeBook, code: string, on: IsoDate): CodeFacts["laboratory"] {
  const { feeBook } = book;
  if (feeBook?.hasLabFees(on) === true)
    return feeBook.labFees(code, on).map(({ release, modifier, amount }) => ({
      release,
      modifier,
      ...(amount === undefined ? {} : { amount: formatCents(amount) }),
    }));
  const amount = book.fee("clinical-lab", code, on);
  return amount === undefined ? [] : [{ modifier: "", amount: formatCents(amount) }];
}

function drugOf(book: CodeBook, code: string, on: IsoDate): CodeFacts["drug"] {
  const found = book.feeBook?.drugLimit(code, on);
  if (found?.limit !== undefined) {
    const { release, from, until, unit, limit, coinsurance, note } = found;
    return {
      release,
      from,
      ...(until === undefined ? {} : { until }),
      unit,
      limit: formatDecimal(limit),
      ...(coinsurance === undefined ? {} : { coinsurancePercent: formatDecimal(coinsurance) }),
      ...(note === undefined ? {} : { note }),
    };
  }
  const amount = book.fee("drug", code, on);
  return amount === undefined ? undefined : { limit: formatCents(amount) };
}

function editFacts(
  book: CodeBook,
  { code, on, biller }: { readonly code: string; readonly on: IsoDate; readonly biller: "practitioner" | "hospital" },
): EditFacts {
  const table = biller === "hospital" ? "ptp-edits-hospital" : "ptp-edits";
  const release = book.releases.findLast((one) => one.table === table)?.name;
  return {
    ...(release === undefined ? {} : { release }),
    pairs: book.ptpPartners(code, on, biller),
    ...limitOf(book.mue(code, on, biller)),
  };
}

function limitOf(mue: Mue | undefined): Pick<EditFacts, "mue"> {
  return mue === undefined ? {} : { mue: { units: mue.units, mai: mue.mai, words: limitWords[mue.mai] } };
}

const limitWords: Readonly<Record<1 | 2 | 3, string>> = {
  1: "on one line; more may stand on further lines with a modifier",
  2: "on one day, by rule: no more are ever paid",
  3: "on one day, by experience: more may be paid when the record shows why",
};

const addOnWords: Readonly<Record<1 | 2 | 3, string>> = {
  1: "only beside one of these codes",
  2: "beside codes that the contractor says",
  3: "beside these codes or others that the contractor says",
};
