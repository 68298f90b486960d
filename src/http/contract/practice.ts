/** The practice at a glance, code search, findings explained, files and exceptions. */
import { z } from "zod";
import { roles } from "../../core/access/roles.ts";
import { centsSchema, dateSchema, findingSchema, idSchema, segmentSchema } from "./values.ts";

export const chairNames = ["coder", "biller", "both"] as const;
export type Chair = (typeof chairNames)[number];

export const sessionSchema = z.object({
  practice: z.object({ id: idSchema, name: z.string(), npi: z.string(), demonstration: z.boolean(), copy: z.boolean() }),
  /** The practice's own date; a demonstration has its own clock. */
  today: dateSchema,
  releases: z.array(z.object({ name: z.string(), codes: z.int(), effective: z.string() })),
  user: z.object({
    name: z.string(),
    /** Absent for a key and for a demonstration that opens without a password. */
    role: z.enum(roles).optional(),
    permissions: z.array(z.string()),
    signedIn: z.boolean(),
    /** The demonstration on its own machine, without a password: nobody has signed in and everything may be tried. */
    openDemonstration: z.boolean(),
  }),
  /** The practices that the person may work in, this one too. */
  practices: z.array(z.object({ id: idSchema, name: z.string(), role: z.enum(roles) })),
  version: z.string(),
});

export const codeHitSchema = z.object({
  system: z.string(),
  code: z.string(),
  title: z.string(),
  billable: z.boolean(),
  score: z.number(),
  path: z.array(z.string()),
  /** Which kind of line it was found by, and how the words were read. */
  because: z.string(),
});
export const codeSearchSchema = z.object({
  results: z.array(codeHitSchema),
  /** By what the found codes can be narrowed, with how many of the best there are of each. */
  facets: z.array(z.object({ name: z.string(), words: z.array(z.object({ word: z.string(), count: z.int() })).readonly() })).readonly(),
});

export const codeDetailSchema = z.object({
  system: z.string(),
  code: z.string(),
  title: z.string(),
  billable: z.boolean(),
  validity: z.enum(["valid", "invalid", "unknown"]),
  release: z.string().optional(),
  parents: z.array(z.object({ code: z.string(), title: z.string() })),
  children: z.array(z.object({ code: z.string(), title: z.string(), billable: z.boolean() })),
  notes: z.array(z.object({ kind: z.string(), text: z.string(), from: z.string() })),
  indexPaths: z.array(z.string()),
  /** What a fee schedule says of it, a line each. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
});

export const fileRowSchema = z.object({
  id: idSchema,
  direction: z.enum(["in", "out"]),
  name: z.string(),
  kind: z.string(),
  on: dateSchema,
  bytes: z.int(),
  status: z.string(),
  words: z.string(),
});
export const filesSchema = z.object({ files: z.array(fileRowSchema) });

export const fileViewSchema = z.object({ file: fileRowSchema, segments: z.array(segmentSchema), findings: z.array(findingSchema) });

export const exceptionSchema = z.object({
  id: idSchema,
  on: dateSchema,
  source: z.string(),
  words: z.string(),
  amount: centsSchema.optional(),
  status: z.string(),
  /** Naming its claim posts the payer's answer to it. */
  posts: z.boolean().optional(),
  /** The claim that it is about, when it is known. */
  claimId: idSchema.optional(),
  /** The payment that it is about. */
  remittanceId: idSchema.optional(),
  /** The file that it is about as a whole. */
  inboundFileId: idSchema.optional(),
  /** Asked for, and waiting for a second person. */
  waits: z.boolean().optional(),
  /** What was decided, by whom; and whether a person may take it back. */
  resolved: z.object({ on: dateSchema, by: z.string(), words: z.string(), byHand: z.boolean() }).optional(),
});
export const exceptionsSchema = z.object({
  exceptions: z.array(exceptionSchema),
  /** The last ones that were resolved, the newest first. */
  resolved: z.array(exceptionSchema),
});

export const answeredSchema = z.object({
  /** The practice's day before. */
  from: dateSchema,
  today: dateSchema,
  files: z.array(z.object({ name: z.string(), kind: z.string(), words: z.string() })),
});

export const importedSchema = z.object({
  fileId: idSchema,
  already: z.boolean(),
  words: z.string(),
  /** A large file is worked as a job, and its claims are not in this answer. */
  jobId: idSchema.optional(),
  claims: z.array(z.object({ controlNumber: z.string(), visitId: idSchema.optional(), words: z.string() })),
  findings: z.array(findingSchema),
});
