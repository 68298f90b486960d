import { sequenceBehind } from "../../core/upkeep/verify-findings.ts";
import { identityColumns, nextOf, usedOf } from "../../store/verify/numbers.ts";
import type { Check } from "./check.ts";

export const sequencesCheck: Check = {
  name: "sequences",
  holds: "every new row gets a number above those in use",
  of: "practice",
  run: async (tx) => {
    const columns = await identityColumns(tx);
    const seen: Parameters<typeof sequenceBehind>[0][] = [];
    for (const one of columns) seen.push({ ...one, next: await nextOf(tx, one), used: await usedOf(tx, one) });
    return { examined: columns.length, findings: seen.filter(({ next, used }) => used >= next).map(sequenceBehind) };
  },
};
