/** The manager's numbers: measures with their rows, open balances by age, charts. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";

/** The days to look at; without them the ninety up to the practice's today. */
export const periodSchema = z.object({ from: daySchema.optional(), to: daySchema.optional() });

const daysSchema = z.object({ from: dateSchema, to: dateSchema });
const sumsSchema = z.object({
  rows: z.int(),
  part: z.int(),
  whole: z.int(),
  median: z.int().optional(),
  ninetieth: z.int().optional(),
});
const readingSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("figure"),
    /** One decimal in per cent or days; whole cents for money. */
    value: z.string(),
    sums: sumsSchema,
    good: z.boolean().optional(),
    above100: z.boolean().optional(),
  }),
  z.object({ state: z.literal("none"), why: z.string() }),
  z.object({ state: z.literal("too-early"), why: z.string(), from: dateSchema }),
]);
const columnSchema = z.object({ words: z.string(), unit: z.enum(["money", "count", "days", "hundredths"]) });

export const measureSchema = z.object({
  id: z.string(),
  family: z.enum(["receivables", "collection", "claims", "denials", "charges", "people"]),
  name: z.string(),
  formula: z.string(),
  includes: z.array(z.string()),
  excludes: z.array(z.string()),
  shape: z.enum(["percent", "days-of", "mean-days", "money", "money-each", "per-day", "per-hour", "hundredths-per-day"]),
  days: daysSchema,
  /** Which days it looks at: those asked for, today, or visits whose payments have had time to come. */
  window: z.enum(["period", "today", "cohort"]),
  better: z.enum(["higher", "lower"]).optional(),
  benchmark: z.object({ words: z.string(), at: z.string(), source: z.string(), year: z.int() }).optional(),
  reading: readingSchema,
  lists: z.array(z.object({ index: z.int(), title: z.string(), part: columnSchema.optional(), whole: columnSchema.optional() })),
});
export type MeasureView = z.infer<typeof measureSchema>;

export const measuresSchema = z.object({ today: dateSchema, period: daysSchema, measures: z.array(measureSchema) });

const groupSchema = z.object({
  words: z.string(),
  rows: z.int(),
  part: z.int(),
  whole: z.int(),
  value: z.string().optional(),
});
export const measurePageSchema = z.object({
  today: dateSchema,
  period: daysSchema,
  measure: measureSchema,
  lists: z.array(
    z.object({
      title: z.string(),
      rows: z.int(),
      part: z.int(),
      whole: z.int(),
      byPayer: z.array(groupSchema.extend({ payerId: idSchema.optional() })),
      byKind: z.array(groupSchema.extend({ kind: z.string() })),
      byMonth: z.array(groupSchema.extend({ month: dateSchema })),
    }),
  ),
});
export type MeasurePage = z.infer<typeof measurePageSchema>;

export const rowsQuerySchema = periodSchema.extend({
  list: z.int().min(0).max(9),
  skip: z.int().min(0).max(1_000_000),
  /** Rows that count above the line, or those that do not. */
  which: z.enum(["in", "out"]).optional(),
  payer: idSchema.optional(),
  kind: z.string().max(80).optional(),
});
export type RowsAsked = z.infer<typeof rowsQuerySchema>;

export const measureRowsSchema = z.object({
  rows: z.array(
    z.object({
      key: z.int(),
      on: dateSchema,
      words: z.string(),
      part: z.int(),
      whole: z.int(),
      visitId: idSchema.optional(),
      patientName: z.string().optional(),
      accountNumber: z.string().optional(),
      payerName: z.string().optional(),
    }),
  ),
  more: z.boolean(),
});

const agedSchema = z.object({
  /** 0 to 30 days, 31 to 60, 61 to 90, 91 to 120, over 120: debit balances. */
  buckets: z.array(centsSchema).length(5),
  debits: centsSchema,
  credits: centsSchema,
  balance: centsSchema,
  open: z.int(),
});
export const payerAgingSchema = z.object({
  on: dateSchema,
  rows: z.array(agedSchema.extend({ name: z.string(), payerId: idSchema })),
  total: agedSchema,
});
export const agingBasisSchema = z.object({ basis: z.enum(["service", "statement"]).default("statement") });
export const patientAgingSchema = z.object({
  on: dateSchema,
  basis: z.enum(["service", "statement"]),
  patients: z.int(),
  rows: z.array(agedSchema.extend({ name: z.string(), accountNumber: z.string(), patientId: idSchema })),
  total: agedSchema,
});

export const trendsSchema = z.object({
  today: dateSchema,
  months: z.array(dateSchema),
  weeks: z.array(dateSchema),
  /** `days`: in A/R, one decimal; absent while the books are younger than the 90 days that it compares with. */
  receivables: z.array(
    z.object({ on: dateSchema, buckets: z.array(centsSchema).length(5), total: centsSchema, days: z.string().optional() }),
  ),
  denials: z.array(z.object({ month: dateSchema, category: z.string(), words: z.string(), count: z.int(), amount: centsSchema })),
  cash: z.array(z.object({ week: dateSchema, cash: centsSchema })),
  lag: z.array(z.object({ week: dateSchema, visits: z.int(), days: z.int() })),
  levels: z.array(z.object({ month: dateSchema, level: z.int(), visits: z.int() })),
  coded: z.array(z.object({ week: dateSchema, person: z.string(), visits: z.int() })),
});

const sheetGroupSchema = z.object({
  words: z.string(),
  amount: centsSchema,
  count: z.int(),
  /** At most two hundred; the spreadsheet has all. */
  rows: z.array(
    z.object({
      on: dateSchema,
      words: z.string(),
      amount: centsSchema,
      visitId: idSchema.optional(),
      remittanceId: idSchema.optional(),
      patientName: z.string().optional(),
      accountNumber: z.string().optional(),
    }),
  ),
});
const sheetSideSchema = z.object({ words: z.string(), amount: centsSchema });
export const daySheetSchema = z.object({
  days: daysSchema,
  steps: z.array(
    z.object({
      name: z.enum(["visits", "charges", "claims", "deposits"]),
      title: z.string(),
      unit: z.enum(["money", "count"]),
      left: sheetSideSchema,
      /** They lead from the left to the right. */
      differences: z.array(sheetGroupSchema),
      right: sheetSideSchema,
      ties: z.boolean(),
      parts: z.array(sheetGroupSchema),
    }),
  ),
});
export type DaySheet = z.infer<typeof daySheetSchema>;
