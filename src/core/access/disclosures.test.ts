import { describe, expect, it } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { type Disclosure, disclosureBases, disclosureBasisNames, lookbackStart, standingOf } from "./disclosures.ts";

const today = isoDate("2026-11-26");
const one: Disclosure = {
  id: 1,
  disclosedOn: isoDate("2026-03-02"),
  recipient: "County health department",
  what: "laboratory result",
  basis: "public-health",
  purposeWords: "reportable disease",
  recordedBy: "Bea Larkin",
  recordedAt: "2026-03-02T15:00:00Z",
};

function standing(change: Partial<Disclosure>) {
  return standingOf([{ ...one, ...change }], today)[0]?.standing;
}

describe("the accounting of disclosures", () => {
  it("has what went out on legal grounds within six years", () => {
    expect(standing({})).toBe("accounted");
    expect(standing({ disclosedOn: isoDate("2020-11-26") })).toBe("accounted");
    expect(standing({ disclosedOn: isoDate("2020-11-25") })).toBe("too-old");
    expect(standing({ disclosedOn: isoDate("2019-01-01"), lastOn: isoDate("2021-01-01") })).toBe("accounted");
    expect(lookbackStart(isoDate("2028-02-29"))).toBe("2022-02-29");
  });

  it("leaves out the eight exceptions of the rule, and nothing else", () => {
    const exempt = disclosureBasisNames.filter((basis) => standing({ basis }) === "exempt");
    expect(exempt).toEqual(disclosureBasisNames.filter((basis) => /^45 CFR 164\.528\(a\)\(1\)/.test(disclosureBases[basis].authority)));
    expect(exempt.length).toBe(8);
  });

  it("is silent while an agency has asked for it, and not a day longer", () => {
    expect(standing({ withheldUntil: today })).toBe("withheld");
    expect(standing({ withheldUntil: isoDate("2026-11-25") })).toBe("accounted");
  });

  it("shows a mistake as taken back, with why, and not as an entry of its own", () => {
    const back: Disclosure = { ...one, id: 2, takesBack: 1, purposeWords: "wrong patient" };
    expect(standingOf([one, back], today)).toEqual([{ ...one, standing: "taken-back", takenBackWords: "wrong patient" }]);
  });

  it("has the newest first", () => {
    const older = { ...one, id: 9, disclosedOn: isoDate("2025-01-01") };
    expect(standingOf([older, one, { ...one, id: 3 }], today).map(({ id }) => id)).toEqual([3, 1, 9]);
  });
});
