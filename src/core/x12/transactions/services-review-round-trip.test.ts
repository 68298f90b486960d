/** Reviews as values: what is written is read back as it was, for specimens and for invented ones. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEnvelope } from "../../../../test/support/x12-arbitraries.ts";
import { inventedByGuide } from "../../../../test/support/x12-guide-values.ts";
import { guideKey } from "../by-guide/values.ts";
import { writeByGuide } from "../by-guide/write.ts";
import { allGuides } from "../guides/guides.ts";
import { inventedEnvelope } from "../samples/invented.ts";
import { specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { readServicesReviewFile } from "./read-services-reviews.ts";
import { writeServicesReviews } from "./write-services-reviews.ts";

const envelope = { ...inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 }), lines: true };

test.each(["278 request", "278 response"] as const)("%s is written again as it stood", (name) => {
  const { reviews, findings } = readServicesReviewFile(encodeUtf8(specimenText(name)));
  expect(findings).toEqual([]);
  const body = (file: string): string => file.slice(file.indexOf("ST*278"), file.indexOf("GE*"));
  const text = writeServicesReviews(
    reviews.map(({ review }) => review),
    envelope,
  );
  expect(body(text)).toBe(body(specimenText(name)));
});

test.each(["278 request", "278 response"])("%s: what is written is read back as it was", (key) => {
  const guide = allGuides().find((one) => guideKey(one) === key);
  if (guide === undefined) throw new Error(`no guide ${key}`);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(20, 50, 70), (seed, richness) => {
      const file = writeByGuide(guide, [{ control: "0001", content: inventedByGuide(guide, { seed, richness }) }], anyEnvelope);
      const first = readServicesReviewFile(encodeUtf8(file));
      expect(first.findings).toEqual([]);
      const values = first.reviews.map(({ review }) => review);
      const again = readServicesReviewFile(encodeUtf8(writeServicesReviews(values, anyEnvelope)));
      expect(again.findings).toEqual([]);
      expect(again.reviews.map(({ review }) => review)).toEqual(values);
    }),
    { numRuns: 40 },
  );
});

test("an answer says what is certified, for whom and until when", () => {
  const { reviews } = readServicesReviewFile(encodeUtf8(specimenText("278 response")));
  expect(reviews[0]?.review).toMatchObject({
    purpose: "11",
    payer: { role: "X3", name: { last: "HARBOR HEALTH PLAN" } },
    subscriber: { memberId: { value: "M100000001" }, birthDate: "1980-04-12" },
    events: [
      {
        kind: { category: "HS", certification: "I", serviceType: "2", place: { value: "11", qualifier: "B" } },
        decision: { action: "A1", number: "AUTH0001" },
        dates: [{ qualifier: "007", from: "2026-12-01", to: "2026-12-31" }],
        services: [{ procedure: { code: "97110" }, charge: 30_000, unitKind: "UN" }],
      },
    ],
  });
});
