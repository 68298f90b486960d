/** Codes that somebody keeps, and those that they looked at last: their own, in this practice. */
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import { systemOf } from "../../core/codebook/read-procedures.ts";
import type { CodeSystem } from "../../core/kernel/code-lookup.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { dropOldMarks, marksOf, openMark, setFavourite } from "../../store/code-marks.ts";
import { inPractice, readPractice } from "../../store/transaction.ts";
import type { App, Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { ownIdOf } from "../worklist/owners.ts";

const mostFavourites = 200;
const mostRecent = 30;

export interface Mark {
  readonly system: CodeSystem;
  readonly code: string;
  readonly title: string;
  readonly favourite: boolean;
}

/** Favourites by code, then what was opened last. */
export async function listMarks(context: Context, on: IsoDate): Promise<readonly Mark[]> {
  const rows = await readPractice(context.app.pool, context.practiceId, (tx) => marksOf(tx, ownIdOf(context)));
  return rows.map(({ system, code, favourite }) => ({
    system,
    code: system === "icd10cm" ? formatDiagnosis(code) : code,
    title: context.app.codeBook.title(system, code, on) ?? "not in the loaded releases on this day",
    favourite,
  }));
}

export async function markCode(
  context: Context,
  asked: { readonly system: string; readonly code: string; readonly act: "opened" | "keep" | "drop"; readonly on: IsoDate },
): Promise<Outcome<undefined>> {
  const code = normalizeCode(asked.code);
  const system = knownSystem(context.app, { system: asked.system, code, on: asked.on });
  if (system === undefined) return notFound("code in the loaded releases");
  const mark = { system, code, ownerId: ownIdOf(context) };
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    if (asked.act === "keep") {
      const favourites = (await marksOf(tx, mark.ownerId)).filter((one) => one.favourite);
      if (favourites.length >= mostFavourites) return no("many-marks", `You keep ${mostFavourites} codes. Drop one first.`);
    }
    if (asked.act === "opened") await openMark(tx, mark);
    else await setFavourite(tx, { ...mark, favourite: asked.act === "keep" });
    await dropOldMarks(tx, mark.ownerId, mostRecent);
    return ok(undefined);
  });
}

function knownSystem(
  { codeBook }: App,
  { system, code, on }: { readonly system: string; readonly code: string; readonly on: IsoDate },
): CodeSystem | undefined {
  const known = (["icd10cm", "icd10pcs", "cpt", "hcpcs", "modifier", "pos"] as const).find((one) => one === system);
  const own = known === "cpt" || known === "hcpcs" ? (systemOf(code) ?? known) : known;
  return own !== undefined && codeBook.title(own, code, on) !== undefined ? own : undefined;
}
