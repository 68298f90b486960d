import type { Finding } from "../../core/kernel/finding.ts";
import { claimPlaceDiffers } from "../../core/upkeep/verify-findings.ts";
import { compareClaimPlaces } from "../../store/claim-places.ts";
import type { Check } from "./check.ts";

const batch = 1000;

export const claimPlacesCheck: Check = {
  name: "claim-places",
  holds: "every claim stands in the list of claims as it is",
  of: "practice",
  run: async (tx) => {
    const findings: Finding[] = [];
    let examined = 0;
    for (let after = 0; ; ) {
      const { ids, wrong } = await compareClaimPlaces(tx, { after, limit: batch });
      const last = ids.at(-1);
      if (last === undefined) return { examined, findings };
      findings.push(...wrong.map((id) => claimPlaceDiffers({ practice: tx.practiceId, id })));
      examined += ids.length;
      after = last;
    }
  },
};
