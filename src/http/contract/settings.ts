/** The practice's own record: what is set, how it is changed, and what each change was. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, findingSchema, idSchema } from "./values.ts";

const line = z.string().max(120);
const short = z.string().max(60);
const number = z.string().max(20);
const address = z.object({ line1: line, line2: line.optional(), city: short, state: z.string().max(10), zip: z.string().max(12) });
const name = z.object({ last: short, first: short, middle: short.optional(), suffix: z.string().max(10).optional() });
/** The newest change of the row that was before the person's eyes. */
const seen = z.int().min(0);

export const practiceSettingSchema = z.object({
  name: line,
  kind: z.enum(["organisation", "person"]),
  npi: number,
  taxId: z.object({ kind: z.enum(["EI", "SY"]), number }),
  taxonomy: number.optional(),
  address,
  payTo: address.optional(),
  phone: z.string().max(30),
  contactName: short,
  timeZone: short,
  submitterId: number,
});

export const providerSettingSchema = z.object({
  name,
  credential: z.string().max(20),
  npi: number,
  taxonomy: number.optional(),
  inactive: z.boolean(),
});

export const locationSettingSchema = z.object({
  name: line,
  placeOfService: z.string().max(4),
  address,
  npi: number.optional(),
  cliaNumber: number.optional(),
  inactive: z.boolean(),
});

const days = z.int().min(0).max(100_000);
export const payerSettingSchema = z.object({
  name: line,
  payerId: number,
  filingIndicator: z.string().max(4),
  address: address.optional(),
  timelyFilingDays: days,
  /** As a later payer, from the decision before it; 0: from the service; absent: as usual for its kind. */
  laterFilingDays: days.optional(),
  takesReplacement: z.boolean(),
  appealDays: days,
  inactive: z.boolean(),
});

const planKind = z.enum(["ppo", "hmo", "medicare-part-b", "medicaid", "supplement", "fund"]);
export const planSettingSchema = z.object({ payerId: idSchema, name: line, kind: planKind, contractFactor: z.string().max(12) });
export type PlanSetting = z.infer<typeof planSettingSchema>;

export const changeOf = <Schema extends z.ZodType>(value: Schema) => z.object({ seen, value });

export const savedSchema = z.object({ saved: z.boolean(), findings: z.array(findingSchema), id: idSchema.optional() });

export const feeToSetSchema = z.object({ procedure: z.string().max(10), from: daySchema, amount: centsSchema.optional() });

const rules = {
  smallBalance: centsSchema.min(0).max(100_000),
  smallBalanceDays: z.int().min(0).max(3650),
};
export const rulesToSetSchema = z.object(rules);

export const settingsSchema = z.object({
  today: dateSchema,
  demonstration: z.boolean(),
  practice: practiceSettingSchema.extend({ taxIdShown: z.string(), seen }),
  providers: z.array(providerSettingSchema.extend({ id: idSchema, seen, inactive: z.boolean().optional() })),
  locations: z.array(locationSettingSchema.extend({ id: idSchema, seen, placeWords: z.string(), inactive: z.boolean().optional() })),
  payers: z.array(
    payerSettingSchema.extend({
      id: idSchema,
      seen,
      inactive: z.boolean().optional(),
      kindWords: z.string(),
      laterWords: z.string(),
      plans: z.array(planSettingSchema.omit({ payerId: true }).extend({ id: idSchema, seen })),
    }),
  ),
  /** Absent for who sees no amounts. */
  rules: z.object({ ...rules, setOn: dateSchema.optional(), setBy: z.string().optional() }).optional(),
  choices: z.object({
    timeZones: z.array(z.string()),
    filingIndicators: z.array(z.object({ code: z.string(), words: z.string() })),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

const setPrice = z.object({ from: dateSchema, amount: centsSchema.optional(), setOn: dateSchema, setBy: z.string() });
export const feesSchema = z.object({
  today: dateSchema,
  rows: z.array(
    z.object({
      procedure: z.string(),
      words: z.string(),
      price: centsSchema.optional(),
      /** One unit in an office, national. */
      medicare: centsSchema.optional(),
      /** Absent: the price came with the program's own schedule. */
      set: setPrice.optional(),
      later: z.array(setPrice),
    }),
  ),
  next: z.string().optional(),
});

export const settingChangesSchema = z.object({
  rows: z.array(z.object({ id: idSchema, what: z.string(), changes: z.array(z.string()), on: dateSchema, by: z.string(), at: z.string() })),
  next: idSchema.optional(),
});

export const surroundingsSchema = z.object({
  folder: z.string(),
  partners: z.array(z.object({ payer: z.string(), payerId: z.string(), exists: z.boolean(), toPayer: z.int(), fromPayer: z.int() })),
  /** ISO 8601; absent: none was ever made of this data folder. */
  backupAt: z.string().optional(),
  door: z.object({ idleMinutes: z.int(), secondFactor: z.enum(["owners", "everyone", "nobody"]), leastPassword: z.int() }),
});
