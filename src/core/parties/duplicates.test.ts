import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { likenessesOf, oneSlip, plainName } from "./duplicates.ts";
import type { Patient } from "./model.ts";

const home = { line1: "9 Quarry Lane", city: "Maple Hollow", state: "WI", zip: "53599" };
const mina: Patient = {
  id: id<"patient">(1),
  accountNumber: "MH-1003",
  name: { last: "Tobias", first: "Mina" },
  birthDate: isoDate("2018-06-21"),
  sex: "F",
  address: home,
  phone: "6085550163",
  guarantor: { name: { last: "Tobias", first: "Jonah" }, address: home, relationship: "parent" },
};
const candidate = { patient: mina, memberIds: ["LSM318850092"] };
const person = { name: mina.name, birthDate: mina.birthDate, address: home, phone: "6085550163", memberIds: ["LSM 318850092"] };
const like = (more: object) => likenessesOf({ ...person, ...more }, [candidate])[0];

describe("somebody who is registered already", () => {
  it("is almost certain with name, birth date and card alike, and says why", () => {
    expect(like({})).toMatchObject({ score: 100, certainty: "almost certain" });
    expect(like({})?.reasons).toEqual(expect.arrayContaining(["the same last name", "the same date of birth", "the same member id"]));
  });

  it("is found in spite of a slip, an accent, a married name, a date turned round", () => {
    for (const more of [
      { name: { last: "Tobais", first: "Mína" } },
      { name: { last: "Tobias-Reed", first: "Mina" } },
      { birthDate: isoDate("2018-06-12") },
      { name: { last: "TOBIAS", first: "Mina Rose" }, memberIds: [], address: { line1: "1 New Road", zip: "60601" }, phone: "" },
    ])
      expect(like(more)?.score, JSON.stringify(more)).toBeGreaterThanOrEqual(65);
  });

  it("is not a twin on the same card, nor a stranger with the same birthday", () => {
    expect(like({ name: { last: "Tobias", first: "Leo" } })?.certainty).not.toBe("almost certain");
    const stranger = { name: { last: "Quill", first: "Ada" }, memberIds: [], address: { line1: "1 New Road", zip: "60601" }, phone: "1" };
    expect(like(stranger)).toBeUndefined();
  });

  it("is rather not a parent of the same name, card and home, and a wrong year is still a slip", () => {
    expect(like({ birthDate: isoDate("1992-03-04") })).toMatchObject({ score: 55, certainty: "possible" });
    expect(like({ birthDate: isoDate("1992-03-04") })?.reasons).toContain("born 26 years apart: perhaps parent and child of one name");
    expect(like({ birthDate: isoDate("1981-06-21") })?.certainty).toBe("almost certain");
    expect(like({ birthDate: isoDate("2017-05-02") })).toMatchObject({ score: 80, certainty: "likely" });
  });

  it("looks at both in the same way", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        expect(oneSlip(one, other)).toBe(oneSlip(other, one));
        expect(plainName(plainName(one))).toBe(plainName(one));
        expect(
          likenessesOf({ ...person, name: { last: one, first: other } }, [candidate]).every(({ score }) => score >= 0 && score <= 100),
        ).toBe(true);
      }),
    );
  });
});
