/** What somebody did about a denied line that changes no claim: a call, a note, documents sent, an answer that came on paper. */
import type { DenialStatus } from "../../core/denials/case.ts";
import { isUnsettled } from "../../core/denials/case.ts";
import type { DenialEvent } from "../../core/denials/history.ts";
import type { DenialId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { type DenialChange, loadDenial, type StoredDenial, updateDenial } from "../../store/denials.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export type LoggedWork = Extract<DenialEvent, { readonly kind: "call" | "note" | "documents-sent" | "answered" }>;

/** Days in which the payer is expected to look at documents. */
const documentsDays = 30;

export async function logDenialWork(context: Context, denialId: DenialId, work: LoggedWork): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "denial.work", object: ["denial", denialId] }, async (tx) => {
    const denial = await loadDenial(tx, denialId);
    if (denial === undefined) return notFound("denial");
    const { today } = await practiceToday(context, tx);
    if (work.kind !== "note" && !isUnsettled(denial.status))
      return no("closed", "This case is closed.", "Write a note; a new decision of the payer opens a new case.");
    if (work.kind === "answered" && denial.status === "open")
      return no("nothing-asked", "Nothing was asked of the payer that this could answer.", "Record the call or the letter first.");
    const past = nextDayOf(work);
    if (past !== undefined && past < today) return no("past-day", "The next day lies in the past.");
    const event = withDays(work, today);
    await updateDenial(tx, denialId, changeBy(event, denial, today));
    await addDenialEvents(tx, { on: today, ...whoActs(context) }, [{ denialId, event }]);
    return ok(undefined);
  });
}

function nextDayOf(work: LoggedWork): IsoDate | undefined {
  if (work.kind === "call" || work.kind === "note") return work.nextOn;
  return work.kind === "documents-sent" ? work.answerBy : undefined;
}

function withDays(work: LoggedWork, today: IsoDate): LoggedWork {
  return work.kind === "documents-sent" && work.answerBy === undefined ? { ...work, answerBy: addDays(today, documentsDays) } : work;
}

function changeBy(work: LoggedWork, denial: StoredDenial, today: IsoDate): DenialChange {
  switch (work.kind) {
    case "call":
    case "note":
      return work.nextOn === undefined ? {} : { nextOn: work.nextOn };
    case "documents-sent":
      return { status: denial.status === "open" ? "working" : denial.status, answerBy: work.answerBy ?? null, nextOn: null };
    case "answered":
      return answered(work.answer, today);
  }
}

/** Money decides, not paper: a promise to pay keeps the case waiting for the 835; a refusal puts the next step before a person. */
function answered(answer: Extract<DenialEvent, { kind: "answered" }>["answer"], today: IsoDate): DenialChange {
  const waits: DenialStatus = "working";
  return answer === "overturned" || answer === "partly-overturned"
    ? { status: waits, answerBy: addDays(today, documentsDays), nextOn: null }
    : { status: "open", answerBy: null, nextOn: null };
}
