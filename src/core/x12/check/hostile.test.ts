/** Right files of every kind, cut at every segment and with bytes changed by seed: always an answer, never a throw, and the same bytes again. */
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { acknowledge } from "../acknowledge/acknowledge.ts";
import { newDice } from "../samples/invented.ts";
import { type SpecimenName, specimens, specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { rewrite } from "../syntax/rewrite.ts";
import { explainSegments } from "../transactions/explain.ts";
import { x12Json } from "../transactions/json.ts";
import { type CheckResult, checkFile } from "./check-file.ts";

const names = Object.keys(specimens) as SpecimenName[];
const options = { today: isoDate("2026-11-24"), time: "0800", control: 7 };

function survive(bytes: Uint8Array): CheckResult {
  const result = checkFile(bytes);
  expect(rewrite(bytes)).toEqual(bytes);
  const answer = acknowledge(result, options);
  if (answer !== "") expect(checkFile(encodeUtf8(answer)).accepted, answer).toBe(true);
  explainSegments(bytes);
  x12Json(bytes);
  return result;
}

describe.each(names)("%s", (name) => {
  const text = specimenText(name);

  it("cut after any segment is read to its end, and refused", () => {
    const lines = specimens[name];
    for (let count = 1; count < lines.length; count += 1) {
      const cut = survive(
        encodeUtf8(
          lines
            .slice(0, count)
            .map((line) => `${line}~\n`)
            .join(""),
        ),
      );
      expect(cut.segments).toBe(count);
      expect(cut.accepted).toBe(false);
    }
  });

  it("with bytes changed, taken out and doubled is read and answered", () => {
    const dice = newDice(name.length * 97 + text.length);
    const odd = ["*", "~", ":", "^", "\n", "\u0000", "é", "ISA*", "ST*837*", "99999999999999999999", ""] as const;
    for (let round = 0; round < 40; round += 1) {
      let broken = text;
      for (let change = 0; change <= dice.roll(4); change += 1) {
        const at = dice.roll(broken.length);
        broken = broken.slice(0, at) + dice.pick(odd) + broken.slice(at + dice.roll(3));
      }
      survive(encodeUtf8(broken));
    }
  });
});

describe("neighbours", () => {
  it("one bad transaction never harms the others of its group", () => {
    const lines = specimens["837P visit"];
    const set = (control: string, broken: boolean): readonly string[] =>
      lines.slice(2, -2).map((line) => {
        const own = line.replace(/^(ST\*837\*|SE\*\d+\*)0001/, `$1${control}`);
        return broken ? own.replace("CLM*V-1*168*", "CLM**168*").replace("N3*12 ORCHARD LANE", "ZZZ*1") : own;
      });
    const all = [...lines.slice(0, 2), ...set("0001", false), ...set("0002", true), ...set("0003", false), "GE*3*1", "IEA*1*000000001"];
    const result = checkFile(encodeUtf8(all.map((line) => `${line}~`).join("")));
    expect(result.transactions.map((one) => one.accepted)).toEqual([true, false, true]);
    expect(result.findings).toEqual([]);
    expect(acknowledge(result, options)).toMatch(/IK5\*A~.*IK5\*R\*.*IK5\*A~AK9\*P\*3\*3\*2~/s);
  });
});
