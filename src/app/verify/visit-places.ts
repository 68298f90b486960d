import type { Finding } from "../../core/kernel/finding.ts";
import { visitPlaceDiffers } from "../../core/upkeep/verify-findings.ts";
import { comparePlaces } from "../../store/visit-places.ts";
import type { Check } from "./check.ts";

const batch = 500;

export const visitPlacesCheck: Check = {
  name: "visit-places",
  holds: "every visit is kept in the queue that its codes, claim, denials and balances put it in",
  of: "practice",
  run: async (tx) => {
    const findings: Finding[] = [];
    let examined = 0;
    for (let after = 0; ; ) {
      const { ids, wrong } = await comparePlaces(tx, { after, limit: batch });
      const last = ids.at(-1);
      if (last === undefined) return { examined, findings };
      findings.push(...wrong.map((id) => visitPlaceDiffers({ practice: tx.practiceId, id })));
      examined += ids.length;
      after = last;
    }
  },
};
