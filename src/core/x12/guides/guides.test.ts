import { describe, expect, it } from "vitest";
import { allGuides, guideOf, interchangeAcknowledgementRule, nameOfSet } from "./guides.ts";
import type { LoopRule, SegmentRule } from "./model.ts";
import { parseGuideText } from "./notation.ts";

function everySegment(children: readonly (SegmentRule | LoopRule)[]): readonly SegmentRule[] {
  return children.flatMap((child) => (child.kind === "segment" ? [child] : everySegment(child.children)));
}

function everyLevel(children: readonly (SegmentRule | LoopRule)[]): readonly (readonly (SegmentRule | LoopRule)[])[] {
  return [children, ...children.flatMap((child) => (child.kind === "loop" ? everyLevel(child.children) : []))];
}

describe("the guide data", () => {
  it("holds the guides in full", () => {
    const sizes = allGuides().map((guide) => [guide.name, everySegment(guide.children).length]);
    expect(sizes).toEqual([
      ["837P", 379],
      ["837I", 271],
      ["837D", 252],
      ["835", 51],
      ["999", 9],
      ["277CA", 36],
      ["270", 41],
      ["271", 67],
      ["276", 39],
      ["277", 42],
      ["278", 160],
      ["278", 142],
    ]);
    expect(interchangeAcknowledgementRule()?.elements[5]?.codes?.size).toBe(32);
  });

  it("gives every element a type, a length and a place in the standard", () => {
    for (const segment of allGuides().flatMap((guide) => everySegment(guide.children))) {
      expect(segment.label, segment.tag).not.toBe("");
      for (const element of segment.elements) {
        if (element === undefined) continue;
        expect(element.number).toBeLessThanOrEqual(segment.lastElement);
        for (const leaf of element.components ?? [element]) {
          if (leaf === undefined) continue;
          expect(leaf.min, `${segment.tag}${element.number}`).toBeGreaterThan(0);
          expect(leaf.max).toBeGreaterThanOrEqual(leaf.min);
          for (const code of leaf.codes ?? []) expect(code.trim(), segment.tag).toBe(code);
        }
      }
      for (const note of segment.notes) for (const element of note.elements) expect(element).toBeLessThanOrEqual(segment.lastElement);
    }
  });

  it("tells same-named neighbours apart: no qualifier twice at one position", () => {
    for (const guide of allGuides()) {
      for (const level of everyLevel(guide.children)) {
        const seen = new Set<string>();
        for (const child of level) {
          const rule = child.kind === "loop" ? child.opener : child;
          const codes = rule.qualifier === undefined ? ["*"] : [...rule.qualifier.codes];
          for (const code of codes) {
            const key = `${child.kind}${child.ordinal} ${rule.tag} ${code}`;
            expect(seen.has(key), `${guide.name} ${key}`).toBe(false);
            seen.add(key);
          }
        }
      }
    }
  });

  it("numbers ordinals upwards and slots in order", () => {
    for (const guide of allGuides()) {
      for (const level of everyLevel(guide.children)) {
        level.forEach((child, index) => {
          expect(child.slot).toBe(index);
          const before = level[index - 1];
          if (before !== undefined) expect(child.ordinal - before.ordinal).toBeLessThanOrEqual(1);
        });
      }
    }
  });

  it("finds a guide whatever its errata, and names those it only knows by name", () => {
    expect(guideOf("837", "005010X222")?.id).toBe("005010X222A1");
    for (const version of ["005010X223", "005010X223A1", "005010X223A2", "005010X223A3"])
      expect(guideOf("837", version)?.name, version).toBe("837I");
    expect(guideOf("834", "005010X220A1")).toBeUndefined();
    expect(nameOfSet("834", "005010X220A1")).toBe("834");
    expect(nameOfSet("271", "005010X279A1")).toBe("271");
  });

  it("tells a review's response from its request by its purpose", () => {
    const decides = (purpose: string): boolean =>
      everySegment(guideOf("278", "005010X217", purpose)?.children ?? []).some(({ tag }) => tag === "HCR");
    expect([decides("13"), decides("11")]).toEqual([false, true]);
  });

  it("refuses text that is not in the notation", () => {
    expect(() => parseGuideText("ZZZ R1 nothing: 01!")).toThrow(/no element types/);
    expect(() => parseGuideText("REF R1 label: one")).toThrow(/guide text/);
    expect(() => parseGuideText("REF R1 label: 09!")).toThrow(/no type and length/);
  });
});
