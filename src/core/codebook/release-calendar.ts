/** Which releases are loaded, how old each is, and which by the calendar should have followed: no network is asked. */
import { addMonths, addYears, daysBetween, type IsoDate, isoDate, monthOf, yearOf } from "../kernel/iso-date.ts";
import type { Release } from "./model.ts";

/** `october`: fiscal years of the classifications. The others: of the calendar. */
type Rhythm = "october" | "quarter" | "half-year" | "january";

interface CodeSet {
  /** As `codes update` calls it. */
  readonly set: string;
  readonly title: string;
  /** Tables of the code book that hold it. */
  readonly tables: readonly string[];
  readonly rhythm: Rhythm;
  /** The publisher may bring out another one between: on this month's first day. */
  readonly between?: number;
  /** Fewer rows than this are a part of it, such as one chapter: it says nothing of the others. */
  readonly least?: number;
}

/** What a practice stands on, by who publishes when. */
const codeSets: readonly CodeSet[] = [
  { set: "icd10cm", title: "ICD-10-CM codes", tables: ["icd10cm"], rhythm: "october", between: 4 },
  { set: "icd10cm", title: "ICD-10-CM Tabular List", tables: ["icd10cm-tabular"], rhythm: "october", between: 4, least: 20_000 },
  { set: "icd10cm", title: "ICD-10-CM Index", tables: ["icd10cm-index"], rhythm: "october", between: 4 },
  { set: "icd10pcs", title: "ICD-10-PCS codes", tables: ["icd10pcs"], rhythm: "october", between: 4 },
  { set: "icd10pcs", title: "ICD-10-PCS tables", tables: ["icd10pcs-tables", "icd10pcs-tables-addenda"], rhythm: "october", between: 4 },
  { set: "hcpcs", title: "HCPCS Level II", tables: ["hcpcs"], rhythm: "quarter" },
  { set: "ptp", title: "NCCI pairs of procedures", tables: ["ptp-edits"], rhythm: "quarter" },
  { set: "mue", title: "NCCI limits of units", tables: ["mue"], rhythm: "quarter" },
  { set: "add-ons", title: "NCCI add-on codes", tables: ["add-ons"], rhythm: "quarter" },
  { set: "mpfs", title: "Relative values of the physician fee schedule", tables: ["mpfs-relative-values"], rhythm: "quarter" },
  { set: "mpfs", title: "Geographic indices", tables: ["mpfs-gpci"], rhythm: "january" },
  { set: "mpfs", title: "ZIP codes with their localities", tables: ["zip-localities"], rhythm: "quarter" },
  { set: "opps", title: "Outpatient hospital rates", tables: ["opps-addendum-b"], rhythm: "quarter" },
  { set: "clinical-lab", title: "Clinical laboratory fees", tables: ["clinical-lab"], rhythm: "quarter" },
  { set: "drugs", title: "Payment limits of drugs", tables: ["drug-limits"], rhythm: "quarter" },
  { set: "equipment", title: "Equipment and supplies by state", tables: ["dmepos"], rhythm: "quarter" },
  { set: "hcc", title: "Risk categories of diagnoses", tables: ["hcc"], rhythm: "january" },
  { set: "ccsr", title: "Clinical classes of diagnoses", tables: ["ccsr"], rhythm: "october" },
  { set: "taxonomy", title: "Specialties of providers", tables: ["taxonomy"], rhythm: "half-year" },
];

export interface ReleaseState {
  readonly set: string;
  readonly title: string;
  /** The newest release that has begun; what ships as a selection is none. */
  readonly loaded?: { readonly name: string; readonly effective: IsoDate; readonly rows: number; readonly days: number };
  /** First day of the release that should be in force by the calendar. */
  readonly due: IsoDate;
  readonly standing: "current" | "behind" | "none";
  /** First day of a release between two that the publisher may have brought out since; it need not be there. */
  readonly perhaps?: IsoDate;
  /** When the next one begins. */
  readonly next: IsoDate;
}

export function releaseStates(releases: readonly Release[], today: IsoDate): readonly ReleaseState[] {
  return codeSets.map(({ set, title, tables, rhythm, between, least = 0 }): ReleaseState => {
    const whole = releases.filter((one) => tables.includes(one.table) && one.rows >= least);
    const loaded = newestOf(whole, today);
    const due = begunOn(rhythm, today);
    const next = afterThat(rhythm, due);
    const middle = between === undefined ? undefined : monthBetween(due, between);
    const standing = loaded === undefined ? "none" : loaded.effective >= due ? "current" : "behind";
    const perhaps =
      standing === "current" && middle !== undefined && middle <= today && (loaded?.effective ?? today) < middle ? middle : undefined;
    return {
      set,
      title,
      ...(loaded === undefined ? {} : { loaded }),
      due,
      standing,
      ...(perhaps === undefined ? {} : { perhaps }),
      next,
    };
  });
}

/** A day in the future may be loaded already: it says nothing of today. */
function newestOf(releases: readonly Release[], today: IsoDate): ReleaseState["loaded"] {
  let newest: ReleaseState["loaded"];
  for (const { name, effective, rows, source } of releases) {
    if (effective === undefined || effective > today || isSelection(source)) continue;
    if (newest === undefined || effective >= newest.effective)
      newest = { name, effective, rows, days: daysBetween({ from: effective, to: today }) };
  }
  return newest;
}

/** What ships with the program says so in its source. */
function isSelection(source: string): boolean {
  return /a selection|written out|written for/i.test(source);
}

function begunOn(rhythm: Rhythm, today: IsoDate): IsoDate {
  const year = yearOf(today);
  const month = monthOf(today);
  switch (rhythm) {
    case "october":
      return isoDate(`${month >= 10 ? year : year - 1}-10-01`);
    case "quarter":
      return isoDate(`${year}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`);
    case "january":
      return isoDate(`${year}-01-01`);
    case "half-year":
      return isoDate(`${year}-${month >= 7 ? "07" : "01"}-01`);
  }
}

function afterThat(rhythm: Rhythm, due: IsoDate): IsoDate {
  switch (rhythm) {
    case "october":
    case "january":
      return addYears(due, 1);
    case "quarter":
      return addMonths(due, 3);
    case "half-year":
      return addMonths(due, 6);
  }
}

/** The first of that month within the year that began on the day. */
function monthBetween(from: IsoDate, month: number): IsoDate {
  const day = isoDate(`${yearOf(from)}-${String(month).padStart(2, "0")}-01`);
  return day > from ? day : addYears(day, 1);
}
