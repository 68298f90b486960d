import { expect, it } from "vitest";
import { cents, zeroCents } from "../kernel/cents.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { decideSmall, type SmallAccount } from "./small-balance.ts";

const account: SmallAccount = {
  patient: cents(499),
  insurance: zeroCents,
  unapplied: zeroCents,
  someCredit: false,
  lastMoved: isoDate("2026-01-01"),
  onPlan: false,
  waits: false,
  hidden: false,
};
const rules = { smallBalance: cents(500), smallBalanceDays: 60 };
const why = (more: Partial<SmallAccount>, day = "2026-03-02") => {
  const decided = decideSmall({ ...account, ...more }, rules, isoDate(day));
  return decided.ok ? "closed" : decided.refusal;
};

it("closes what is small, decided by all payers, and still for long enough", () => {
  expect(why({})).toBe("closed");
  expect(why({ patient: cents(500) })).toBe("closed");
  expect(why({}, "2026-03-01")).toBe("moved");
});

it("leaves out everything else, each with its reason", () => {
  expect(why({ patient: cents(501) })).toBe("not-small");
  expect(why({ patient: zeroCents })).toBe("not-small");
  expect(why({ insurance: cents(1) })).toBe("payer-open");
  expect(why({ insurance: cents(-1) })).toBe("payer-open");
  expect(why({ unapplied: cents(1) })).toBe("own-money");
  expect(why({ someCredit: true })).toBe("some-credit");
  expect(why({ onPlan: true })).toBe("on-plan");
  expect(why({ waits: true })).toBe("waits");
  expect(why({ hidden: true, patient: zeroCents })).toBe("restricted");
});
