import { expect, test } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { type BulkAct, type BulkSubject, decideBulk, stillAsLeft } from "./bulk.ts";
import { untouchedWork } from "./work.ts";

const subject: BulkSubject = { queue: "denied", standing: untouchedWork, hidden: false, readyClaims: 0 };
const why = (act: BulkAct, change: Partial<BulkSubject> = {}): string => {
  const decided = decideBulk(act, { ...subject, ...change });
  return decided.ok ? "does" : decided.refusal;
};
const until = isoDate("2026-12-01");
const putOff: BulkAct = { kind: "put-off", until };
const asleep = { questionOpen: false, followUp: { on: until, queue: "denied" } };

test("a visit is left out with its reason, or worked", () => {
  expect(why({ kind: "assign", ownerId: 4 })).toBe("does");
  expect(why({ kind: "assign", ownerId: 4 }, { standing: { ownerId: 4, questionOpen: false } })).toBe("has-it");
  expect(why({ kind: "assign", ownerId: undefined })).toBe("nobody-has-it");
  expect(why(putOff)).toBe("does");
  expect(why(putOff, { queue: "closed" })).toBe("closed");
  expect(why(putOff, { standing: asleep })).toBe("same-day");
  expect(why({ kind: "wake" })).toBe("awake");
  expect(why({ kind: "wake" }, { standing: asleep })).toBe("does");
  expect(why({ kind: "release" })).toBe("not-ready");
  expect(why({ kind: "release" }, { readyClaims: 1 })).toBe("does");
  expect(why({ kind: "release" }, { readyClaims: 1, standing: { questionOpen: true } })).toBe("question-open");
  expect(why({ kind: "assign", ownerId: 4 }, { hidden: true })).toBe("restricted");
});

test("only what still stands as the bulk work left it is taken back", () => {
  expect(stillAsLeft({ kind: "assign", ownerId: 4 }, { ownerId: 4, questionOpen: false })).toBe(true);
  expect(stillAsLeft({ kind: "assign", ownerId: 4 }, { ownerId: 5, questionOpen: false })).toBe(false);
  expect(stillAsLeft(putOff, asleep)).toBe(true);
  expect(stillAsLeft(putOff, untouchedWork)).toBe(false);
});
