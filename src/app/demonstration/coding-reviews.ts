/** A month's samples of coded visits, reviewed by the manager against the codes that the generator knows to be right. */

import type { InventedVisit } from "../../core/academy/invent-day.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { type IsoDate, isoDate } from "../../core/kernel/iso-date.ts";
import { compareCoding } from "../../core/reviews/compare-coding.ts";
import type { CodeVerdict, ReviewedCoding, ReviewPlace } from "../../core/reviews/model.ts";
import { loadSampleVisit, sampleStates } from "../../store/coding-reviews.ts";
import { inPractice } from "../../store/transaction.ts";
import { drawSample } from "../reviews/draw.ts";
import { answerReview, closeReview, giveOwnCodes, giveVerdicts } from "../reviews/review.ts";
import { rightCoding } from "../simulated-practice/mend-visits.ts";
import type { Office } from "../simulated-practice/office.ts";
import type { ReceivedVisit } from "../simulated-practice/receive-visits.ts";
import { accepted } from "./accepted.ts";
import { coders, manager, workingAs } from "./staff.ts";

/** The month before the demonstration opens. What was coded wrong is seen on its day; later it has been mended. */
const month = { from: isoDate("2026-10-01"), to: isoDate("2026-10-31") } as const;
const friday = { from: isoDate("2026-10-16"), to: isoDate("2026-10-16") } as const;
const twoDays = { from: isoDate("2026-10-19"), to: isoDate("2026-10-20") } as const;
const usual = { size: 20, method: "random", blind: false, left: 0, disputes: false } as const;
const samples = [
  { ...usual, on: friday.to, days: friday, coder: coders[0] },
  { ...usual, on: twoDays.to, days: twoDays, coder: coders[1], disputes: true },
  { ...usual, on: isoDate("2026-11-04"), days: month, coder: coders[0], size: 12, blind: true },
  // Of its last ones nobody has said anything yet.
  { ...usual, on: isoDate("2026-11-11"), days: month, coder: coders[1], size: 10, method: "risk", left: 3 },
] as const;

export function reviewCoding(office: Office): (today: IsoDate, received: readonly ReceivedVisit[]) => Promise<void> {
  const right = new Map<EncounterId, ReviewedCoding>();
  return async (today, received) => {
    if (today >= month.from && today <= month.to) for (const { encounter, visit } of received) right.set(encounter.id, codingOf(visit));
    for (const sample of samples) if (sample.on === today && right.size > 0) await reviewSample(office, sample, right);
  };
}

async function reviewSample(
  office: Office,
  { days, coder, size, method, blind, left, disputes }: (typeof samples)[number],
  right: ReadonlyMap<EncounterId, ReviewedCoding>,
): Promise<void> {
  const reviewer = workingAs(office.context, manager);
  const own = workingAs(office.context, coder);
  const drawn = await drawSample(reviewer, { ...days, coder, size, method, blind, seed: office.seed });
  // A short history has no visits of that month.
  if (!drawn.ok && drawn.refusal.problem === "nothing-coded") return;
  const { sampleId } = accepted(drawn);
  const { app, practiceId } = office.context;
  const states = await inPractice(app.pool, practiceId, (tx) => sampleStates(tx, sampleId));
  let answered = !disputes;
  for (const { position } of states.slice(0, states.length - left)) {
    const place: ReviewPlace = { sampleId, position };
    const visit = await inPractice(app.pool, practiceId, (tx) => loadSampleVisit(tx, place, { lock: false }));
    const truth = visit === undefined ? undefined : right.get(visit.encounterId);
    assert(visit !== undefined && truth !== undefined, "what is right of each visit of the month is known");
    if (blind) accepted(await giveOwnCodes(reviewer, place, truth));
    const codes = compareCoding(visit.coding, truth).map(withReason);
    const wrong = codes.filter((one) => one.verdict !== "right");
    accepted(await giveVerdicts(reviewer, place, { codes, words: wrong.length === 0 ? "" : wordsOf(wrong) }));
    if (wrong.length > 0 && !answered) {
      answered = true;
      accepted(await answerReview(own, place, { agrees: false, words: "I read the note otherwise. Which rule asks for it?" }));
      continue;
    }
    accepted(await answerReview(own, place, { agrees: true, words: wrong.length === 0 ? "" : "Agreed." }));
    accepted(await closeReview(reviewer, place, ""));
  }
}

function codingOf(visit: InventedVisit): ReviewedCoding {
  const { diagnoses, charges } = rightCoding(visit);
  return {
    diagnoses: diagnoses.map(({ code }) => code),
    lines: charges.map(({ procedure, modifiers, units, pointers }) => ({ procedure, modifiers, units, pointers })),
  };
}

/** As a reviewer would say it, with the authority for it. */
function withReason(one: CodeVerdict): CodeVerdict {
  if (one.verdict !== "wrong-modifier") return one;
  return one.shouldBe?.includes("-QW") === true
    ? { ...one, reason: "A waived test is reported with QW.", rule: "Medicare Claims Processing Manual, chapter 16, section 70.8" }
    : { ...one, reason: "The visit stands apart from the procedure of the same day.", rule: "NCCI Policy Manual, chapter I, section E" };
}

function wordsOf(wrong: readonly CodeVerdict[]): string {
  return wrong.length === 1 ? "One code to look at again." : `${wrong.length} codes to look at again.`;
}
