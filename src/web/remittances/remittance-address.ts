/** What the list of payments is filtered by, as its address says it. */
import { type RemittanceSearch, remittanceStatusNames } from "../../http/contract/remittances.ts";
import { filled, idsOf, isDay, isId, someOf } from "../frame/address.ts";

export interface RemittancesAddress {
  readonly status?: readonly (typeof remittanceStatusNames)[number][];
  readonly payer?: readonly number[];
  readonly from?: string;
  readonly to?: string;
  readonly deposited?: boolean;
  readonly after?: number;
  readonly before?: number;
}

export function readRemittancesAddress(search: Record<string, unknown>): RemittancesAddress {
  return filled({
    status: someOf(search.status, remittanceStatusNames),
    payer: idsOf(search.payer),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    deposited: typeof search.deposited === "boolean" ? search.deposited : undefined,
    after: isId(search.after) ? search.after : undefined,
    before: isId(search.before) ? search.before : undefined,
  });
}

export function remittanceSearchOf({ status, payer, ...same }: RemittancesAddress): RemittanceSearch {
  return {
    ...same,
    ...filled({ statuses: status === undefined ? undefined : [...status], payers: payer === undefined ? undefined : [...payer] }),
  };
}
