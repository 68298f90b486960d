/** docs/reference/asvs.md says which test checks what; each of them must exist, and nothing may be met by assertion alone. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

interface Row {
  readonly no: string;
  readonly level: string;
  readonly state: string;
  readonly where: string;
  readonly file: string | undefined;
  readonly title: string | undefined;
}

const document = readFileSync(join(root, "docs", "reference", "asvs.md"), "utf8");
const rows = rowsOf(document);

/** The numbers of OWASP ASVS 5.0.0 by level, section by section: "1.2.1-5" is 1.2.1 to 1.2.5. */
const published: Readonly<Record<"1" | "2", readonly string[]>> = {
  "1": [
    "1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1 4.4.1 5.2.1-2 5.3.1-2 6.1.1 6.2.1-8 6.3.1-2 6.4.1-2",
    "7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 10.4.1-5 11.3.1-2 11.4.1 12.1.1 12.2.1-2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1",
  ],
  "2": [
    "1.1.1-2 1.2.6-9 1.3.3-11 1.4.1-3 1.5.2 2.1.2-3 2.2.3 2.3.2-4 2.4.1 3.3.2-4 3.4.3-6 3.5.4-5 3.7.1-2 4.1.2-3 4.2.1 4.3.1-2 4.4.2-4",
    "5.1.1 5.2.3 5.4.1-3 6.1.2-3 6.2.9-12 6.3.3-4 6.4.3-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.3.1-2 7.4.3-5 7.5.1-2 7.6.1-2 8.1.2 8.2.3 8.4.1",
    "9.2.2-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.6-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3 11.3.3 11.4.2-4 11.5.1 11.6.1 12.1.2-3 12.3.1-4",
    "13.1.1 13.2.1-5 13.3.1-2 13.4.2-5 14.1.1-2 14.2.2-4 14.3.2-3 15.1.2-3 15.2.2-3 15.3.2-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1",
    "17.2.1-4 17.3.1-2",
  ],
};

function numbersOf(chapter: string): readonly string[] {
  return chapter.split(" ").flatMap((range) => {
    const [, section = "", from = "", to = from] = /^(\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${section}.${Number(from) + at}`);
  });
}

describe("the table of the ASVS", () => {
  it("has each requirement once, in a state that exists, with a reason where it is not met", () => {
    expect(rows.length).toBeGreaterThan(120);
    const numbers = rows.map(({ no }) => no);
    expect(numbers.filter((no, index) => !/^\d+\.\d+\.\d+$/.test(no) || numbers.indexOf(no) !== index)).toEqual([]);
    expect(rows.filter(({ state }) => !["met", "partly", "not met", "n/a"].includes(state))).toEqual([]);
    expect(rows.filter(({ where }) => where.length < 4)).toEqual([]);
  });

  it("has every requirement of levels 1 and 2 at its level, but those of the parts that the text names as absent", () => {
    const expected = Object.entries(published).flatMap(([level, chapters]) =>
      chapters.flatMap((chapter) => numbersOf(chapter).map((no) => [no, level])),
    );
    expect(expected.filter(([, level]) => level === "1")).toHaveLength(70);
    expect(expected).toHaveLength(253);
    const absent = ["10.3", "10.4", "10.6", "10.7", "17.2", "17.3"];
    for (const section of absent) expect(document, section).toContain(section);
    const wanted = expected.filter(([no = ""]) => !absent.some((section) => no.startsWith(`${section}.`)));
    const found = new Map(rows.map(({ no, level }) => [no, level]));
    expect(wanted.filter(([no = "", level]) => found.get(no) !== level)).toEqual([]);
    expect(rows.filter(({ level }) => level === "3").map(({ no }) => no)).toEqual(["1.2.10"]);
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
      level: "1",
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
      const [no = "", level = "", , state = "", where = "", test = ""] = line
        .split("|")
        .slice(1)
        .map((cell) => cell.trim());
      const [, file, title] = /^`([^`]+)`(?: › (.+))?$/.exec(test) ?? [];
      return { no, level, state, where, file, title };
    });
}
