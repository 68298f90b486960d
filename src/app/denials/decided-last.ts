/** From which day the clock of the next level of appeal runs: the answer to the last one, else the remittance. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { denialEvents } from "../../store/denial-events.ts";
import type { StoredDenial } from "../../store/denials.ts";
import type { Tx } from "../../store/transaction.ts";

export async function decidedLast(tx: Tx, denial: StoredDenial): Promise<IsoDate> {
  if (denial.appealLevel === 0) return denial.decidedOn;
  const answered = (await denialEvents(tx, denial.id)).findLast(({ event }) => event.kind === "answered");
  return answered?.on ?? denial.decidedOn;
}
