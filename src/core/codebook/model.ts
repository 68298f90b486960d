/** What the code book knows of a code. Codes everywhere without a dot and in capitals. */
import type { Cents } from "../kernel/cents.ts";
import type { CodeLookup, CodeSystem } from "../kernel/code-lookup.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { Finding } from "../kernel/finding.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { FactBook } from "./facts/fact-book.ts";
import type { FeeBook } from "./fees/fee-book.ts";
import type { HcpcsBook } from "./hcpcs/hcpcs-book.ts";
import type { IndexTable } from "./icd10cm/index-table.ts";
import type { PcsBook } from "./icd10pcs/model.ts";
import type { LicensedTitle } from "./lists/cpt.ts";
import type { ListBook } from "./lists/list-book.ts";

/** One file as text. The name is only for messages and to tell tabular and index files apart. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

export interface Compiled {
  readonly codeBook: CodeBook;
  /** The lines of the search as a pack, to be kept beside the releases they come from. */
  searchLines(): Uint8Array<ArrayBuffer>;
  readonly findings: readonly Finding[];
}

export interface Release {
  readonly table: string;
  readonly name: string;
  readonly source: string;
  readonly licence: string;
  readonly effective?: IsoDate;
  readonly rows: number;
}

/** Both ends are days on which the row holds. An absent end is open. */
export interface Window {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** Codes that begin with `from`, or that lie between the two prefixes, both included. */
export interface CodeRange {
  readonly from: string;
  readonly to: string;
}

/** `includes` says what a category covers; `inclusion` is one of the terms that a single code stands for. */
export type NoteKind =
  | "includes"
  | "inclusion"
  | "excludes1"
  | "excludes2"
  | "code-first"
  | "use-additional"
  | "code-also"
  | "note"
  | "seventh-character";

export interface TabularNote {
  readonly kind: NoteKind;
  readonly text: string;
  /** Codes the note names, read from its parentheses and from bare codes. */
  readonly targets: readonly CodeRange[];
  /** Where the note stands: a code without dot, a block ("J09-J18") or a chapter ("chapter 10"). */
  readonly at: string;
  /** The release that the note was printed in, which may be older than the code's. */
  readonly release?: string;
}

/** What a seventh character says, and at which code or heading that is defined. */
export interface SeventhCharacter {
  readonly character: string;
  readonly meaning: string;
  readonly at: string;
}

/** One stretch of a code's history. */
export interface CodeSpan extends Window {
  readonly from: IsoDate;
  readonly title: string;
  readonly billable: boolean;
  /** The newest release that says so. */
  readonly release?: string;
}

export type DiagnosisFlag =
  | "manifestation"
  | "first-only"
  | "never-first"
  | "female"
  | "male"
  | "newborn"
  | "pediatric"
  | "maternity"
  | "adult";

export interface Diagnosis extends Required<Pick<Window, "from">> {
  readonly code: string;
  readonly title: string;
  readonly billable: boolean;
  readonly to?: IsoDate;
  readonly notes: readonly TabularNote[];
  readonly flags: readonly DiagnosisFlag[];
  readonly parent?: string;
  readonly children: readonly string[];
  readonly block?: Block;
  readonly chapter?: Chapter;
}

export interface Chapter {
  readonly number: string;
  readonly title: string;
  readonly range: CodeRange;
  readonly notes: readonly TabularNote[];
  readonly flags: readonly DiagnosisFlag[];
}

export interface Block {
  readonly range: CodeRange;
  readonly title: string;
  readonly notes: readonly TabularNote[];
  readonly flags: readonly DiagnosisFlag[];
}

/** A code with everything that stands above it. */
export interface DiagnosisDetail extends Diagnosis {
  /** Own notes first, then those of each header above, the block and the chapter. */
  readonly allNotes: readonly TabularNote[];
  readonly allFlags: readonly DiagnosisFlag[];
  /** Headers from the category down to the parent. */
  readonly ancestors: readonly string[];
  readonly indexPaths: readonly string[];
  readonly sevenths: readonly SeventhCharacter[];
  /** The release whose Tabular List the notes come from. */
  readonly notesFrom?: string;
}

export interface IndexEntry {
  /** Position in the index; parents come before children. */
  readonly id: number;
  readonly level: number;
  /** Without nonessential modifiers. */
  readonly term: string;
  readonly nonessential: readonly string[];
  /** As printed, without dot; a trailing "-" (more characters needed) is kept in `incomplete`. */
  readonly code?: string;
  readonly incomplete?: boolean;
  /** Second code in brackets: the manifestation. */
  readonly manifestation?: string;
  readonly see?: string;
  readonly seeAlso?: string;
  readonly parent?: number;
  /**
   * Neoplasm Table: malignant primary, malignant secondary, in situ, benign, uncertain, unspecified behaviour. Table of Drugs:
   * poisoning accidental, self-harm, assault, undetermined, adverse effect, underdosing.
   */
  readonly cells?: readonly ({ readonly code: string; readonly incomplete: boolean } | undefined)[];
}

export interface ProcedureFacts extends Window {
  readonly code: string;
  readonly system: "cpt" | "hcpcs";
  /** CPT: our own plain words. HCPCS Level II: CMS's title, which is in the public domain, at times shortened. */
  readonly wording: string;
  /** Group of like services: "em-office", "lab", "vaccine" … */
  readonly family: string;
  readonly flags: ReadonlySet<string>;
  /** Ages in completed years, both included. */
  readonly minimumAge?: number;
  readonly maximumAge?: number;
  /** E/M: minutes that must be met or exceeded; therapy and care management: minutes of one unit. */
  readonly minutes?: number;
  /** E/M: level of medical decision making. */
  readonly mdm?: "straightforward" | "low" | "moderate" | "high";
  /** Drugs: what one unit is ("10 mg"). */
  readonly unit?: string;
}

/** With what the fee and edit tables say on the day. */
export interface ProcedureDetail extends ProcedureFacts {
  readonly status?: string;
  readonly globalDays?: string;
  readonly isAddOn: boolean;
  readonly isNewPatient: boolean;
  readonly isEstablishedPatient: boolean;
  readonly isEm: boolean;
  readonly sex?: "female" | "male";
  readonly values?: RelativeValues;
  readonly mue?: Mue;
}

/** A row of the Medicare physician fee schedule; RVUs, not money. */
export interface RelativeValues extends Window {
  readonly code: string;
  /** "", "26", "TC" or "53". */
  readonly modifier: string;
  readonly status: string;
  readonly work: Decimal;
  readonly nonFacilityPe: Decimal;
  readonly facilityPe: Decimal;
  readonly malpractice: Decimal;
  readonly globalDays: string;
  readonly pcTc: string;
  readonly multipleProcedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  /** Of a whole edition; the starter set does not have it. */
  readonly more?: MoreRelativeValues;
}

export interface MoreRelativeValues {
  readonly coSurgeon: string;
  readonly team: string;
  /** The code whose value is taken off other endoscopies of its family. */
  readonly endoscopyBase: string;
  /** Level of supervision of a diagnostic test. */
  readonly supervision: string;
  readonly imagingFamily: string;
  /** Shares of the global payment, "0.10". */
  readonly preOp: string;
  readonly intraOp: string;
  readonly postOp: string;
  /** Rarely or never done there, so the value is only given for completeness. */
  readonly notInOffice: boolean;
  readonly notInFacility: boolean;
  readonly notUsedForMedicare: boolean;
  /** Values of the outpatient system, above which no technical part of imaging is paid; zero where there is none. */
  readonly cap: { readonly nonFacilityPe: Decimal; readonly facilityPe: Decimal; readonly malpractice: Decimal };
}

export interface ConversionFactor extends Window {
  readonly kind: "physician" | "physician-apm" | "anesthesia";
  readonly dollars: Decimal;
}

export interface Gpci extends Window {
  readonly locality: string;
  readonly name: string;
  readonly work: Decimal;
  readonly practiceExpense: Decimal;
  readonly malpractice: Decimal;
}

export type FeeSchedule = "clinical-lab" | "drug" | "practice-charge";

export interface Fee extends Window {
  readonly schedule: FeeSchedule;
  readonly code: string;
  readonly amount: Cents;
}

export interface PtpEdit extends Window {
  readonly column1: string;
  readonly column2: string;
  /** 0 never bypassed, 1 by an NCCI modifier, 9 not in force. */
  readonly indicator: 0 | 1 | 9;
}

/** Who bills: each has tables of edits of its own. */
export type Biller = "practitioner" | "hospital" | "supplier";

export interface PtpPartners {
  /** Codes that are not paid beside it. */
  readonly paysOver: number;
  /** Codes beside which it is not paid. */
  readonly paidUnder: number;
  readonly withModifier: number;
}

/** One pair as the page of one of its codes shows it. */
export interface PtpPair extends Window {
  readonly other: string;
  /** Column 1 is paid, column 2 beside it is not. */
  readonly codeIs: "column-1" | "column-2";
  readonly indicator: 0 | 1;
}

export interface Mue {
  readonly code: string;
  readonly units: number;
  /** 1 per line, 2 per day by policy, 3 per day by clinical benchmark. */
  readonly mai: 1 | 2 | 3;
}

export interface AddOn {
  readonly code: string;
  readonly type: 1 | 2 | 3;
  /** Empty for type 2: the contractor says which. */
  readonly primaries: readonly string[];
}

export interface Modifier extends Window {
  readonly code: string;
  readonly title: string;
  /** "em", "surgery", "lab", "imaging", "drug", "anesthesia", "therapy", "dme", "ambulance", "any" … */
  readonly appliesTo: readonly string[];
  /** 1 changes the price, 2 makes payment possible, 3 informs: the order on the line. */
  readonly rank: 1 | 2 | 3;
  /** True for modifiers that may bypass an NCCI procedure-to-procedure edit of indicator 1. */
  readonly bypassesNcci: boolean;
}

export interface PlaceOfService {
  readonly code: string;
  readonly title: string;
  readonly rate: "facility" | "non-facility";
}

export interface Carc extends Window {
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly usualGroup: string;
  readonly preventable: string;
  readonly action: string;
  readonly appeal: string;
  readonly frequent: boolean;
}

export interface Rarc {
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly action: string;
  readonly alert: boolean;
}

export interface ClaimStatusCategory {
  readonly code: string;
  readonly title: string;
  readonly state: string;
}

export interface TitledCode {
  readonly code: string;
  readonly title: string;
}

export interface SearchHit {
  readonly system: CodeSystem;
  readonly code: string;
  readonly title: string;
  /** Diagnoses: may be reported as it stands. Everything else: true. */
  readonly billable: boolean;
  readonly score: number;
  /** How it was found: the Index path, the inclusion term, or the title. */
  readonly path: string;
  /** Which kind of line that is, and how the query was read: "Index (htn = hypertension)". */
  readonly because: string;
}

export interface SearchOptions {
  readonly on: IsoDate;
  readonly systems?: readonly CodeSystem[];
  readonly limit?: number;
}

export interface CodeBook extends CodeLookup {
  /** Inpatient procedures, where they were loaded. */
  readonly pcs?: PcsBook;
  /** What lists beside the classification say of its codes, where they were loaded. */
  readonly facts?: FactBook;
  /** What CMS publishes of HCPCS Level II, where it was loaded. */
  readonly hcpcs?: HcpcsBook;
  readonly releases: readonly Release[];
  /** Changes with what the relative values say, for what is kept of them; absent: it cannot be told. */
  readonly contentMark?: string;
  /** The packs of releases that its diagnoses and lists were read from, for what is made of them and kept; absent: the starter set alone. */
  readonly diagnosisPacks?: string;
  diagnosis(code: string, on: IsoDate): DiagnosisDetail | undefined;
  diagnosisCodes(): readonly string[];
  /** All codes of a system, of whatever day, in order; none of a system that is not loaded. */
  codes(system: CodeSystem): readonly string[];
  readonly index: IndexTable;
  codeHistory(code: string): readonly CodeSpan[];
  /** Terms that a code stands for, of the newest Tabular List that has it and of the starter set. */
  inclusionTerms(code: string): readonly string[];
  procedure(code: string, on: IsoDate): ProcedureDetail | undefined;
  procedureCodes(): readonly string[];
  relativeValues(code: string, modifier: string, on: IsoDate): RelativeValues | undefined;
  conversionFactor(kind: ConversionFactor["kind"], on: IsoDate): Decimal | undefined;
  gpci(locality: string, on: IsoDate): Gpci | undefined;
  fee(schedule: FeeSchedule, code: string, on: IsoDate): Cents | undefined;
  /** The publishers' fee files in detail; undefined where none was loaded. */
  readonly feeBook: FeeBook | undefined;
  /** Edits are a practitioner's unless another biller is named; of one whose tables were not loaded nothing is known. */
  ptpEdit(column1: string, column2: string, on: IsoDate, biller?: Biller): PtpEdit | undefined;
  /** How many pairs of the day have the code, and how many of them a modifier may open. */
  ptpPartners(code: string, on: IsoDate, biller?: Biller): PtpPartners;
  /** These pairs one by one, by the other code. */
  ptpPairs(code: string, on: IsoDate, biller?: Biller): readonly PtpPair[];
  mue(code: string, on: IsoDate, biller?: Biller): Mue | undefined;
  /** Add-on codes that may stand beside the code. */
  addOnsOf(code: string, on: IsoDate): readonly string[];
  addOn(code: string, on: IsoDate): AddOn | undefined;
  modifier(code: string, on: IsoDate): Modifier | undefined;
  placeOfService(code: string): PlaceOfService | undefined;
  carc(code: string): Carc | undefined;
  rarc(code: string): Rarc | undefined;
  claimStatus(code: string): TitledCode | undefined;
  claimStatusCategory(code: string): ClaimStatusCategory | undefined;
  state(code: string): TitledCode | undefined;
  /** Lists that a user loaded, with their publishers' words; undefined where none was. */
  readonly lists: ListBook | undefined;
  /** The AMA's words, where this installation has its file: for its own screens, and nowhere else. */
  licensedTitle(code: string, on: IsoDate): LicensedTitle | undefined;
  search(text: string, options: SearchOptions): readonly SearchHit[];
}
