import type { Finding } from "../../core/kernel/finding.ts";
import { lexiconDiffers } from "../../core/upkeep/verify-findings.ts";
import { comparePhrases } from "../../store/coding-decisions.ts";
import type { Check } from "./check.ts";

const batch = 500;

export const lexiconCheck: Check = {
  name: "lexicon",
  holds: "each line of the coders' lexicon is what their decisions add up to",
  of: "practice",
  run: async (tx) => {
    const findings: Finding[] = [];
    let examined = 0;
    for (let after = ""; ; ) {
      const { phrases, wrong } = await comparePhrases(tx, { after, limit: batch });
      const last = phrases.at(-1);
      if (last === undefined) return { examined, findings };
      if (wrong.length > 0) findings.push(lexiconDiffers({ practice: tx.practiceId, count: wrong.length }));
      examined += phrases.length;
      after = last;
    }
  },
};
