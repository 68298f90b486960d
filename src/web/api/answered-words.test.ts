import { expect, test } from "vitest";
import { answeredWords } from "./answered-words.ts";

const file = (kind: string, words = `${kind}: worked.`) => ({ kind, words });

test("a few files of one day are read out", () => {
  expect(answeredWords({ from: "2026-11-16", today: "2026-11-16", files: [file("TA1"), file("999")] })).toEqual({
    title: "2 files from the payers",
    message: "TA1: worked.\n999: worked.",
  });
});

test("many files of many days are counted, with how far the days went", () => {
  const files = [...Array.from({ length: 40 }, () => file("835")), ...Array.from({ length: 6 }, () => file("277CA"))];
  expect(answeredWords({ from: "2026-11-16", today: "2026-11-30", files })).toEqual({
    title: "14 days on: it is 11/30/2026",
    message:
      "46 files from the payers: 40 with payments, 6 with acknowledgements and other answers, for this claim and all others on their way.",
  });
});

test("nothing came", () => {
  expect(answeredWords({ from: "2026-11-16", today: "2026-11-16", files: [] }).title).toBe("No payer has anything to say now");
  expect(answeredWords({ from: "2026-11-16", today: "2026-11-17", files: [] })).toEqual({
    title: "1 day on: it is 11/17/2026",
    message: "No payer has anything to say now.",
  });
});
