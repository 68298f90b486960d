import { pocketDiffers } from "../../core/upkeep/verify-findings.ts";
import { countBalances } from "../../store/balances.ts";
import { wrongPockets } from "../../store/verify/periods.ts";
import type { Check } from "./check.ts";

export const pocketsCheck: Check = {
  name: "unapplied",
  holds: "every patient's unapplied money is the sum of its journal lines",
  of: "practice",
  run: async (tx) => ({
    examined: await countBalances(tx),
    findings: (await wrongPockets(tx)).map((id) => pocketDiffers({ practice: tx.practiceId, id })),
  }),
};
