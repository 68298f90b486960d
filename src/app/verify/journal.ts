import { entryLostLines, entryUnbalanced } from "../../core/upkeep/verify-findings.ts";
import { countEntries, entriesWithLostLines, unbalancedEntries } from "../../store/verify/books.ts";
import type { Check } from "./check.ts";

export const journalCheck: Check = {
  name: "journal",
  holds: "every journal entry has all its lines, and they add up to zero",
  of: "practice",
  run: async (tx) => {
    const practice = tx.practiceId;
    return {
      examined: await countEntries(tx),
      findings: [
        ...(await unbalancedEntries(tx)).map((one) => entryUnbalanced({ practice, ...one })),
        ...(await entriesWithLostLines(tx)).map((one) => entryLostLines({ practice, ...one })),
      ],
    };
  },
};
