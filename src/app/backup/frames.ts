/** The content of a backup, before it is compressed and sealed: frames that say something (JSON) or carry bytes. */

import type { SchemaStep } from "../../store/backup/open-snapshot.ts";
import type { RowProof } from "../../store/backup/read-rows.ts";
import type { KeptSequence, KeptTable } from "../../store/backup/tables.ts";
import { BackupFailure } from "./backup-failure.ts";

/** In this order: start, for each table its rows between table and table-end, sequences, files with their bytes, end. */
export type Word =
  | { readonly is: "start"; readonly steps: readonly SchemaStep[]; readonly serverVersion: string; readonly practices: number }
  | { readonly is: "table"; readonly table: KeptTable }
  | { readonly is: "table-end"; readonly proof: RowProof }
  | { readonly is: "sequence"; readonly sequence: KeptSequence }
  | { readonly is: "file"; readonly path: string; readonly bytes: number; readonly sha256: string }
  | { readonly is: "end"; readonly tables: number; readonly rows: number; readonly files: number };

export type Frame = { readonly word: Word } | { readonly data: Buffer };

const wordMark = 1;
const dataMark = 2;
const headBytes = 5;
const mostFrame = 1 << 26;

export function wordFrame(word: Word): Buffer {
  return framed(wordMark, Buffer.from(JSON.stringify(word)));
}

export function dataFrame(bytes: Uint8Array): Buffer {
  return framed(dataMark, bytes);
}

function framed(mark: number, content: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headBytes + content.length);
  frame.writeUInt8(mark, 0);
  frame.writeUInt32BE(content.length, 1);
  frame.set(content, headBytes);
  return frame;
}

export async function* readFrames(content: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < headBytes) break;
      const length = rest.readUInt32BE(1);
      if (length > mostFrame) throw new BackupFailure("The backup holds a frame that is too long.");
      if (rest.length < headBytes + length) break;
      const body = rest.subarray(headBytes, headBytes + length);
      yield rest[0] === wordMark ? { word: JSON.parse(body.toString("utf8")) as Word } : { data: body };
      rest = rest.subarray(headBytes + length);
    }
  }
  if (rest.length > 0) throw new BackupFailure("The backup ends in the middle of a frame.");
}
