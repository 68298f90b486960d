import { describe, expect, it } from "vitest";
import { circumstances, readTitle, sideBits, titleBits, typeOf } from "./title-facts.ts";

const facts = (title: string) => readTitle(title, { code: "A00", billable: true });
const has = (title: string, bit: number): boolean => (facts(title).bits & bit) !== 0;

describe("the facts of a title", () => {
  it("have sides, and whether the side is left open", () => {
    expect(facts("Pain in left knee").bits & sideBits).toBe(titleBits.left);
    expect(facts("Pain in knee").bits & sideBits).toBe(0);
    expect(has("Pain in unspecified knee", titleBits.leavesSideOpen)).toBe(true);
    expect(has("Pain in arm, unspecified", titleBits.leavesSideOpen)).toBe(true);
    expect(has("Pneumonia, unspecified", titleBits.leavesSideOpen)).toBe(false);
  });

  it("have type, course, other and unspecified, none in the way of another", () => {
    expect(typeOf(facts("Type 2 diabetes mellitus, unspecified").bits)).toBe(2);
    expect(typeOf(facts("Pneumonia, unspecified").bits)).toBe(0);
    expect(has("Acute on chronic diastolic heart failure", titleBits.acute)).toBe(true);
    expect(has("Acute on chronic diastolic heart failure", titleBits.chronic)).toBe(true);
    expect(has("Hepatic failure without acute coma", titleBits.acute)).toBe(false);
    expect(has("Pneumonia, unspecified", titleBits.unspecified)).toBe(true);
    expect(has("Pneumonia, unspecified", titleBits.other)).toBe(false);
    // One bit each, below those of sides and course.
    expect(1 << circumstances.length).toBeLessThanOrEqual(titleBits.acute);
  });

  it("put last what may not be reported, and unspecified before other", () => {
    const value = (title: string, billable = true) => readTitle(title, { code: "S42", billable }).residual;
    expect(value("Fracture", false)).toBeLessThan(value("Fracture") - 20);
    expect(value("Unspecified fracture of humerus")).toBeGreaterThan(value("Other fracture of humerus"));
  });

  it("stand for words that say no more when nothing is known of consciousness, and at the first encounter", () => {
    const standing = (title: string) => facts(title).standing;
    expect(standing("Concussion with loss of consciousness status unknown")).toBeGreaterThan(
      standing("Concussion with loss of consciousness of unspecified duration"),
    );
    expect(standing("Sprain, initial encounter")).toBeGreaterThan(standing("Sprain, sequela"));
  });
});
