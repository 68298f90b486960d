/** `payer adjudicate FILE.837`: the files that a simulated payer answers with, written to a folder. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { adjudicateFile } from "../core/payer/adjudicate-file.ts";
import { type FaultKind, type FaultRates, faultKinds } from "../core/payer/faults.ts";
import { type BenefitPlan, planById, planByPayerId } from "../core/payer/plan.ts";
import { configuredPlans } from "../core/payer/plans.ts";
import { dayOption, numberOption, onlyFile } from "./arguments.ts";
import { readAll } from "./bytes.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { codeBook } from "./load.ts";

const synopsis = "payer adjudicate FILE.837 --out DIR";

/** Prints `[{ kind, name, path, bytes }]`. The same file, plan, seed, day and time give the same bytes. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name !== "adjudicate") throw new UsageError(`payer takes: ${synopsis}`);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      plan: { type: "string" },
      seed: { type: "string" },
      out: { type: "string" },
      today: { type: "string" },
      time: { type: "string" },
      faults: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const file = onlyFile(positionals, synopsis);
  const folder = values.out;
  if (folder === undefined) throw new UsageError(`Say where the files go: ${synopsis}`);
  const time = values.time ?? io.now().time;
  if (!/^([01]\d|2[0-3])[0-5]\d$/.test(time)) throw new UsageError(`--time takes HHMM, not "${time}".`);
  const { files } = adjudicateFile({
    bytes: await readAll(io, file),
    plans: plansOf(values.plan),
    tables: codeBook(),
    seed: numberOption(values.seed, { name: "seed", least: 0, most: 4_294_967_295, otherwise: 1 }),
    faults: faultsOf(values.faults),
    today: dayOption(io, values.today, "today"),
    time,
  });
  const listed: { readonly kind: string; readonly name: string; readonly path: string; readonly bytes: number }[] = [];
  for (const { kind, name: fileName, text } of files) {
    const path = join(folder, fileName);
    const bytes = new TextEncoder().encode(text);
    await io.save(path, bytes);
    listed.push({ kind, name: fileName, path, bytes: bytes.length });
  }
  io.out(`${JSON.stringify(listed, null, 2)}\n`);
  return exitCodes.fine;
}

/** `lost-claim=20,late-claim=50`: how many of a thousand. Left out: the payer makes no mistakes. */
function faultsOf(text: string | undefined): FaultRates {
  const rates = (text ?? "")
    .split(",")
    .filter((one) => one !== "")
    .map((one): readonly [FaultKind, number] => {
      const [name, rate = ""] = one.split("=");
      const kind = faultKinds.find((known) => known === name);
      if (kind === undefined) throw new UsageError(`No such fault: ${name}. There are: ${faultKinds.join(", ")}.`);
      return [kind, numberOption(rate, { name: "faults", least: 0, most: 1_000, otherwise: 0 })];
    });
  return Object.fromEntries(rates);
}

/** By the plan's own name or the payer id; left out: all simulated payers, each for the claims that name it. */
function plansOf(text: string | undefined): readonly BenefitPlan[] {
  if (text === undefined) return configuredPlans;
  const plan = planById(configuredPlans, text) ?? planByPayerId(configuredPlans, text);
  if (plan === undefined) {
    throw new UsageError(`No such plan: ${text}. There are: ${configuredPlans.map((one) => one.id).join(", ")}.`);
  }
  return [plan];
}
