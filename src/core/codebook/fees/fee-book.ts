/** The fee files as a pack, and every question that is asked of them. Each answer is for one day, and undefined where no edition says it. */
import { type Cents, cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ConversionFactor, Gpci, RelativeValues, Release } from "../model.ts";
import { codeOfKey, keyOf } from "../pack/code-key.ts";
import { createPackWriter, type Pack } from "../pack/pack-file.ts";
import { ndcOf } from "./drugs.ts";
import type { FeeRelease, FeeSourceKind } from "./fee-kind.ts";
import { feeKinds } from "./fee-kinds.ts";
import { formatLocality } from "./localities.ts";
import { outpatientPlaces } from "./outpatient.ts";
import { indicatorNames, valueColumns } from "./relative-values.ts";
import { decimalOf } from "./scaled.ts";
import { openSchedule, type ScheduleMeta, type ScheduleRow, type ScheduleTable, writeSchedule } from "./schedule-table.ts";

export interface FeeSource {
  readonly kind: FeeSourceKind;
  readonly releases: readonly FeeRelease[];
}

export interface ZipLocality {
  /** "01112-05". */
  readonly locality: string;
  readonly state: string;
  /** Four more digits of the ZIP may lead to another locality. */
  readonly moreDigits: boolean;
  readonly rural: boolean;
}

export interface LocalityArea {
  readonly locality: string;
  readonly state: string;
  readonly area: string;
  readonly counties: string;
}

export interface OutpatientRate {
  readonly release: string;
  readonly status: string;
  readonly apc?: string;
  readonly weight?: Decimal;
  readonly rate?: Decimal;
  /** National unadjusted. */
  readonly copayment?: Cents;
  readonly leastCopayment?: Cents;
  readonly note?: string;
}

export interface LabFee {
  readonly release: string;
  readonly modifier: string;
  readonly from: IsoDate;
  /** Absent where the contractor sets it. */
  readonly amount?: Cents;
}

export interface EquipmentFee {
  readonly release: string;
  readonly modifiers: readonly string[];
  readonly jurisdiction: string;
  readonly category: string;
  readonly state: string;
  readonly rural: boolean;
  readonly amount?: Cents;
  readonly ceiling?: Cents;
  readonly floor?: Cents;
}

export interface DrugLimit {
  readonly release: string;
  readonly from: IsoDate;
  readonly until?: IsoDate;
  /** What one unit is, "10 mg". */
  readonly unit: string;
  /** Dollars a unit, at three places. */
  readonly limit?: Decimal;
  /** Percent. */
  readonly coinsurance?: Decimal;
  readonly note?: string;
}

export interface DrugPackage {
  readonly ndc: string;
  readonly code: string;
  readonly drug: string;
  readonly labeler: string;
  readonly unit: string;
  /** Billing units of one package and of the whole carton. */
  readonly unitsOfOne?: Decimal;
  readonly unitsOfAll?: Decimal;
}

export interface FeeBook {
  readonly releases: readonly Release[];
  /** Whether a whole table of relative values is in force: a code it does not list has none. */
  hasRelativeValues(on: IsoDate): boolean;
  relativeValues(code: string, modifier: string, on: IsoDate): RelativeValues | undefined;
  relativeValueCodes(on: IsoDate): Iterable<string>;
  /** How the edition is called that answers on the day. */
  relativeValueRelease(on: IsoDate): string | undefined;
  conversionFactor(kind: ConversionFactor["kind"], on: IsoDate): Decimal | undefined;
  /** By "01112-05". */
  gpci(locality: string, on: IsoDate): Gpci | undefined;
  localities(on: IsoDate): readonly Gpci[];
  areas(locality: string, on: IsoDate): readonly LocalityArea[];
  anesthesiaFactor(locality: string, on: IsoDate): Decimal | undefined;
  localityOfZip(zip: string, on: IsoDate): ZipLocality | undefined;
  imagingCap(
    line: { readonly code: string; readonly modifier: string; readonly locality: string; readonly facility: boolean },
    on: IsoDate,
  ): Cents | undefined;
  outpatient(code: string, on: IsoDate): OutpatientRate | undefined;
  hasLabFees(on: IsoDate): boolean;
  labFees(code: string, on: IsoDate): readonly LabFee[];
  /** "RURAL" or the area of competitive bidding. */
  equipmentArea(zip: string, on: IsoDate): { readonly state: string; readonly area: string } | undefined;
  equipment(asked: { readonly code: string; readonly state: string; readonly zip?: string }, on: IsoDate): readonly EquipmentFee[];
  hasDrugLimits(on: IsoDate): boolean;
  drugLimit(code: string, on: IsoDate): DrugLimit | undefined;
  drugPackages(ndc: string, on: IsoDate): readonly DrugPackage[];
  packagesOfCode(code: string, on: IsoDate): readonly DrugPackage[];
}

interface Meta {
  readonly tables: Readonly<Partial<Record<FeeSourceKind, ScheduleMeta>>>;
}

export function compileFees(sources: readonly FeeSource[]): Uint8Array<ArrayBuffer> {
  const writer = createPackWriter();
  const tables: Partial<Record<FeeSourceKind, ScheduleMeta>> = {};
  for (const { kind } of feeKinds) {
    const releases = sources.filter((one) => one.kind === kind).flatMap((one) => one.releases);
    if (releases.length > 0) tables[kind] = writeSchedule(writer, kind, releases);
  }
  return writer.finish({ kind: "fees", meta: { tables } satisfies Meta });
}

/** "RVU 2026 Q3", "Localities 2024": the quarter where the edition begins within a year. */
export function editionName(effective: IsoDate): string {
  const month = Number(effective.slice(5, 7));
  const isQuarter = effective.slice(8) === "01" && month % 3 === 1;
  return isQuarter ? `${effective.slice(0, 4)} Q${Math.ceil(month / 3)}` : `from ${effective}`;
}

/** As the publisher counts them: the table of imaging caps has a row for each code in each locality, two columns of ours. */
function publishedRows(kind: FeeSourceKind, { rows, columns }: ScheduleMeta["editions"][number], meta: ScheduleMeta): number {
  return kind === "mpfs-imaging-cap" ? (rows * (meta.columns[columns]?.length ?? 0)) / 2 : rows;
}

/** A practice asks for the same few hundred codes again and again. */
const keptValues = 4_000;

export function openFees(pack: Pack): FeeBook {
  const { tables } = pack.meta as Meta;
  const open = new Map<FeeSourceKind, ScheduleTable>();
  const table = (kind: FeeSourceKind): ScheduleTable | undefined => {
    const meta = tables[kind];
    const known = open.get(kind);
    if (known !== undefined || meta === undefined) return known;
    const made = openSchedule(pack, kind, meta);
    open.set(kind, made);
    return made;
  };
  const rowsOf = (kind: FeeSourceKind, key: number, on: IsoDate): readonly ScheduleRow[] =>
    key === 0 ? [] : (table(kind)?.rows(key, on) ?? []);
  const rowOf = (kind: FeeSourceKind, key: number, on: IsoDate): ScheduleRow | undefined => rowsOf(kind, key, on)[0];
  const values = new Map<ScheduleRow["edition"], Map<number, RelativeValues>>();
  const indicators = new Map<number, Indicators>();
  const gpcis = new Map<ScheduleRow["edition"], readonly Gpci[]>();
  const byCode = new Map<ScheduleRow["edition"], Map<string, DrugPackage[]>>();

  return {
    releases: feeKinds.flatMap(({ kind, title, source, licence }) => {
      const meta = tables[kind];
      return (meta?.editions ?? []).map(
        (edition): Release => ({
          table: kind,
          name: `${title} ${editionName(edition.effective)}`,
          source,
          licence,
          effective: edition.effective,
          rows: meta === undefined ? 0 : publishedRows(kind, edition, meta),
        }),
      );
    }),
    hasRelativeValues: (on) => table("mpfs-relative-values")?.edition(on) !== undefined,
    relativeValues(code, modifier, on) {
      const rows = table("mpfs-relative-values");
      const key = keyOf(code + modifier);
      const edition = rows?.edition(on);
      const at = key === 0 || rows === undefined ? -1 : rows.place(key, on);
      if (at < 0 || edition === undefined) return undefined;
      let kept = values.get(edition);
      if (kept === undefined) {
        kept = new Map();
        values.set(edition, kept);
      }
      const made = kept.get(at);
      if (made !== undefined) return made;
      const row = rows?.rows(key, on)[0];
      if (row === undefined) return undefined;
      if (kept.size >= keptValues) kept.clear();
      const known = indicators.get(row.textId) ?? readIndicators(row.text);
      indicators.set(row.textId, known);
      const value = relativeValuesOf(row, known, { code, modifier });
      kept.set(at, value);
      return value;
    },
    *relativeValueCodes(on) {
      let before = "";
      for (const row of table("mpfs-relative-values")?.every(on) ?? []) {
        const code = codeOfKey(row.key).slice(0, 5);
        if (code !== before) yield code;
        before = code;
      }
    },
    relativeValueRelease(on) {
      const edition = table("mpfs-relative-values")?.edition(on);
      return edition === undefined ? undefined : `relative values ${editionName(edition.effective)}`;
    },
    conversionFactor(kind, on) {
      const from = kind === "physician" ? "mpfs-relative-values" : kind === "physician-apm" ? "mpfs-participants" : undefined;
      const text = from === undefined ? undefined : table(from)?.edition(on)?.constants.factor;
      return text === undefined ? undefined : factorOf(text);
    },
    gpci: (locality, on) => {
      const row = rowOf("mpfs-gpci", localityPlace(locality), on);
      return row === undefined ? undefined : gpciOf(row);
    },
    localities(on) {
      const edition = table("mpfs-gpci")?.edition(on);
      if (edition === undefined) return [];
      const known = gpcis.get(edition) ?? Array.from(table("mpfs-gpci")?.every(on) ?? [], gpciOf);
      gpcis.set(edition, known);
      return known;
    },
    areas: (locality, on) =>
      rowsOf("mpfs-counties", localityPlace(locality), on).map(({ text }) => {
        const [state = "", area = "", counties = ""] = text.split("\t");
        return { locality, state, area, counties };
      }),
    anesthesiaFactor(locality, on) {
      const factor = rowOf("mpfs-anesthesia", localityPlace(locality), on)?.number(0);
      return factor === undefined ? undefined : decimalOf(factor, 2);
    },
    localityOfZip(zip, on) {
      const row = rowOf("zip-localities", zipKey(zip), on);
      if (row === undefined) return undefined;
      const [locality = "", state = "", rural = "", more = ""] = row.text.split("\t");
      return { locality: formatLocality(locality), state, rural: rural !== "", moreDigits: more === "1" };
    },
    imagingCap({ code, modifier, locality, facility }, on) {
      const row = rowOf("mpfs-imaging-cap", keyOf(code + modifier), on);
      const column = row?.edition.columns.indexOf(`${locality.replace("-", "")}${facility ? "F" : "N"}`) ?? -1;
      return amountOf(row?.number(column));
    },
    outpatient(code, on) {
      const row = rowOf("opps-addendum-b", keyOf(code), on);
      if (row === undefined) return undefined;
      const [status = "", apc = "", note = ""] = row.text.split("\t");
      const exact = (column: number): Decimal | undefined => {
        const value = row.number(column);
        return value === undefined ? undefined : decimalOf(value, outpatientPlaces[column] ?? 2);
      };
      return present({
        release: editionName(row.edition.effective),
        status,
        apc: apc === "" ? undefined : apc,
        weight: exact(0),
        rate: exact(1),
        copayment: amountOf(row.number(4) ?? row.number(2)),
        leastCopayment: amountOf(row.number(3)),
        note: note === "" ? undefined : note,
      });
    },
    hasLabFees: (on) => table("clinical-lab")?.edition(on) !== undefined,
    labFees: (code, on) =>
      ["", "QW"].flatMap((modifier): readonly LabFee[] => {
        const row = rowOf("clinical-lab", keyOf(code + modifier), on);
        const from = row?.text.split("\t")[0] as IsoDate | undefined;
        if (row === undefined || from === undefined || from > on) return [];
        return [present({ release: editionName(row.edition.effective), modifier, from, amount: amountOf(row.number(0)) })];
      }),
    equipmentArea(zip, on) {
      const [state, area] = rowOf("dmepos-zips", zipKey(zip), on)?.text.split("\t") ?? [];
      return state === undefined || area === undefined ? undefined : { state, area };
    },
    equipment({ code, state, zip }, on) {
      const areas = zip === undefined ? [] : rowsOf("dmepos-zips", zipKey(zip), on).map((row) => row.text.split("\t")[1]);
      return (table("dmepos")?.beginning(code, on) ?? []).map((row) => {
        const first = codeOfKey(row.key).slice(5);
        const [second = "", jurisdiction = "", category = ""] = row.text.split("\t");
        const ruralColumn = row.edition.columns.indexOf(`${state} R`);
        const ruralAmount = areas.includes("RURAL") && ruralColumn >= 0 ? row.number(ruralColumn) : undefined;
        return present({
          release: editionName(row.edition.effective),
          modifiers: [first, second].filter((one) => one !== ""),
          jurisdiction,
          category,
          state,
          rural: ruralAmount !== undefined,
          amount: amountOf(ruralAmount ?? row.number(row.edition.columns.indexOf(state))),
          ceiling: amountOf(row.number(0)),
          floor: amountOf(row.number(1)),
        });
      });
    },
    hasDrugLimits: (on) => table("drug-limits")?.edition(on) !== undefined,
    drugLimit(code, on) {
      const row = rowOf("drug-limits", keyOf(code), on);
      if (row === undefined) return undefined;
      const [unit = "", note = ""] = row.text.split("\t");
      const exact = (column: number): Decimal | undefined => {
        const value = row.number(column);
        return value === undefined ? undefined : decimalOf(value, 3);
      };
      return present({
        release: editionName(row.edition.effective),
        from: row.edition.effective,
        until: row.edition.until,
        unit,
        limit: exact(0),
        coinsurance: exact(1),
        note: note === "" ? undefined : note,
      });
    },
    drugPackages: (ndc, on) => rowsOf("drug-packages", Number(ndcOf(ndc) ?? 0), on).map(packageOf),
    packagesOfCode(code, on) {
      const packages = table("drug-packages");
      const edition = packages?.edition(on);
      if (packages === undefined || edition === undefined) return [];
      let known = byCode.get(edition);
      if (known === undefined) {
        known = new Map();
        byCode.set(edition, known);
        for (const row of packages.every(on)) {
          const one = packageOf(row);
          known.set(one.code, [...(known.get(one.code) ?? []), one]);
        }
      }
      return known.get(code) ?? [];
    },
  };
}

type Indicators = Readonly<Record<(typeof indicatorNames)[number], string>>;

function readIndicators(text: string): Indicators {
  const cells = text.split("\t");
  return Object.fromEntries(indicatorNames.map((name, at) => [name, cells[at] ?? ""])) as Indicators;
}

function relativeValuesOf(
  row: ScheduleRow,
  told: Indicators,
  { code, modifier }: { readonly code: string; readonly modifier: string },
): RelativeValues {
  const value = (name: string): Decimal => decimalOf(row.number(valueColumns.indexOf(name)) ?? 0, 2);
  const { effective, until } = row.edition;
  return {
    code,
    modifier,
    from: effective,
    ...(until === undefined ? {} : { to: until }),
    status: told.status,
    work: value("work"),
    nonFacilityPe: value("nonFacilityPe"),
    facilityPe: value("facilityPe"),
    malpractice: value("malpractice"),
    globalDays: told.globalDays,
    pcTc: told.pcTc,
    multipleProcedure: told.multipleProcedure,
    bilateral: told.bilateral,
    assistant: told.assistant,
    more: {
      coSurgeon: told.coSurgeon,
      team: told.team,
      endoscopyBase: told.endoscopyBase,
      supervision: told.supervision,
      imagingFamily: told.imagingFamily,
      preOp: told.preOp,
      intraOp: told.intraOp,
      postOp: told.postOp,
      notInOffice: told.nonFacilityNa === "NA",
      notInFacility: told.facilityNa === "NA",
      notUsedForMedicare: told.notUsed === "+",
      cap: { nonFacilityPe: value("capNonFacilityPe"), facilityPe: value("capFacilityPe"), malpractice: value("capMalpractice") },
    },
  };
}

function gpciOf(row: ScheduleRow): Gpci {
  const [name = "", state = ""] = row.text.split("\t");
  const { effective, until } = row.edition;
  return {
    locality: formatLocality(codeOfKey(row.key)),
    name: state === "" ? name : `${name} (${state})`,
    work: decimalOf(row.number(0) ?? 0, 3),
    practiceExpense: decimalOf(row.number(1) ?? 0, 3),
    malpractice: decimalOf(row.number(2) ?? 0, 3),
    from: effective,
    ...(until === undefined ? {} : { to: until }),
  };
}

function packageOf(row: ScheduleRow): DrugPackage {
  const [code = "", ndc = "", drug = "", labeler = "", unit = ""] = row.text.split("\t");
  const exact = (column: number): Decimal | undefined => {
    const value = row.number(column);
    return value === undefined ? undefined : decimalOf(value, 3);
  };
  return present({ ndc, code, drug, labeler, unit, unitsOfOne: exact(2), unitsOfAll: exact(3) });
}

function factorOf(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return decimalOf(Number(whole + fraction), fraction.length);
}

function localityPlace(locality: string): number {
  return /^\d{5}-[0-9A-Z]{2}$/.test(locality) ? keyOf(locality.replace("-", "")) : 0;
}

function zipKey(zip: string): number {
  return /^\d{5}/.test(zip) ? Number(zip.slice(0, 5)) : 0;
}

function amountOf(scaled: number | undefined): Cents | undefined {
  return scaled === undefined ? undefined : cents(scaled);
}

type Present<Value> = { [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key] } & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined>;
};

/** Without the fields that are undefined. */
function present<Value extends object>(value: Value): Present<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<Value>;
}
