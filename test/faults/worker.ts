/**
 * The work of a practice as a process of its own, with the real use cases, to be killed at any moment: takes files in, files
 * claims, lets the payers answer, takes patients' payments, day after day until nothing is open. When the database is lost it goes on
 * as soon as there is one; started again it goes on where it was. Arguments: data folder, practice. Says "step" when it begins a step
 * of its work.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { machineContext } from "../../src/app/context.ts";
import { fileClaims, finishPreparedFiles } from "../../src/app/file-claims.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { openWorkplace, setPracticeDate } from "../../src/app/open-workplace.ts";
import { keepTotals } from "../../src/app/periods.ts";
import { readSession } from "../../src/app/read-session.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { openSimulatedPayers } from "../../src/cli/simulated-payers.ts";
import { id } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { isDatabaseLost } from "../../src/store/database-lost.ts";

const [dataDir, practice] = process.argv.slice(2);
if (dataDir === undefined || practice === undefined) throw new Error("give the data folder and the practice");

/** No plan pays later than this. */
const longest = 60;
/** Payers and patients answer days later: it looks in this often, so that most steps have something to do. */
const daysAtOnce = 3;
/** Milliseconds. */
const betweenTries = 200;

const workplace = await openWorkplace(dataDir);
if (workplace.simulatorConfig === undefined) throw new Error("the built-in database has a simulator");
const context = machineContext(workplace.app, id<"practice">(Number(practice)), "Worker");
const payers = openSimulatedPayers(workplace.app, workplace.simulatorConfig);
await step(() => finishPreparedFiles(context));
for (let day = 0; day < longest && (await patiently(openWork)) > 0; day += daysAtOnce) {
  const { today } = await patiently(() => readSession(context));
  await step(() => takeIn(context));
  await step(() => fileClaims(context));
  await step(() => payers.work(context.practiceId, today));
  await step(() => takeIn(context));
  await step(patientsPay);
  await step(() => keepTotals(context));
  await step(() => setPracticeDate(workplace.app, context.practiceId, addDays(today, daysAtOnce)));
}
await payers.close();
await workplace.close();

/** Whoever listens may kill from here on. */
function step(work: () => Promise<unknown>): Promise<unknown> {
  process.stdout.write("step\n");
  return patiently(work);
}

/** Again and again while the database is lost, as the jobs of the program are: what was not committed is not there. */
async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseLost(error)) throw error;
      process.stdout.write(`lost: ${String(error)}\n`);
      await sleep(betweenTries);
    }
  }
}

/** Visits that a payer has to decide, or a patient to pay. */
async function openWork(): Promise<number> {
  return (await listVisits(context)).visits.filter((visit) => visit.insuranceBalance !== 0 || visit.patientBalance !== 0).length;
}

/** Each patient pays what they owe when they owe it; the key is the visit and the amount, as a form sent twice. */
async function patientsPay(): Promise<void> {
  for (const { id: visitId, patientBalance: amount } of (await listVisits(context)).visits) {
    if (amount <= 0) continue;
    const taken = await takePayment(context, id<"encounter">(visitId), {
      amount,
      method: "card",
      reference: "",
      key: `visit ${visitId} pays ${amount}`,
    });
    if (!taken.ok) throw new Error(taken.refusal.message);
  }
}
