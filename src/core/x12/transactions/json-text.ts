/**
 * Any X12 file as the text of its JSON, the same that `x12Json` gives: claims and payments are written as they are read, so
 * that no tree of a large file stands in memory.
 */
import type { Finding } from "../../kernel/finding.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { answerPasses, facilityPasses, genericPass, type Placed, withoutRepeats } from "./json.ts";
import { newJsonBytes, takeBytes, writeAscii } from "./json-bytes.ts";
import type { ShapeToJson, ToJson } from "./json-shapes.ts";
import { envelopeJson, professionalClaimBatchJson, professionalClaimJson, remittanceClaimJson, remittanceJson } from "./json-values.ts";
import { forEachProfessionalClaim } from "./read-professional-claims.ts";
import { forEachRemittanceClaim } from "./read-remittances.ts";
import type { ProviderAdjustment } from "./remittance.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface X12JsonText {
  /** Each transaction as UTF-8 in pieces that follow one another, in the order of the file. */
  readonly transactions: readonly (readonly Uint8Array[])[];
  readonly findings: readonly Finding[];
}

interface PlacedText {
  readonly segment: number;
  readonly pieces: readonly Uint8Array[];
}

/** A whole file. */
export function x12JsonText(bytes: Uint8Array): X12JsonText {
  const { generic, found, findings } = genericPass(bytes);
  const all: Finding[] = [...findings];
  const texts: PlacedText[] = [];
  const placed: Placed[] = generic;
  if (found.professional) all.push(...professionalTexts(bytes, texts));
  facilityPasses(bytes, found, { placed, all });
  if (found.remittance) all.push(...remittanceTexts(bytes, texts));
  answerPasses(bytes, found, { placed, all });
  texts.push(...placed.map(textOf));
  texts.sort((a, b) => a.segment - b.segment);
  return { transactions: texts.map(({ pieces }) => pieces), findings: withoutRepeats(all) };
}

function textOf({ type, envelope, content, segment }: Placed): PlacedText {
  return { segment, pieces: [encodeUtf8(JSON.stringify({ type, envelope, content }))] };
}

function professionalTexts(bytes: Uint8Array, texts: PlacedText[]): readonly Finding[] {
  const claims = newItems(professionalClaimJson);
  return forEachProfessionalClaim(bytes, {
    onClaim: claims.add,
    onBatch: (head, envelope) => {
      const content = { shape: professionalClaimBatchJson, value: { ...head, claims: [] } };
      texts.push(placedText("837P", envelope, content, claims.take()));
    },
  });
}

function remittanceTexts(bytes: Uint8Array, texts: PlacedText[]): readonly Finding[] {
  const claims = newItems(remittanceClaimJson);
  let providerAdjustments: ProviderAdjustment[] = [];
  return forEachRemittanceClaim(bytes, {
    onClaim: claims.add,
    onProviderAdjustment: (adjustment) => providerAdjustments.push(adjustment),
    onRemittance: (head, envelope) => {
      const content = { shape: remittanceJson, value: { ...head, claims: [], providerAdjustments } };
      texts.push(placedText("835", envelope, content, claims.take()));
      providerAdjustments = [];
    },
  });
}

/** The transaction with its head before and after the claims that were written while they were read. */
function placedText<Value extends { readonly claims: readonly unknown[] }>(
  type: string,
  envelope: TransactionEnvelope,
  { shape, value }: { readonly shape: ShapeToJson<Value>; readonly value: Value },
  claims: readonly Uint8Array[],
): PlacedText {
  const pieces: Uint8Array[] = [];
  const out = newJsonBytes();
  writeAscii(out, `{"type":"${type}","envelope":`);
  envelopeJson.write(out, envelope);
  writeAscii(out, ',"content":');
  shape.writeAround(out, value, "claims", () => {
    writeAscii(out, "[");
    pieces.push(takeBytes(out), ...claims);
    writeAscii(out, "]");
  });
  writeAscii(out, "}");
  pieces.push(takeBytes(out));
  return { segment: envelope.set.segment, pieces };
}

interface Items<Value> {
  readonly add: (item: Value) => void;
  /** The items of one array, without its brackets, in pieces of a size that is written at once. */
  readonly take: () => readonly Uint8Array[];
}

function newItems<Value>(toJson: ToJson<Value>): Items<Value> {
  const out = newJsonBytes();
  let pieces: Uint8Array[] = [];
  let count = 0;
  return {
    add(item) {
      if (count > 0) writeAscii(out, ",");
      count += 1;
      toJson.write(out, item);
      if (out.size >= pieceSize) pieces.push(takeBytes(out));
    },
    take() {
      const taken = out.size > 0 ? [...pieces, takeBytes(out)] : pieces;
      pieces = [];
      count = 0;
      return taken;
    },
  };
}

const pieceSize = 1 << 16;
