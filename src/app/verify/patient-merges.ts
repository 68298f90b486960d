import { mergedHasMore } from "../../core/upkeep/verify-findings.ts";
import { mergedWithRows } from "../../store/patient-merges.ts";
import type { Check } from "./check.ts";

export const patientMergesCheck: Check = {
  name: "patient-merges",
  holds: "a record that was merged into another has nothing of its own any more",
  of: "practice",
  run: async (tx) => {
    const { merged, wrong } = await mergedWithRows(tx);
    return { examined: merged, findings: wrong.map((id) => mergedHasMore({ practice: tx.practiceId, id })) };
  },
};
