import { expect, it } from "vitest";
import { ago, lasted } from "./job-words.ts";

const now = Date.parse("2026-03-02T12:00:00Z");

it.each([
  ["2026-03-02T11:59:58Z", "just now"],
  ["2026-03-02T11:59:20Z", "40 s ago"],
  ["2026-03-02T11:30:00Z", "30 min ago"],
  ["2026-03-02T09:00:00Z", "3 h ago"],
  ["2026-02-27T12:00:00Z", "3 days ago"],
  // The clocks of two machines differ a little.
  ["2026-03-02T12:00:03Z", "just now"],
])("%s is %s", (instant, words) => {
  expect(ago(instant, now)).toBe(words);
});

it("says how long work took", () => {
  expect(lasted("2026-03-02T12:00:00Z", "2026-03-02T12:00:04.250Z")).toBe("4.3 s");
  expect(lasted("2026-03-02T12:00:00Z", "2026-03-02T12:01:30Z")).toBe("90 s");
  expect(lasted("2026-03-02T12:00:00Z", "2026-03-02T12:30:00Z")).toBe("30 min");
  expect(lasted(undefined, "2026-03-02T12:30:00Z")).toBe("");
});
