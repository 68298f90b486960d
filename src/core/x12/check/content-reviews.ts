/** Level 4 of a 278: what is asked for and what is decided must fit together. */
import * as kinds from "./content-findings.ts";
import {
  ancestor,
  childOf,
  childrenOf,
  dayNumberAt,
  hasAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";

/** Judges one patient event (2000E) with its services. */
export function checkReview(event: LoopRecord, report: Report): void {
  checkCertified(event, report);
  checkPended(event, report);
  for (const service of childrenOf(event, "2000F")) checkPended(service, report);
  const um = segmentOf(event, "UM");
  const bht = segmentOf(ancestor(event, "ST"), "BHT");
  checkPurpose(um, event, { bht, report });
  checkStay(event, report);
  if (um !== undefined && isAt(um, 1, "AR") && bht !== undefined && isAt(bht, 2, "13") && !isAt(um, 2, "3")) checkAdmission(event, report);
}

/** What is pended is pended for a reason: it says what is waited for. */
function checkPended(record: LoopRecord, report: Report): void {
  const hcr = segmentOf(record, "HCR");
  if (hcr !== undefined && isAt(hcr, 1, "A4") && !hasAt(hcr, 3))
    report(kinds.serviceMayNeed, placeOf(hcr, record, 3), {
      code: "Pended (HCR01 is A4)",
      missing: "HCR03",
      because: "the reason says what is waited for",
    });
}

/** A service that is certified is known by a number, of its own or of the event that it belongs to. */
function checkCertified(event: LoopRecord, report: Report): void {
  const own = segmentOf(event, "HCR");
  // The event's number would do for all of them; where it is missing though the event is certified, that is told of the event.
  if (hasAt(own, 2) || isCertified(own)) return;
  for (const service of childrenOf(event, "2000F")) {
    const hcr = segmentOf(service, "HCR");
    if (hcr === undefined || hasAt(hcr, 2) || !isCertified(hcr)) continue;
    report(kinds.situationElement, placeOf(hcr, service, 2), { missing: "HCR02", because: "what is certified is known by its number" });
  }
}

function isCertified(hcr: SegmentRecord | undefined): boolean {
  return hcr !== undefined && /^A[126]$/.test(textAt(hcr, 1));
}

interface Purpose {
  readonly bht: SegmentRecord | undefined;
  readonly report: Report;
}

/** A transaction that cancels (BHT02 is 01) asks for nothing else, and one that asks cancels nothing. */
function checkPurpose(um: SegmentRecord | undefined, event: LoopRecord, { bht, report }: Purpose): void {
  if (um === undefined || bht === undefined || !hasAt(um, 2)) return;
  const cancels = isAt(um, 2, "3");
  if ((isAt(bht, 2, "13") && cancels) || (isAt(bht, 2, "01") && !cancels))
    report(kinds.verdictMismatch, placeOf(um, event, 2), {
      name: "UM02",
      value: textAt(um, 2),
      other: `purpose ${textAt(bht, 2)} (BHT02)`,
    });
}

/** Nobody leaves before they came. */
function checkStay(event: LoopRecord, report: Report): void {
  const left = segmentOf(event, "DTP", "096");
  if (left === undefined) return;
  const [came, gone] = [dayNumberAt(segmentOf(event, "DTP", "435"), 3), dayNumberAt(left, 3)];
  if (came > 0 && gone > 0 && gone < came)
    report(kinds.dateOrder, placeOf(left, event, 3), {
      name: "DTP*096",
      value: String(gone),
      other: "DTP*435",
      than: String(came),
      how: "before",
    });
}

/** An admission that is asked for has its day and how it comes about. */
function checkAdmission(event: LoopRecord, report: Report): void {
  const missing = (tag: string, name: string, because: string): void =>
    report(
      kinds.serviceMayNeed,
      { segment: event.index, tag, loop: "2000E" },
      { code: "Admission review (UM01 is AR)", missing: name, because },
    );
  if (segmentOf(event, "DTP", "435") === undefined) missing("DTP", "DTP*435", "an admission has its day");
  if (segmentOf(event, "CL1") === undefined) missing("CL1", "CL1", "an admission has its type and where the patient comes from");
}

/** A person under whom nothing follows (HL04 is 0) is asked about by no event; in an answer only where the question is refused. */
export function checkPersonLevel(level: LoopRecord, report: Report): void {
  const inner = level.loop === "2000C" ? "2010C" : level.loop === "2000D" ? "2010D" : undefined;
  const hl = segmentOf(level, "HL");
  if (inner === undefined || hl === undefined || !isAt(hl, 4, "0")) return;
  const isAnswer = isAt(segmentOf(ancestor(level, "ST"), "BHT") ?? hl, 2, "11");
  if (!isAnswer)
    report(
      kinds.situation,
      { segment: level.index, tag: "HL", loop: "2000E" },
      { missing: "HL (2000E)", because: "a review is asked for an event, and none follows" },
    );
  else if (segmentOf(childOf(level, inner), "AAA") === undefined && segmentOf(level, "AAA") === undefined)
    report(
      kinds.situation,
      { segment: level.index, tag: "AAA", loop: inner },
      { missing: `AAA (${inner})`, because: "nothing is answered below, so the question was refused, and why is told" },
    );
}
