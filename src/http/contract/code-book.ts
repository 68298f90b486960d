/** The code book to be walked: the Tabular tree, the Index, one code whole, what changed, and what a person keeps. */
import { z } from "zod";
import { codeFactsSchema } from "./code-facts.ts";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";

const textList = z.array(z.string()).readonly();

const remakingSchema = z.object({
  /** `waits`: another process changes the code sets. */
  state: z.enum(["makes", "waits", "failed"]),
  now: z.string().optional(),
  ready: z.int().optional(),
  total: z.int().optional(),
  /** A sentence. */
  because: z.string().optional(),
});
export type RemakingView = z.infer<typeof remakingSchema>;

export const aboutBookSchema = z.object({
  /** Of the day. */
  release: z.string().optional(),
  /** Packs that another version made are made anew; the book is of what can be read until then. */
  remaking: remakingSchema.optional(),
  /** No publisher's release is loaded: the book holds the selection that ships with the program. */
  starterOnly: z.boolean(),
  diagnoses: z.array(z.object({ name: z.string(), effective: dateSchema.optional(), rows: z.int() })).readonly(),
  books: z.array(z.object({ book: z.enum(["index", "external-cause", "neoplasm", "drug"]), release: z.string() })).readonly(),
  /** Inpatient procedures, where they are loaded. */
  hasPcs: z.boolean(),
  hasPcsIndex: z.boolean(),
});

export const codePlacesSchema = z.object({
  places: z.array(z.object({ system: z.string(), code: z.string(), title: z.string() })).readonly(),
});

export const treeRowSchema = z.object({
  at: z.string(),
  title: z.string(),
  /** Absent for chapters and blocks. */
  billable: z.boolean().optional(),
  /** How many stand directly below. */
  below: z.int(),
});
export type TreeRowView = z.infer<typeof treeRowSchema>;
export const tabularSchema = z.object({
  rows: z.array(treeRowSchema).readonly(),
  notes: z.array(z.object({ kind: z.string(), text: z.string() })).readonly(),
  above: z.array(z.object({ at: z.string(), title: z.string() })).readonly(),
});

const referenceSchema = z.object({ words: z.string(), to: z.int().optional() });
export const indexLineSchema = z.object({
  id: z.int(),
  term: z.string(),
  nonessential: textList,
  code: z.string().optional(),
  incomplete: z.boolean(),
  manifestation: z.string().optional(),
  see: referenceSchema.optional(),
  seeAlso: referenceSchema.optional(),
  below: z.int(),
  /** Six columns of the Neoplasm Table or the Table of Drugs. */
  cells: textList.optional(),
});
export type IndexLineView = z.infer<typeof indexLineSchema>;
export const mainTermsSchema = z.object({ lines: z.array(indexLineSchema).readonly(), total: z.int(), more: z.boolean() });
export const indexTermSchema = z.object({
  line: indexLineSchema,
  book: z.string(),
  above: z.array(indexLineSchema).readonly(),
  lines: z.array(indexLineSchema).readonly(),
});

export const bookNoteSchema = z.object({
  kind: z.string(),
  text: z.string(),
  at: z.string(),
  inherited: z.boolean(),
  release: z.string().optional(),
  targets: z.array(z.object({ from: z.string(), to: z.string() })).readonly(),
});
export type BookNoteView = z.infer<typeof bookNoteSchema>;
/** What lists beside the classification say of a diagnosis on the day, each with its release. */
const diagnosisFactsSchema = z.object({
  poaExempt: z.object({ isExempt: z.boolean(), release: z.string() }).optional(),
  codeEditor: z.array(z.object({ edit: z.string(), words: z.string(), release: z.string() })).readonly(),
  riskCategories: z
    .array(z.object({ model: z.string(), category: z.string(), label: z.string().optional(), above: textList, release: z.string() }))
    .readonly(),
  ccsr: z.array(z.object({ category: z.string(), words: z.string(), release: z.string() })).readonly(),
  icd9: z.array(z.object({ code: z.string(), isApproximate: z.boolean(), isCombination: z.boolean() })).readonly(),
  replaces: z.array(z.object({ from: dateSchema, codes: textList })).readonly(),
  replacedBy: z.array(z.object({ from: dateSchema, code: z.string() })).readonly(),
});
export type DiagnosisFactsView = z.infer<typeof diagnosisFactsSchema>;

export const bookPageSchema = z.object({
  code: z.string(),
  title: z.string(),
  billable: z.boolean(),
  validity: z.enum(["valid", "invalid", "unknown"]),
  release: z.string().optional(),
  /** Where the notes were printed, which may be an older release. */
  notesFrom: z.string().optional(),
  flags: textList,
  notes: z.array(bookNoteSchema).readonly(),
  /** The codes one step further, with what each adds to the title. */
  steps: z.array(z.object({ code: z.string(), adds: z.string(), billable: z.boolean() })).readonly(),
  sevenths: z.array(z.object({ character: z.string(), meaning: z.string(), at: z.string() })).readonly(),
  indexPaths: textList,
  facts: diagnosisFactsSchema.optional(),
  history: z
    .array(
      z.object({ from: dateSchema, to: dateSchema.optional(), title: z.string(), billable: z.boolean(), release: z.string().optional() }),
    )
    .readonly(),
  /** With which of the codes chosen already it may not be reported. */
  conflicts: z.array(z.object({ with: z.string(), text: z.string(), at: z.string() })).readonly(),
  /** Excludes2: no part of the other, so both are reported where the patient has both. */
  apart: z.array(z.object({ with: z.string(), text: z.string(), at: z.string() })).readonly(),
});
export type BookPageView = z.infer<typeof bookPageSchema>;

/** What CMS says of a code of HCPCS Level II: text as it is printed, empty where nothing is. */
const officialSchema = z.object({
  long: z.string(),
  short: z.string(),
  added: dateSchema.optional(),
  effective: dateSchema.optional(),
  terminated: dateSchema.optional(),
  release: z.string(),
  coverage: z.string(),
  coverageWords: z.string().optional(),
  pricing: z.string(),
  multiplePricing: z.string(),
  coverageIssues: z.string(),
  carrierManual: z.string(),
  statute: z.string(),
  labCertifications: z.string(),
  crossReferences: z.string(),
  ascGroup: z.string(),
  processingNote: z.string(),
  betos: z.string(),
  typesOfService: z.string(),
  anesthesiaUnits: z.string(),
  action: z.string(),
});

export const bookProcedureSchema = z.object({
  code: z.string(),
  system: z.enum(["cpt", "hcpcs"]),
  /** Absent for a number that only fee or edit tables know. */
  title: z.string().optional(),
  validity: z.enum(["valid", "invalid", "unknown"]),
  release: z.string().optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  /** Whose factors the prices below are by. */
  at: z.enum(["practice", "national"]),
  /** Where the practice's ZIP leads. */
  own: z.object({
    zip: z.string(),
    state: z.string(),
    locality: z.string().optional(),
    name: z.string().optional(),
    hasFactors: z.boolean(),
    /** Four more digits of the ZIP may lead to another locality. */
    moreDigits: z.boolean().optional(),
  }),
  /** What the practice asks for one unit; only for who may see money. */
  charge: centsSchema.optional(),
  facts: codeFactsSchema,
  official: officialSchema.optional(),
  serviceGroup: z
    .object({ category: z.string(), subcategory: z.string(), family: z.string(), kind: z.string(), release: z.string() })
    .optional(),
});
export type BookProcedureView = z.infer<typeof bookProcedureSchema>;

export const editPairsSchema = z.object({
  counts: z.object({ any: z.int(), "column-1": z.int(), "column-2": z.int() }),
  pairs: z
    .array(
      z.object({
        other: z.string(),
        title: z.string().optional(),
        /** Column 1 is paid, column 2 beside it is not. */
        codeIs: z.enum(["column-1", "column-2"]),
        /** 1: a modifier may open it. */
        indicator: z.union([z.literal(0), z.literal(1)]),
        from: dateSchema.optional(),
        to: dateSchema.optional(),
        /** Where the next page begins after. */
        key: z.string(),
      }),
    )
    .readonly(),
  more: z.boolean(),
});

export const bookChangesSchema = z.object({
  counts: z.array(z.object({ kind: z.string(), count: z.int() })).readonly(),
  changes: z
    .array(z.object({ code: z.string(), kind: z.string(), before: z.string().optional(), after: z.string().optional() }))
    .readonly(),
  more: z.boolean(),
});

export const bookListSchema = z.object({
  rows: z.array(z.object({ code: z.string(), title: z.string() })).readonly(),
  more: z.boolean(),
  total: idSchema.or(z.literal(0)),
});

export const releaseStatesSchema = z.object({
  today: dateSchema,
  states: z
    .array(
      z.object({
        /** As `codes update` calls it. */
        set: z.string(),
        title: z.string(),
        loaded: z.object({ name: z.string(), effective: dateSchema, rows: z.int(), days: z.int() }).optional(),
        /** First day of the release that should be in force by the calendar. */
        due: dateSchema,
        standing: z.enum(["current", "behind", "none"]),
        perhaps: dateSchema.optional(),
        next: dateSchema,
        /** `fetch`: by command. `agreement`: from the publisher's page after its licence. `page`: newer than the addresses this version knows. */
        way: z.enum(["fetch", "agreement", "page"]),
        page: z.string(),
      }),
    )
    .readonly(),
});
export type ReleaseStateView = z.infer<typeof releaseStatesSchema>["states"][number];

const pcsPlaceSchema = z.object({
  /** 1 to 7. */
  position: z.int(),
  value: z.string(),
  axis: z.string(),
  label: z.string(),
  definition: z.string().optional(),
  explanation: z.string().optional(),
  includes: textList,
});
export type PcsPlaceView = z.infer<typeof pcsPlaceSchema>;

const pcsTableSchema = z.object({
  at: z.string(),
  release: z.string(),
  head: z.array(pcsPlaceSchema).readonly(),
  columns: textList,
  rows: z
    .array(
      z.object({
        /** Of the four columns the characters that may stand there. */
        cells: z.array(z.array(z.object({ value: z.string(), label: z.string() })).readonly()).readonly(),
      }),
    )
    .readonly(),
});
export type PcsTableView = z.infer<typeof pcsTableSchema>;

export const pcsStepSchema = z.object({
  prefix: z.string(),
  settled: z.array(pcsPlaceSchema).readonly(),
  /** Each leads to at least one code of the day. */
  choices: z.array(pcsPlaceSchema.extend({ codes: z.int(), code: z.string().optional(), title: z.string().optional() })).readonly(),
  codes: z.int(),
  /** Characters that follow without a choice. */
  only: z.string(),
  onlyCode: z.object({ code: z.string(), title: z.string() }).optional(),
  tablesFrom: z.string().optional(),
  release: z.string().optional(),
  table: pcsTableSchema.optional(),
});
export type PcsStepView = z.infer<typeof pcsStepSchema>;

export const pcsCodesSchema = z.object({
  total: z.int(),
  codes: z.array(z.object({ code: z.string(), title: z.string() })).readonly(),
  more: z.boolean(),
});

const pcsIndexLineSchema = z.object({
  id: z.int(),
  term: z.string(),
  code: z.string().optional(),
  see: z.object({ words: z.string(), to: z.int().optional() }).optional(),
  use: z.string().optional(),
  below: z.int(),
});
export type PcsIndexLineView = z.infer<typeof pcsIndexLineSchema>;

export const pcsMainTermsSchema = z.object({
  lines: z.array(pcsIndexLineSchema).readonly(),
  total: z.int(),
  more: z.boolean(),
  release: z.string(),
});

export const pcsIndexTermSchema = z.object({
  line: pcsIndexLineSchema,
  above: z.array(pcsIndexLineSchema).readonly(),
  lines: z.array(pcsIndexLineSchema).readonly(),
});

const pcsConversionSchema = z.object({
  from: dateSchema,
  kind: z.enum(["new", "revised", "deleted"]),
  code: z.string(),
  previous: z.string(),
});
export const pcsPageSchema = z.object({
  code: z.string(),
  title: z.string(),
  short: z.string(),
  billable: z.boolean(),
  validity: z.enum(["valid", "invalid", "unknown"]),
  release: z.string().optional(),
  from: dateSchema,
  to: dateSchema.optional(),
  places: z.array(pcsPlaceSchema).readonly(),
  tablesFrom: z.string().optional(),
  replaces: z.array(pcsConversionSchema).readonly(),
  replacedBy: z.array(pcsConversionSchema).readonly(),
  indexPaths: textList,
});
export type PcsPageView = z.infer<typeof pcsPageSchema>;

export const marksSchema = z.object({
  marks: z.array(z.object({ system: z.string(), code: z.string(), title: z.string(), favourite: z.boolean() })).readonly(),
});
export const newMarkSchema = z.object({
  system: z.string().max(20),
  code: z.string().min(1).max(10),
  act: z.enum(["opened", "keep", "drop"]),
  date: daySchema,
});
