/** What reading a code-set file can say. */
import type { FindingKind } from "../kernel/finding.ts";

export const badCodeLine: FindingKind = {
  code: "BOOK-LINE-01",
  severity: "error",
  title: "A line of a code-set file cannot be read",
  message: "{file}, line {line}: {text}",
  why: "The line follows none of the shapes of its file, so its code would be missing from every check.",
  fix: "Correct the line, or remove it and say why in a comment.",
  authority: "data/README.md, formats of the starter files",
};

export const duplicateCode: FindingKind = {
  code: "BOOK-LINE-02",
  severity: "error",
  title: "A code stands twice in a release",
  message: "{file}, line {line}: {code} stands already",
  why: "Two rows for one code and one period would make the answer depend on their order.",
  fix: "Remove one of the rows, or give them periods that do not overlap.",
  authority: "data/README.md, formats of the starter files",
};

export const orphanNote: FindingKind = {
  code: "BOOK-LINE-03",
  severity: "warning",
  title: "A note stands above the first code",
  message: "{file}, line {line}: the note belongs to no chapter, block or code",
  why: "An instruction of the Tabular List is read only below the heading that it belongs to.",
  fix: "Move the note below its chapter, block or code.",
  authority: "ICD-10-CM Official Guidelines, section I.A",
};

export const unknownTable: FindingKind = {
  code: "BOOK-FILE-01",
  severity: "warning",
  title: "A code-set file of an unknown kind",
  message: "{file}: no line says which table it is",
  why: "A file that is not recognised is left out, and its codes stay unknown.",
  fix: "Begin the file with a comment such as `# table: procedures`.",
  authority: "data/README.md, formats of the starter files",
};

export const tooLargeFile: FindingKind = {
  code: "BOOK-FILE-02",
  severity: "error",
  title: "A code-set file past the size limit",
  message: "{file}: more than {limit} characters",
  why: "A limit on every file keeps a wrong file from using up the memory of the machine.",
  fix: "Split the file by chapter or table.",
  authority: "Claimwright limits",
};

export const badSourceLine: FindingKind = {
  code: "BOOK-SOURCE-01",
  severity: "error",
  title: "A line of a publisher's file cannot be read",
  message: "{file}, line {line}: {text}",
  why: "A line that is not understood would be a code that is missing. The file is not taken over at all.",
  fix: "Download the file again. When it is whole, its format has changed: report it with the line.",
  authority: "CMS and CDC/NCHS, record layouts of the code files",
};

export const badSourceXml: FindingKind = {
  code: "BOOK-SOURCE-02",
  severity: "error",
  title: "A publisher's XML file is damaged",
  message: "{file}, line {line}: {text}",
  why: "A tabular list or index that ends early would be missing notes without saying so. The file is not taken over at all.",
  fix: "Download the file again.",
  authority: "CDC/NCHS, icd10cm_tabular.xsd and icd10cm_index.xsd",
};

export const unknownSource: FindingKind = {
  code: "BOOK-SOURCE-03",
  severity: "note",
  title: "A file is none of the known code sets",
  message: "{file}: its content is that of no code set the program knows",
  why: "Archives of the publishers hold documents beside the data. What is not known is left alone.",
  fix: "Nothing, when it is a document. Otherwise report which file it is.",
  authority: "Claimwright: docs/guides/code-sets.md",
};

export const undatedSource: FindingKind = {
  code: "BOOK-SOURCE-04",
  severity: "error",
  title: "Nothing says from when a release is in force",
  message: "{file}: neither its name nor its content tells the release",
  why: "Codes are chosen by date of service. A release without its first day would answer for the wrong visits.",
  fix: "Give the day, of a list that of its download: codes import --effective YYYY-MM-DD FILE.",
  authority: "45 CFR 162.1000 and 162.1002: the code set in force on the date of service",
};

export const brokenArchive: FindingKind = {
  code: "BOOK-SOURCE-05",
  severity: "error",
  title: "A file of code sets cannot be opened",
  message: "{file}: {text}",
  why: "What is in it is not known, so nothing of it was taken over.",
  fix: "Let the user that runs Claimwright read the file. An archive that is damaged is downloaded again.",
  authority: "Claimwright: docs/decisions/0016-hostile-files.md",
};

export const incompleteQuarter: FindingKind = {
  code: "BOOK-SOURCE-06",
  severity: "warning",
  title: "A quarter of correct-coding edits is not complete",
  message: "The pairs of {release} are {rows}, those of the quarter before {before}: the earlier quarter stays in use",
  why: "The pairs of a quarter come in several files. With some of them only, claims would pass that the payer denies.",
  fix: "Load the other files of the quarter.",
  authority: "CMS: NCCI procedure-to-procedure edits, published each quarter in several files",
};

export const heldBackSource: FindingKind = {
  code: "BOOK-SOURCE-07",
  severity: "warning",
  title: "A whole file is left beside a damaged one of its release",
  message: "{file}: was left, since {other} of the same release is damaged",
  why: "A release of which a part is missing would say that codes, notes or prices are not there.",
  fix: "Load it again together with a whole copy of the damaged file.",
  authority: "Claimwright: docs/decisions/0061-each-release-is-loaded-alone.md",
};

export const baselessChanges: FindingKind = {
  code: "BOOK-SOURCE-08",
  severity: "error",
  title: "Changes to a release that is not loaded",
  message: "{file}: {text}",
  why: "A list of changes makes a release from the one before it. From another one it would make codes that nobody published.",
  fix: "Load the whole release, or first the one before it.",
  authority: "CMS and CDC/NCHS: each addenda file ends with the number of codes before and after its changes",
};

export const sameRelease: FindingKind = {
  code: "BOOK-SOURCE-09",
  severity: "error",
  title: "Two files for the same part of a release",
  message: "{file} and {other} are both for {release}: only the first was taken",
  why: "One of them is of another release whose day nothing in it tells.",
  fix: "Load the other one alone with its day: codes import --effective YYYY-MM-DD FILE.",
  authority: "45 CFR 162.1000 and 162.1002: the code set in force on the date of service",
};

export const codebookFindings: readonly FindingKind[] = [
  badCodeLine,
  duplicateCode,
  orphanNote,
  unknownTable,
  tooLargeFile,
  badSourceLine,
  badSourceXml,
  unknownSource,
  undatedSource,
  brokenArchive,
  incompleteQuarter,
  heldBackSource,
  baselessChanges,
  sameRelease,
];
