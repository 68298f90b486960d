/** Draws a sample of one person's coded visits and keeps their coding as it is today. */
import { permissionsOf } from "../../core/access/roles.ts";
import { counted } from "../../core/kernel/counted.ts";
import { formatDecimal } from "../../core/kernel/decimal.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { drawSample as draw } from "../../core/reviews/draw-sample.ts";
import type { ReviewedCoding } from "../../core/reviews/model.ts";
import { riskOf } from "../../core/reviews/risk.ts";
import type { Encounter } from "../../core/visits/model.ts";
import { membersOf } from "../../store/access/memberships.ts";
import { codersIn, insertSample, insertSampleVisits, lastCoders, type Person, visitsToDraw } from "../../store/coding-reviews.ts";
import { loadEncounters } from "../../store/encounters.ts";
import { inPractice, outsidePractices, readPractice } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { isSelf, selfOf } from "./own.ts";

export interface SampleAsked {
  readonly coder: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly size: number;
  readonly method: "random" | "risk";
  readonly seed: number;
  readonly blind: boolean;
  /** An account; absent: whoever draws it. */
  readonly reviewerId?: number;
}

/** Leaves out records that are restricted for who draws. Refuses: nothing coded in these days, a reviewer who coded it themselves or may not review. */
export async function drawSample(context: Context, asked: SampleAsked): Promise<Outcome<{ readonly sampleId: number }>> {
  if (asked.from > asked.to) return no("period", "The last day comes before the first.", "Turn them round.");
  const reviewer = await reviewerOf(context, asked.reviewerId);
  if (reviewer === undefined) return notFound("reviewer");
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const coded = await visitsToDraw(tx, asked);
    const hidden = await hiddenPatients(context, tx, [...new Set(coded.map((one) => one.patientId))]);
    const visits = coded.filter((one) => !hidden.has(one.patientId)).map((visit) => ({ ...visit, ...riskOf(visit) }));
    if (visits.length === 0)
      return coded.length === 0
        ? no("nothing-coded", `${asked.coder} coded nothing in these days.`, "Choose other days.")
        : allRestricted(asked);
    const drawn = draw(visits, asked);
    const ids = drawn.map((one) => one.id);
    const [encounters, coders] = [await loadEncounters(tx, ids), await lastCoders(tx, ids)];
    const own = ids.filter((id) => {
      const coderId = coders.get(id);
      return reviewer.id === undefined ? coderId === undefined && asked.coder === reviewer.name : coderId === reviewer.id;
    });
    if (own.length > 0)
      return no(
        "own-work",
        `${reviewer.name} coded ${counted(own.length, "visit")} of it: nobody reviews their own coding.`,
        "Choose another reviewer.",
      );
    const { today } = await practiceToday(context, tx);
    const { actor, user } = context;
    const sampleId = await insertSample(tx, {
      drawnOn: today,
      drawnBy: user,
      drawnById: actor.accountId,
      reviewerName: reviewer.name,
      ...(reviewer.id === undefined ? {} : { reviewerId: reviewer.id }),
      coderName: asked.coder,
      from: asked.from,
      to: asked.to,
      method: asked.method,
      seed: asked.seed,
      blind: asked.blind,
      population: visits.length,
    });
    await insertSampleVisits(
      tx,
      sampleId,
      drawn.map(({ id, risk, words }) => {
        const coderId = coders.get(id);
        return {
          encounterId: id,
          coderName: asked.coder,
          ...(coderId === undefined ? {} : { coderId }),
          coding: codingOf(encounters.get(id), id),
          risk,
          riskWords: words,
        };
      }),
    );
    const patients = [...new Set([...encounters.values()].map((one) => one.patientId))];
    await recordAct(context, tx, { act: "review.draw", patients, object: ["coding-sample", sampleId] });
    return ok({ sampleId });
  });
}

/** How many there are is said to nobody who may not see them. */
function allRestricted({ coder }: SampleAsked) {
  return no(
    "restricted",
    `What ${coder} coded in these days is of records that are restricted for you.`,
    "Ask somebody who may see them to draw it, or choose other days.",
  );
}

/** Who coded in these days, and who may be asked to review. */
export async function reviewChoices(context: Context, days: { readonly from: IsoDate; readonly to: IsoDate }) {
  const coders = await readPractice(context.app.pool, context.practiceId, (tx) => codersIn(tx, days));
  return { coders: [...coders], reviewers: await reviewers(context) };
}

async function reviewers(context: Context) {
  const members = await outsidePractices(context.app.pool, (queries) => membersOf(queries, context.practiceId));
  return members
    .filter(
      ({ accountId, disabled, role }) => accountId !== context.actor.accountId && !disabled && permissionsOf(role).has("reviews:take"),
    )
    .map(({ accountId, name }) => ({ id: accountId as number, name }));
}

async function reviewerOf(context: Context, accountId: number | undefined): Promise<Person | undefined> {
  if (accountId === undefined) return selfOf(context);
  if (isSelf(context, { id: accountId, name: "" })) return selfOf(context);
  return (await reviewers(context)).find((one) => one.id === accountId);
}

function codingOf(encounter: Encounter | undefined, id: EncounterId): ReviewedCoding {
  if (encounter === undefined) throw new Error(`visit ${id} of a sample is not there`);
  return {
    diagnoses: encounter.diagnoses.map((one) => one.code),
    lines: encounter.charges.map(({ procedure, modifiers, units, pointers, amount }) => ({
      procedure,
      modifiers,
      units: formatDecimal(units),
      pointers,
      amount,
    })),
  };
}
