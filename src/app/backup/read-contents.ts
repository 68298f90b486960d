/** Reads the content of a backup in its order, and proves while reading that nothing is missing and every hash is right. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createGunzip } from "node:zlib";
import type { SchemaStep } from "../../store/backup/open-snapshot.ts";
import { newRowProver, type RowProof, type RowProver } from "../../store/backup/read-rows.ts";
import type { KeptSequence, KeptTable } from "../../store/backup/tables.ts";
import { BackupFailure } from "./backup-failure.ts";
import { type Frame, readFrames, type Word } from "./frames.ts";

export interface Contents {
  readonly steps: readonly SchemaStep[];
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/** What is done with the content; nothing when it is only read. */
export interface ContentsTaker {
  readonly start?: (steps: readonly SchemaStep[]) => Promise<void>;
  readonly table?: (table: KeptTable) => Promise<void>;
  readonly rows?: (text: Buffer) => Promise<void>;
  readonly tableEnd?: (proof: RowProof) => Promise<void>;
  readonly sequence?: (sequence: KeptSequence) => Promise<void>;
  readonly file?: (file: { readonly path: string; readonly bytes: Buffer }) => Promise<void>;
}

/** `sealed`: what comes out of the sealed pieces. Throws BackupFailure. */
export async function readContents(sealed: AsyncIterable<Uint8Array>, taker: ContentsTaker = {}): Promise<Contents> {
  const reading = newReading(taker);
  for await (const frame of readFrames(decompressed(sealed))) await reading.take(frame);
  return reading.end();
}

interface OpenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

function newReading(taker: ContentsTaker) {
  let steps: readonly SchemaStep[] | undefined;
  let prover: RowProver | undefined;
  let file: OpenFile | undefined;
  let told: (Word & { readonly is: "end" }) | undefined;
  const seen = { tables: 0, rows: 0, files: 0 };
  const takeWord = async (word: Word): Promise<void> => {
    if (told !== undefined || (steps === undefined) !== (word.is === "start")) throw disordered();
    switch (word.is) {
      case "start":
        steps = word.steps;
        return taker.start?.(word.steps);
      case "table":
        prover = newRowProver();
        return taker.table?.(word.table);
      case "table-end": {
        const proof = prover?.proof();
        if (proof === undefined || proof.sha256 !== word.proof.sha256 || proof.rows !== word.proof.rows) throw disordered();
        prover = undefined;
        seen.tables += 1;
        seen.rows += proof.rows;
        return taker.tableEnd?.(word.proof);
      }
      case "sequence":
        return taker.sequence?.(word.sequence);
      case "file":
        file = word;
        return undefined;
      case "end":
        told = word;
        return undefined;
    }
  };
  const takeData = async (data: Buffer): Promise<void> => {
    if (prover !== undefined) {
      prover.add(data);
      return taker.rows?.(data);
    }
    if (file === undefined || createHash("sha256").update(data).digest("hex") !== file.sha256) throw disordered();
    seen.files += 1;
    await taker.file?.({ path: file.path, bytes: data });
    file = undefined;
  };
  return {
    take: (frame: Frame): Promise<void> => ("word" in frame ? takeWord(frame.word) : takeData(frame.data)),
    end: (): Contents => {
      const whole = told !== undefined && told.tables === seen.tables && told.rows === seen.rows && told.files === seen.files;
      if (!whole || steps === undefined) throw disordered();
      return { steps, ...seen };
    },
  };
}

async function* decompressed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  let failure: unknown;
  const fed = (async () => {
    for await (const bytes of source) if (!gunzip.write(bytes)) await once(gunzip, "drain");
    gunzip.end();
  })().catch((error: unknown) => {
    failure = error;
    gunzip.destroy();
  });
  try {
    for await (const bytes of gunzip) yield bytes as Buffer;
  } catch (error) {
    if (failure === undefined) throw error;
  }
  if (failure !== undefined) throw failure;
  await fed;
}

function disordered(): BackupFailure {
  return new BackupFailure(
    "The content of the backup does not agree with itself. Take an older backup, and tell the makers of Claimwright.",
  );
}
