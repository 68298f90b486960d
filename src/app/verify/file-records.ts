import { fileHashDiffers } from "../../core/upkeep/verify-findings.ts";
import { countFileRecords, filesWithOtherHash } from "../../store/verify/file-records.ts";
import type { Check } from "./check.ts";

export const fileRecordsCheck: Check = {
  name: "file-records",
  holds: "every file sent or received names the bytes that are stored for it",
  of: "practice",
  run: async (tx) => ({
    examined: await countFileRecords(tx),
    findings: (await filesWithOtherHash(tx)).map((one) => fileHashDiffers({ practice: tx.practiceId, ...one })),
  }),
};
