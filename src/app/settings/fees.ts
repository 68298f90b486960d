/** The fee schedule: what the practice asks for each service, since when, and what Medicare would pay for it. */
import type { CodeBook } from "../../core/codebook/model.ts";
import { type Cents, formatUsd } from "../../core/kernel/cents.ts";
import { decimal } from "../../core/kernel/decimal.ts";
import { hasErrors } from "../../core/kernel/finding.ts";
import { formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { checkPrice, type PriceToSet } from "../../core/parties/settings.ts";
import { schedulePrice } from "../../core/pricing/allowed.ts";
import { codeBookFees, codeBookPracticeFees } from "../../core/pricing/code-book-fees.ts";
import { ownPricesFirst } from "../../core/visits/price-charge.ts";
import { insertFee, listFees, type PracticeFee } from "../../store/settings.ts";
import { inPractice, readPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { findingView } from "../finding-views.ts";
import type { Outcome } from "../refusal.ts";
import { keepChange, type Saved } from "./change.ts";

const atOnce = 100;

/** Codes with a price, or all that match what was typed: the beginning of a code, or words of ours. */
export async function viewFees(context: Context, { text, after }: { readonly text: string; readonly after: string }) {
  const { codeBook } = context.app;
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const own = await listFees(tx);
    const fees = ownPricesFirst(own, codeBookPracticeFees(codeBook));
    const known = [...new Set([...codeBook.procedureCodes(), ...own.map((one) => one.procedure)])].filter((code) => code > after).sort();
    const rows = [];
    for (const procedure of known) {
      const words = codeBook.procedure(procedure, today)?.wording ?? "";
      const later = own.filter((one) => one.procedure === procedure && one.from > today);
      const price = fees.priceOf(procedure, today);
      if (!(text === "" ? price !== undefined || later.length > 0 : matches(text, procedure, words))) continue;
      if (rows.length === atOnce) return { today, rows, next: rows.at(-1)?.procedure as string };
      const set = own.findLast((one) => one.procedure === procedure && one.from <= today);
      const medicare = medicarePrice(codeBook, procedure, today);
      rows.push({
        procedure,
        words,
        ...(price === undefined ? {} : { price }),
        ...(medicare === undefined ? {} : { medicare }),
        ...(set === undefined ? {} : { set: setView(set) }),
        later: later.map(setView),
      });
    }
    return { today, rows };
  });
}

function setView({ from, amount, setOn, setBy }: PracticeFee) {
  return { from, ...(amount === undefined ? {} : { amount }), setOn, setBy };
}

function matches(text: string, procedure: string, words: string): boolean {
  const asked = text.trim().toLowerCase();
  return procedure.toLowerCase().startsWith(asked) || words.toLowerCase().includes(asked);
}

/** One unit in an office, national: what a price is measured against. */
function medicarePrice(codeBook: CodeBook, procedure: string, on: IsoDate): Cents | undefined {
  const line = { procedure, modifiers: [], units: decimal("1"), placeOfService: "11", on, locality: "national" };
  const price = schedulePrice(line, codeBookFees(codeBook));
  return price.kind === "priced" ? price.amount : undefined;
}

/** A price from a day on; visits of days before it, and what was charged already, stay as they are. */
export async function setFee(context: Context, given: PriceToSet): Promise<Outcome<Saved>> {
  const price = { ...given, procedure: given.procedure.trim().toUpperCase() };
  const { codeBook } = context.app;
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const medicare = medicarePrice(codeBook, price.procedure, price.from);
    const findings = checkPrice(price, { today, ...(medicare === undefined ? {} : { medicare }) });
    const shown = findings.map(findingView);
    if (hasErrors(findings)) return ok({ saved: false, findings: shown });
    const own = await listFees(tx, [price.procedure]);
    const before = ownPricesFirst(own, codeBookPracticeFees(codeBook)).priceOf(price.procedure, price.from);
    await insertFee(tx, { ...price, setOn: today, setBy: context.user });
    const change = {
      field: `from ${formatUsDate(price.from)}`,
      ...(before === undefined ? {} : { from: formatUsd(before) }),
      ...(price.amount === undefined ? {} : { to: formatUsd(price.amount) }),
    };
    await keepChange(context, tx, { subject: "fee", key: price.procedure, name: price.procedure, changes: [change], onClaims: false });
    return ok({ saved: true, findings: shown });
  });
}
