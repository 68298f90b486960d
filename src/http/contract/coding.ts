/** Codes suggested for a visit's note, what a coder made of them, and the practice's own lexicon that follows. */
import { z } from "zod";
import { dateSchema, evidenceSchema, findingSchema } from "./values.ts";

export const bandNames = ["auto", "suggest", "query"] as const;
export const rejectionReasonNames = ["not-documented", "not-addressed", "symptom", "wrong-code", "other"] as const;

const codeSchema = z.string().min(3).max(8);

/** What became of a suggestion when the codes were saved. */
const decisionSchema = z.object({
  outcome: z.enum(["accepted", "changed", "rejected", "added", "open"]),
  chosen: z.string().optional(),
  reason: z.enum(rejectionReasonNames).optional(),
  words: z.string().optional(),
  by: z.string(),
  on: dateSchema,
});

export const effectNames = ["raises", "lowers", "offers", "adds", "none"] as const;

export const suggestionSchema = z.object({
  /** With its dot. */
  code: z.string(),
  title: z.string(),
  band: z.enum(bandNames),
  /** In hundredths: how often such a suggestion was right on public notes, moved by this practice's decisions. */
  score: z.int().min(0).max(100),
  evidence: z.array(evidenceSchema),
  /** The way through the Index. */
  path: z.string(),
  rules: z.array(z.object({ rule: z.string(), authority: z.string() })),
  /** Why it is not preselected. */
  doubts: z.array(z.string()),
  alternatives: z.array(z.object({ code: z.string(), title: z.string(), why: z.string() })),
  /** Of the risk-adjustment models whose file is loaded. It plays no part in what is suggested, or in which order. */
  riskCategories: z
    .array(
      z.object({
        model: z.string(),
        category: z.string(),
        label: z.string().optional(),
        /** The payment year of the file. */
        release: z.string(),
        /** Categories of the model that make this one count no more. */
        above: z.array(z.string()),
        /** Those of them that another suggested code has. */
        under: z.array(z.string()),
      }),
    )
    .optional(),
  /** What the practice's coders decided about these words and this code before. */
  learnt: z
    .object({
      words: z.string(),
      accepted: z.int(),
      changed: z.int(),
      rejected: z.int(),
      effect: z.enum(effectNames),
    })
    .optional(),
  /** An open question that the clinician could answer; nothing that leads. */
  question: z.object({ about: z.string(), words: z.string() }).optional(),
  decision: decisionSchema.optional(),
});
export type SuggestionView = z.infer<typeof suggestionSchema>;

export const suggestionsSchema = z.object({
  /** "own-work": a private copy for learning, where nobody codes for one. */
  state: z.enum(["ready", "no-note", "own-work"]),
  suggestions: z.array(suggestionSchema),
  /** What was left out and why, and what else the note asks for. */
  findings: z.array(findingSchema),
  releases: z.array(z.string()),
});
export type SuggestionsView = z.infer<typeof suggestionsSchema>;

/** What the coder said of the suggestions that are not among the saved codes. */
export const saidSchema = z.object({
  rejected: z.array(z.object({ code: codeSchema, reason: z.enum(rejectionReasonNames), words: z.string().trim().max(300) })).max(60),
  changed: z.array(z.object({ from: codeSchema, to: codeSchema })).max(60),
});
export type Said = z.infer<typeof saidSchema>;

const lexiconLineSchema = z.object({
  phrase: z.string(),
  shown: z.string(),
  code: z.string(),
  title: z.string().optional(),
  accepted: z.int(),
  changed: z.int(),
  rejected: z.int(),
  added: z.int(),
  patients: z.int(),
  chosen: z.object({ code: z.string(), title: z.string().optional(), visits: z.int() }).optional(),
  effect: z.enum(effectNames),
  off: z.boolean(),
  lastDay: dateSchema,
  switched: z.object({ by: z.string(), on: dateSchema, reason: z.string() }).optional(),
});
export type LexiconLineView = z.infer<typeof lexiconLineSchema>;

/** In the body: words of notes belong into no address. */
export const lexiconSearchSchema = z.object({
  after: z.object({ phrase: z.string().max(200), code: codeSchema }).optional(),
});
export const lexiconSchema = z.object({ lines: z.array(lexiconLineSchema), more: z.boolean() });

export const lexiconSwitchSchema = z.object({
  phrase: z.string().min(1).max(200),
  code: codeSchema,
  off: z.boolean(),
  reason: z.string().trim().min(1).max(300),
});
