/** Level 4 of other payers on a claim: what one that has decided says, and what it says it with. */
import * as kinds from "./content-findings.ts";
import { childrenOf, type LoopRecord, placeOf, type Report, segmentOf, textAt } from "./record.ts";

/** A payer that has decided is known by adjustments, lines or an amount paid: then its amount and its day are there too. */
export function checkDecidedPayers(others: readonly LoopRecord[], lines: readonly LoopRecord[], report: Report): void {
  if (others.length === 0) return;
  const all = others.flatMap((other) => childrenOf(other, "2330B")).map((payer) => textAt(segmentOf(payer, "NM1"), 9));
  const plans = countsOf(all);
  const decisions = lines.flatMap((line) => childrenOf(line, "2430"));
  // A line that names a payer the claim does not have leaves open who has decided; it has its own finding.
  const decided = countsOf(decisions.map((one) => textAt(segmentOf(one, "SVD"), 1)));
  if (lines.length === 0 || [...decided.keys()].some((id) => !plans.has(id))) return;
  for (const other of others) {
    // What was not covered at all (AMT*A8) was never sent to that payer.
    if (segmentOf(other, "AMT", "A8") !== undefined) continue;
    const payers = childrenOf(other, "2330B");
    const [payer] = payers;
    const id = payers.length === 1 ? textAt(segmentOf(payer, "NM1"), 9) : "";
    if (payer === undefined || id === "") continue;
    // Two plans of one payer: a line does not say which of them decided.
    if ((plans.get(id) ?? 0) > 1) continue;
    const isByLine = decided.has(id);
    const hasPaid = segmentOf(other, "AMT", "D") !== undefined;
    const hasDecided = isByLine || segmentOf(other, "CAS") !== undefined;
    if (hasDecided && !hasPaid)
      report(
        kinds.situation,
        { segment: other.index, tag: "AMT", loop: "2320" },
        { missing: "AMT*D", because: "the payer has decided; what it paid is told, also when it is nothing" },
      );
    const day = segmentOf(payer, "DTP", "573");
    if (day !== undefined && isByLine)
      report(kinds.situationForbidden, placeOf(day, payer), {
        present: "DTP*573",
        because: "the payer decided line by line, and the day is told on each line",
      });
    if ((hasPaid || hasDecided) && !isByLine && segmentOf(payer, "DTP", "573") === undefined)
      report(
        kinds.situation,
        { segment: payer.index, tag: "DTP", loop: "2330B" },
        { missing: "DTP*573", because: "the payer has decided; the day of it is told here or on each line" },
      );
  }
}

function countsOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
