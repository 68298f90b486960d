/** What is said of a sampled visit: the reviewer's own codes when the sample is blind, verdicts, the coder's answer, the end. */
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import { parseDecimal } from "../../core/kernel/decimal.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatListName } from "../../core/parties/format.ts";
import { allRight, compareCoding } from "../../core/reviews/compare-coding.ts";
import {
  checkVerdicts,
  countVerdicts,
  mayAdd,
  misstatement,
  procedureOf,
  type Standing,
  stateOf,
} from "../../core/reviews/decide-review.ts";
import type { CodeVerdict, ReviewEventKind, ReviewedCoding, ReviewPlace } from "../../core/reviews/model.ts";
import { priceCharge } from "../../core/visits/price-charge.ts";
import {
  addReviewEvent,
  loadSample,
  loadSampleVisit,
  type NewReviewEvent,
  type ReviewEvent,
  reviewEvents,
  type Sample,
  type SampledVisit,
  sampleStates,
} from "../../store/coding-reviews.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import { type Audit, onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { practiceFees } from "../practice-fees.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord } from "../visit-record.ts";
import { isSelf } from "./own.ts";

interface Under {
  readonly place: ReviewPlace;
  readonly sample: Sample;
  readonly visit: SampledVisit;
  readonly events: readonly ReviewEvent[];
  readonly standing: Standing;
}

/** Before anything of the patient is read: whose review it is. A sample that is not one's own does not exist. */
async function find(context: Context, tx: Tx, place: ReviewPlace, lock: boolean): Promise<Under | undefined> {
  const sample = await loadSample(tx, place.sampleId);
  const visit = sample === undefined ? undefined : await loadSampleVisit(tx, place, { lock });
  if (sample === undefined || visit === undefined) return undefined;
  const events = await reviewEvents(tx, place);
  const history = events.map((one) => one.kind);
  const isCoder = isSelf(context, { id: visit.coderId, name: visit.coderName });
  const isReviewer =
    isSelf(context, { id: sample.reviewerId, name: sample.reviewerName }) || context.actor.permissions.has("reviews:manage");
  const told = isCoder && history.some((kind) => kind !== "own-codes");
  if (!told && !(isReviewer && !isCoder)) return undefined;
  return { place, sample, visit, events, standing: { isCoder, isReviewer: isReviewer && !isCoder, blind: sample.blind, history } };
}

async function onReview<Value>(
  context: Context,
  place: ReviewPlace,
  { act, lock }: { readonly act: "review.open" | "review.write" | "review.answer"; readonly lock: boolean },
  work: (tx: Tx, under: Under, audit: Audit) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { app, practiceId } = context;
  const first = await readPractice(app.pool, practiceId, (tx) => find(context, tx, place, false));
  if (first === undefined) return notFound("review");
  return onRecord(context, { act, object: ["visit", first.visit.encounterId] }, async (tx, audit) => {
    const under = await find(context, tx, place, lock);
    return under === undefined ? notFound("review") : work(tx, under, audit);
  });
}

/** Without the coder's codes as long as a blind reviewer has not given their own; without money for who sees none. */
export async function viewReview(context: Context, place: ReviewPlace) {
  return onReview(context, place, { act: "review.open", lock: false }, async (tx, { sample, visit, events, standing }) => {
    const record = await loadVisitRecord(tx, visit.encounterId);
    if (record === undefined) return notFound("visit");
    const { encounter, patient, rendering } = record;
    const verdicts = lastVerdicts(events);
    const own = ownCodes(events);
    const sealed = sample.blind && standing.isReviewer && own === undefined && verdicts === undefined;
    const seesMoney = context.actor.permissions.has("money:read");
    const may = (kind: ReviewEventKind): boolean => mayAdd(kind, standing) === undefined;
    const proposed = own === undefined ? allRight(visit.coding) : compareCoding(visit.coding, own);
    return ok({
      sample: {
        id: sample.id,
        coder: sample.coderName,
        reviewer: sample.reviewerName,
        blind: sample.blind,
        states: standing.isReviewer ? (await sampleStates(tx, sample.id)).map((one) => ({ ...one })) : [],
      },
      position: place.position,
      state: stateOf(standing.history),
      sealed,
      visit: {
        id: visit.encounterId,
        date: encounter.date,
        patientName: formatListName(patient.name),
        accountNumber: patient.accountNumber,
        clinician: formatListName(rendering.name),
        reason: encounter.reason,
        placeOfService: encounter.placeOfService,
        note: encounter.note?.text ?? "",
      },
      risk: sealed ? [] : [...visit.riskWords],
      ...(sealed ? {} : { coding: shownCoding(visit.coding, seesMoney), verdicts: (verdicts ?? proposed).map(shownVerdict) }),
      ...(own === undefined ? {} : { own: shownCoding(own, false) }),
      history: events.map(({ kind, on, by, words }) => ({ kind, on, by, words })),
      may: {
        ownCodes: may("own-codes"),
        review: may("reviewed"),
        answer: may("agreed"),
        close: may("closed"),
      },
    });
  });
}

export function giveOwnCodes(context: Context, place: ReviewPlace, given: ReviewedCoding): Promise<Outcome<undefined>> {
  return add(context, place, "own-codes", () => ok({ words: "", content: storedCoding(given) }));
}

export function giveVerdicts(
  context: Context,
  place: ReviewPlace,
  { codes, words }: { readonly codes: readonly CodeVerdict[]; readonly words: string },
): Promise<Outcome<undefined>> {
  return add(context, place, "reviewed", ({ visit }) => {
    const checked = checkVerdicts(visit.coding, codes.map(storedVerdict));
    return checked.ok ? ok({ words, content: checked.value }) : no(checked.refusal.code, checked.refusal.words);
  });
}

export function answerReview(
  context: Context,
  place: ReviewPlace,
  { agrees, words }: { readonly agrees: boolean; readonly words: string },
): Promise<Outcome<undefined>> {
  if (!agrees && words.trim() === "")
    return Promise.resolve(no("words", "Say what you do not agree with.", "Name the code and your reason."));
  return add(context, place, agrees ? "agreed" : "disputed", () => ok({ words }));
}

/** From here on it counts. */
export function closeReview(context: Context, place: ReviewPlace, words: string): Promise<Outcome<undefined>> {
  return add(context, place, "closed", async ({ visit, events }, on, tx) => {
    const verdicts = lastVerdicts(events) ?? [];
    const procedures = verdicts.flatMap(({ code, shouldBe }) => [code, shouldBe ?? ""]).map(procedureOf);
    const fees = await practiceFees(context.app, tx, procedures);
    const money = misstatement(visit.coding, verdicts, (procedure, units) => {
      const known = parseDecimal(units);
      return known === undefined ? undefined : priceCharge({ procedure, units: known, on, fees });
    });
    return ok({ words, counts: { ...countVerdicts(verdicts), ...money } });
  });
}

type Said = Pick<NewReviewEvent, "words" | "content" | "counts">;

/** `say` also gets the day of the visit, by which prices hold. */
function add(
  context: Context,
  place: ReviewPlace,
  kind: ReviewEventKind,
  say: (under: Under, visitDay: IsoDate, tx: Tx) => Outcome<Said> | Promise<Outcome<Said>>,
): Promise<Outcome<undefined>> {
  const act = kind === "agreed" || kind === "disputed" ? "review.answer" : "review.write";
  return onReview(context, place, { act, lock: true }, async (tx, under) => {
    const refusal = mayAdd(kind, under.standing);
    if (refusal !== undefined) return no(refusal.code, refusal.words);
    const record = await loadVisitRecord(tx, under.visit.encounterId);
    if (record === undefined) return notFound("visit");
    const said = await say(under, record.encounter.date, tx);
    if (!said.ok) return said;
    const { today } = await practiceToday(context, tx);
    await addReviewEvent(tx, place, {
      sequence: under.events.length + 1,
      kind,
      on: today,
      by: context.user,
      byId: context.actor.accountId,
      ...said.value,
    });
    return ok(undefined);
  });
}

function lastVerdicts(events: readonly ReviewEvent[]): readonly CodeVerdict[] | undefined {
  return events.findLast((one) => one.kind === "reviewed")?.content as readonly CodeVerdict[] | undefined;
}

function ownCodes(events: readonly ReviewEvent[]): ReviewedCoding | undefined {
  return events.find((one) => one.kind === "own-codes")?.content as ReviewedCoding | undefined;
}

function shownCoding({ diagnoses, lines }: ReviewedCoding, money: boolean) {
  return {
    diagnoses: diagnoses.map(formatDiagnosis),
    lines: lines.map(({ procedure, modifiers, units, pointers, amount }) => ({
      procedure,
      modifiers: [...modifiers],
      units,
      pointers: [...pointers],
      ...(money && amount !== undefined ? { amount } : {}),
    })),
  };
}

function storedCoding({ diagnoses, lines }: ReviewedCoding): ReviewedCoding {
  return { diagnoses: [...new Set(diagnoses.map(normalizeCode))], lines };
}

const shownVerdict = (one: CodeVerdict): CodeVerdict => withCodes(one, formatDiagnosis);
const storedVerdict = (one: CodeVerdict): CodeVerdict => withCodes(one, normalizeCode);

/** Diagnoses are kept without their dot. */
function withCodes(one: CodeVerdict, change: (code: string) => string): CodeVerdict {
  if (one.kind === "procedure") return one;
  return { ...one, code: change(one.code), ...(one.shouldBe === undefined ? {} : { shouldBe: change(one.shouldBe) }) };
}
