/** The code book as the tables that the edits ask. What is looked up again and again is kept; the keeper is emptied when it grows. */
import { isLaboratoryCode } from "../claims/laboratory-codes.ts";
import { isInRange } from "../codebook/code-text.ts";
import type { CodeBook, CodeRange, DiagnosisFlag, ProcedureDetail } from "../codebook/model.ts";
import { codeFirstOf, missingAdditional, missingAlso } from "../codebook/rules/additional-codes.ts";
import { missingSeventh } from "../codebook/rules/seventh-character.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { AddOn, DiagnosisFacts, ProcedureFacts, ScrubTables } from "./tables.ts";

const keptAnswers = 100_000;

interface KnownDiagnosis {
  readonly facts: DiagnosisFacts;
  /** One list of targets for each Excludes1 note of the code and of what stands above it. */
  readonly excludes1: readonly (readonly CodeRange[])[];
}

export function codeBookTables(book: CodeBook): ScrubTables {
  const diagnosis = kept((code, on) => knownDiagnosis(book, code, on));
  const procedure = kept((code, on) => {
    const detail = book.procedure(code, on);
    const addOn = addOnOf(book, code, on);
    return detail === undefined ? factsOfAddOn(code, addOn) : procedureFacts(detail, addOn);
  });
  const names = (a: KnownDiagnosis | undefined, own: string, other: string): boolean =>
    // A note names what lies outside its own heading: a code inside the target is not also its own opposite.
    a?.excludes1.some((targets) => inAny(targets, other) && !inAny(targets, own)) === true;
  const hasSupplierLimits = book.releases.some((one) => one.table === "mue-supplier");
  return {
    codes: book,
    ptpEdit: (column1, column2, on) => {
      const edit = book.ptpEdit(column1, column2, on);
      return edit === undefined ? undefined : { modifierIndicator: edit.indicator };
    },
    mue: (code, on, biller) => book.mue(code, on, hasSupplierLimits ? biller : "practitioner"),
    procedure,
    diagnosis: (code, on) => diagnosis(code, on)?.facts,
    codeFirst: (code, other, on) => codeFirstOf(book, { code, other }, on) !== undefined,
    missingAdditional: (codes, on) => missingAdditional(book, codes, on).map(({ code, wanted }) => ({ code, wanted })),
    missingAlso: (codes, on) => missingAlso(book, codes, on).map(({ code, wanted }) => ({ code, wanted })),
    missingSeventh: (code, on) => {
      const short = missingSeventh(book, code, on);
      return short === undefined ? undefined : { characters: short.choices.map((one) => one.character).join(", "), example: short.example };
    },
    excludes1: (a, b, on) => names(diagnosis(a, on), a, b) || names(diagnosis(b, on), b, a),
  };
}

function knownDiagnosis(book: CodeBook, code: string, on: IsoDate): KnownDiagnosis | undefined {
  const detail = book.diagnosis(code, on);
  if (detail === undefined) return undefined;
  const flags = detail.allFlags;
  const sex = flags.includes("female") ? "F" : flags.includes("male") ? "M" : undefined;
  const ages = agesOf(flags);
  const side = sideOf(detail.title);
  return {
    facts: {
      isManifestation: flags.includes("manifestation"),
      neverFirst: flags.includes("never-first"),
      ...(sex === undefined ? {} : { sex }),
      ...(ages === undefined ? {} : { ages }),
      ...(side === undefined ? {} : { side }),
    },
    excludes1: detail.allNotes.filter((note) => note.kind === "excludes1" && note.targets.length > 0).map((note) => note.targets),
  };
}

/** The Medicare Code Editor's age groups. */
function agesOf(flags: readonly DiagnosisFlag[]): { readonly from: number; readonly to: number } | undefined {
  if (flags.includes("newborn")) return { from: 0, to: 0 };
  if (flags.includes("pediatric")) return { from: 0, to: 17 };
  if (flags.includes("maternity")) return { from: 9, to: 64 };
  return flags.includes("adult") ? { from: 15, to: 124 } : undefined;
}

/** The side that a title names. Both sides, or a title with left and right in it, is both. */
function sideOf(title: string): "left" | "right" | "both" | undefined {
  const words = title.toLowerCase();
  const left = /\bleft\b/.test(words);
  const right = /\bright\b/.test(words);
  if (/\bbilateral\b/.test(words) || (left && right)) return "both";
  return left ? "left" : right ? "right" : undefined;
}

function procedureFacts(detail: ProcedureDetail, addOn: AddOn | undefined): ProcedureFacts {
  const { family } = detail;
  const isLaboratory = family === "lab" || family === "pathology" || isLaboratoryCode(detail.code);
  const global = globalOf(detail.globalDays);
  const low = detail.minimumAge;
  const high = detail.maximumAge;
  return {
    isEvaluation: detail.isEm || family.startsWith("em-") || family === "preventive",
    isNewPatient: detail.isNewPatient,
    isLaboratory,
    isDrug: family === "drug",
    isOrdered: isLaboratory || family === "imaging",
    ...(addOn === undefined ? {} : { addOn }),
    ...(global === undefined ? {} : { global }),
    ...(detail.sex === undefined ? {} : { sex: detail.sex === "female" ? "F" : "M" }),
    ...(low === undefined && high === undefined ? {} : { ages: { from: low ?? 0, to: high ?? 124 } }),
  };
}

/** A code of which only CMS's table of add-on codes tells: nothing is known of it but beside what it may stand. */
function factsOfAddOn(code: string, addOn: AddOn | undefined): ProcedureFacts | undefined {
  if (addOn === undefined) return undefined;
  const isLaboratory = isLaboratoryCode(code);
  return { isEvaluation: false, isNewPatient: false, isLaboratory, isDrug: false, isOrdered: isLaboratory, addOn };
}

function addOnOf(book: CodeBook, code: string, on: IsoDate): AddOn | undefined {
  const row = book.addOn(code, on);
  if (row === undefined) return undefined;
  const primaries = new Set(row.primaries);
  return { type: row.type, isPrimary: (other) => primaries.has(other) };
}

const globals = ["000", "010", "090"] as const;

function globalOf(text: string | undefined): ProcedureFacts["global"] {
  return globals.find((one) => one === text);
}

function inAny(targets: readonly CodeRange[], code: string): boolean {
  return targets.some((target) => isInRange(code, target));
}

/** Keeps answers by code and day; the day is within the key because every table changes with time. */
function kept<Value>(ask: (code: string, on: IsoDate) => Value): (code: string, on: IsoDate) => Value {
  const days = new Map<IsoDate, Map<string, Value>>();
  let size = 0;
  return (code, on) => {
    let answers = days.get(on);
    if (answers?.has(code) === true) return answers.get(code) as Value;
    if (size >= keptAnswers) {
      days.clear();
      size = 0;
      answers = undefined;
    }
    if (answers === undefined) {
      answers = new Map();
      days.set(on, answers);
    }
    const value = ask(code, on);
    answers.set(code, value);
    size += 1;
    return value;
  };
}
