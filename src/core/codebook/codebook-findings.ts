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

export const codebookFindings: readonly FindingKind[] = [badCodeLine, duplicateCode, orphanNote, unknownTable, tooLargeFile];
