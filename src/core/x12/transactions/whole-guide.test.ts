import { describe, expect, it } from "vitest";
import { anyEnvelope } from "../../../../test/support/x12-arbitraries.ts";
import { wholeTransaction } from "../../../../test/support/x12-whole-guide.ts";
import { readByGuide } from "../by-guide/read.ts";
import { type GuideChild, type GuideElement, type GuideLoop, guideKey } from "../by-guide/values.ts";
import { writeByGuide } from "../by-guide/write.ts";
import { checkFile } from "../check/check-file.ts";
import { allGuides } from "../guides/guides.ts";
import type { Guide } from "../guides/model.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { readAcknowledgementFile } from "./read-acknowledgements.ts";
import { readDentalClaimFile } from "./read-dental-claims.ts";
import { readInquiryFile } from "./read-inquiries.ts";
import { readInstitutionalClaimFile } from "./read-institutional-claims.ts";
import { readProfessionalClaimFile } from "./read-professional-claims.ts";
import { readRemittanceFile } from "./read-remittances.ts";
import { readServicesReviewFile } from "./read-services-reviews.ts";
import { writeClaimAcknowledgements } from "./write-claim-acknowledgement.ts";
import { writeStatusInquiries, writeStatusResponses } from "./write-claim-status.ts";
import { writeDentalClaims } from "./write-dental-claims.ts";
import { writeEligibilityInquiries, writeEligibilityResponses } from "./write-eligibility.ts";
import { writeImplementationAcknowledgements } from "./write-implementation-acknowledgement.ts";
import { writeInstitutionalClaims } from "./write-institutional-claims.ts";
import { writeProfessionalClaims } from "./write-professional-claims.ts";
import { writeRemittances } from "./write-remittances.ts";
import { writeServicesReviews } from "./write-services-reviews.ts";

/** Read by name and written again. */
type Way = (bytes: Uint8Array) => string;

const ways: Readonly<Record<string, Way>> = {
  "837P": (bytes) =>
    writeProfessionalClaims(
      readProfessionalClaimFile(bytes).batches.map(({ batch }) => batch),
      anyEnvelope,
    ).text,
  "837I": (bytes) =>
    writeInstitutionalClaims(
      readInstitutionalClaimFile(bytes).batches.map(({ batch }) => batch),
      anyEnvelope,
    ),
  "837D": (bytes) =>
    writeDentalClaims(
      readDentalClaimFile(bytes).batches.map(({ batch }) => batch),
      anyEnvelope,
    ),
  "835": (bytes) =>
    writeRemittances(
      readRemittanceFile(bytes).remittances.map(({ remittance }) => remittance),
      anyEnvelope,
    ),
  "999": (bytes) =>
    writeImplementationAcknowledgements(
      readAcknowledgementFile(bytes).acknowledgements.flatMap((one) => (one.kind === "999" ? [one.value] : [])),
      anyEnvelope,
    ),
  "277CA": (bytes) =>
    writeClaimAcknowledgements(
      readAcknowledgementFile(bytes).acknowledgements.flatMap((one) => (one.kind === "277CA" ? [one.value] : [])),
      anyEnvelope,
    ),
  "270": (bytes) =>
    writeEligibilityInquiries(
      readInquiryFile(bytes).inquiries.flatMap((one) => (one.kind === "270" ? [one.value] : [])),
      anyEnvelope,
    ),
  "271": (bytes) =>
    writeEligibilityResponses(
      readInquiryFile(bytes).inquiries.flatMap((one) => (one.kind === "271" ? [one.value] : [])),
      anyEnvelope,
    ),
  "276": (bytes) =>
    writeStatusInquiries(
      readInquiryFile(bytes).inquiries.flatMap((one) => (one.kind === "276" ? [one.value] : [])),
      anyEnvelope,
    ),
  "277": (bytes) =>
    writeStatusResponses(
      readInquiryFile(bytes).inquiries.flatMap((one) => (one.kind === "277" ? [one.value] : [])),
      anyEnvelope,
    ),
  "278 request": reviews,
  "278 response": reviews,
};

function reviews(bytes: Uint8Array): string {
  return writeServicesReviews(
    readServicesReviewFile(bytes).reviews.map(({ review }) => review),
    anyEnvelope,
  );
}

/** What excludes each other: the one whom it is about is the subscriber, or a dependent. */
const claimShapes = [["2000C"], ["2000B/2300"]];
/** A service of a review is professional, institutional or dental. */
const reviewShapes = [
  ["2000D", "SV2", "SV3"],
  ["2000C/2000E", "SV1", "SV3"],
  ["2000D", "SV1", "SV2"],
];
const shapes: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "837P": claimShapes,
  "837I": claimShapes,
  "837D": claimShapes,
  "270": [["2000D"], ["2000C/TRN", "2110C"]],
  "271": [["2000D"], ["2000C/TRN", "2110C"]],
  "276": [["2000E"], ["2000D/2200D", "2000D/DMG"]],
  "277": [["2000E"], ["2000D/2200D"]],
  "278 request": reviewShapes,
  "278 response": reviewShapes,
};

/** What is still lost: places, or how they begin, with the reason. An entry under which nothing is lost any more fails. */
const stillLost: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

const fullVariants = 8;
const thinVariants = 6;

describe("values by name carry what the guide has", () => {
  it.each(allGuides().map((guide) => [guideKey(guide), guide] as const))("%s", (key, guide) => {
    const lost = new Set<string>();
    const gained = new Set<string>();
    const unstable: number[] = [];
    for (const without of shapes[key] ?? [[]]) {
      for (let variant = 0; variant < fullVariants + thinVariants; variant += 1) {
        const richness = variant < fullVariants ? 100 : 40;
        const content = wholeTransaction(guide, { variant, richness, without });
        const text = writeByGuide(guide, [{ control: "0001", content }], anyEnvelope);
        expect(formFaults(text)).toEqual([]);
        const again = ways[key]?.(encodeUtf8(text)) ?? "";
        expect(formFaults(again)).toEqual([]);
        const [before, after] = [contentOf(guide, text), contentOf(guide, again)];
        for (const place of differences(before, after)) lost.add(place);
        for (const place of differences(after, before)) gained.add(place);
        if (ways[key]?.(encodeUtf8(again)) !== again) unstable.push(variant);
      }
    }
    const told = Object.keys(stillLost[key] ?? {});
    expect([...lost].filter((place) => !told.some((one) => place.startsWith(one))).sort()).toEqual([]);
    expect(told.filter((one) => ![...lost].some((place) => place.startsWith(one)))).toEqual([]);
    expect([...gained].sort()).toEqual([]);
    expect(unstable).toEqual([]);
  });
});

function formFaults(text: string): readonly string[] {
  return checkFile(encodeUtf8(text))
    .transactions.flatMap((one) => one.findings)
    .filter(({ code }) => /^X12-(SEGMENT|LOOP|ELEMENT|COMPONENT|REPETITION|RELATION|HL)-/.test(code) && code !== "X12-ELEMENT-PATTERN")
    .map(({ code, place }) => `${code} ${JSON.stringify(place)}`);
}

function contentOf(guide: Guide, text: string): GuideLoop {
  const { transactions } = readByGuide(encodeUtf8(text));
  return transactions.find((one) => one.guide === guide)?.content ?? {};
}

/** Places whose values stand in the first more often than in the second: a whole segment, or one of its elements. */
function differences(first: GuideLoop, second: GuideLoop): readonly string[] {
  const left = new Map<string, number>();
  for (const one of valuesIn(second, "ST")) left.set(one.text, (left.get(one.text) ?? 0) + 1);
  const places = new Set<string>();
  for (const { text, place } of valuesIn(first, "ST")) {
    const count = left.get(text) ?? 0;
    if (count === 0) places.add(place);
    else left.set(text, count - 1);
  }
  return [...places];
}

interface Value {
  /** Loop, segment and element. */
  readonly place: string;
  /** The same, with what stands there. */
  readonly text: string;
}

function* valuesIn(content: GuideLoop, loop: string): Generator<Value> {
  for (const [name, child] of Object.entries(content)) {
    for (const one of listOf(child)) {
      if (/^\d{4}[A-Z]*$/.test(name)) yield* valuesIn(one as GuideLoop, name);
      else {
        for (const [element, value] of Object.entries(one as Readonly<Record<string, GuideElement>>)) {
          if (/^HL0[124]$/.test(element)) continue;
          const label = name.includes("_") ? ` ${name.slice(name.indexOf("_") + 1)}` : "";
          const place = `${loop} ${element}${label}`;
          yield { place, text: `${place} ${JSON.stringify(value)}` };
        }
      }
    }
  }
}

function listOf(child: GuideChild): readonly unknown[] {
  return Array.isArray(child) ? child : [child];
}
