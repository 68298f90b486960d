import { expect, it } from "vitest";
import { openTitleWords, titleWordsOf } from "./title-words.ts";

const titles = ["Pain in left knee", undefined, "Pain in right knee", "Knee, left: painful", "", "Left-sided palsy"];

it.each([
  ["knee left", [0, 3]],
  ["PAIN", [0, 2, 3]],
  ["le", [0, 3, 5]],
  ["ain", []],
  ["knee pain wrist", []],
  ["left left", [0, 3, 5]],
  ["sided", [5]],
  ["  ,", []],
])("finds each title once that has %s, each word from its beginning", (asked, places) => {
  expect(openTitleWords(titles).having(titleWordsOf(asked))).toEqual(places);
});

it("finds nothing where there are no titles", () => {
  expect(openTitleWords([]).having(["knee"])).toEqual([]);
});
