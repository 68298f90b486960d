import type { Finding } from "../../core/kernel/finding.ts";
import { snapshotDiffers } from "../../core/upkeep/verify-findings.ts";
import { sha256Of } from "../../store/blobs.ts";
import { readSnapshotBytes } from "../../store/snapshots.ts";
import { snapshotsAfter } from "../../store/verify/file-records.ts";
import type { Check } from "./check.ts";

const batch = 200;

export const snapshotsCheck: Check = {
  name: "snapshots",
  holds: "every snapshot is byte for byte what stands in its file",
  of: "practice",
  run: async (tx) => {
    const findings: Finding[] = [];
    let examined = 0;
    for (let after = 0; ; ) {
      const snapshots = await snapshotsAfter(tx, after, batch);
      const last = snapshots.at(-1);
      if (last === undefined) return { examined, findings };
      for (const one of snapshots) {
        const bytes = await readSnapshotBytes(tx, one);
        if (bytes === undefined || sha256Of(bytes) !== one.sha256) {
          findings.push(snapshotDiffers({ practice: tx.practiceId, id: one.id, claim: one.claimId, from: one.byteFrom, to: one.byteTo }));
        }
      }
      examined += snapshots.length;
      after = last.id;
    }
  },
};
