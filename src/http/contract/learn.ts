/** The guide to credentials, the way into the work, and pay. Pay is whole cents a year. */
import { z } from "zod";
import { centsSchema } from "./values.ts";

export const wishSchema = z.object({
  work: z.enum([
    "office-coding",
    "outpatient-facility",
    "inpatient",
    "any-coding",
    "billing",
    "risk-adjustment",
    "audit",
    "health-information",
    "office-management",
    "revenue-cycle",
  ]),
  experience: z.enum(["none", "some", "two-years"]),
  schooling: z.enum(["high-school", "associate", "bachelor"]),
});
export type Wish = z.infer<typeof wishSchema>;

const surenessSchema = z.enum(["first-hand", "second-hand", "unconfirmed"]);

const statementSchema = z.object({ words: z.string(), asOf: z.string(), source: z.string(), sureness: surenessSchema });
export type StatementView = z.infer<typeof statementSchema>;

const credentialSchema = z.object({
  key: z.string(),
  name: z.string(),
  body: z.string(),
  level: z.enum(["entry", "core", "advanced"]),
  works: z.array(wishSchema.shape.work),
  valuableFor: z.string(),
  exam: statementSchema,
  content: statementSchema.optional(),
  cost: statementSchema,
  prerequisites: statementSchema,
  renewal: statementSchema,
});
export type CredentialView = z.infer<typeof credentialSchema>;

const payFigureSchema = z.object({
  occupation: z.string(),
  soc: z.string().optional(),
  what: z.enum(["median", "mean", "lowest tenth, below", "highest tenth, above", "as given"]),
  amount: centsSchema,
  year: z.string(),
  source: z.string(),
  sureness: surenessSchema,
  caution: z.string().optional(),
  standing: z.enum(["current", "earlier", "members' own report", "another occupation"]),
});
export type PayView = z.infer<typeof payFigureSchema>;

const outlookSchema = z.object({
  occupation: z.string(),
  soc: z.string().optional(),
  words: z.string(),
  year: z.string(),
  source: z.string(),
  sureness: surenessSchema,
});

export const guideSchema = z.object({
  credentials: z.array(credentialSchema),
  sources: z.array(z.object({ key: z.string(), name: z.string(), address: z.string().optional(), caution: z.string().optional() })),
  steps: z.array(z.object({ title: z.string(), words: z.string(), points: z.array(statementSchema) })),
  temperament: z.array(statementSchema),
  pay: z.array(payFigureSchema),
  outlook: z.array(outlookSchema),
});
export type GuideView = z.infer<typeof guideSchema>;

export const adviceSchema = z.object({
  rows: z.array(z.object({ credential: z.string(), fit: z.enum(["now", "later"]), reasons: z.array(z.string()) })),
});
