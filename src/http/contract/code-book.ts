/** The code book to be walked: the Tabular tree, the Index, one code whole, what changed, and what a person keeps. */
import { z } from "zod";
import { dateSchema, daySchema, idSchema } from "./values.ts";

const textList = z.array(z.string()).readonly();

export const aboutBookSchema = z.object({
  /** Of the day. */
  release: z.string().optional(),
  /** No publisher's release is loaded: the book holds the selection that ships with the program. */
  starterOnly: z.boolean(),
  diagnoses: z.array(z.object({ name: z.string(), effective: dateSchema.optional(), rows: z.int() })).readonly(),
  books: z.array(z.object({ book: z.enum(["index", "external-cause", "neoplasm", "drug"]), release: z.string() })).readonly(),
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
  history: z
    .array(
      z.object({ from: dateSchema, to: dateSchema.optional(), title: z.string(), billable: z.boolean(), release: z.string().optional() }),
    )
    .readonly(),
  /** With which of the codes chosen already it may not be reported. */
  conflicts: z.array(z.object({ with: z.string(), text: z.string(), at: z.string() })).readonly(),
});
export type BookPageView = z.infer<typeof bookPageSchema>;

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

export const marksSchema = z.object({
  marks: z.array(z.object({ system: z.string(), code: z.string(), title: z.string(), favourite: z.boolean() })).readonly(),
});
export const newMarkSchema = z.object({
  system: z.string().max(20),
  code: z.string().min(1).max(10),
  act: z.enum(["opened", "keep", "drop"]),
  date: daySchema,
});
