import { expect, test } from "vitest";
import { type SpecimenName, specimens, specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { x12Json } from "./json.ts";
import { jsonSchemas } from "./json-schema.ts";
import type { Json, JsonSchema } from "./json-shapes.ts";

/** Paths at which a value is not as its schema says. */
function faults(schema: JsonSchema, value: Json, path: string): readonly string[] {
  if (schema.type === "array") {
    return Array.isArray(value) ? value.flatMap((one: Json, index) => faults(schema.items ?? schema, one, `${path}[${index}]`)) : [path];
  }
  if (schema.type === "object") {
    if (typeof value !== "object" || Array.isArray(value)) return [path];
    return Object.entries(value).flatMap(([key, one]) => {
      const own = schema.properties?.[key];
      return own === undefined ? [`${path}.${key}`] : faults(own, one, `${path}.${key}`);
    });
  }
  const isRight =
    ([schema.type].flat() as string[]).includes(typeof value) &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(String(value)));
  return isRight ? [] : [path];
}

test("what is read of every typed specimen is as its schema says", () => {
  const seen = new Set<string>();
  for (const name of Object.keys(specimens) as SpecimenName[]) {
    for (const { type, content } of x12Json(encodeUtf8(specimenText(name))).transactions) {
      const schema = jsonSchemas[type];
      if (schema === undefined) continue;
      seen.add(type);
      expect(faults(schema, content, name), name).toEqual([]);
    }
  }
  expect([...seen].sort()).toEqual(Object.keys(jsonSchemas).sort());
});

test("a value of another kind is told", () => {
  const schema = jsonSchemas["835"];
  expect(schema === undefined ? [] : faults(schema, { payment: { amount: 12 } }, "835")).toEqual(["835.payment.amount"]);
});
