/** The starter ICD-10-CM code set, code by code, against the releases of CDC/NCHS and CMS in ../shared/codesets. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parseTabular, type TabularCode } from "../../src/core/codebook/parse-tabular.ts";
import { sharedFolder } from "../support/shared-folder.ts";

interface Row {
  readonly billable: boolean;
  readonly title: string;
}

type Release = ReadonlyMap<string, Row>;

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "data", "icd10cm");
const shared = sharedFolder("codesets");
const today = "2026-10-01";

/** Order files by the day they stand for, oldest first. The FY2021 file is the one of January 2021. */
const orderFiles = [
  ["2016-10-01", "fy2017/cms_2017_dx.zip"],
  ["2021-01-01", "fy2021/icd10cm-codes-order-Jan-2021.zip"],
  ["2021-10-01", "fy2022/Code-Descriptions-2022.zip"],
  ["2022-10-01", "fy2023/icd10-Order-CodeFiles2023.zip"],
  ["2023-10-01", "fy2024/icd10cm-CodesDescriptions-2024.zip"],
  ["2024-10-01", "fy2025/ICD10-CM-Code-Descriptions-2025.zip"],
  ["2025-10-01", "fy2026/icd10cm-Code-Descriptions-2026.zip"],
] as const;

describe.skipIf(shared === undefined)("starter ICD-10-CM code set", () => {
  const root = join(shared ?? "", "icd10cm");
  const files = readdirSync(folder).filter((name) => /^tabular-.*\.txt$/.test(name));
  const read = files.map((name) => parseTabular({ name, text: readFileSync(join(folder, name), "utf8") }));
  const codes = read.flatMap(({ value }) => value.codes);
  const billable = codes.filter((code) => code.billable);
  const current = shared === undefined ? new Map<string, Row>() : codesFile(join(root, "fy2027/icd10cm_codes_2027.reconstructed.txt.xz"));
  const orders = orderFiles.map(([day, path]) => ({
    day: day as string,
    rows: shared === undefined ? new Map<string, Row>() : orderFile(join(root, path)),
  }));

  test("the releases were read", () => {
    expect(current.size).toBe(74_879);
    expect(orders.every(({ rows }) => rows.size > 90_000)).toBe(true);
  });

  test("the files parse without a finding, and no code stands twice", () => {
    expect(read.flatMap(({ findings }) => findings)).toEqual([]);
    expect(new Set(codes.map((code) => code.code)).size).toBe(codes.length);
    expect(billable.length).toBeGreaterThan(1000);
  });

  test("every current code is in FY2027 with the same title", () => {
    const wrong = billable.filter((code) => code.to === undefined).filter((code) => current.get(plain(code))?.title !== code.title);
    expect(wrong.map((code) => [code.code, code.title, current.get(plain(code))?.title])).toEqual([]);
  });

  test("every ended code is billable in the last release before its end and in none after it", () => {
    const wrong = billable.filter((code) => {
      const { to } = code;
      if (to === undefined) return false;
      const last = orders
        .filter(({ day }) => day <= to)
        .at(-1)
        ?.rows.get(plain(code));
      const later = orders.filter(({ day }) => day > to).some(({ rows }) => rows.get(plain(code))?.billable === true);
      return to >= today || last?.billable !== true || last.title !== code.title || later || current.has(plain(code));
    });
    expect(wrong.map((code) => code.code)).toEqual([]);
  });

  test("every code is absent in the releases before its first day and billable in those of its time", () => {
    const wrong = billable.flatMap((code) =>
      orders
        .filter(({ day, rows }) => (rows.get(plain(code))?.billable === true) !== inForce(code, day))
        .map(({ day }) => `${code.code} ${day}`),
    );
    expect(wrong).toEqual([]);
  });

  test("every header is in FY2026 with the same title and not billable", () => {
    const rows = orders.at(-1)?.rows;
    const wrong = codes
      .filter((code) => !code.billable)
      .filter((code) => {
        const row = rows?.get(plain(code));
        return row === undefined || row.billable || row.title !== code.title || current.has(plain(code));
      });
    expect(wrong.map((code) => [code.code, code.title, rows?.get(plain(code))?.title])).toEqual([]);
  });

  test("every header above a code is in the set", () => {
    const known = new Set(codes.map(plain));
    const headers = new Set([...(orders.at(-1)?.rows ?? [])].filter(([, row]) => !row.billable).map(([code]) => code));
    const above = (code: string): readonly string[] =>
      Array.from({ length: Math.max(0, code.length - 3) }, (_, index) => code.slice(0, index + 3));
    const missing = new Set(codes.flatMap((code) => above(plain(code))).filter((code) => headers.has(code) && !known.has(code)));
    expect([...missing]).toEqual([]);
  });
});

function inForce(code: TabularCode, day: string): boolean {
  return code.from <= day && (code.to === undefined || code.to >= day);
}

function plain(code: TabularCode): string {
  return code.code.replace(".", "");
}

/** Codes file: columns 1-7 code, from 9 the title. */
function codesFile(path: string): Release {
  const text = execFileSync("xz", ["-dc", path], { maxBuffer: 64 << 20 }).toString("utf8");
  return new Map(
    text
      .split(/\r?\n/)
      .map((line) => [line.slice(0, 7).trim(), { billable: true, title: line.slice(8).trim() }] as const)
      .filter(([code]) => code !== ""),
  );
}

/** Order file: columns 7-13 code, 15 flag (1 billable), from 78 the long title. */
function orderFile(path: string): Release {
  const text = entry(readFileSync(path), /order(?!.*addenda).*\.txt$/i);
  const rows = text.split(/\r?\n/).filter((line) => line.length > 77);
  return new Map(rows.map((line) => [line.slice(6, 13).trim(), { billable: line[14] === "1", title: line.slice(77).trim() }]));
}

/** The first file of a zip archive whose name matches (PKWARE APPNOTE: central directory, stored or deflated). */
function entry(zip: Buffer, name: RegExp): string {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    if (name.test(zip.toString("latin1", at + 46, at + 46 + (nameLength ?? 0)).replace(/^.*\//, ""))) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString("utf8");
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  throw new Error(`no entry like ${name.source} in the archive`);
}
