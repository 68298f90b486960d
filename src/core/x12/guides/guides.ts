/** The guides that Claimwright checks in full, and the names of those it only knows by name. */
import { claimAcknowledgementText } from "./claim-acknowledgement.ts";
import { claimStatusInquiryText, claimStatusResponseText } from "./claim-status.ts";
import { dentalClaimText } from "./dental-claim.ts";
import { eligibilityInquiryText, eligibilityResponseText } from "./eligibility.ts";
import { implementationAcknowledgementText, interchangeAcknowledgementText } from "./implementation-acknowledgement.ts";
import { institutionalClaim, institutionalLine, institutionalParties } from "./institutional-claim.ts";
import type { Guide, SegmentRule } from "./model.ts";
import { parseGuideText } from "./notation.ts";
import { professionalClaim } from "./professional-claim.ts";
import { professionalLine } from "./professional-line.ts";
import { professionalParties } from "./professional-parties.ts";
import { remittanceText } from "./remittance.ts";
import { servicesReviewRequestText, servicesReviewResponseText } from "./services-review.ts";

interface Source {
  readonly id: string;
  readonly set: string;
  readonly name: string;
  readonly groupCode: string;
  readonly text: string;
  /** BHT02, where request and response are one set of one guide. */
  readonly purposes?: readonly string[];
}

const sources: readonly Source[] = [
  { id: "005010X222A1", set: "837", name: "837P", groupCode: "HC", text: professionalParties + professionalClaim + professionalLine },
  { id: "005010X223A2", set: "837", name: "837I", groupCode: "HC", text: institutionalParties + institutionalClaim + institutionalLine },
  { id: "005010X224A2", set: "837", name: "837D", groupCode: "HC", text: dentalClaimText },
  { id: "005010X221A1", set: "835", name: "835", groupCode: "HP", text: remittanceText },
  { id: "005010X231A1", set: "999", name: "999", groupCode: "FA", text: implementationAcknowledgementText },
  { id: "005010X214", set: "277", name: "277CA", groupCode: "HN", text: claimAcknowledgementText },
  { id: "005010X279A1", set: "270", name: "270", groupCode: "HS", text: eligibilityInquiryText },
  { id: "005010X279A1", set: "271", name: "271", groupCode: "HB", text: eligibilityResponseText },
  { id: "005010X212", set: "276", name: "276", groupCode: "HR", text: claimStatusInquiryText },
  { id: "005010X212", set: "277", name: "277", groupCode: "HN", text: claimStatusResponseText },
  { id: "005010X217", set: "278", name: "278", groupCode: "HI", purposes: ["11"], text: servicesReviewResponseText },
  { id: "005010X217", set: "278", name: "278", groupCode: "HI", text: servicesReviewRequestText },
];

/** Guides by number without errata, and what people call them. */
const names: ReadonlyMap<string, string> = new Map([
  ["005010X222", "837P"],
  ["005010X223", "837I"],
  ["005010X224", "837D"],
  ["005010X291", "837 encounter"],
  ["005010X221", "835"],
  ["005010X231", "999"],
  ["005010X214", "277CA"],
  ["005010X212", "276/277"],
  ["005010X279", "270/271"],
  ["005010X217", "278"],
  ["005010X220", "834"],
  ["005010X218", "820"],
  ["006020X313", "277 request for information"],
  ["006020X314", "275 attachment"],
]);

const groupCodes: ReadonlyMap<string, string> = new Map([
  ["837", "HC"],
  ["835", "HP"],
  ["999", "FA"],
  ["997", "FA"],
  ["276", "HR"],
  ["277", "HN"],
  ["270", "HS"],
  ["271", "HB"],
  ["278", "HI"],
  ["834", "BE"],
  ["820", "RA"],
  ["275", "PI"],
]);

const parsed = new Map<Source, Guide>();

/**
 * The guide that a transaction claims by ST03 or GS08; errata are not told apart (005010X222 is read by 005010X222A1).
 * `purpose` is BHT02: it tells the response from the request where both are one set of one guide (278).
 */
export function guideOf(set: string, version: string, purpose = ""): Guide | undefined {
  const number = withoutErrata(version);
  const source = sources.find(
    (one) => one.set === set && withoutErrata(one.id) === number && (one.purposes === undefined || one.purposes.includes(purpose)),
  );
  return source === undefined ? undefined : parsedGuide(source);
}

function parsedGuide(source: Source): Guide {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const { id, set, name, groupCode, text } = source;
  const guide: Guide = { id, set, name, groupCode, children: parseGuideText(text) };
  parsed.set(source, guide);
  return guide;
}

/** All guides in full, for tests and documentation. */
export function allGuides(): readonly Guide[] {
  return sources.map(parsedGuide);
}

/** What people call a transaction: "837P", "270/271" … or its set number when the guide is not known. */
export function nameOfSet(set: string, version: string): string {
  const name = names.get(withoutErrata(version));
  if (name === undefined) return set;
  return name.includes("/") ? set : name;
}

/** GS01 for a set; undefined when we do not know it. */
export function groupCodeOf(set: string): string | undefined {
  return groupCodes.get(set);
}

/** The sets (ST01) that a guide describes, by ST03 or GS08; none when we do not have it. */
export function setsOfGuide(version: string): readonly string[] {
  const number = withoutErrata(version);
  return [...new Set(sources.filter((one) => withoutErrata(one.id) === number).map((one) => one.set))];
}

/** True for a GS01 that some set we know travels in. */
export function isGroupCode(code: string): boolean {
  return [...groupCodes.values()].includes(code);
}

let ta1: SegmentRule | undefined;

/** The one segment that stands outside of groups. */
export function interchangeAcknowledgementRule(): SegmentRule | undefined {
  if (ta1 === undefined) {
    const rule = parseGuideText(interchangeAcknowledgementText)[0];
    if (rule?.kind === "segment") ta1 = rule;
  }
  return ta1;
}

function withoutErrata(version: string): string {
  return version.replace(/[AE]\d+$/, "");
}
