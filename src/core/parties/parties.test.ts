import { describe, expect, it } from "vitest";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { coverageOn, nextAfter, primaryOn, subscriberOf } from "./coverage.ts";
import { formatFullName, formatListName, formatPhone, formatZip, parsePhone, parseZip } from "./format.ts";
import { isMemberId, memberIdKind, plainMemberId } from "./member-id.ts";
import type { Coverage, Patient } from "./model.ts";

const base: Coverage = { id: id(1), patientId: id(1), payerId: id(1), rank: 1, memberId: "A1", relationship: "18" };
const old: Coverage = { ...base, id: id(2), to: isoDate("2025-12-31") };
const present: Coverage = { ...base, id: id(3), from: isoDate("2026-01-01") };
const second: Coverage = { ...base, id: id(4), rank: 2, from: isoDate("2024-01-01") };

describe("coverage", () => {
  it("holds on its first and last day, and no day outside", () => {
    const ids = (text: string): readonly number[] => coverageOn([second, old, present], isoDate(text)).map((one) => one.id);
    expect(ids("2025-12-31")).toEqual([2, 4]);
    expect(ids("2026-01-01")).toEqual([3, 4]);
    expect(ids("2023-12-31")).toEqual([2]);
  });

  it("names the primary and who comes next", () => {
    const on = isoDate("2026-06-01");
    expect(primaryOn([second, old, present], on)?.id).toBe(3);
    expect(nextAfter([second, old, present], 1, on)?.id).toBe(4);
    expect(nextAfter([second, old, present], 2, on)).toBeUndefined();
    expect(primaryOn([old], on)).toBeUndefined();
  });

  it("takes the subscriber from the coverage only when the patient is somebody else", () => {
    const patient: Patient = {
      id: id(1),
      accountNumber: "1",
      name: { last: "Okafor", first: "June" },
      birthDate: isoDate("1980-05-02"),
      sex: "F",
      address: { line1: "7 Birch Lane", city: "Madison", state: "WI", zip: "53704" },
      guarantor: {
        name: { last: "Okafor", first: "June" },
        address: { line1: "7 Birch Lane", city: "Madison", state: "WI", zip: "53704" },
        relationship: "self",
      },
    };
    const other = { name: { last: "Okafor", first: "Ben" } };
    expect(subscriberOf(patient, { ...base, subscriber: other }).name.first).toBe("June");
    expect(subscriberOf(patient, { ...base, relationship: "01", subscriber: other }).name.first).toBe("Ben");
  });
});

describe("formats", () => {
  it("reads and shows ZIP codes", () => {
    expect(["53704", "53704-1234", "537041234", " 53704 "].map(parseZip)).toEqual(["53704", "537041234", "537041234", "53704"]);
    expect(["5370", "53704-12", "ABCDE", ""].map(parseZip)).toEqual([undefined, undefined, undefined, undefined]);
    expect([formatZip("53704"), formatZip("537041234")]).toEqual(["53704", "53704-1234"]);
  });

  it("reads and shows telephone numbers of the North American plan", () => {
    expect(["(608) 555-0142", "+1 608.555.0142", "6085550142"].map(parsePhone)).toEqual(["6085550142", "6085550142", "6085550142"]);
    expect(["608555014", "1085550142", "26085550142"].map(parsePhone)).toEqual([undefined, undefined, undefined]);
    expect(formatPhone("6085550142")).toBe("(608) 555-0142");
  });

  it("writes names for lists and for letters", () => {
    const name = { last: "Rivera", first: "Ana", middle: "M", suffix: "Jr" };
    expect(formatListName(name)).toBe("Rivera, Ana M, Jr");
    expect(formatFullName(name)).toBe("Ana M Rivera Jr");
    expect(formatListName({ last: "Rivera", first: "" })).toBe("Rivera");
  });
});

describe("member ids", () => {
  it("asks the Medicare shape of Medicare only", () => {
    expect(memberIdKind({ filingIndicator: "MB" })).toBe("mbi");
    expect(memberIdKind({ filingIndicator: "16" })).toBe("any");
    expect(plainMemberId("1eg4-te5-mk73")).toBe("1EG4TE5MK73");
    expect(isMemberId("1EG4TE5MK73", "mbi")).toBe(true);
    expect(isMemberId("1SG4TE5MK73", "mbi")).toBe(false);
    expect(isMemberId("W100200300", "any")).toBe(true);
    expect(isMemberId("W 1", "any")).toBe(false);
  });
});
