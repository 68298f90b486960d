/** The practice's settings for its page: what is set, by whom it was changed, and what is set where the program runs. */
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { changesBetween, formatChange } from "../../core/access/changes.ts";
import { leastPasswordLength } from "../../core/access/password-rules.ts";
import type { SecondFactorRule } from "../../core/access/second-factor-rule.ts";
import { formatDecimal } from "../../core/kernel/decimal.ts";
import { ok } from "../../core/kernel/result.ts";
import { filingIndicators } from "../../core/parties/filing-indicators.ts";
import { filingClock } from "../../core/parties/timely-filing.ts";
import { openPartnerFolder, waitingNames } from "../../exchange/partner-folder.ts";
import { listLocations, listPayers, listPlans, listProviders } from "../../store/parties.ts";
import { isDemonstration, loadPractice } from "../../store/practices.ts";
import {
  insertRules,
  listSettingChanges,
  newestChanges,
  newestRules,
  type PracticeRules,
  type SettingSubject,
} from "../../store/settings.ts";
import { inPractice, readPractice } from "../../store/transaction.ts";
import { lastBackupName } from "../backup/write-backup.ts";
import { type Context, practiceToday } from "../context.ts";
import { lastBackupAt } from "../doctor/machine.ts";
import { notFound, type Outcome } from "../refusal.ts";
import { keepChange } from "./change.ts";
import { shownTaxId, timeZones } from "./change-practice.ts";

/** Nothing is closed in bulk while nobody has set a limit. */
export const usualRules: PracticeRules = { smallBalance: 0 as PracticeRules["smallBalance"], smallBalanceDays: 60 };

/** A person's social security number is shown to nobody who may not change it. */
export async function viewSettings(context: Context) {
  const { app, actor, practiceId } = context;
  return readPractice(app.pool, practiceId, async (tx) => {
    const practice = await loadPractice(tx);
    if (practice === undefined) return notFound("practice");
    const seen = await newestChanges(tx);
    const { id: _own, taxId, ...rest } = practice;
    const mayChange = actor.permissions.has("practice:manage");
    const plans = await listPlans(tx);
    const { today } = await practiceToday(context, tx);
    const rules = await newestRules(tx);
    return ok({
      today: today as string,
      demonstration: await isDemonstration(tx),
      practice: {
        ...rest,
        taxId: mayChange || taxId.kind === "EI" ? taxId : { kind: taxId.kind, number: "" },
        taxIdShown: shownTaxId(taxId),
        seen: seen("practice", ""),
      },
      providers: (await listProviders(tx)).map((one) => ({ ...one, seen: seen("provider", one.id) })),
      locations: (await listLocations(tx)).map((one) => ({
        ...one,
        placeWords: app.codeBook.placeOfService(one.placeOfService)?.title ?? "not in the loaded releases",
        seen: seen("location", one.id),
      })),
      payers: (await listPayers(tx)).map((one) => ({
        ...one,
        kindWords: filingIndicators[one.filingIndicator] ?? "of a kind that is not known",
        laterWords: laterWords(filingClock(one, { servedOn: today, decidedBefore: today })),
        plans: plans
          .filter((plan) => plan.payerId === one.id)
          .map(({ contractFactor, payerId: _payer, ...plan }) => ({
            ...plan,
            contractFactor: contractFactor === undefined ? "" : formatDecimal(contractFactor),
            seen: seen("plan", plan.id),
          })),
        seen: seen("payer", one.id),
      })),
      // An amount, for who sees amounts.
      ...(actor.permissions.has("money:read")
        ? { rules: { ...(rules ?? usualRules), ...(rules === undefined ? {} : { setOn: rules.setOn, setBy: rules.setBy }) } }
        : {}),
      choices: {
        timeZones: [...timeZones].filter((zone) => zone.startsWith("America/") || zone.startsWith("Pacific/")),
        filingIndicators: Object.entries(filingIndicators).map(([code, words]) => ({ code, words })),
      },
    });
  });
}

function laterWords({ event, days }: ReturnType<typeof filingClock>): string {
  return event === "service" ? `${days} days from the service, as the first payer` : `${days} days from the decision before`;
}

export async function setRules(context: Context, rules: PracticeRules): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const before = (await newestRules(tx)) ?? usualRules;
    const fields = (one: PracticeRules) => ({
      "small balance, cents": one.smallBalance as number,
      "small balance, days without movement": one.smallBalanceDays,
    });
    const changes = changesBetween(fields(before), fields(rules));
    if (changes.length === 0) return ok(undefined);
    await insertRules(tx, { ...rules, setOn: today, setBy: context.user });
    await keepChange(context, tx, { subject: "rules", key: "", name: "Small balances", changes, onClaims: false });
    return ok(undefined);
  });
}

const subjectWords: Readonly<Record<SettingSubject, string>> = {
  practice: "Practice",
  provider: "Clinician",
  location: "Place",
  payer: "Payer",
  plan: "Plan",
  fee: "Price",
  rules: "Rule",
};

const changesAtOnce = 50;

/** Newest first; `before`: the last one of the page before. */
export async function viewSettingChanges(context: Context, before: number | undefined) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const found = await listSettingChanges(tx, { before, limit: changesAtOnce + 1 });
    const rows = found.slice(0, changesAtOnce);
    return {
      rows: rows.map(({ id, subject, name, changes, on, by, at }) => ({
        id,
        what: `${subjectWords[subject]}: ${name}`,
        changes: changes.map(formatChange),
        on: on as string,
        by,
        at,
      })),
      ...(found.length > changesAtOnce ? { next: rows.at(-1)?.id as number } : {}),
    };
  });
}

/** What is set where the program runs: folders of partners, releases, backup, sign-in. It is shown here and changed there. */
export async function viewSurroundings(context: Context, door: { readonly idleMinutes: number; readonly secondFactor: SecondFactorRule }) {
  const { app, practiceId } = context;
  const payers = await readPractice(app.pool, practiceId, listPayers);
  const partners = [];
  const known = new Set(await folderNames(join(app.partners, String(practiceId))));
  for (const payer of payers) {
    if (!known.has(payer.payerId)) {
      partners.push({ payer: payer.name, payerId: payer.payerId, exists: false, toPayer: 0, fromPayer: 0 });
      continue;
    }
    const { outbox, inbox } = await openPartnerFolder(join(app.partners, String(practiceId), payer.payerId));
    partners.push({
      payer: payer.name,
      payerId: payer.payerId,
      exists: true,
      toPayer: (await waitingNames(outbox)).length,
      fromPayer: (await waitingNames(inbox)).length,
    });
  }
  const backup = await lastBackupAt(dirname(app.partners), lastBackupName);
  return {
    folder: join(app.partners, String(practiceId)),
    partners,
    ...(backup === undefined ? {} : { backupAt: backup.toISOString() }),
    door: { ...door, leastPassword: leastPasswordLength },
  };
}

async function folderNames(path: string): Promise<readonly string[]> {
  return (await readdir(path, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
