/** A visit as who asks may read it, and commands that answer with it. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import type { VisitList } from "../../app/list-visits.ts";
import type { Outcome } from "../../app/refusal.ts";
import { type VisitPage, viewVisit, visitAfterCommand } from "../../app/view-visit.ts";
import { type EncounterId, id } from "../../core/kernel/id.ts";
import { problemSchema } from "../contract/values.ts";
import { visitViewSchema } from "../contract/visits.ts";
import { valueOr } from "../problems.ts";
import { listWithoutMoney, pageWithoutMoney } from "../without-money.ts";

export const visitParams = z.object({ visitId: z.coerce.number().int().positive() });
export const visitAnswers = { 200: visitViewSchema, 404: problemSchema, 409: problemSchema };

export function visitIdOf(params: z.infer<typeof visitParams>): EncounterId {
  return id<"encounter">(params.visitId);
}

export async function command(
  work: Context,
  reply: FastifyReply,
  visitId: EncounterId,
  run: (visitId: EncounterId) => Promise<Outcome<unknown>>,
) {
  if (valueOr(reply, await run(visitId)) === undefined) return reply;
  const view = valueOr(reply, await visitAfterCommand(work, visitId));
  return view === undefined ? reply : asMayBeRead(work, view.value);
}

export async function show(work: Context, reply: FastifyReply, visitId: EncounterId) {
  const view = valueOr(reply, await viewVisit(work, visitId));
  return view === undefined ? reply : asMayBeRead(work, view.value);
}

function asMayBeRead(work: Context, page: VisitPage) {
  const shown = work.actor.permissions.has("notes:read") ? page : withoutNote(page);
  return seesMoney(work) ? shown : pageWithoutMoney(shown);
}

export function asMayBeListed(work: Context, list: VisitList) {
  return seesMoney(work) ? list : listWithoutMoney(list);
}

export function seesMoney({ actor }: Pick<Context, "actor">): boolean {
  return actor.permissions.has("money:read");
}

/** For who may not read what the clinician wrote: neither the note nor its words that support a code, nor questions about it. */
function withoutNote({ note: _note, diagnoses, charges, work, ...rest }: VisitPage) {
  const { question, ...others } = work;
  return {
    ...rest,
    work: {
      ...others,
      ...(question === undefined ? {} : { question: { ...question, text: "" } }),
      entries: work.entries.map((one) => (one.kind === "asked" || one.kind === "answered" ? { ...one, words: "" } : one)),
    },
    diagnoses: diagnoses.map((one) => ({ ...one, evidence: [] })),
    charges: charges.map((one) => ({ ...one, evidence: [] })),
  };
}
