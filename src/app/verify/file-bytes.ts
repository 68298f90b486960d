import { createHash } from "node:crypto";
import type { Finding } from "../../core/kernel/finding.ts";
import { bytesDiffer } from "../../core/upkeep/verify-findings.ts";
import type { Tx } from "../../store/transaction.ts";
import { type BlobRecord, blobsAfter, chunkOf } from "../../store/verify/file-records.ts";
import type { Check } from "./check.ts";

const batch = 500;

export const fileBytesCheck: Check = {
  name: "file-bytes",
  holds: "every stored file has the bytes and the hash that it was stored with",
  of: "practice",
  run: async (tx) => {
    const findings: Finding[] = [];
    let examined = 0;
    for (let after = 0; ; ) {
      const blobs = await blobsAfter(tx, after, batch);
      const last = blobs.at(-1);
      if (last === undefined) return { examined, findings };
      for (const blob of blobs) findings.push(...(await judge(tx, blob)));
      examined += blobs.length;
      after = last.id;
    }
  },
};

/** Chunk by chunk, so that a large file takes no more memory than a small one. */
async function judge(tx: Tx, { id, sha256, byteLength, chunks }: BlobRecord): Promise<readonly Finding[]> {
  const hash = createHash("sha256");
  let found = 0;
  for (let number = 0; number < chunks; number += 1) {
    const bytes = await chunkOf(tx, id, number);
    if (bytes === undefined) break;
    hash.update(bytes);
    found += bytes.length;
  }
  const sameHash = hash.digest("hex") === sha256;
  return sameHash && found === byteLength ? [] : [bytesDiffer({ practice: tx.practiceId, id, found, expected: byteLength, sameHash })];
}
