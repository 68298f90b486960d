/** Any X12 file as plain JSON in memory. For large files use `newJsonStream`. */
import type { Finding } from "../../kernel/finding.ts";
import { decodeText } from "../syntax/decode.ts";
import type { Json } from "./json-shapes.ts";
import { writeX12Json } from "./json-stream.ts";

export interface X12JsonTransaction {
  /** 837P, 837I, 837D, 835, 999, TA1, 277CA, 270, 271, 276, 277, 278, or ST01 of a set that is shown as segments. */
  readonly type: string;
  readonly envelope: Json;
  /** The typed value, or { segments: [{ tag, elements }] }. */
  readonly content: Json;
}

export interface X12Json {
  /** In the order of the file. */
  readonly transactions: readonly X12JsonTransaction[];
  readonly findings: readonly Finding[];
}

/** A whole file. Keys stand in a fixed order; money is text with two decimals, units are exact text, dates are ISO. */
export function x12Json(bytes: Uint8Array): X12Json {
  const texts: string[][] = [];
  const findings = writeX12Json(bytes, {
    onTransaction: () => texts.push([]),
    onBytes: (piece) => texts.at(-1)?.push(decodeText(piece, 0, piece.length)),
  });
  return { transactions: texts.map((pieces) => JSON.parse(pieces.join("")) as X12JsonTransaction), findings };
}
