/** Files of questions and answers: eligibility (270, 271) and claim status (276, 277). */
import type { Finding } from "../../kernel/finding.ts";
import type { StatusInquiry, StatusResponse } from "./claim-status.ts";
import { newClaimStatusReader } from "./claim-status-reader.ts";
import type { EligibilityInquiry, EligibilityResponse } from "./eligibility.ts";
import { newEligibilityReader } from "./eligibility-reader.ts";
import { readSegments, type SegmentSink } from "./segment-sink.ts";
import { newReadingContext, type ReadingContext, textAt } from "./segment-values.ts";
import { isEnvelopeTag, newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

/** One transaction with its envelope. */
export type Inquiry = { readonly envelope: TransactionEnvelope } & (
  | { readonly kind: "270"; readonly value: EligibilityInquiry }
  | { readonly kind: "271"; readonly value: EligibilityResponse }
  | { readonly kind: "276"; readonly value: StatusInquiry }
  | { readonly kind: "277"; readonly value: StatusResponse }
);

export interface ReadInquiryFile {
  /** In the order of the file. */
  readonly inquiries: readonly Inquiry[];
  readonly findings: readonly Finding[];
}

/** Gives each 270, 271, 276 and 277 as soon as it is whole; other transactions, the 277CA among them, are passed over. Never throws. */
export function newInquiryReader(context: ReadingContext, onInquiry: (one: Inquiry) => void): SegmentSink {
  const tracker = newEnvelopeTracker();
  const eligibility = newEligibilityReader(context);
  const status = newClaimStatusReader(context);
  let open: Inquiry["kind"] | undefined;
  const close = (): void => {
    const envelope = tracker.current();
    if (open === "270") onInquiry({ kind: "270", envelope, value: eligibility.takeInquiry() });
    if (open === "271") onInquiry({ kind: "271", envelope, value: eligibility.takeResponse() });
    if (open === "276") onInquiry({ kind: "276", envelope, value: status.takeInquiry() });
    if (open === "277") onInquiry({ kind: "277", envelope, value: status.takeResponse() });
    open = undefined;
  };
  return {
    segment(view) {
      const { tag } = view;
      if (isEnvelopeTag(tag)) close();
      if (tracker.segment(view, tag)) {
        if (tag !== "ST") return;
        open = inquiryKindOf(tracker.current());
        if (open === "270" || open === "271") eligibility.open(textAt(view, 2));
        else if (open !== undefined) status.open(textAt(view, 2));
        return;
      }
      if (open === "270" || open === "271") eligibility.segment(view);
      else if (open !== undefined) status.segment(view);
    },
    end: close,
  };
}

/** Reads every 270, 271, 276 and 277 of a file; other transactions, the 277CA among them, are passed over. Never throws. */
export function readInquiryFile(bytes: Uint8Array): ReadInquiryFile {
  const inquiries: Inquiry[] = [];
  const findings: Finding[] = [];
  const context = newReadingContext((finding) => findings.push(finding));
  const syntax = readSegments(
    bytes,
    newInquiryReader(context, (one) => inquiries.push(one)),
  );
  return { inquiries, findings: [...syntax, ...findings] };
}

/** A 277 is an answer to a status question under guide X212, a claim acknowledgement under X214. */
export function inquiryKindOf({ set }: TransactionEnvelope): Inquiry["kind"] | undefined {
  if (set.id === "270" || set.id === "271" || set.id === "276") return set.id;
  return set.id === "277" && set.guide.includes("X212") ? "277" : undefined;
}
