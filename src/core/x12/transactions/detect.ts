/** What an X12 file holds, told from its first 64 KB: cheap enough to ask of every file that arrives. */
import { newSegmentReader, type SegmentToken } from "../syntax/reader.ts";
import { isProfessionalGuide } from "./professional-claim-reader.ts";
import { newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

export interface DetectedX12 {
  /** False when the bytes do not begin as X12 does. */
  readonly isX12: boolean;
  /** Kinds in order of appearance, each once: 837P, 837I, 837D, 835, 999, TA1, 277CA, 277, 270 … as far as the first 64 KB show. */
  readonly sets: readonly string[];
  /** True when the file goes on after what was looked at. */
  readonly partial: boolean;
}

const sniffed = 65_536;
const knownFirstTag = /^(?:ISA|GS|ST|TA1)$/;

export function detectX12(bytes: Uint8Array): DetectedX12 {
  const reader = newSegmentReader();
  const tracker = newEnvelopeTracker();
  const sets = new Set<string>();
  let isX12 = false;
  const partial = bytes.length > sniffed;
  const take = (view: SegmentToken): void => {
    const { tag } = view;
    if (view.index === 1) isX12 = knownFirstTag.test(tag);
    if (tag === "TA1") sets.add("TA1");
    if (tracker.segment(view, tag) && tag === "ST") sets.add(kindOf(tracker.current()));
  };
  reader.push(bytes.subarray(0, sniffed), take);
  reader.end(take);
  return { isX12, sets: isX12 ? [...sets] : [], partial };
}

/** The name by which people call a transaction. */
export function kindOf(envelope: TransactionEnvelope): string {
  const { id, guide } = envelope.set;
  if (id === "837")
    return isProfessionalGuide(envelope) ? "837P" : guide.includes("X223") ? "837I" : guide.includes("X224") ? "837D" : "837";
  return id === "277" && guide.includes("X214") ? "277CA" : id;
}
