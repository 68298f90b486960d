import { describe, expect, test } from "vitest";
import {
  chargeProblems,
  codingOf,
  type Draft,
  type DraftCharge,
  firstProblem,
  hasUnevidenced,
  moveDiagnosis,
  removeDiagnosis,
  withoutSpan,
} from "./coding-draft.ts";

const span = { start: 3, end: 9, text: "asthma" };
const diagnosis = (code: string) => ({ key: code, code, title: code, evidence: [span] });
const charge = (fields: Partial<DraftCharge> = {}): DraftCharge => ({
  key: "c",
  procedure: "99213",
  words: "",
  modifiers: "",
  units: "1",
  pointers: "1",
  amount: "",
  evidence: [span],
  ...fields,
});
const draft = (pointers: string): Draft => ({
  diagnoses: [diagnosis("E11.65"), diagnosis("I10"), diagnosis("E66.9")],
  charges: [charge({ pointers })],
});

describe("what is typed becomes what is saved", () => {
  test("modifiers in any case, with blanks or commas", () => {
    const [saved] = codingOf({ diagnoses: [], charges: [charge({ modifiers: " 25, qw " })] }).charges;
    expect(saved?.modifiers).toEqual(["25", "QW"]);
  });

  test("an amount with its sign and commas; none leaves it to the fee schedule", () => {
    const { charges } = codingOf({ diagnoses: [], charges: [charge({ amount: "$1,234.50" }), charge({ amount: " " })] });
    expect(charges[0]?.amount).toBe(123450);
    expect(charges[1]).not.toHaveProperty("amount");
  });

  test("units left empty are one, pointers are numbers", () => {
    const [saved] = codingOf({ diagnoses: [], charges: [charge({ units: " ", pointers: "2, 1" })] }).charges;
    expect([saved?.units, saved?.pointers]).toEqual(["1", [2, 1]]);
  });
});

describe("pointers follow the diagnoses they mean", () => {
  test("when a diagnosis moves up", () => {
    const moved = moveDiagnosis(draft("1,3"), { from: 2, to: 0 });
    expect(moved.diagnoses.map(({ code }) => code)).toEqual(["E66.9", "E11.65", "I10"]);
    expect(moved.charges[0]?.pointers).toBe("2,1");
  });

  test("nothing moves past the ends", () => {
    expect(moveDiagnosis(draft("1"), { from: 0, to: -1 })).toEqual(draft("1"));
    expect(moveDiagnosis(draft("1"), { from: 2, to: 3 })).toEqual(draft("1"));
  });

  test("when a diagnosis goes, pointers to it go and later ones close up", () => {
    expect(removeDiagnosis(draft("1,2,3"), 1).charges[0]?.pointers).toBe("1,2");
    expect(removeDiagnosis(draft("2"), 1).charges[0]?.pointers).toBe("");
  });
});

test("a code without words of the note behind it is noticed", () => {
  expect(hasUnevidenced(draft("1"))).toBe(false);
  expect(hasUnevidenced({ ...draft("1"), charges: [charge({ evidence: [] })] })).toBe(true);
});

describe("what cannot be saved", () => {
  test("is said by field, in words", () => {
    const said = (fields: Partial<DraftCharge>) => chargeProblems(charge(fields), 2);
    expect(said({})).toEqual({});
    expect(said({ pointers: "" })).toEqual({});
    expect(said({ pointers: "1,2", modifiers: "25 qw", units: "2.5", amount: "$1,234.50" })).toEqual({});
    expect(said({ pointers: "1,3" })).toEqual({ pointers: "There is no diagnosis 3." });
    expect(said({ pointers: "x" })).toEqual({ pointers: "There is no diagnosis x." });
    expect(said({ pointers: "1 1" })).toEqual({ pointers: "Point to each diagnosis once." });
    expect(said({ modifiers: "2" })).toEqual({ modifiers: "A modifier has two letters or digits." });
    expect(said({ modifiers: "25 59 76 77 XU" })).toEqual({ modifiers: "At most four modifiers." });
    expect(said({ units: "0" })).toEqual({ units: "Units are more than zero." });
    expect(said({ units: "-1" })).toEqual({ units: "Units are a number, such as 1 or 2.5." });
    expect(said({ amount: "12.345" })).toEqual({ amount: "An amount is dollars and cents, such as 125.00." });
    expect(said({ amount: "-5.00" })).toEqual({ amount: "An amount is not below zero." });
  });

  test("names the first row", () => {
    expect(firstProblem(draft("1"))).toBeUndefined();
    expect(firstProblem({ diagnoses: [], charges: [charge({ pointers: "1" })] })).toBe("99213: There is no diagnosis 1.");
  });
});

test("one piece of evidence is taken away, the others stay", () => {
  const other = { start: 20, end: 25, text: "cough" };
  expect(withoutSpan({ evidence: [span, other] }, 0).evidence).toEqual([other]);
});
