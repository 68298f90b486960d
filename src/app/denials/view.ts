/** The page of one denied line: the payer's words, what they mean, what to do, what was done, and what can be done now. */
import { actionWords } from "../../core/denials/action-words.ts";
import { nextAppeal } from "../../core/denials/appeal-levels.ts";
import { caseStateOf, caseStateWords } from "../../core/denials/case.ts";
import { denialEventWords } from "../../core/denials/history.ts";
import { rootCauseWords } from "../../core/denials/model.ts";
import { playFor } from "../../core/denials/playbook.ts";
import { assert } from "../../core/kernel/assert.ts";
import { formatDecimal } from "../../core/kernel/decimal.ts";
import type { DenialId } from "../../core/kernel/id.ts";
import { daysBetween, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName } from "../../core/parties/format.ts";
import { lettersOfDenial } from "../../store/appeal-letters.ts";
import { denialEvents } from "../../store/denial-events.ts";
import { denialGroups } from "../../store/denial-list.ts";
import { listDenials, loadDenial, type StoredDenial } from "../../store/denials.ts";
import { loadRemittance } from "../../store/remittances.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import { groupWords } from "../adjustment-words.ts";
import { onRecord } from "../audit/record.ts";
import { stateWords } from "../claim-words.ts";
import { codeWordsOf } from "../code-words.ts";
import { type Context, practiceToday } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";
import { denialActions } from "./actions.ts";
import { type CaseRecord, loadCaseRecord } from "./case-record.ts";
import { decidedLast } from "./decided-last.ts";
import { filingProofOf } from "./filing-record.ts";
import { categoryWords } from "./list.ts";
import type { DenialDetail } from "./work-out.ts";

export async function viewDenial(context: Context, denialId: DenialId): Promise<Outcome<DenialPage>> {
  return onRecord(context, { act: "denial.open", object: ["denial", denialId], snapshot: true }, (tx) => loadPage(context, tx, denialId));
}

/** The case as a command left it. */
export async function denialAfterCommand(context: Context, denialId: DenialId): Promise<Outcome<DenialPage>> {
  return readPractice(context.app.pool, context.practiceId, (tx) => loadPage(context, tx, denialId));
}

export type DenialPage = Awaited<ReturnType<typeof pageOf>>;

async function loadPage(context: Context, tx: Tx, denialId: DenialId): Promise<Outcome<DenialPage>> {
  const denial = await loadDenial(tx, denialId);
  if (denial === undefined) return notFound("denial");
  return ok(await pageOf(context, tx, await loadCaseRecord(tx, denial)));
}

async function pageOf(context: Context, tx: Tx, record: CaseRecord) {
  const { denial, visit, claim, payer, charge } = record;
  const { today } = await practiceToday(context, tx);
  const words = codeWordsOf(context.app.codeBook);
  const detail = denial.detail as DenialDetail;
  const state = caseStateOf(denial.status);
  const remittance = await loadRemittance(tx, denial.remittanceId);
  assert(remittance !== undefined, "a denial has its remittance");
  const right =
    denial.appealBy === undefined
      ? undefined
      : nextAppeal(payer, { used: denial.appealLevel, since: await decidedLast(tx, denial), today, amount: denial.amount });
  const { category } = denial;
  const play = playFor(category);
  return {
    id: denial.id,
    visitId: visit.encounter.id,
    claimId: claim.id,
    patient: {
      id: visit.patient.id,
      name: formatFullName(visit.patient.name),
      accountNumber: visit.patient.accountNumber,
      birthDate: visit.patient.birthDate,
      memberId: visit.coverage?.memberId ?? "",
    },
    payer: { id: payer.id, name: payer.name, takesReplacement: payer.takesReplacement },
    claim: {
      controlNumber: claim.controlNumber,
      payerControlNumber: denial.payerControlNumber,
      version: claim.version,
      state: claim.state,
      stateWords: stateWords[claim.state],
    },
    service: {
      date: charge?.serviceFrom ?? claim.serviceFrom,
      procedure: charge?.procedure ?? "",
      modifiers: charge === undefined ? [] : [...charge.modifiers],
      units: charge === undefined ? "" : formatDecimal(charge.units),
      charge: charge?.amount ?? denial.amount,
      diagnoses: (charge?.pointers ?? []).flatMap((at) => visit.encounter.diagnoses.find((one) => one.position === at)?.code ?? []),
      ...(charge === undefined ? {} : wordsOfProcedure(context, charge.procedure, charge.serviceFrom)),
    },
    remittance: { id: remittance.id, trace: remittance.trace, decidedOn: denial.decidedOn },
    amount: denial.amount,
    group: denial.group,
    groupWords: groupWords[denial.group] ?? "",
    adjustments: denial.adjustments.map((one) => ({
      group: one.group,
      reason: one.reason,
      words: words.carc(one.reason)?.title ?? "not in the loaded table",
      amount: one.amount,
    })),
    remarks: denial.remarks.map((code) => ({
      code,
      words: words.rarc(code)?.title ?? "not in the loaded table",
      alert: words.rarc(code)?.alert === true,
    })),
    category,
    categoryWords: categoryWords(category),
    cause: rootCauseWords[detail.cause],
    preventable: detail.preventable,
    liable: detail.liable,
    state,
    status: denial.status,
    stateWords: caseStateWords[state],
    play: { ...play, steps: [...play.steps], evidence: [...play.evidence], say: [...play.say] },
    remedy: {
      action: detail.action,
      words: actionWords[detail.action],
      reasons: [...detail.reasons],
      authority: detail.authority,
      alternatives: (detail.alternatives ?? []).map((action) => ({ action, words: actionWords[action] })),
    },
    clocks: clocksOf(denial, today),
    ...(right === undefined ? {} : { appeal: right }),
    ...(denial.settled === undefined ? {} : { settled: denial.settled }),
    actions: denialActions(record, { right, today }),
    history: (await denialEvents(tx, denial.id)).map(({ sequence, on, by, event }) => ({
      sequence,
      on,
      by,
      kind: event.kind,
      ...denialEventWords(event),
    })),
    letters: await lettersOf(tx, denial.id),
    filing: await filingOf(tx, record),
    chain: await chainOf(tx, denial),
    sameCause: await sameCause(tx, denial, charge?.procedure),
  };
}

function wordsOfProcedure({ app }: Context, procedure: string, on: IsoDate): { readonly words?: string } {
  const wording = app.codeBook.procedure(procedure, on)?.wording;
  return wording === undefined ? {} : { words: wording };
}

function clocksOf(denial: StoredDenial, today: IsoDate) {
  const clock = (words: string, by: IsoDate | undefined) =>
    by === undefined ? [] : [{ words, by, daysLeft: daysBetween({ from: today, to: by }) }];
  return [
    ...clock("corrected claim", denial.correctBy),
    ...clock("appeal", denial.appealBy),
    ...clock("the payer's answer", denial.answerBy),
    ...clock("look again", denial.nextOn),
  ];
}

async function lettersOf(tx: Tx, denialId: DenialId) {
  const letters = await lettersOfDenial(tx, denialId);
  const draft = letters.find((one) => one.sentOn === undefined);
  return {
    sent: letters.flatMap(({ id, level, sentOn, sentBy, reference, pdfSha256 }) =>
      sentOn === undefined
        ? []
        : [{ id, level, sentOn, sentBy: sentBy ?? "", sha256: pdfSha256 ?? "", ...(reference === undefined ? {} : { reference }) }],
    ),
    ...(draft === undefined
      ? {}
      : { draft: { id: draft.id, level: draft.level, text: { ...draft.text, enclosures: [...draft.text.enclosures] } } }),
  };
}

async function filingOf(tx: Tx, { claim, payer }: CaseRecord) {
  const { sentences, warnings } = await filingProofOf(tx, claim, payer);
  return { sentences: [...sentences], warnings: [...warnings] };
}

/** The same line before and after: a decision that was upheld goes on in the next case. */
async function chainOf(tx: Tx, denial: StoredDenial) {
  const all = await listDenials(tx, { claimId: denial.claimId, limit: 200 });
  return all
    .filter((one) => one.chargeId === denial.chargeId && one.id !== denial.id)
    .sort((a, b) => a.id - b.id)
    .map((one) => ({
      id: one.id,
      decidedOn: one.decidedOn,
      reason: `${one.group}-${one.reason}`,
      amount: one.amount,
      stateWords: caseStateWords[caseStateOf(one.status)],
    }));
}

async function sameCause(tx: Tx, denial: StoredDenial, procedure: string | undefined) {
  const [group] = await denialGroups(
    tx,
    {
      statuses: ["open"],
      payerIds: [denial.payerId],
      reasons: [denial.reason],
      ...(procedure === undefined ? {} : { procedures: [procedure] }),
    },
    1,
  );
  return { count: group?.count ?? 0, amount: group?.amount ?? 0 };
}
