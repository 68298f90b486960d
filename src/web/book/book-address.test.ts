import { expect, it } from "vitest";
import { readBookPlace } from "./book-address.ts";

it.each([["2026-02-30"], ["1999-99-99"], ["1849-12-31"], ["2900-01-01"], ["soon"]])(
  "leaves a day out that the server would refuse: %s",
  (date) => {
    expect(readBookPlace({ tab: "drug", date })).toEqual({ tab: "drug" });
  },
);

it("keeps a day of the calendar, and no tab that there is not", () => {
  expect(readBookPlace({ tab: "nowhere", date: "2018-05-01" })).toEqual({ date: "2018-05-01" });
});
