/** Values that several answers carry. Money is whole cents, dates are "YYYY-MM-DD". */
import { z } from "zod";
import { parseIsoDate } from "../../core/kernel/iso-date.ts";

export const centsSchema = z.int();
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/**
 * A date of the calendar, as people send it: far enough from the calendar's own ends (1800 to 2999) that days, months and years
 * can be added to it and taken from it.
 */
export const daySchema = dateSchema.refine((text) => isSent(text), "is not a day of the calendar from 1850 to 2899");
/** "2026-03", in the same years. */
export const monthSchema = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .refine((text) => isSent(`${text}-01`), "is not a month from 1850 to 2899");

function isSent(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return parseIsoDate(text) !== undefined && year >= 1850 && year < 2900;
}
export const idSchema = z.int().positive();

/** Words of the note that support a code: offsets in UTF-16 units. */
export const evidenceSchema = z.object({ start: z.int().min(0), end: z.int().min(0), text: z.string().max(2000) });

/** A finding as people read it: what, why, how to fix, by whose authority. */
export const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  title: z.string(),
  message: z.string(),
  why: z.string(),
  fix: z.string(),
  authority: z.string(),
  /** Path in the claim, for example "lines[0].modifiers"; empty for the whole claim. */
  path: z.string(),
  /** 0-based claim line it speaks of, when it speaks of one. */
  line: z.int().optional(),
});
export type FindingView = z.infer<typeof findingSchema>;

/** One X12 segment with its meaning. */
export const segmentSchema = z.object({ index: z.int(), tag: z.string(), text: z.string(), words: z.string() });
export type SegmentView = z.infer<typeof segmentSchema>;

/** A code and what it says, in words that may be shown. */
export const wordedCodeSchema = z.object({ code: z.string(), words: z.string() });

export const problemSchema = z.object({
  /** A stable word for programs. */
  problem: z.string(),
  /** What went wrong, in a sentence. */
  message: z.string(),
  /** What to do about it. */
  fix: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
