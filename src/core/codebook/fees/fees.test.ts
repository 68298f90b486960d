/** Fee files that were invented for this test, whole and damaged. */
import { describe, expect, it } from "vitest";
import { decimal, formatDecimal } from "../../kernel/decimal.ts";
import { isoDate } from "../../kernel/iso-date.ts";
import { openPack } from "../pack/pack-file.ts";
import { readSource, sourceKind } from "../read/source-kinds.ts";
import { openFees } from "./fee-book.ts";
import { dayIn } from "./fee-kind.ts";
import { feeKinds } from "./fee-kinds.ts";
import { feesPack } from "./kinds.ts";
import { decimalOf, scaledNumber } from "./scaled.ts";
import { withoutWords } from "./without-words.ts";

const row = (code: string, modifier: string, work: string, factor = "33.4009"): string =>
  `${code},${modifier},"Words, that belong to others",A,,${work},1.46,,0.33,,0.09,0.00,0.00,0,010,0.10,0.80,0.10,2,1,1,0,0,9,,${factor},09,0,99,0.00,0.00,0.00`;
const rvu = (release: string, rows: readonly string[]): string =>
  [
    `,,2026 National Physician Fee Schedule Relative Value File ${release} Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,,`,
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT",
    ...rows,
    "",
  ].join("\r\n");
const january = rvu("January", [row("10001", "", "1.30"), row("10002", "26", "0.50"), row("10003", "", "2.00")]);
const april = rvu("April", [row("10001", "", "1.30"), row("10002", "26", "0.75")]);
const lab =
  "YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC\r\n2026,80053,,20260101,N,00010.56,x\r\n2026,80048,QW,20260101,N,00008.46,x\r\n2026,0614U,,20260401,L,00000.00,x\r\n";
const gpci =
  "mac,state,locality,locality_name,gpci_work,gpci_pe,gpci_mp\n99999,ZZ,01,INVENTED CITY,1.05,1.2,0.5\n99999,ZZ,99,REST OF ZZ,1,0.9,0.4\n";
const files = { "rvu26a.csv": january, "lab_2026q2.csv": lab, "gpci_2026.csv": gpci } as const;

function read(name: string, text: string) {
  const kind = sourceKind(text, name);
  return kind === undefined ? undefined : { kind, ...readSource({ kind, name, text }) };
}

function bookOf(given: Readonly<Record<string, string>>) {
  const held = Object.entries(given).flatMap(([name, text]) => {
    const found = read(name, text);
    return found?.value?.holds === "text" ? [{ ...found.value, kind: found.kind }] : [];
  });
  const pack = openPack(feesPack.compile(held).bytes);
  if ("wrong" in pack) throw new Error(pack.wrong);
  return openFees(pack);
}

describe("scaled numbers", () => {
  it.each([
    ["1.3", 2, 130],
    ["$3,244.610", 3, 3_244_610],
    ["0.57999999999999996", 2, 58],
    ["5.0000000000000001E-3", 3, 5],
    ["1.5E+2", 2, 15_000],
    ["-0.25", 2, -25],
    ["15.139%", 3, 15_139],
    [".", 2, "nothing"],
    ["", 2, "nothing"],
    ["1.234", 2, undefined],
    ["twelve", 2, undefined],
    ["1.2.3", 2, undefined],
    ["99999999999999999999", 2, undefined],
  ] as const)("%s at %i places is %s", (text, places, expected) => {
    expect(scaledNumber(text, places)).toBe(expected);
  });

  it("are the decimals that they stand for, in their one shape", () => {
    expect(decimalOf(130, 2)).toEqual(decimal("1.3"));
    expect(decimalOf(0, 2)).toEqual(decimal("0"));
    expect(decimalOf(-25, 2)).toEqual(decimal("-0.25"));
  });
});

describe("the day of a file", () => {
  it.each([
    ["PPRRVU2026_Jul_nonQPP.csv", "2026-07-01"],
    ["rvu26c", "2026-07-01"],
    ["26clabq3", "2026-07-01"],
    ["2026 Q2", "2026-04-01"],
    ["2025-10_Web_Addendum_B", "2025-10-01"],
    ["October 1, 2025", "2025-10-01"],
    ["gpci_2024.csv", "2024-01-01"],
    ["anything", undefined],
  ])("%s is %s", (text, day) => {
    expect(dayIn(text)).toBe(day);
  });
});

describe("editions of a table", () => {
  it("answer each for its days, and a code that an edition left out is gone from then on", () => {
    const book = bookOf({ "a.csv": january, "b.csv": april });
    const work = (code: string, modifier: string, day: string): string | undefined => {
      const found = book.relativeValues(code, modifier, isoDate(day));
      return found === undefined ? undefined : formatDecimal(found.work);
    };
    expect([work("10001", "", "2026-03-31"), work("10001", "", "2026-04-01")]).toEqual(["1.3", "1.3"]);
    expect([work("10002", "26", "2026-03-31"), work("10002", "26", "2026-04-01")]).toEqual(["0.5", "0.75"]);
    expect([work("10003", "", "2026-03-31"), work("10003", "", "2026-04-01")]).toEqual(["2", undefined]);
    expect([work("10001", "", "2025-12-31"), work("10001", "", "2027-01-01")]).toEqual([undefined, undefined]);
    expect([...book.relativeValueCodes(isoDate("2026-02-01"))]).toEqual(["10001", "10002", "10003"]);
  });

  it("take the factor of participants from the other file of the same shape", () => {
    const other = rvu("January", [row("10001", "", "1.30", "33.5675")]);
    const book = bookOf({ "PPRRVU2026_Jan_nonQPP.csv": january, "PPRRVU2026_Jan_QPP.csv": other });
    const factor = (kind: "physician" | "physician-apm") =>
      formatDecimal(book.conversionFactor(kind, isoDate("2026-02-01")) ?? decimal("0"));
    expect([factor("physician"), factor("physician-apm")]).toEqual(["33.4009", "33.5675"]);
  });

  it("give a test that came within the year from its own day on, without an amount where the contractor sets it", () => {
    const book = bookOf({ "lab_2026q2.csv": lab });
    expect(book.labFees("0614U", isoDate("2026-03-31"))).toEqual([]);
    expect(book.labFees("0614U", isoDate("2026-04-01"))).toEqual([{ release: "2026 Q2", modifier: "", from: "2026-04-01" }]);
    expect(book.labFees("80053", isoDate("2026-05-01"))[0]?.amount).toBe(1056);
  });
});

describe("descriptors of others", () => {
  it("are neither read nor kept", () => {
    const found = read("rvu26a.csv", january);
    expect(found?.value?.holds === "text" && found.value.text).not.toContain("belong");
    expect(withoutWords(january)).toContain("DESCRIPTION");
    expect(withoutWords(lab)).not.toContain(",x");
    // What is left reads the same.
    const kept = found?.value?.holds === "text" ? found.value.text : "";
    const kind = feeKinds.find((one) => one.kind === "mpfs-relative-values");
    expect(kind?.read("rvu26a.csv", kept)).toEqual(kind?.read("rvu26a.csv", january));
  });
});

describe("damaged files", () => {
  it("are refused, or hold a first part of the rows and nothing else, wherever they are cut", () => {
    for (const [name, text] of Object.entries(files)) {
      const whole = read(name, text);
      const kind = feeKinds.find((one) => one.kind === whole?.kind);
      const rows = kind?.read(name, text).releases[0]?.rows ?? [];
      expect(rows.length, name).toBeGreaterThan(1);
      let refused = 0;
      for (let cut = 1; cut < text.length; cut += 1) {
        const found = kind?.read(name, text.slice(0, cut));
        if (found === undefined || found.findings.length > 0) {
          refused += 1;
          continue;
        }
        const got = found.releases[0]?.rows ?? [];
        // The last cell of the last row may have lost its end; every row before it is as it was.
        expect(got.slice(0, -1), `${name} at ${cut}`).toEqual(rows.slice(0, got.length - 1));
        expect(got.at(-1)?.key, `${name} at ${cut}`).toBe(rows[got.length - 1]?.key);
      }
      expect(refused, name).toBeGreaterThan(text.length / 2);
    }
  });

  it("never make a reader throw, whatever byte is changed", () => {
    let seed = 42;
    const next = (most: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    let changed = 0;
    for (const [name, text] of Object.entries(files)) {
      for (let turn = 0; turn < 400; turn += 1) {
        const at = next(text.length);
        const other = text.slice(0, at) + String.fromCharCode(next(256)) + text.slice(at + 1 + next(3));
        for (const kind of feeKinds) {
          const { rows, findings, releases } = kind.read(name, other);
          expect(rows > 0 || findings.length > 0).toBe(true);
          for (const release of releases)
            for (const one of release.rows)
              if (!one.numbers.every(Number.isSafeInteger)) throw new Error(`${name}: ${other.slice(at - 20, at + 20)}`);
          changed += 1;
        }
      }
    }
    expect(changed).toBe(3 * 400 * feeKinds.length);
  });
});
