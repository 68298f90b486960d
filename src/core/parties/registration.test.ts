import { describe, expect, it } from "vitest";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import type { Payer } from "./model.ts";
import { checkRegistration, type RegisteredCoverage, type Registration, tidyRegistration } from "./registration.ts";

const today = isoDate("2026-03-02");
const payer = (one: number, filingIndicator: string): Payer => ({
  id: id<"payer">(one),
  name: "A payer",
  payerId: `P${one}`,
  filingIndicator,
  timelyFilingDays: 180,
  takesReplacement: true,
  appealDays: 180,
});
const payers = [payer(1, "12"), payer(2, "MB")];
const card: RegisteredCoverage = { payerId: id<"payer">(1), rank: 1, memberId: "lsm 204-417730", relationship: "18" };
const given: Registration = {
  name: { last: "  Vasquez ", first: "Elena" },
  birthDate: isoDate("1978-04-02"),
  sex: "F",
  address: { line1: "34 Orchard  Street", city: "Maple Hollow", state: "wi", zip: "53599-0210" },
  phone: "(608) 555-0161",
  guarantor: { name: { last: "", first: "" }, address: { line1: "", city: "", state: "", zip: "" }, relationship: "self" },
  coverages: [card],
};
const codes = (more: Partial<Registration>) =>
  checkRegistration(tidyRegistration({ ...given, ...more }), { payers, plans: [], today }).map((one) => `${one.code} ${one.place.path}`);
const cards = (...coverages: readonly Partial<RegisteredCoverage>[]) => codes({ coverages: coverages.map((one) => ({ ...card, ...one })) });

describe("a registration", () => {
  it("is kept tidy, and one that is whole has no finding", () => {
    expect(tidyRegistration(given)).toMatchObject({
      name: { last: "Vasquez" },
      address: { line1: "34 Orchard Street", state: "WI", zip: "535990210" },
      phone: "6085550161",
      guarantor: { name: { last: "Vasquez" }, phone: "6085550161" },
      coverages: [{ memberId: "LSM204417730" }],
    });
    expect(codes({})).toEqual([]);
  });

  it("says each field that cannot be right, all at once", () => {
    const wrong = {
      name: { last: "", first: "Elena" },
      birthDate: isoDate("2027-01-01"),
      address: { line1: "", city: "X", state: "ZZ", zip: "5" },
      phone: "12",
    };
    expect(codes(wrong)).toEqual([
      "REG-NAME-01 name.last",
      "REG-BIRTH-01 birthDate",
      "REG-ADDR-01 address.line1",
      "REG-ADDR-01 address.state",
      "REG-ADDR-01 address.zip",
      "REG-PHONE-01 phone",
    ]);
  });

  it("asks for another who pays when the patient is a child", () => {
    expect(codes({ birthDate: isoDate("2018-06-21") })).toEqual(["REG-GUAR-01 guarantor.relationship"]);
  });

  it("knows Medicare's id and that its card is the patient's own", () => {
    expect(cards({ payerId: id<"payer">(2), memberId: "1EG4-TE5-MK73" })).toEqual([]);
    expect(cards({ payerId: id<"payer">(2), memberId: "LSM204417730" })).toEqual(["REG-COV-02 coverages[0].memberId"]);
    expect(cards({ payerId: id<"payer">(2), memberId: "1EG4TE5MK73", relationship: "19" })).toEqual([
      "REG-COV-08 coverages[0].relationship",
    ]);
  });

  it("wants one insurance in each place of a day, and a first before a second", () => {
    expect(cards({}, {})).toEqual(["REG-COV-04 coverages[1].rank"]);
    expect(cards({ to: isoDate("2025-12-31") }, { from: isoDate("2026-01-01") })).toEqual([]);
    expect(cards({ rank: 2 })).toEqual(["REG-COV-05 coverages[0].rank"]);
    expect(codes({ coverages: [] })).toEqual(["REG-COV-09 coverages"]);
    expect(cards({ from: isoDate("2026-01-01"), to: isoDate("2025-12-31") })).toContain("REG-COV-03 coverages[0].to");
  });

  it("wants the subscriber when the card is another's", () => {
    expect(cards({ relationship: "19" })).toEqual(["REG-COV-06 coverages[0].subscriber.name"]);
    const subscriber = { name: { last: "Tobias", first: "Jonah" } };
    expect(cards({ relationship: "19", subscriber })).toEqual(["REG-COV-06 coverages[0].subscriber.birthDate"]);
    expect(cards({ relationship: "19", subscriber: { ...subscriber, birthDate: isoDate("1985-01-30") } })).toEqual([]);
    expect(cards({ relationship: "child" })).toEqual(["REG-COV-07 coverages[0].relationship"]);
  });
});
