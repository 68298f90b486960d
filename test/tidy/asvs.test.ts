/** docs/reference/asvs.md says which test checks what; each of them must exist, and nothing may be met by assertion alone. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

interface Row {
  readonly no: string;
  readonly state: string;
  readonly where: string;
  readonly file: string | undefined;
  readonly title: string | undefined;
}

const document = readFileSync(join(root, "docs", "reference", "asvs.md"), "utf8");
const rows = rowsOf(document);

describe("the table of the ASVS", () => {
  it("has each requirement once, in a state that exists, with a reason where it is not met", () => {
    expect(rows.length).toBeGreaterThan(120);
    const numbers = rows.map(({ no }) => no);
    expect(numbers.filter((no, index) => !/^\d+\.\d+\.\d+$/.test(no) || numbers.indexOf(no) !== index)).toEqual([]);
    expect(rows.filter(({ state }) => !["met", "partly", "not met", "n/a"].includes(state))).toEqual([]);
    expect(rows.filter(({ where }) => where.length < 4)).toEqual([]);
  });

  it("is counted as it stands", () => {
    const of = (state: string): number => rows.filter((row) => row.state === state).length;
    expect(document).toContain(
      `Of the ${rows.length} requirements with a row, ${of("met")} are met, ${of("partly")} partly, ${of("not met")} not met, and ${of("n/a")} are n/a.`,
    );
  });

  it("names a test for all that is met, wholly or in part", () => {
    expect(rows.filter(({ state, file }) => (state === "met" || state === "partly") === (file === undefined)).map(({ no }) => no)).toEqual(
      [],
    );
  });

  it("names only tests that exist, by their titles", () => {
    expect(rows.flatMap(missing)).toEqual([]);
  });

  it("would notice a test that is gone", () => {
    const row = {
      no: "0.0.0",
      state: "met",
      where: "here",
      file: "test/tidy/asvs.test.ts",
      title: "names only tests that exist, by their titles",
    };
    expect(missing(row)).toEqual([]);
    expect(missing({ ...row, title: ["a title", "of nothing"].join(" ") })).toHaveLength(1);
    expect(missing({ ...row, file: "test/tidy/nothing.test.ts" })).toHaveLength(1);
  });
});

function missing({ no, file, title }: Row): readonly string[] {
  if (file === undefined) return [];
  const path = join(root, file);
  if (!existsSync(path) || !/\.test\.ts$/.test(file)) return [`${no}: there is no ${file}`];
  if (title === undefined || readFileSync(path, "utf8").includes(`"${title}`)) return [];
  return [`${no}: ${file} has no test "${title}"`];
}

function rowsOf(text: string): readonly Row[] {
  return text
    .split("\n")
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const [no = "", , state = "", where = "", test = ""] = line
        .split("|")
        .slice(1)
        .map((cell) => cell.trim());
      const [, file, title] = /^`([^`]+)`(?: › (.+))?$/.exec(test) ?? [];
      return { no, state, where, file, title };
    });
}
