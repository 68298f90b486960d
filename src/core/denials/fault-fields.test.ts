import { expect, test } from "vitest";
import { fieldsOfDenial, fieldsOfRejection, offerModifiers, offerPointers } from "./fault-fields.ts";

test("a payer's codes lead to the field that they name, the remark before the general reason", () => {
  expect(fieldsOfRejection(["A7:164:IL", "A3:21"])).toEqual(["member-id"]);
  expect(fieldsOfDenial({ reason: "16", remarks: ["N286", "N1"] })).toEqual(["referring"]);
  expect(fieldsOfDenial({ reason: "50", remarks: ["N569"] })).toEqual(["pointers"]);
  expect(fieldsOfDenial({ reason: "29", remarks: [] })).toEqual([]);
});

test("what the record has is offered, and nothing else", () => {
  const visit = { procedure: "99213", modifiers: [] as readonly string[] };
  const others = [{ procedure: "17110" }];
  expect(offerModifiers(visit, { reason: "97", others })?.value).toBe("25");
  expect(offerModifiers({ ...visit, modifiers: ["25"] }, { reason: "97", others })).toBeUndefined();
  expect(offerModifiers({ ...visit, procedure: "17110" }, { reason: "97", others: [{ procedure: "99213" }] })).toBeUndefined();
  expect(offerModifiers(visit, { reason: "50", others })).toBeUndefined();
  const diagnoses = [
    { position: 1, code: "R5383" },
    { position: 2, code: "E559" },
  ];
  expect(offerPointers({ pointers: [1] }, diagnoses)?.value).toBe("2,1");
  expect(offerPointers({ pointers: [1, 2] }, diagnoses)).toBeUndefined();
});
