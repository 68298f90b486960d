/** The practice's own lexicon: what its coders' decisions changed in suggestions, and the switch for each line. */
import { ok } from "../../core/kernel/result.ts";
import { type LexiconLine, lastSwitches, listLexicon, type PhraseSwitch, switchPhrase } from "../../store/coding-decisions.ts";
import { inPractice, readPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";

export interface LexiconPage {
  readonly lines: readonly (LexiconLine & { readonly title?: string; readonly chosenTitle?: string; readonly switched?: PhraseSwitch })[];
  /** After the last line there are more. */
  readonly more: boolean;
}

const pageSize = 100;

export async function viewLexicon(
  context: Context,
  { after }: { readonly after?: { readonly phrase: string; readonly code: string } | undefined },
): Promise<LexiconPage> {
  const { app, practiceId } = context;
  return readPractice(app.pool, practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const found = await listLexicon(tx, { after, limit: pageSize + 1 });
    const lines = found.slice(0, pageSize);
    const switches = await lastSwitches(
      tx,
      lines.map((one) => one.phrase),
    );
    return {
      more: found.length > pageSize,
      lines: lines.map((line) => {
        const title = app.codeBook.title("icd10cm", line.code, today);
        const chosenTitle = line.chosen === undefined ? undefined : app.codeBook.title("icd10cm", line.chosen.code, today);
        const switched = switches.find((one) => one.phrase === line.phrase && one.code === line.code);
        return {
          ...line,
          ...(title === undefined ? {} : { title }),
          ...(chosenTitle === undefined ? {} : { chosenTitle }),
          ...(switched === undefined ? {} : { switched }),
        };
      }),
    };
  });
}

/** Refuses a line that does not exist. */
export async function switchLexiconLine(
  context: Context,
  line: { readonly phrase: string; readonly code: string; readonly off: boolean; readonly reason: string },
): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    return (await switchPhrase(tx, { ...line, by: context.user, on: today }))
      ? ok(undefined)
      : no("not-found", "The lexicon has no such line.", "Load the page again: decisions of coders may have changed it.");
  });
}
