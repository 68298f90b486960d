import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEnvelope } from "../../../../test/support/x12-arbitraries.ts";
import { checkFile } from "../check/check-file.ts";
import { specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import type { ImplementationAcknowledgement, InterchangeAcknowledgement } from "./acknowledgements.ts";
import { readAcknowledgementFile } from "./read-acknowledgements.ts";
import { writeImplementationAcknowledgements, writeInterchangeAcknowledgement } from "./write-implementation-acknowledgement.ts";

const word = fc.string({ unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), minLength: 1, maxLength: 9 });
const position = fc.integer({ min: 1, max: 99 });

function maybe<Name extends string, Value>(name: Name, value: fc.Arbitrary<Value>): fc.Arbitrary<{ readonly [Key in Name]?: Value }> {
  return fc
    .option(value, { nil: undefined })
    .map((one) => (one === undefined ? {} : { [name]: one }) as { readonly [Key in Name]?: Value });
}

const trigger = { names: [{ name: "SITUATIONAL TRIGGER" }] };
const triggers = [
  { ...trigger, tag: "CLM", position: 43, loop: "2300", element: 5, component: 3 },
  { ...trigger, tag: "SBR", position: 9, element: 2, component: 1, repetition: 2, reference: "1069" },
];
const owner = {
  names: [
    { name: "CLM01", value: "V-1" },
    { name: "SBR 03", value: "A B" },
  ],
};

const element = fc
  .tuple(
    fc.record({ element: position, code: fc.constantFrom("1", "7", "I10") }),
    maybe("component", position),
    maybe("repetition", position),
    maybe("reference", fc.constantFrom("98", "1065")),
    maybe("value", word),
    maybe("context", fc.subarray(triggers, { minLength: 1 })),
  )
  .map((parts) => Object.assign({}, ...parts) as ImplementationAcknowledgement["sets"][number]["errors"][number]["elements"][number]);
const error = fc
  .tuple(
    fc.record({
      tag: fc.constantFrom("CLM", "NM1"),
      position,
      code: fc.constantFrom("3", "8", "I6"),
      context: fc.subarray([owner, ...triggers]),
      elements: fc.array(element, { maxLength: 2 }),
    }),
    maybe("loop", fc.constantFrom("2300", "2010")),
  )
  .map((parts) => Object.assign({}, ...parts) as ImplementationAcknowledgement["sets"][number]["errors"][number]);
const set = fc
  .tuple(
    fc.record({
      set: fc.constant("837"),
      control: fc.constant("0001"),
      verdict: fc.constantFrom("A", "E", "R"),
      notes: fc.subarray(["5", "I5"]),
      errors: fc.array(error, { maxLength: 3 }),
    }),
    maybe("guide", fc.constant("005010X222A1")),
  )
  .map((parts) => Object.assign({}, ...parts) as ImplementationAcknowledgement["sets"][number]);
const acknowledgement = fc
  .tuple(
    fc.record({
      groupCode: fc.constant("HC"),
      groupControl: word,
      verdict: fc.constantFrom("A", "P", "R"),
      groupNotes: fc.subarray(["4", "5"]),
      sets: fc.array(set, { maxLength: 3 }),
    }),
    maybe("groupVersion", fc.constant("005010X222A1")),
    maybe("setsIncluded", position),
    maybe("setsReceived", position),
    maybe("setsAccepted", position),
  )
  .map((parts) => Object.assign({}, ...parts) as ImplementationAcknowledgement);

test("a 999 that is written is read back as it was", () => {
  fc.assert(
    fc.property(fc.array(acknowledgement, { minLength: 1, maxLength: 2 }), (values) => {
      const { acknowledgements, findings } = readAcknowledgementFile(encodeUtf8(writeImplementationAcknowledgements(values, anyEnvelope)));
      expect(findings).toEqual([]);
      expect(acknowledgements.map((one) => one.value)).toEqual(values);
    }),
    { numRuns: 100 },
  );
});

test("a TA1 that is written is read back as it was, alone in its interchange", () => {
  const value: InterchangeAcknowledgement = { control: "000000007", date: "261123", time: "0930", verdict: "R", note: "021" };
  const text = writeInterchangeAcknowledgement(value, anyEnvelope);
  expect(readAcknowledgementFile(encodeUtf8(text)).acknowledgements.map((one) => one.value)).toEqual([value]);
  expect(checkFile(encodeUtf8(text)).findings).toEqual([]);
});

test("the specimen of a 999 is written again as it stood", () => {
  const text = specimenText("999");
  const values = readAcknowledgementFile(encodeUtf8(text)).acknowledgements.map((one) => one.value as ImplementationAcknowledgement);
  const body = (file: string): string => file.slice(file.indexOf("AK1*"), file.indexOf("SE*"));
  expect(body(writeImplementationAcknowledgements(values, { ...anyEnvelope, lines: true }))).toBe(body(text));
});
