/** Every order file of ICD-10-CM side by side: each of its codes has on its dates the title, the billable flag, the parent and the children that the file says. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCodeSets } from "../../src/app/code-sets/import-code-sets.ts";
import { sourceFiles } from "../../src/app/code-sets/source-files.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import type { CodeBook } from "../../src/core/codebook/model.ts";
import { decodeText } from "../../src/core/codebook/pack/utf8.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("codesets");
const from = (path: string): string => join(folder ?? "", "icd10cm", path);
/** With the first and the last day on which the release was the newest of these. */
const releases = [
  { path: "fy2017/cms_2017_dx.zip", first: "2016-10-01", last: "2017-09-30", billable: 71_486 },
  { path: "fy2021/icd10cm-codes-order-Jan-2021.zip", first: "2021-01-01", last: "2021-09-30", billable: 72_621 },
  { path: "fy2022/Code-Descriptions-2022.zip", first: "2022-04-01", last: "2022-09-30", billable: 72_748 },
  { path: "fy2023/icd10-Order-CodeFiles2023.zip", first: "2022-10-01", last: "2023-09-30", billable: 73_639 },
  { path: "fy2024/icd10cm-CodesDescriptions-2024.zip", first: "2023-10-01", last: "2024-09-30", billable: 74_044 },
  { path: "fy2025/ICD10-CM-Code-Descriptions-2025.zip", first: "2024-10-01", last: "2025-09-30", billable: 74_260 },
  { path: "fy2026/icd10cm-Code-Descriptions-2026.zip", first: "2025-10-01", last: "2026-09-30", billable: 74_719 },
] as const;

interface OrderLine {
  readonly code: string;
  readonly billable: boolean;
  readonly title: string;
  /** The last line before it whose code it goes on from. */
  readonly parent: string | undefined;
}

async function orderLines(path: string): Promise<readonly OrderLine[]> {
  for await (const file of sourceFiles(from(path))) {
    if ("problem" in file || !/order[^/]*\d{4}\.txt$/i.test(file.name) || /addenda/i.test(file.name)) continue;
    const open: string[] = [];
    return decodeText(file.bytes)
      .split(/\r?\n/)
      .filter((line) => line.trim() !== "")
      .map((line) => {
        const code = line.slice(6, 13).trim();
        while (open.length > 0 && !code.startsWith(open.at(-1) ?? "")) open.pop();
        const parent = open.at(-1);
        open.push(code);
        return { code, billable: line[14] === "1", title: line.slice(77).trim(), parent };
      });
  }
  throw new Error(`${path} has no order file`);
}

describe.skipIf(folder === undefined)("the order files of ICD-10-CM", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "order-files-"));
  let book: CodeBook;
  beforeAll(async () => {
    const report = await importCodeSets(
      releases.map((one) => from(one.path)),
      { dataFolder },
    );
    expect(report.findings.filter((one) => one.severity === "error")).toEqual([]);
    book = loadCodeBook(dataFolder);
  }, 600_000);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("are listed with as many codes as each has", () => {
    const listed = book.releases.filter((one) => one.table === "icd10cm" && one.source === "ICD-10-CM, CDC/NCHS");
    expect(listed.map((one) => one.rows)).toEqual(releases.map((one) => one.billable));
  });

  it.each(releases)(
    "$path",
    async ({ path, first, last, billable }) => {
      const lines = await orderLines(path);
      const children = new Map<string, string[]>();
      for (const { code, parent } of lines) if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), code]);
      expect(lines.filter((line) => line.billable)).toHaveLength(billable);
      for (const day of [isoDate(first), isoDate(last)]) {
        const wrong: string[] = [];
        for (const { code, title, billable: isBillable, parent } of lines) {
          const detail = book.diagnosis(code, day);
          if (detail?.title !== title || detail.billable !== isBillable) wrong.push(`${code}: ${detail?.title} ${detail?.billable}`);
          if (book.validity("icd10cm", code, day) !== (isBillable ? "valid" : "invalid")) wrong.push(`${code}: validity`);
          if (detail?.parent !== parent) wrong.push(`${code}: parent ${detail?.parent}, in the file ${parent}`);
          const below = (children.get(code) ?? []).toSorted();
          if ((detail?.children ?? []).toSorted().join(" ") !== below.join(" ")) wrong.push(`${code}: children`);
        }
        expect(wrong.slice(0, 8), day).toEqual([]);
      }
    },
    120_000,
  );
});
