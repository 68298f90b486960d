/** A code's days between releases of which some are missing, and the tables as they are printed. */
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { openPack } from "../pack/pack-file.ts";
import type { HeldText } from "../read/kind-of-source.ts";
import { pcsPack } from "./compile-pcs.ts";
import type { PcsBook } from "./model.ts";
import { openPcs } from "./pcs-book.ts";

const line = (order: number, code: string, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${code.length === 3 ? 0 : 1} ${title.padEnd(60)} ${title}\r\n`;
const held = (kind: string, effective: string, text: string): HeldText => ({
  kind,
  name: `${kind} ${effective}`,
  text,
  effective: isoDate(effective),
  rows: 1,
});
const order = (effective: string, codes: readonly string[]): HeldText =>
  held("icd10pcs-order", effective, codes.map((code, at) => line(at + 1, code, `Doing ${code}`)).join(""));
const axis = (position: number, title: string, labels: Readonly<Record<string, string>>): string =>
  `<axis pos="${position}"><title>${title}</title>${Object.entries(labels)
    .map(([code, label]) => `<label code="${code}">${label}</label>`)
    .join("")}</axis>`;

function bookOf(files: readonly HeldText[]): PcsBook {
  const pack = openPack(pcsPack.compile(files).bytes);
  if ("wrong" in pack) throw new Error("the pack cannot be read");
  return openPcs(pack);
}

describe("validity between releases", () => {
  // Fiscal years 2020, 2021, 2023 and 2026: the others were not loaded.
  const book = bookOf([
    order("2019-10-01", ["0AB", "0AB1XZZ", "0AB2XZZ", "0AB4XZZ"]),
    order("2020-10-01", ["0AB", "0AB1XZZ", "0AB4XZZ"]),
    order("2022-10-01", ["0AB", "0AB1XZZ", "0AB2XZZ"]),
    order("2025-10-01", ["0AB", "0AB1XZZ", "0AB3XZZ"]),
  ]);
  const on = (code: string, day: string) => book.validity(code, isoDate(day));

  it("is a code's that every release has, also on days that none covers", () => {
    for (const day of ["2019-10-01", "2021-12-01", "2023-12-01", "2026-03-01"]) expect(on("0AB1XZZ", day)).toBe("valid");
  });

  it("is denied in the gap of a code that was deleted and came back, and left open where no release says it", () => {
    expect(on("0AB2XZZ", "2020-09-30")).toBe("valid");
    expect(on("0AB2XZZ", "2020-10-01")).toBe("invalid");
    // Fiscal year 2022 was not loaded: when it came back is not known.
    expect(on("0AB2XZZ", "2021-11-01")).toBe("unknown");
    expect(on("0AB2XZZ", "2022-10-01")).toBe("valid");
  });

  it("is left open on the days on which a code may have ended or begun", () => {
    expect(on("0AB4XZZ", "2021-09-30")).toBe("valid");
    expect(on("0AB4XZZ", "2021-10-01")).toBe("unknown");
    expect(on("0AB4XZZ", "2023-11-01")).toBe("invalid");
    expect(on("0AB3XZZ", "2023-09-30")).toBe("invalid");
    expect(on("0AB3XZZ", "2024-11-01")).toBe("unknown");
    expect(on("0AB3XZZ", "2025-10-01")).toBe("valid");
  });

  it("shows the gap in its history", () => {
    expect(book.history("0AB2XZZ").map(({ from, to }) => [from, to])).toEqual([
      ["2019-10-01", "2020-09-30"],
      ["2022-10-01", "2025-09-30"],
    ]);
  });
});

describe("validity after the newest release", () => {
  const book = bookOf([order("2025-10-01", ["0AB", "0AB1XZZ", "0AB2XZZ"]), order("2026-04-01", ["0AB", "0AB1XZZ", "0AB3XZZ"])]);
  const on = (code: string, day: string) => book.validity(code, isoDate(day));

  it("is known to the end of the fiscal year, and of an April release no further", () => {
    expect([on("0AB1XZZ", "2026-09-30"), on("0AB9XZZ", "2026-09-30"), on("0AB2XZZ", "2026-09-30")]).toEqual([
      "valid",
      "invalid",
      "invalid",
    ]);
    // What is new since October stands in no release that is loaded.
    expect([on("0AB9XZZ", "2026-10-01"), on("0AB9XZZ", "2026-11-20")]).toEqual(["unknown", "unknown"]);
    expect([on("0AB1XZZ", "2026-11-20"), on("0AB2XZZ", "2026-11-20")]).toEqual(["valid", "invalid"]);
  });
});

describe("the last character", () => {
  const book = bookOf([order("2025-10-01", ["0AB", "0AB1XZZ", "0AB2XZZ"]), order("2026-10-01", ["0AB", "0AB1XZZ"])]);

  it("leaves one code where the code holds on the day, and none where it does not", () => {
    const codes = (code: string, day: string) => book.complete(code, isoDate(day)).codes;
    expect([codes("0AB", "2026-01-01"), codes("0AB1XZZ", "2026-01-01"), codes("0ab2xzz", "2026-01-01")]).toEqual([2, 1, 1]);
    expect([codes("0AB2XZZ", "2026-11-20"), codes("0AB9XZZ", "2026-01-01"), codes("0AB1XZZ", "2025-09-30")]).toEqual([0, 0, 0]);
    expect(book.complete("0AB1XZZ", isoDate("2026-01-01"))).toMatchObject({ only: "", choices: [] });
  });
});

describe("a table", () => {
  const row = (parts: Readonly<Record<string, string>>, devices: Readonly<Record<string, string>>): string =>
    `<pcsRow>${axis(4, "Body Part", parts)}${axis(5, "Approach", { X: "External" })}${axis(6, "Device", devices)}${axis(7, "Qualifier", { Z: "No Qualifier" })}</pcsRow>`;
  const head = `${axis(1, "Section", { 0: "Section one" })}${axis(2, "Body System", { A: "System" })}${axis(3, "Operation", { B: "Doing" })}`;
  const tables = `<ICD10PCS.tabular><version>2026</version><pcsTable>${head}${row({ 1: "First", 2: "Second" }, { Z: "No Device" })}${row({ 3: "Third" }, { J: "Substitute" })}</pcsTable></ICD10PCS.tabular>`;
  const book = bookOf([
    order("2025-10-01", ["0AB", "0AB1XZZ", "0AB2XZZ", "0AB3XJZ", "0AC", "0AC1XZZ"]),
    held("icd10pcs-tables", "2025-10-01", tables),
  ]);
  const day = isoDate("2026-01-01");

  it("is shown with its rows, and asked for by any beginning of a code", () => {
    const table = book.table("0ab2", day);
    expect(table?.head.map(({ axis: title, label }) => [title, label])).toEqual([
      ["Section", "Section one"],
      ["Body System", "System"],
      ["Operation", "Doing"],
    ]);
    expect(table).toMatchObject({ at: "0AB", release: "FY2026", columns: ["Body Part", "Approach", "Device", "Qualifier"] });
    expect(table?.rows.map(({ cells }) => cells.map((cell) => cell.map((one) => one.value).join("")).join(" "))).toEqual([
      "12 X Z Z",
      "3 X J Z",
    ]);
  });

  it("is absent where the loaded tables lack it, and its codes are there all the same", () => {
    expect(book.table("0AC", day)).toBeUndefined();
    expect(book.table("0A", day)).toBeUndefined();
    expect(book.codesFrom("0ac", day).map((one) => one.code)).toEqual(["0AC1XZZ"]);
    expect(book.codesFrom("0AB", day).map((one) => one.code)).toEqual(["0AB1XZZ", "0AB2XZZ", "0AB3XJZ"]);
    expect(book.codesFrom("0AB", isoDate("2025-09-30"))).toEqual([]);
  });
});

describe("the Index", () => {
  const book = bookOf([
    order("2025-10-01", ["0AB", "0AB1XZZ"]),
    held(
      "icd10pcs-index",
      "2025-10-01",
      "<ICD10PCS.index><version>2026</version><letter><title>M</title><mainTerm><title>Mending</title><term level='1'><title>Part</title><term level='2'><title>First</title><code>0AB1XZZ</code></term></term></mainTerm><mainTerm><title>Mending in</title><codes>0AB</codes></mainTerm><mainTerm><title>Sewing</title><term level='1'><see>Mending, Part<codes>0AB1</codes></see></term><term level='1'><see>Nothing, Part</see></term><term level='1'><see>Mending in, Elsewhere</see></term></mainTerm></letter></ICD10PCS.index>",
    ),
  ]);
  const termAt = (words: string): string | undefined => {
    const at = book.index.follow(words);
    return at === undefined ? undefined : book.index.path(at);
  };

  it("is followed as far down as the words of a reference lead, and not at all where no main term begins it", () => {
    expect(["Mending", "mending, part", "Mending, Part, First", "Mending, Elsewhere", "Mending in", "Nothing, Part"].map(termAt)).toEqual([
      "Mending",
      "Mending, Part",
      "Mending, Part, First",
      "Mending",
      "Mending in",
      undefined,
    ]);
  });
});
