/** Records that may be one person's: proposed with a score and its reasons, for a person to decide. */
import type { PatientId } from "../../core/kernel/id.ts";
import { likenessesOf } from "../../core/parties/duplicates.ts";
import { formatListName } from "../../core/parties/format.ts";
import type { Patient } from "../../core/parties/model.ts";
import { coveragesOfPatients } from "../../store/coverages.ts";
import { type PairOfRecords, pairsToWeigh } from "../../store/patient-merges.ts";
import { loadPatients } from "../../store/patients.ts";
import { snapshotOfPractice } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import type { Context } from "../context.ts";

const most = { weighed: 20_000, shown: 100 } as const;
/** Below this the desk's own check at registration shows people; a list of the whole practice would be noise. */
const leastScore = 60;

/** The likeliest first. Restricted records are left out for who may not open them. `cut`: more pairs share something than were weighed. */
export async function listDuplicates(context: Context, bound: { readonly weighed: number; readonly shown: number } = most) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const all = await pairsToWeigh(tx, { limit: bound.weighed + 1 });
    const pairs = all.slice(0, bound.weighed);
    const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
    const [patients, coverages, hidden] = await Promise.all([
      loadPatients(tx, ids),
      coveragesOfPatients(tx, ids),
      hiddenPatients(context, tx, ids),
    ]);
    const cardsOf = (id: PatientId): readonly string[] => (coverages.get(id) ?? []).map((card) => card.memberId);
    const found = pairs.flatMap(({ one, other }: PairOfRecords) => {
      const [first, second] = [patients.get(one), patients.get(other)];
      if (first === undefined || second === undefined || hidden.has(one) || hidden.has(other)) return [];
      const [like] = likenessesOf({ ...first, memberIds: cardsOf(one) }, [{ patient: second, memberIds: cardsOf(other) }]);
      return like === undefined || like.score < leastScore
        ? []
        : [{ one: lineOf(first), other: lineOf(second), score: like.score, certainty: like.certainty, reasons: [...like.reasons] }];
    });
    const shown = found.sort((a, b) => b.score - a.score || a.one.id - b.one.id).slice(0, bound.shown);
    await recordAct(context, tx, { act: "patient.pairs", patients: shown.flatMap((pair) => [pair.one.id, pair.other.id]) });
    return { pairs: shown, more: found.length > shown.length, cut: all.length > pairs.length, weighed: pairs.length };
  });
}

function lineOf({ id, name, accountNumber, birthDate, address }: Patient) {
  return { id, name: formatListName(name), accountNumber, birthDate, address: `${address.line1}, ${address.city}` };
}
