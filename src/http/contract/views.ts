/** Saved views of lists, and work on many visits at once. */
import { z } from "zod";
import { daySchema, idSchema } from "./values.ts";
import { visitSearchSchema } from "./visits.ts";
import { ownerIdSchema } from "./worklist.ts";

const savedLists = ["visits", "claims", "denials", "remittances"] as const;
export type SavedList = (typeof savedLists)[number];

/** Words of the lists' own, codes, numbers and days. Nothing that somebody typed to find a person fits. */
const valueSchema = z.union([
  z
    .string()
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*|[A-Z0-9]{1,8}(-[0-9A-Z]{1,5})?)$/)
    .max(40),
  z.number(),
  z.boolean(),
]);
const addressNames = [
  ...["queue", "payer", "clinician", "from", "to", "age", "owner", "followUp", "denial", "openFrom", "openTo", "lastDay", "flag"],
  ...[
    "state",
    "frequency",
    "least",
    "most",
    "denied",
    "category",
    "cause",
    "reason",
    "service",
    "preventable",
    "due",
    "view",
    "status",
    "deposited",
  ],
  ...["sort", "order"],
] as const;
const addressSchema = z.partialRecord(z.enum(addressNames), z.union([valueSchema, z.array(valueSchema).max(200)]));

export const viewsSchema = z.object({
  views: z.array(
    z.object({
      id: idSchema,
      list: z.enum(savedLists),
      name: z.string(),
      address: addressSchema,
      ownerName: z.string(),
      shared: z.boolean(),
      own: z.boolean(),
      mayRemove: z.boolean(),
    }),
  ),
});
export type SavedView = z.infer<typeof viewsSchema>["views"][number];

export const newViewSchema = z.object({
  list: z.enum(savedLists),
  name: z.string().trim().min(1).max(60),
  address: addressSchema,
  shared: z.boolean(),
});
export const keptViewSchema = z.object({ id: idSchema });

/** "assign" to null: nobody has them any more. */
export const bulkActSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assign"), to: z.union([ownerIdSchema, z.literal("me")]).nullable() }),
  z.object({ kind: z.literal("put-off"), until: daySchema, reason: z.string().trim().min(1).max(500) }),
  z.object({ kind: z.literal("wake") }),
  z.object({ kind: z.literal("release") }),
]);
export type BulkActBody = z.infer<typeof bulkActSchema>;

const visitIdsSchema = z.array(idSchema).min(1).max(2000);

/** These visits, or all that the list is narrowed to. */
export const bulkPreviewSchema = z.object({ act: bulkActSchema, visits: z.union([visitIdsSchema, visitSearchSchema]) });
export const bulkSchema = z.object({ act: bulkActSchema, visits: visitIdsSchema });

export const bulkPlanSchema = z.object({
  visitIds: z.array(idSchema),
  leftOut: z.array(z.object({ why: z.string(), words: z.string(), count: z.int() })),
  /** For its undoing; absent when nothing was done. */
  bulkId: idSchema.optional(),
});
export type BulkPlan = z.infer<typeof bulkPlanSchema>;
