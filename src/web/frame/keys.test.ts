import { expect, test } from "vitest";
import { clashesOf } from "./keys.ts";

const act = (): void => {};

test("a key that two parts claim is named with what each does; keys of one part only are not", () => {
  const list = { j: { does: "next row", act }, Enter: { does: "open", act } };
  expect(clashesOf([list, { n: { does: "write a note", act } }])).toEqual([]);
  expect(clashesOf([list, {}, { j: { does: "journal", act } }])).toEqual(['"j": next row / journal']);
});
