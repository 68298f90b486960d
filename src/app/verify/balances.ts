import { balanceDiffers } from "../../core/upkeep/verify-findings.ts";
import { countBalances, verifyBalances } from "../../store/balances.ts";
import type { Check } from "./check.ts";

export const balancesCheck: Check = {
  name: "balances",
  holds: "every stored balance is the sum of its journal lines",
  of: "practice",
  run: async (tx) => ({
    examined: await countBalances(tx),
    findings: (await verifyBalances(tx)).map(({ kind, id }) => balanceDiffers({ practice: tx.practiceId, kind, id })),
  }),
};
