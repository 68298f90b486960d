/** How a setting is changed: checked, saved, kept as history and in the audit, and what has not left the house made anew from it. */
import { isDeepStrictEqual } from "node:util";
import { changesBetween, type FieldChange, type FieldValue } from "../../core/access/changes.ts";
import { type Finding, hasErrors } from "../../core/kernel/finding.ts";
import { ok } from "../../core/kernel/result.ts";
import type { Address } from "../../core/parties/model.ts";
import { insertSettingChange, newestChanges, type SettingSubject } from "../../store/settings.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { type FindingView, findingView } from "../finding-views.ts";
import { startJob } from "../jobs/start-jobs.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export interface Saved {
  readonly saved: boolean;
  readonly findings: FindingView[];
  /** Of the row, also of one that was added. */
  readonly id?: number;
}

/** What a person reads of a value, where two values can read the same: a masked number, an address in one line. */
interface InWords {
  readonly words: string;
  readonly value: unknown;
}

type Fields = Readonly<Record<string, FieldValue | InWords | undefined>>;

export interface Change {
  readonly subject: SettingSubject;
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly before: Fields;
  readonly after: Fields;
  /** Writes it; gives the row's number when it is new. */
  readonly save: () => Promise<number | undefined>;
  /** Claims that have not left carry it. */
  readonly onClaims: boolean;
}

export interface ToChange {
  readonly subject: SettingSubject;
  /** Empty for the practice itself; absent for a row that is new. */
  readonly key: number | "" | undefined;
  /** The newest change of the row that whoever changes it had before them. */
  readonly seen: number;
}

/** `prepare` locks the row; it says undefined when there is none. Nothing is saved when a field has an error or nothing differs. */
export async function changeSetting(
  context: Context,
  { subject, key, seen }: ToChange,
  prepare: (tx: Tx) => Promise<Change | undefined>,
): Promise<Outcome<Saved>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const change = await prepare(tx);
    if (change === undefined) return notFound(subject);
    if (key !== undefined && (await newestChanges(tx))(subject, key) !== seen)
      return no("changed-meanwhile", "Somebody has changed this meanwhile.", "Look at what it is now, and change it again.");
    const findings = change.findings.map(findingView);
    if (hasErrors(change.findings)) return ok({ saved: false, findings });
    const changes = differences(change.before, change.after);
    if (changes.length === 0) return ok({ saved: true, findings, ...(typeof key === "number" ? { id: key } : {}) });
    const id = (await change.save()) ?? (typeof key === "number" ? key : undefined);
    await keepChange(context, tx, { subject, key: id ?? "", name: change.name, changes, onClaims: change.onClaims && key !== undefined });
    return ok({ saved: true, findings, ...(id === undefined ? {} : { id }) });
  });
}

/** The row of the history, the row of the audit, and the job that makes unsent claims anew. */
export async function keepChange(
  context: Context,
  tx: Tx,
  change: {
    readonly subject: SettingSubject;
    readonly key: number | string;
    readonly name: string;
    readonly changes: readonly FieldChange[];
    readonly onClaims: boolean;
  },
): Promise<void> {
  const { today } = await practiceToday(context, tx);
  const { subject, key, name, changes } = change;
  const id = await insertSettingChange(tx, { subject, key: String(key), name, changes, on: today, by: context.user });
  await recordAct(context, tx, { act: "settings.change", patients: [], object: [subject, key === "" ? id : key], changes });
  if (change.onClaims) await startJob(context, tx, { kind: "redraft-claims", subjectId: id, subject: name });
}

/** By the values themselves; where both read the same, the row says at least that it was changed. */
function differences(before: Fields, after: Fields): readonly FieldChange[] {
  const shownAfter = Object.fromEntries(
    Object.entries(after).map(([field, to]) => {
      const from = before[field];
      const hidden = isInWords(from) && isInWords(to) && from.words === to.words && !isSameValue(from.value, to.value);
      return [field, hidden ? `${to.words} (changed)` : shown(to)];
    }),
  );
  return changesBetween(Object.fromEntries(Object.entries(before).map(([field, from]) => [field, shown(from)])), shownAfter);
}

function shown(field: Fields[string]): FieldValue | undefined {
  return isInWords(field) ? field.words : field;
}

function isInWords(field: Fields[string]): field is InWords {
  return typeof field === "object" && "words" in field;
}

/** What is absent and what is undefined are one. */
function isSameValue(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

export function oneLine(address: Address): InWords {
  const { line1, line2, city, state, zip } = address;
  const words = [line1, line2, city, `${state} ${zip}`].filter((part) => part !== undefined && part.trim() !== "").join(", ");
  return { words, value: address };
}
