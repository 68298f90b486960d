import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEnvelope } from "../../../../test/support/x12-arbitraries.ts";
import { inventedByGuide } from "../../../../test/support/x12-guide-values.ts";
import { checkFile } from "../check/check-file.ts";
import { allGuides } from "../guides/guides.ts";
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import { type SpecimenName, specimens, specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import type { Json, JsonSchema } from "../transactions/json-shapes.ts";
import { readByGuide } from "./read.ts";
import { guideSchema } from "./schema.ts";
import { childNames, type GuideLoop, guideKey } from "./values.ts";
import { writeByGuide } from "./write.ts";

const guides = allGuides().map((guide) => [guideKey(guide), guide] as const);

function everyLevel(children: readonly (SegmentRule | LoopRule)[]): readonly (readonly (SegmentRule | LoopRule)[])[] {
  return [children, ...children.flatMap((child) => (child.kind === "loop" ? everyLevel(child.children) : []))];
}

function everySegment(children: readonly (SegmentRule | LoopRule)[]): readonly SegmentRule[] {
  return children.flatMap((child) => (child.kind === "segment" ? [child] : everySegment(child.children)));
}

/** The levels' numbers are the writer's. */
function withoutNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/^HL0[124]$/.test(name))
      .map(([name, one]) => [name, withoutNumbers(one)]),
  );
}

/** Paths at which a value is not as its schema says. */
function faults(schema: JsonSchema, value: Json, path: string): readonly string[] {
  if (schema.type === "array") {
    if (!Array.isArray(value) || value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY))
      return [path];
    return value.flatMap((one: Json, index) => faults(schema.items ?? schema, one, `${path}[${index}]`));
  }
  if (schema.type === "object") {
    if (typeof value !== "object" || Array.isArray(value)) return [path];
    const own = value as { readonly [name: string]: Json };
    const missing = (schema.required ?? []).filter((name) => own[name] === undefined).map((name) => `${path}.${name} is missing`);
    return [
      ...missing,
      ...Object.entries(own).flatMap(([name, one]) => {
        const property = schema.properties?.[name];
        return property === undefined ? [`${path}.${name} is unknown`] : faults(property, one, `${path}.${name}`);
      }),
    ];
  }
  if (typeof value !== "string") return [path];
  const isRight =
    (schema.enum === undefined || schema.enum.includes(value)) &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(value)) &&
    value.length >= (schema.minLength ?? 0) &&
    value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY);
  return isRight ? [] : [`${path} “${value}”`];
}

describe("values under the names of a guide", () => {
  it.each(guides)("%s: no name stands twice at one level", (_key, guide) => {
    for (const level of everyLevel(guide.children)) {
      const names = childNames(level).map(({ name }) => name);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it.each(guides)("%s: what is written is right in form, and read back as it was", (key, guide) => {
    const made = new Set<SegmentRule>();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(0, 20, 50, 80), (seed, richness) => {
        const content = inventedByGuide(guide, { seed, richness, onSegment: (rule) => made.add(rule) });
        const text = writeByGuide(guide, [{ control: "0001", content }], anyEnvelope);
        const { transactions, findings } = readByGuide(encodeUtf8(text));
        expect(findings).toEqual([]);
        expect(transactions.map((one) => guideKey(one.guide))).toEqual([key]);
        const read = transactions[0]?.content ?? {};
        expect(withoutNumbers(read)).toEqual(content);
        expect(writeByGuide(guide, [{ control: "0001", content: read }], anyEnvelope)).toBe(text);
        expect(faults(guideSchema(guide), read as Json, key)).toEqual([]);
        const told = checkFile(encodeUtf8(text)).transactions.flatMap((one) => one.findings);
        // Drawn values may look wrong, and two segments may be drawn alike.
        const ofValues = ["X12-ELEMENT-PATTERN", "X12-SEGMENT-TWICE"];
        const ofForm = told.filter(
          ({ code }) => /^X12-(SEGMENT|LOOP|ELEMENT|COMPONENT|REPETITION|RELATION|HL)-/.test(code) && !ofValues.includes(code),
        );
        expect(ofForm).toEqual([]);
      }),
      { numRuns: 60 },
    );
    // Every segment of the guide can be written and read: each was among them.
    const missed = everySegment(guide.children).filter((rule) => !made.has(rule));
    expect(missed.map(({ tag, label }) => `${tag} ${label}`)).toEqual([]);
  });

  it.each(Object.keys(specimens) as SpecimenName[])("%s: the specimen is as its schema says", (name) => {
    const { transactions, findings } = readByGuide(encodeUtf8(specimenText(name)));
    expect(findings).toEqual([]);
    expect(transactions.length).toBe(name === "TA1" ? 0 : 1);
    for (const { guide, content } of transactions) expect(faults(guideSchema(guide), content as Json, name)).toEqual([]);
  });

  it("keeps the rest when a segment has no place", () => {
    const text = specimenText("837I stay").replace("CL1*1*1*01~\n", "CL1*1*1*01~\nZZZ*1~\n");
    const { transactions, findings } = readByGuide(encodeUtf8(text));
    expect(findings.map(({ code, place }) => `${code} ${place.segment}`)).toEqual(["X12-SEGMENT-MISPLACED 27"]);
    const [first] = transactions;
    const loop = (value: unknown, ...path: readonly (string | number)[]): unknown =>
      path.reduce<unknown>((at, step) => (at as Readonly<Record<string | number, unknown>>)[step], value);
    expect(loop(first?.content, "2000A", 0, "2000B", 0, "2300", 0, "CL1")).toEqual({ CL101: "1", CL102: "1", CL103: "01" });
    expect(loop(first?.content, "2000A", 0, "2000B", 0, "2300", 0, "HI_principalDiagnosis")).toEqual({
      "HI01-1": "ABK",
      "HI01-2": "J189",
      "HI01-9": "Y",
    });
  });

  it("a name that the guide does not have is not written", () => {
    const guide = allGuides().find((one) => one.name === "270");
    const content: GuideLoop = { BHT: { BHT01: "0022", XXX01: "1" }, ZZZ: { ZZZ01: "1" } };
    expect(guide === undefined ? "" : writeByGuide(guide, [{ control: "0001", content }], anyEnvelope)).toContain("~BHT*0022~SE*3*0001~");
  });
});
