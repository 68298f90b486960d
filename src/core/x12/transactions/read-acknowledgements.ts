/** Files that answer a claim file before any decision: TA1, 999 (and the older 997) and 277CA. */
import type { Finding } from "../../kernel/finding.ts";
import type { ClaimAcknowledgement, ImplementationAcknowledgement, InterchangeAcknowledgement } from "./acknowledgements.ts";
import { newClaimAcknowledgementReader } from "./claim-acknowledgement-reader.ts";
import { newImplementationAcknowledgementReader } from "./implementation-acknowledgement-reader.ts";
import { readSegments, type SegmentSink } from "./segment-sink.ts";
import { newReadingContext, type ReadingContext, textAt } from "./segment-values.ts";
import { isEnvelopeTag, newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

/** One answer with the envelope that it came in, and the segment of its ST (TA1: its own), counted from ISA = 1. */
export type Acknowledgement = { readonly envelope: TransactionEnvelope; readonly segment: number } & (
  | { readonly kind: "TA1"; readonly value: InterchangeAcknowledgement }
  | { readonly kind: "999"; readonly value: ImplementationAcknowledgement }
  | { readonly kind: "277CA"; readonly value: ClaimAcknowledgement }
);

export interface ReadAcknowledgementFile {
  /** In the order of the file. */
  readonly acknowledgements: readonly Acknowledgement[];
  readonly findings: readonly Finding[];
}

/** Gives each TA1, 999, 997 and 277CA as soon as it is whole; other transactions are passed over. Never throws. */
export function newAcknowledgementReader(context: ReadingContext, onAcknowledgement: (one: Acknowledgement) => void): SegmentSink {
  const tracker = newEnvelopeTracker();
  const implementation = newImplementationAcknowledgementReader(context);
  const claim = newClaimAcknowledgementReader(context);
  let open: "999" | "277CA" | undefined;
  const close = (): void => {
    const envelope = tracker.current();
    const { segment } = envelope.set;
    if (open === "999") onAcknowledgement({ kind: "999", envelope, segment, value: implementation.take() });
    if (open === "277CA") onAcknowledgement({ kind: "277CA", envelope, segment, value: claim.take() });
    open = undefined;
  };
  return {
    segment(view) {
      const { tag } = view;
      if (isEnvelopeTag(tag)) close();
      if (tracker.segment(view, tag)) {
        if (tag === "ST") open = kindOf(tracker.current());
        if (open === "277CA") claim.open(textAt(view, 2));
        return;
      }
      if (tag === "TA1") {
        onAcknowledgement({
          kind: "TA1",
          envelope: tracker.current(),
          segment: view.index,
          value: {
            control: textAt(view, 1),
            date: textAt(view, 2),
            time: textAt(view, 3),
            verdict: textAt(view, 4),
            note: textAt(view, 5),
          },
        });
      } else if (open === "999") implementation.segment(view);
      else if (open === "277CA") claim.segment(view);
    },
    end: close,
  };
}

/** Reads every TA1, 999, 997 and 277CA of a file; other transactions are passed over. Never throws. */
export function readAcknowledgementFile(bytes: Uint8Array): ReadAcknowledgementFile {
  const acknowledgements: Acknowledgement[] = [];
  const findings: Finding[] = [];
  const context = newReadingContext((finding) => findings.push(finding));
  const syntax = readSegments(
    bytes,
    newAcknowledgementReader(context, (one) => acknowledgements.push(one)),
  );
  return { acknowledgements, findings: [...syntax, ...findings] };
}

/** A 277 is a claim acknowledgement under guide X214, an answer to a status question under X212. */
function kindOf({ set }: TransactionEnvelope): "999" | "277CA" | undefined {
  if (set.id === "999" || set.id === "997") return "999";
  return set.id === "277" && set.guide.includes("X214") ? "277CA" : undefined;
}
