import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type IsoDate, isoDate } from "../kernel/iso-date.ts";
import {
  decideClose,
  decideReopen,
  firstOpenDay,
  lastDayOf,
  lockedThroughOf,
  monthsBetween,
  type PeriodEvent,
  refuseLockedDay,
} from "./periods.ts";

const october = isoDate("2026-10-01");
const close = (given: Partial<Parameters<typeof decideClose>[0]> = {}) =>
  decideClose({ month: october, today: isoDate("2026-11-01"), lockedThrough: undefined, unposted: [], inSpite: "", ...given });

describe("closing a month", () => {
  it("locks its last day when it is over and nothing waits", () => {
    expect(close()).toEqual({ ok: true, value: { kind: "closed", month: october, lockedThrough: "2026-10-31" } });
    expect(close({ month: isoDate("2026-10-17") })).toEqual(close());
  });

  it("is refused on its own last day, and a second time", () => {
    expect(close({ today: isoDate("2026-10-31") })).toMatchObject({ ok: false, refusal: { kind: "not-over", lastDay: "2026-10-31" } });
    expect(close({ lockedThrough: isoDate("2026-10-31") })).toMatchObject({ ok: false, refusal: { kind: "closed-already" } });
  });

  it("is refused while something of it waits, unless somebody says why it may; files never may", () => {
    const charges = { unposted: [{ kind: "charges", count: 2 }] } as const;
    expect(close(charges)).toMatchObject({ refusal: { kind: "unposted", mayStay: true } });
    expect(close({ ...charges, inSpite: "  " })).toMatchObject({ ok: false });
    expect(close({ ...charges, inSpite: "two notes are not signed" })).toMatchObject({ ok: true });
    const files = { unposted: [{ kind: "files", count: 1 }], inSpite: "later" } as const;
    expect(close(files)).toMatchObject({ refusal: { kind: "unposted", mayStay: false } });
  });
});

describe("opening a month again", () => {
  it("goes back from the last closed month only", () => {
    const lockedThrough = isoDate("2026-10-31");
    expect(decideReopen({ month: october, lockedThrough })).toEqual({
      ok: true,
      value: { kind: "reopened", month: october, lockedThrough: "2026-09-30" },
    });
    expect(decideReopen({ month: isoDate("2026-09-01"), lockedThrough })).toMatchObject({
      refusal: { kind: "not-the-last", last: october },
    });
    expect(decideReopen({ month: isoDate("2026-11-01"), lockedThrough })).toMatchObject({ refusal: { kind: "not-closed" } });
    expect(decideReopen({ month: october, lockedThrough: undefined })).toMatchObject({ refusal: { kind: "not-closed" } });
  });
});

describe("the first open day", () => {
  it("is the day itself when it is open, else the day after the lock", () => {
    const lockedThrough = isoDate("2026-10-31");
    expect(firstOpenDay(isoDate("2026-10-05"), lockedThrough)).toBe("2026-11-01");
    expect(firstOpenDay(isoDate("2026-11-07"), lockedThrough)).toBe("2026-11-07");
    expect(firstOpenDay(isoDate("2026-10-05"), undefined)).toBe("2026-10-05");
  });
});

it("after any closings and reopenings: no entry on its first open day is refused, one day before is", () => {
  const step = fc.record({ close: fc.boolean(), days: fc.integer({ min: 0, max: 400 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const today = isoDate("2027-01-15");
      const events: PeriodEvent[] = [];
      for (const { close: closes, days } of steps) {
        const lockedThrough = lockedThroughOf(events);
        const month: IsoDate = addDays(isoDate("2025-12-20"), days);
        const decided = closes
          ? decideClose({ month, today, lockedThrough, unposted: [], inSpite: "" })
          : decideReopen({ month, lockedThrough });
        if (decided.ok) events.push(decided.value);
      }
      const locked = lockedThroughOf(events);
      if (locked === undefined) return;
      expect(locked < today && locked === lastDayOf(locked)).toBe(true);
      const open = firstOpenDay(addDays(locked, -3), locked);
      expect(refuseLockedDay([{ on: open }], locked).ok).toBe(true);
      expect(refuseLockedDay([{ on: open }, { on: addDays(open, -1) }], locked)).toMatchObject({ ok: false });
    }),
  );
});

it("lists months newest first, both ends included", () => {
  expect(monthsBetween({ from: isoDate("2026-11-30"), to: isoDate("2027-01-01") })).toEqual(["2027-01-01", "2026-12-01", "2026-11-01"]);
});
