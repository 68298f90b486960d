/** The work around a visit as its page shows it: who has it, when it comes back, its priority as a sum, notes and questions. */
import type { EncounterId } from "../../core/kernel/id.ts";
import { type IsoDate, isoDate } from "../../core/kernel/iso-date.ts";
import { type Priority, priorityOn } from "../../core/worklist/priority.ts";
import { questionKindNames, questionKinds } from "../../core/worklist/questions.ts";
import type { Tx } from "../../store/transaction.ts";
import { type KeptPlace, keptPlace } from "../../store/visit-places.ts";
import { type WorkEntry, workOfVisit } from "../../store/visit-work.ts";
import type { Context } from "../context.ts";
import { ownerNames, ownIdOf } from "./owners.ts";

export async function viewWork(context: Context, tx: Tx, { visitId, today }: { readonly visitId: EncounterId; readonly today: IsoDate }) {
  const entries = await workOfVisit(tx, visitId);
  const place = await keptPlace(tx, visitId);
  const asked = entries.findLast(({ kind }) => kind === "asked" || kind === "answered" || kind === "withdrawn");
  const name = (await ownerNames(context, tx))(place?.ownerId ?? null);
  const priority = place === undefined ? undefined : priorityOfPlace(place, today);
  return {
    ...(place === undefined || place.ownerId === null || name === undefined
      ? {}
      : { owner: { id: place.ownerId, name, self: place.ownerId === ownIdOf(context) } }),
    ...(place === undefined || place.followUp === "-infinity"
      ? {}
      : { followUp: { on: place.followUp, asleep: place.followUp > today, reason: reasonOf(entries) } }),
    ...(asked?.kind === "asked" ? { question: { text: asked.words, on: asked.on as string, by: asked.by } } : {}),
    ...(priority === undefined ? {} : { priority }),
    entries: entries.map(entryView),
    questionKinds: questionKindNames.map((kind) => ({ kind, ...questionKinds[kind] })),
  };
}

export function priorityOfPlace(
  { moneyPoints, chance, countsTo, deadline }: Pick<KeptPlace, "moneyPoints" | "chance" | "countsTo" | "deadline">,
  today: IsoDate,
): Priority | undefined {
  return priorityOn({ moneyPoints, chance, countsTo: dayOf(countsTo) }, { deadline: dayOf(deadline), today });
}

function dayOf(text: string): IsoDate | undefined {
  return text === "infinity" ? undefined : isoDate(text);
}

function reasonOf(entries: readonly WorkEntry[]): string {
  return entries.findLast(({ kind }) => kind === "follow-up")?.words ?? "";
}

function entryView({ id, at, on, by, kind, words, ownerName, followUp }: WorkEntry) {
  return {
    id,
    at,
    on: on as string,
    by,
    kind,
    words,
    ...(ownerName === undefined ? {} : { ownerName }),
    ...(followUp === undefined ? {} : { followUp: followUp as string }),
  };
}
