/**
 * Any X12 file as JSON, written while it is read: typed where we know the transaction (837P, 837I, 837D, 835, 999, TA1,
 * 277CA, 270, 271, 276, 277, 278), else its segments. Of claims and payments one at a time is in memory, of other typed
 * transactions one transaction.
 */
import type { Finding } from "../../kernel/finding.ts";
import { guideOf } from "../guides/guides.ts";
import { newSegmentReader, type SegmentToken } from "../syntax/reader.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { ClaimHandlers } from "./claim-reader.ts";
import { newDentalClaimReader } from "./dental-claim-reader.ts";
import { newInstitutionalClaimReader } from "./institutional-claim-reader.ts";
import { claimAcknowledgementJson, implementationAcknowledgementJson, interchangeAcknowledgementJson } from "./json-acknowledgements.ts";
import { type JsonBytes, newJsonBytes, writeAscii, writeText } from "./json-bytes.ts";
import { dentalClaimBatchJson, dentalClaimJson, institutionalClaimBatchJson, institutionalClaimJson } from "./json-facility-claims.ts";
import { eligibilityInquiryJson, eligibilityResponseJson, statusInquiryJson, statusResponseJson } from "./json-inquiries.ts";
import { servicesReviewJson } from "./json-services-reviews.ts";
import type { JsonShape, ObjectShape } from "./json-shapes.ts";
import { envelopeJson, professionalClaimBatchJson, professionalClaimJson, remittanceClaimJson, remittanceJson } from "./json-values.ts";
import { newTrailerWatch } from "./missing-trailers.ts";
import type { ProfessionalClaimBatchHead } from "./professional-claim.ts";
import { isProfessionalGuide, newProfessionalClaimReader } from "./professional-claim-reader.ts";
import { type Acknowledgement, newAcknowledgementReader } from "./read-acknowledgements.ts";
import type { ClaimBatch } from "./read-claim-file.ts";
import { type Inquiry, inquiryKindOf, newInquiryReader } from "./read-inquiries.ts";
import { newServicesReviewReader } from "./read-services-reviews.ts";
import type { ProviderAdjustment } from "./remittance.ts";
import { newRemittanceReader } from "./remittance-reader.ts";
import type { SegmentSink } from "./segment-sink.ts";
import { newReadingContext, type ReadingContext } from "./segment-values.ts";
import { isEnvelopeTag, newEnvelopeTracker, type TransactionEnvelope } from "./transaction-envelope.ts";

export interface JsonHandlers {
  /** The next transaction begins: `{ type, envelope, content }`, in the order of the file. */
  readonly onTransaction: () => void;
  /** The next bytes of it, UTF-8. They are written over after the call: copy to keep. */
  readonly onBytes: (bytes: Uint8Array) => void;
}

export interface JsonStream {
  push(chunk: Uint8Array): void;
  /** Writes what is left and gives all findings, each once. Call it once, after the last chunk. */
  end(): readonly Finding[];
}

/** A whole file in memory. */
export function writeX12Json(bytes: Uint8Array, handlers: JsonHandlers): readonly Finding[] {
  const stream = newJsonStream(handlers);
  stream.push(bytes);
  return stream.end();
}

export function newJsonStream(handlers: JsonHandlers): JsonStream {
  const findings = newFindingLists();
  const writer = newWriter(handlers);
  const readers = readersOf(writer, findings);
  const all = Object.values(readers);
  const tracker = newEnvelopeTracker();
  const trailers = newTrailerWatch();
  let open: SegmentSink | undefined;

  function take(segment: SegmentToken): void {
    const { tag } = segment;
    trailers.segment(tag, segment.index);
    if (tracker.segment(segment, tag)) {
      // Every reader follows the envelope; what is between belongs to one.
      for (const reader of all) reader.segment(segment);
      open = tag === "ST" ? readers[readerOf(tracker.current())] : undefined;
      writer.turn(open !== undefined);
    } else if (tag === "TA1") readers.acknowledgement.segment(segment);
    else open?.segment(segment);
  }

  const segments = newSegmentReader();
  return {
    push(chunk) {
      segments.push(chunk, take);
      writer.flush();
    },
    end() {
      segments.end(take);
      for (const reader of all) reader.end();
      writer.turn(false);
      writer.flush();
      return withoutRepeats([...segments.findings, ...trailers.end(), ...findings.all()]);
    },
  };
}

type ReaderName = "professional" | "institutional" | "dental" | "remittance" | "acknowledgement" | "inquiry" | "review" | "generic";

function readerOf(envelope: TransactionEnvelope): ReaderName {
  const { id, guide } = envelope.set;
  const name = guideOf(id, guide)?.name;
  if (isProfessionalGuide(envelope)) return "professional";
  if (name === "837I") return "institutional";
  if (name === "837D") return "dental";
  if (name === "278") return "review";
  if (id === "835") return "remittance";
  if (id === "999" || id === "997" || (id === "277" && guide.includes("X214"))) return "acknowledgement";
  return inquiryKindOf(envelope) === undefined ? "generic" : "inquiry";
}

function readersOf(writer: Writer, findings: FindingLists): Readonly<Record<ReaderName, SegmentSink>> {
  const context = (): ReadingContext => newReadingContext(findings.list());
  return {
    professional: newProfessionalClaimReader(context(), claimHandlers(writer, "837P", professionalClaimBatchJson, professionalClaimJson)),
    institutional: newInstitutionalClaimReader(
      context(),
      claimHandlers(writer, "837I", institutionalClaimBatchJson, institutionalClaimJson),
    ),
    dental: newDentalClaimReader(context(), claimHandlers(writer, "837D", dentalClaimBatchJson, dentalClaimJson)),
    remittance: remittanceReader(writer, findings),
    acknowledgement: newAcknowledgementReader(context(), (one) => writeAcknowledgement(writer, one)),
    inquiry: newInquiryReader(context(), (one) => writeInquiry(writer, one)),
    review: reviewReader(writer, findings),
    generic: newGenericReader(writer),
  };
}

function claimHandlers<Claim>(
  writer: Writer,
  type: string,
  batch: ObjectShape<ClaimBatch<Claim>>,
  claim: JsonShape<Claim>,
): ClaimHandlers<Claim> {
  const begin = (head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope): void => {
    if (writer.isOpen()) return;
    writer.open(type, envelope);
    batch.writeBefore(writer.out, "claims", head as Partial<ClaimBatch<Claim>>);
    writer.openList();
  };
  return {
    onClaim(one, head, envelope) {
      begin(head, envelope);
      writer.item(claim, one);
    },
    onBatch(head, envelope) {
      begin(head, envelope);
      writer.closeList();
      batch.writeAfter(writer.out, "claims", head as Partial<ClaimBatch<Claim>>);
      writer.close();
    },
  };
}

function remittanceReader(writer: Writer, findings: FindingLists): SegmentSink {
  let providerAdjustments: ProviderAdjustment[] = [];
  const begin = (head: Parameters<typeof remittanceJson.writeBefore>[2], envelope: TransactionEnvelope): void => {
    if (writer.isOpen()) return;
    writer.open("835", envelope);
    remittanceJson.writeBefore(writer.out, "claims", head);
    writer.openList();
  };
  return newRemittanceReader(newReadingContext(findings.list()), {
    onClaim(claim, head, envelope) {
      begin(head, envelope);
      writer.item(remittanceClaimJson, claim);
    },
    onProviderAdjustment: (adjustment) => providerAdjustments.push(adjustment),
    onRemittance(head, envelope) {
      begin(head, envelope);
      writer.closeList();
      remittanceJson.writeAfter(writer.out, "claims", { ...head, providerAdjustments });
      writer.close();
      providerAdjustments = [];
    },
  });
}

function reviewReader(writer: Writer, findings: FindingLists): SegmentSink {
  const onFinding = findings.list();
  return newServicesReviewReader(newReadingContext(findings.list()), {
    onReview: (review, envelope) => writer.whole("278", envelope, servicesReviewJson, review),
    onFinding,
  });
}

function writeAcknowledgement(writer: Writer, one: Acknowledgement): void {
  const { envelope } = one;
  if (one.kind === "TA1") writer.beside(() => writer.whole("TA1", envelope, interchangeAcknowledgementJson, one.value));
  else if (one.kind === "999") writer.whole("999", envelope, implementationAcknowledgementJson, one.value);
  else writer.whole("277CA", envelope, claimAcknowledgementJson, one.value);
}

function writeInquiry(writer: Writer, one: Inquiry): void {
  const { envelope } = one;
  if (one.kind === "270") writer.whole("270", envelope, eligibilityInquiryJson, one.value);
  else if (one.kind === "271") writer.whole("271", envelope, eligibilityResponseJson, one.value);
  else if (one.kind === "276") writer.whole("276", envelope, statusInquiryJson, one.value);
  else writer.whole("277", envelope, statusResponseJson, one.value);
}

/** Transactions without a typed model, segment by segment: `{ segments: [{ tag, elements }] }`. */
function newGenericReader(writer: Writer): SegmentSink {
  const tracker = newEnvelopeTracker();
  let isOurs = false;
  const begin = (): void => {
    if (writer.isOpen()) return;
    const envelope = tracker.current();
    writer.open(envelope.set.id, envelope);
    writeAscii(writer.out, '{"segments":');
    writer.openList();
  };
  const close = (): void => {
    if (!isOurs) return;
    begin();
    isOurs = false;
    writer.closeList();
    writeAscii(writer.out, "}");
    writer.close();
  };
  return {
    segment(view) {
      const { tag } = view;
      if (isEnvelopeTag(tag)) close();
      if (tracker.segment(view, tag)) isOurs = tag === "ST" && readerOf(tracker.current()) === "generic";
      else if (isOurs) {
        begin();
        writer.item(genericSegment, view);
      }
    },
    end: close,
  };
}

const genericSegment: Pick<JsonShape<SegmentView>, "write"> = {
  write(out, view) {
    writeAscii(out, '{"tag":');
    writeText(out, view.tag);
    writeAscii(out, ',"elements":[');
    for (let n = 1; n <= view.elementCount; n += 1) {
      if (n > 1) writeAscii(out, ",");
      writeElement(out, view, n);
    }
    writeAscii(out, "]}");
  },
};

/** A text; a composite as its components, a repeated element as { repetitions }. */
function writeElement(out: JsonBytes, view: SegmentView, n: number): void {
  const repetitions = view.repetitions(n);
  const isRepeated = repetitions.length > 1;
  if (isRepeated) writeAscii(out, '{"repetitions":[');
  for (const [index, one] of (repetitions.length === 0 ? [""] : repetitions).entries()) {
    if (index > 0) writeAscii(out, ",");
    const components = view.components(one);
    if (components.length === 1) writeText(out, one);
    else writeTexts(out, components);
  }
  if (isRepeated) writeAscii(out, "]}");
}

function writeTexts(out: JsonBytes, texts: readonly string[]): void {
  for (const [index, text] of texts.entries()) {
    writeAscii(out, index === 0 ? "[" : ",");
    writeText(out, text);
  }
  writeAscii(out, "]");
}

/** Puts transactions one after the other and hands their bytes on. */
interface Writer {
  readonly out: JsonBytes;
  isOpen(): boolean;
  /** Up to the content, which the caller writes. */
  open(type: string, envelope: TransactionEnvelope): void;
  close(): void;
  openList(): void;
  item<Value>(shape: Pick<JsonShape<Value>, "write">, value: Value): void;
  closeList(): void;
  whole<Value>(type: string, envelope: TransactionEnvelope, shape: JsonShape<Value>, value: Value): void;
  /** Writes at once, or behind the transaction that is open. */
  beside(write: () => void): void;
  /** A transaction of the file has ended; whether one begins. */
  turn(begins: boolean): void;
  flush(): void;
}

/** Bytes that are handed on at once. */
const pieceSize = 1 << 16;

function newWriter({ onTransaction, onBytes }: JsonHandlers): Writer {
  const out = newJsonBytes();
  let isOpen = false;
  let items = 0;
  let waiting: (() => void)[] = [];
  let isInside = false;
  const writer: Writer = {
    out,
    isOpen: () => isOpen,
    open(type, envelope) {
      writer.flush();
      onTransaction();
      isOpen = true;
      writeAscii(out, '{"type":');
      writeText(out, type);
      writeAscii(out, ',"envelope":');
      envelopeJson.write(out, envelope);
      writeAscii(out, ',"content":');
    },
    close() {
      writeAscii(out, "}");
      isOpen = false;
    },
    openList() {
      items = 0;
      writeAscii(out, "[");
    },
    item(shape, value) {
      if (items > 0) writeAscii(out, ",");
      items += 1;
      shape.write(out, value);
      if (out.size >= pieceSize) writer.flush();
    },
    closeList: () => writeAscii(out, "]"),
    whole(type, envelope, shape, value) {
      writer.open(type, envelope);
      shape.write(out, value);
      writer.close();
    },
    beside(write) {
      if (isInside) waiting.push(write);
      else write();
    },
    turn(begins) {
      isInside = begins;
      for (const write of waiting) write();
      waiting = [];
    },
    flush() {
      if (out.size > 0) onBytes(out.bytes.subarray(0, out.size));
      out.size = 0;
    },
  };
  return writer;
}

/** One list a source, joined in the order in which they were made. */
interface FindingLists {
  list(): (one: Finding) => void;
  all(): readonly Finding[];
}

function newFindingLists(): FindingLists {
  const lists: Finding[][] = [];
  return {
    list() {
      const own: Finding[] = [];
      lists.push(own);
      return (one) => own.push(one);
    },
    all: () => lists.flat(),
  };
}

function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...seen.values()];
}
