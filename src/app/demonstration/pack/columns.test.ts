import fc from "fast-check";
import { expect, it } from "vitest";
import { packColumn, unpackColumn } from "./columns.ts";

const madeAt = Date.parse("2026-11-27T12:00:00.000Z") * 1_000;
const forms = (values: readonly string[]) => {
  const { form, moments, lines } = packColumn(values, madeAt);
  return { form, moments, lines };
};

it("keeps what compresses", () => {
  expect(forms(["1", "1", "1"])).toEqual({ form: "same", moments: false, lines: ["1"] });
  expect(forms(Array.from({ length: 50 }, (_, index) => String(9_000 + index * 3))).form).toBe("steps");
  expect(forms(["\\\\x4142", "\\N", "\\\\x0a"])).toEqual({ form: "bytes", moments: false, lines: ['"AB"', "\\N", '"\\n"'] });
  // Bytes that are no text stay as they are.
  expect(forms(["\\\\xff00"]).form).toBe("same");
  expect(forms(["\\\\xff00", "\\\\x00"]).form).toBe("text");
});

it("moves moments, and only these, to the moment that is given", () => {
  const column = packColumn(["2026-11-27 11:59:59.5+00", "\\N", "2026-11-27 11:00:00+00"], madeAt);
  expect(column.moments).toBe(true);
  const at = Date.parse("2027-03-01T08:00:00.000Z") * 1_000;
  expect(unpackColumn(column, { rows: 3, at })).toEqual(["2027-03-01 07:59:59.5+00", "\\N", "2027-03-01 07:00:00+00"]);
  expect(packColumn(["2026-11-27", "2026-11-28"], madeAt).moments).toBe(false);
});

const value = fc.oneof(
  fc.constant("\\N"),
  fc.integer().map(String),
  fc.bigInt().map(String),
  fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\n\t]/g, " ")),
  fc.uint8Array({ maxLength: 8 }).map((bytes) => `\\\\x${Buffer.from(bytes).toString("hex")}`),
  fc
    .date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
    .map((day) => `${day.toISOString().slice(0, 10)} ${day.toISOString().slice(11, 19)}+00`),
);

it("stands for exactly what there was", () => {
  const column = fc.oneof(
    fc.array(value, { minLength: 1 }),
    ...[0, 1, 2, 3, 4, 5].map(() => fc.array(value, { minLength: 1, maxLength: 3 })),
  );
  fc.assert(
    fc.property(column, (values) => {
      expect(unpackColumn(packColumn(values, madeAt), { rows: values.length, at: madeAt })).toEqual(values);
    }),
  );
});
