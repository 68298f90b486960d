/** The measures of `bench` over lists of a large practice. */
import { listPeople, whoSaw } from "../app/audit/who-saw.ts";
import type { Context } from "../app/context.ts";
import { type DenialQuery, listDeniedLines } from "../app/denials/list.ts";
import { findAnything } from "../app/find-anything.ts";
import { viewDeskDay } from "../app/front-desk/day.ts";
import { viewJobs } from "../app/jobs/view-jobs.ts";
import { type ClaimQuery, listClaims } from "../app/list-claims.ts";
import { listVisits, type VisitQuery } from "../app/list-visits.ts";
import { viewDaySheet } from "../app/measures/view-day-sheet.ts";
import { viewMeasures } from "../app/measures/view-measures.ts";
import { viewFollowUps } from "../app/patients/contacts.ts";
import { listPatientAccounts, type PatientQuery } from "../app/patients/list-patients.ts";
import { viewRuns } from "../app/patients/run-statements.ts";
import { viewPatientStatements } from "../app/patients/statement-history.ts";
import { listRemittances, type RemittanceQuery } from "../app/remittances.ts";
import { listFiles, listOpenExceptions } from "../app/view-files.ts";
import { viewMyDay } from "../app/worklist/my-day.ts";
import { viewBoard } from "../app/worklist/view-board.ts";
import { viewUnmatched } from "../app/worklist/view-unmatched.ts";
import { id } from "../core/kernel/id.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { queues } from "../core/worklist/queue.ts";
import type { Measure, Measured } from "./bench.ts";
import { type LargePractice, largePractice } from "./bench-practice.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

/** The lists of the program by name, with what each is asked: every sort and filter, at the beginning and deep inside. */
const lists = [
  "visits",
  "claims",
  "denials",
  "remittances",
  "patients",
  "desk",
  "board",
  "exceptions",
  "files",
  "statements",
  "numbers",
  "audit",
  "jobs",
  "find",
] as const;
type ListName = (typeof lists)[number];

const rounds = 5;

function listMeasures(
  claims: number,
  { name, target, onlyByName }: { name: string; target: number; onlyByName: boolean },
): readonly Measure[] {
  const asked = { unit: "ms", onlyByName } as const;
  return [
    { ...asked, name: `lists-${name}-p50`, target: null, run: () => overall(claims, 0.5) },
    { ...asked, name: `lists-${name}-p95`, target, run: () => overall(claims, 0.95) },
    ...lists.map((list): Measure => ({ ...asked, name: `lists-${name}-${list}-p95`, target, run: () => ofList(list, claims) })),
    { ...asked, name: `lists-${name}-slowest-list`, target: null, run: () => slowest(claims) },
    { ...asked, name: `lists-${name}-make`, unit: "claims/s", target: null, run: async () => made(await largePractice(claims)) },
  ];
}

/** A million takes minutes to make: only when it is asked for. */
export const largeListMeasures: readonly Measure[] = [
  ...listMeasures(100_000, { name: "100k", target: 100, onlyByName: true }),
  ...listMeasures(1_000_000, { name: "1m", target: 150, onlyByName: true }),
];

function made({ claims, seconds }: LargePractice): Measured {
  return { value: claims / seconds, n: claims };
}

type Asked = readonly (readonly [what: string, ask: (context: Context) => Promise<unknown>])[];

function questionsOf(list: ListName, claims: number): Asked {
  switch (list) {
    case "visits":
      return visitQuestions(claims).map(([what, query]) => [what, (context) => listVisits(context, { limit: 100, ...query })]);
    case "claims":
      return claimQuestions(claims).map(([what, query]) => [what, (context) => listClaims(context, { limit: 100, ...query })]);
    case "denials":
      return denialQuestions.map(([what, query]) => [what, (context) => listDeniedLines(context, query)]);
    case "remittances":
      return remittanceQuestions.map(([what, query]) => [what, (context) => listRemittances(context, query)]);
    case "patients":
      return patientQuestions(claims).map(([what, query]) => [what, (context) => listPatientAccounts(context, query)]);
    case "desk":
      return [["a day", (context) => viewDeskDay(context, busyDay)]];
    case "board":
      return [
        ["board", viewBoard],
        ["unmatched money", viewUnmatched],
        ["due today", viewFollowUps],
        ["my day", (context) => viewMyDay(context, undefined)],
      ];
    case "statements":
      return [
        ["runs", viewRuns],
        ["of a patient", (context) => viewPatientStatements(context, id<"patient">(1))],
      ];
    case "numbers":
      return [
        ["all", (context) => viewMeasures(context, october)],
        ["day sheet", (context) => viewDaySheet(context, { from: busyDay, to: busyDay })],
      ];
    case "audit":
      return [
        ["who saw a patient", (context) => whoSaw(context, id<"patient">(1), { from: isoDate("2026-01-01"), to: isoDate("2026-12-31") })],
        ["people", listPeople],
      ];
    case "jobs":
      return [["all", viewJobs]];
    case "exceptions":
      return [["open", listOpenExceptions]];
    case "files":
      return [["newest", listFiles]];
    case "find":
      return ["rivera", "rivera ana", "p0000123", "B1234", "CW1-12", "835-12"].map((text) => [
        text,
        (context) => findAnything(context, text),
      ]);
  }
}

function visitQuestions(claims: number): readonly (readonly [string, VisitQuery])[] {
  const middle = id<"encounter">(Math.floor(claims / 2));
  const sorts = ["date", "patient", "charged", "insurance", "patient-owes", "deadline", "priority"] as const;
  const asked: (readonly [string, VisitQuery])[] = [["newest", {}]];
  for (const sort of sorts) {
    for (const descending of [true, false]) {
      asked.push([`${sort} ${descending ? "down" : "up"}`, { sort, descending }]);
      asked.push([`${sort} ${descending ? "down" : "up"}, deep`, { sort, descending, after: middle }]);
    }
  }
  for (const queue of queues) {
    asked.push([queue, { queues: [queue], sort: "priority" }]);
    asked.push([`${queue} by patient`, { queues: [queue], sort: "patient" }]);
    asked.push([`${queue} by insurance`, { queues: [queue], sort: "insurance", descending: true }]);
    asked.push([`${queue} of a payer`, { queues: [queue], payerIds: [payer], sort: "deadline" }]);
  }
  asked.push(["a payer", { payerIds: [payer] }]);
  asked.push(["a clinician by patient", { providerIds: [id<"provider">(7)], sort: "patient" }]);
  asked.push(["a payer and a clinician", { payerIds: [payer], providerIds: [id<"provider">(7)], sort: "charged", descending: true }]);
  asked.push(["a month", { ...october, sort: "insurance", descending: true }]);
  asked.push(["several queues", { queues: ["denied", "rejected", "silent", "held-by-findings"], sort: "insurance", descending: true }]);
  asked.push(["what sleeps", { followUp: "asleep", sort: "priority" }]);
  for (const find of found) asked.push([`find ${find}`, { find }]);
  return asked;
}

function claimQuestions(claims: number): readonly (readonly [string, ClaimQuery])[] {
  const middle = id<"claim">(Math.floor(claims / 2));
  const asked: (readonly [string, ClaimQuery])[] = [["newest", {}]];
  for (const sort of ["date", "patient", "charged", "open"] as const) {
    for (const descending of [true, false]) {
      asked.push([`${sort} ${descending ? "down" : "up"}`, { sort, descending }]);
      asked.push([`${sort} ${descending ? "down" : "up"}, deep`, { sort, descending, after: middle }]);
    }
    for (const state of ["accepted", "paid", "rejected", "denied"] as const)
      asked.push([`${state} by ${sort}`, { states: [state], sort, descending: true }]);
  }
  asked.push(["a payer", { payerIds: [payer] }]);
  asked.push(["a clinician", { renderingIds: [id<"provider">(7)] }]);
  asked.push(["with an open denial", { denied: true }]);
  asked.push(["a month by what is open", { ...october, sort: "open", descending: true }]);
  asked.push(["old and open", { ages: ["91-120", "over-120"], sort: "open", descending: true }]);
  for (const find of found) asked.push([`find ${find}`, { find }]);
  return asked;
}

const payer = id<"payer">(3);
/** A thousand visits. */
const busyDay = isoDate("2026-11-30");
const october = { from: isoDate("2026-10-01"), to: isoDate("2026-10-31") };
const found = ["r", "riv", "rivera ana", "p0000123", "payer c", "clinician7", "nobody"];

function patientQuestions(claims: number): readonly (readonly [string, PatientQuery])[] {
  const middle = id<"patient">(Math.floor(claims / 8));
  return [
    ["by name", {}],
    ["by name, deep", { after: middle }],
    ["who owe", { show: "owes" }],
    ["who owe, deep", { show: "owes", after: middle }],
    ["with a credit", { show: "credit" }],
    ...found.map((find) => [`find ${find}`, { find }] as const),
  ];
}

const denialQuestions: readonly (readonly [string, DenialQuery])[] = [
  ["due", {}],
  ["open, due", { states: ["open"] }],
  ["open, by amount", { states: ["open"], sort: "amount", descending: true }],
  ["newest", { sort: "decided" }],
  ["a payer", { payerIds: [payer] }],
  ["a reason", { reasons: ["197"] }],
  ["a service", { procedures: ["99213"], sort: "amount" }],
  ["due in two weeks", { dueWithin: 14 }],
  ["a month", october],
];

const remittanceQuestions: readonly (readonly [string, RemittanceQuery])[] = [
  ["newest", {}],
  ["not posted", { statuses: ["exception"] }],
  ["a payer", { payerIds: [payer] }],
  ["not at the bank", { deposited: false }],
  ["a month", october],
  ["deep", { after: 200 }],
];

/** Milliseconds of every list, by what was asked; measured once. */
const measured = new Map<number, Promise<ReadonlyMap<string, readonly number[]>>>();

function timesOf(claims: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const known = measured.get(claims) ?? largePractice(claims).then(measure);
  measured.set(claims, known);
  return known;
}

async function measure({ context, claims }: LargePractice): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const list of lists) {
      for (const [what, ask] of questionsOf(list, claims)) {
        const taken = await secondsOf(async () => void (await ask(context)));
        const name = `${list}: ${what}`;
        // The first round warms up.
        if (round > 0) times.set(name, [...(times.get(name) ?? []), taken * 1000]);
      }
    }
  }
  return times;
}

async function overall(claims: number, part: number): Promise<Measured> {
  const all = [...(await timesOf(claims)).values()].flat();
  return { value: percentile(all, part), n: all.length };
}

async function ofList(list: ListName, claims: number): Promise<Measured> {
  const mine = [...(await timesOf(claims))].filter(([what]) => what.startsWith(`${list}: `));
  const middles = mine.map(([what, taken]) => ({ what, ms: percentile(taken, 0.5) }));
  const worst = middles.reduce((most, next) => (next.ms > most.ms ? next : most));
  const all = mine.flatMap(([, taken]) => taken);
  return { value: percentile(all, 0.95), n: all.length, about: `slowest ${worst.what}` };
}

/** The list whose middle time is the longest; its name goes with the figure. */
async function slowest(claims: number): Promise<Measured> {
  const middles = [...(await timesOf(claims))].map(([what, taken]) => [what, percentile(taken, 0.5)] as const);
  const [what, value] = middles.reduce((worst, one) => (one[1] > worst[1] ? one : worst));
  return { value, n: rounds, about: what };
}
