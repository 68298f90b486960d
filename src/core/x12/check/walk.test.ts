import { expect, it } from "vitest";
import { guideOf } from "../guides/guides.ts";
import { specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { forEachSegment } from "../syntax/reader.ts";
import { newGuideWalk } from "./walk.ts";

const text = specimenText("837P visit");
const guide = guideOf("837", "005010X222A1");
if (guide === undefined) throw new Error("the guide of 837P is gone");

/** How many claims end as units, and how many lines hang under claims that end. */
function walked(children: Parameters<typeof newGuideWalk>[0]["children"], units: ReadonlySet<string>): number {
  let ended = 0;
  const walk = newGuideWalk({
    children,
    report: () => undefined,
    units,
    onUnit() {
      ended += 1;
    },
    onHeadless: () => undefined,
    onSegment: () => undefined,
  });
  forEachSegment(encodeUtf8(text), (segment) => {
    if (!/^(ISA|GS|ST|SE|GE|IEA)$/.test(segment.tag)) walk.step(segment);
  });
  walk.end(0);
  return ended;
}

it("takes units as it is told, whatever a walk through the same guide was told before", () => {
  const claims = text.split("CLM*").length - 1;
  expect(claims).toBeGreaterThan(0);
  for (const order of [
    [new Set<string>(), new Set(["2300"])],
    [new Set(["2300"]), new Set<string>()],
  ]) {
    // Rules that no walk has seen: what is made ready of them is kept for the next.
    const fresh = structuredClone(guide.children);
    expect(order.map((units) => walked(fresh, units))).toEqual(order.map((units) => (units.size === 0 ? 0 : claims)));
  }
});
