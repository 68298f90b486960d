/** The clinician's notes: the day, the sections, the versions. */
import { z } from "zod";
import { dateSchema, idSchema } from "./values.ts";

export const notesDaySchema = z.object({
  today: dateSchema,
  on: dateSchema,
  providers: z.array(z.object({ id: idSchema, name: z.string() })),
  rows: z.array(
    z.object({
      /** Absent while the patient is only expected. */
      visitId: idSchema.optional(),
      at: z.string().optional(),
      patientName: z.string(),
      birthDate: z.string(),
      reason: z.string(),
      providerId: idSchema,
      note: z.enum(["expected", "missing", "draft", "signed"]),
      /** A coder asks and waits. */
      asked: z.boolean(),
    }),
  ),
});

const part = z.string().max(20_000);
const writtenSchema = z.object({ before: part, complaint: part, history: part, exam: part, data: part, assessment: part });

export const noteViewSchema = z.object({
  sections: z.array(
    z.object({ name: z.enum(["complaint", "history", "exam", "data", "assessment"]), heading: z.string(), asks: z.string() }),
  ),
  written: writtenSchema,
  /** The number of the newest version; 0: nothing was saved yet. */
  newest: z.int(),
  /** How the one who asks would sign it; absent: they may not. */
  signing: z.object({ as: z.enum(["clinician", "on-behalf"]), clinician: z.string() }).optional(),
  /** What who asks was writing and has not saved, over the version that they had before them. */
  unsaved: z.object({ written: writtenSchema, newest: z.int(), at: z.string() }).optional(),
  signed: z.boolean(),
  coded: z.boolean(),
  versions: z.array(
    z.object({ number: z.int(), kind: z.enum(["draft", "signed", "addendum"]), text: z.string(), on: dateSchema, by: z.string() }),
  ),
});
export type NoteView = z.infer<typeof noteViewSchema>;

export const draftSchema = z.object({ written: writtenSchema, newest: z.int().min(0) });
/** `newest`: the version that was read. `onBehalf`: why somebody else than the clinician enters the signature. */
export const signSchema = z.object({ newest: z.int().min(0), onBehalf: z.string().trim().min(1).max(200).optional() });
/** Without words they are thrown away. */
export const unsavedSchema = draftSchema.partial({ written: true });
export const addendumSchema = z.object({ words: z.string().trim().min(1).max(20_000) });
