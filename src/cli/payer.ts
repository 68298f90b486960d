/** `payer …`: what a simulated payer answers to claims, to questions of eligibility, and to questions of claim status. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { adjudicateFile } from "../core/payer/adjudicate-file.ts";
import { answerFile } from "../core/payer/answer-file.ts";
import { type FaultKind, type FaultRates, faultKinds } from "../core/payer/faults.ts";
import type { PayerFile } from "../core/payer/payer-file.ts";
import { type BenefitPlan, planById, planByPayerId } from "../core/payer/plan.ts";
import { configuredPlans } from "../core/payer/plans.ts";
import { encodeUtf8 } from "../core/x12/syntax/decode.ts";
import { x12Json } from "../core/x12/transactions/json.ts";
import { dayOption, numberOption, onlyFile } from "./arguments.ts";
import { readAll } from "./bytes.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { codeBook } from "./load.ts";

const synopses = {
  adjudicate: "payer adjudicate FILE.837 --out DIR",
  eligibility: "payer eligibility FILE.270 [--claims FILE.837 --received DAY]",
  status: "payer status FILE.276 --claims FILE.837 [--received DAY]",
} as const;

const common = {
  plan: { type: "string" },
  seed: { type: "string" },
  today: { type: "string" },
  time: { type: "string" },
  json: { type: "boolean" },
} as const;

export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === "adjudicate") return adjudicate(rest, io);
  if (name === "eligibility" || name === "status") return answer(name, rest, io);
  throw new UsageError(`payer takes: ${Object.values(synopses).join("; ")}`);
}

/** Prints `[{ kind, name, path, bytes }]`. The same file, plan, seed, day and time give the same bytes. */
async function adjudicate(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...common, out: { type: "string" }, faults: { type: "string" } },
  });
  const file = onlyFile(positionals, synopses.adjudicate);
  const folder = values.out;
  if (folder === undefined) throw new UsageError(`Say where the files go: ${synopses.adjudicate}`);
  const { files } = adjudicateFile({ ...settingOf(values, io), bytes: await readAll(io, file), faults: faultsOf(values.faults) });
  const listed: { readonly kind: string; readonly name: string; readonly path: string; readonly bytes: number }[] = [];
  for (const { kind, name, text } of files) {
    const path = join(folder, name);
    const bytes = encodeUtf8(text);
    await io.save(path, bytes);
    listed.push({ kind, name, path, bytes: bytes.length });
  }
  io.out(`${JSON.stringify(listed, null, 2)}\n`);
  return exitCodes.fine;
}

/** Prints the 271 or 277, or with --json what it says. A file that is refused gives its TA1 or 999 instead. */
async function answer(name: "eligibility" | "status", args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...common, claims: { type: "string" }, received: { type: "string" } },
  });
  const file = onlyFile(positionals, synopses[name]);
  if (name === "status" && values.claims === undefined) throw new UsageError(`Say which claims the payer has: ${synopses.status}`);
  const claims =
    values.claims === undefined
      ? {}
      : { claims: { bytes: await readAll(io, values.claims), receivedOn: dayOption(io, values.received ?? values.today, "received") } };
  const files = answerFile({ ...settingOf(values, io), bytes: await readAll(io, file), ...claims });
  const said = files.filter((one) => one.kind === "271" || one.kind === "277");
  const shown: readonly PayerFile[] = said.length > 0 ? said : files;
  if (shown.length === 0) throw new UsageError("That is no X12 file.");
  const text = shown.map((one) => one.text).join("");
  io.out(values.json === true ? `${JSON.stringify(x12Json(encodeUtf8(text)).transactions, null, 2)}\n` : `${text}\n`);
  return said.length > 0 ? exitCodes.fine : exitCodes.findings;
}

function settingOf(
  values: {
    readonly plan?: string | undefined;
    readonly seed?: string | undefined;
    readonly today?: string | undefined;
    readonly time?: string | undefined;
  },
  io: Io,
) {
  const time = values.time ?? io.now().time;
  if (!/^([01]\d|2[0-3])[0-5]\d$/.test(time)) throw new UsageError(`--time takes HHMM, not "${time}".`);
  return {
    plans: plansOf(values.plan),
    tables: codeBook(),
    seed: numberOption(values.seed, { name: "seed", least: 0, most: 4_294_967_295, otherwise: 1 }),
    today: dayOption(io, values.today, "today"),
    time,
  };
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
