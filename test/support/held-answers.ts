/** A payer's answer under a number that nobody knows: its money waits until a person says what becomes of it. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { takeIn } from "../../src/app/take-in.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { unmatchedMoney } from "../../src/store/board.ts";
import { listPayers } from "../../src/store/parties.ts";
import { done, type PracticeWorld } from "./practice-world.ts";

/** In every file of the payers that pays: our number becomes one that nobody knows. */
export async function disguise(world: PracticeWorld, controlNumber: string): Promise<boolean> {
  let found = false;
  for (const { payerId } of await world.inTx(listPayers)) {
    for (const folder of [world.inbox(payerId), world.outbox(payerId)]) {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        const text = await readFile(join(folder, name), "latin1").catch(() => "");
        if (!text.includes("*835*") || !text.includes(`CLP*${controlNumber}*`)) continue;
        await writeFile(join(folder, name), text.replaceAll(`CLP*${controlNumber}*`, `CLP*${"X".repeat(controlNumber.length)}*`), "latin1");
        found = true;
      }
    }
  }
  return found;
}

/** A claim whose answer came under a number that nobody knows. */
export async function heldAnswer(world: PracticeWorld, charges: Parameters<PracticeWorld["code"]>[2] = [["99213", [], [1]]]) {
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["J06.9"], charges));
  await world.send(visit);
  const claim = await world.claim(visit);
  const before = new Set((await world.exceptions()).map(({ id }) => id));
  for (let day = 0, disguised = false; day < 40 && !disguised; day += 1) {
    await world.goTo(addDays(world.today(), 1));
    await world.payersWork();
    disguised = await disguise(world, claim.controlNumber);
    await takeIn(world.context);
  }
  const item = (await world.exceptions()).find(({ id, reason }) => !before.has(id) && reason.includes("is not known here"));
  const amount = (await world.inTx(unmatchedMoney))[0]?.amount;
  if (item === undefined || amount === undefined) throw new Error("an answer waits with its money");
  return { visit, claim, exceptionId: item.id, amount };
}
