import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { decideRemainder, type RemainderLeftOut, type SmallRemainder } from "./small-remainder.ts";

const rules = { smallBalance: cents(300), smallBalanceDays: 30 };
const today = isoDate("2026-06-30");
const small: SmallRemainder = {
  amount: cents(300),
  decided: true,
  othersOpen: false,
  openDenial: false,
  someCredit: false,
  lastMoved: isoDate("2026-05-31"),
  waits: false,
  hidden: false,
};

describe("a payer's small remainder", () => {
  it("is closed at the limit and on the day", () => {
    expect(decideRemainder(small, rules, today)).toEqual({ ok: true, value: undefined });
  });

  it.each<readonly [RemainderLeftOut, Partial<SmallRemainder>]>([
    ["restricted", { hidden: true }],
    ["not-small", { amount: cents(301) }],
    ["not-small", { amount: cents(0) }],
    ["not-small", { amount: cents(-5) }],
    ["not-decided", { decided: false }],
    ["others-open", { othersOpen: true }],
    ["open-denial", { openDenial: true }],
    ["some-credit", { someCredit: true }],
    ["waits", { waits: true }],
    ["moved", { lastMoved: isoDate("2026-06-01") }],
  ])("is left out: %s", (why, other) => {
    expect(decideRemainder({ ...small, ...other }, rules, today)).toEqual({ ok: false, refusal: why });
  });

  it("is never small while the practice has set nothing", () => {
    expect(decideRemainder({ ...small, amount: cents(1) }, { smallBalance: cents(0), smallBalanceDays: 0 }, today).ok).toBe(false);
  });
});
