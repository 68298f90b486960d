/** What this practice asks for services: its own prices before those that came with the code book. */
import { codeBookPracticeFees } from "../core/pricing/code-book-fees.ts";
import { ownPricesFirst, type PracticeFees } from "../core/visits/price-charge.ts";
import { listFees } from "../store/settings.ts";
import type { Tx } from "../store/transaction.ts";
import type { App } from "./context.ts";

export async function practiceFees({ codeBook }: App, tx: Tx, procedures: readonly string[]): Promise<PracticeFees> {
  return ownPricesFirst(await listFees(tx, procedures), codeBookPracticeFees(codeBook));
}
