/** Invented lists and invented descriptors: nothing of the AMA, of X12 or of the NUCC. */
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { openPack } from "../pack/pack-file.ts";
import { readSource, sourceKind } from "../read/source-kinds.ts";
import { cptPack, openCpt } from "./cpt.ts";
import { listsPack, openLists } from "./list-book.ts";

const on = isoDate("2026-05-04");
const cpt = [
  "CPT Code\tLong\tMedium\tShort",
  "10001\tInvented removal of an invented thing, by hand\tInvented removal by hand\tInv rem hand",
  "0999T\tInvented look at an invented thing with light\tInvented look with light\tInv look",
  "",
].join("\r\n");

function read(name: string, text: string, effective = on) {
  const kind = sourceKind(text, name);
  if (kind === undefined) return undefined;
  return { kind, ...readSource({ kind, name, text, effective }) };
}

function packOf(bytes: Uint8Array) {
  const pack = openPack(bytes);
  if ("wrong" in pack) throw new Error(pack.wrong);
  return pack;
}

describe("the licensed file of descriptors", () => {
  it("is known by its heading, or by its lines where it has none", () => {
    expect(sourceKind(cpt, "anything.txt")).toBe("cpt-descriptors");
    expect(sourceKind(cpt.split("\r\n").slice(1).join("\n"), "anything.txt")).toBe("cpt-descriptors");
    expect(sourceKind("12345\t67890\t20240101\t1\n12345\t67891\t20240101\t1\n", "x")).not.toBe("cpt-descriptors");
  });

  it("answers with the edition of the day, in three lengths", () => {
    const older = cpt.replaceAll("Invented removal", "Older removal");
    const file = (text: string, day: string) => ({ kind: "cpt-descriptors", name: "x", text, effective: isoDate(day), rows: 2 });
    const book = openCpt(packOf(cptPack.compile([file(cpt, "2026-01-01"), file(older, "2025-01-01")]).bytes));
    expect(book.title("10001", on)).toEqual({
      long: "Invented removal of an invented thing, by hand",
      medium: "Invented removal by hand",
      short: "Inv rem hand",
      release: "CPT 2026",
    });
    expect(book.title("10001", isoDate("2025-12-31"))?.medium).toBe("Older removal by hand");
    expect(book.title("10001", isoDate("2024-12-31"))).toBeUndefined();
    expect(book.title("99999", on)).toBeUndefined();
  });

  it("is refused when a line is cut off", () => {
    expect(read("cpt.txt", `${cpt}99`)?.findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-01"]);
  });
});

describe("lists of codes", () => {
  const remarks =
    "Code\tDescription\tStart Date\tLast Modified\tStop Date\nN901\tInvented remark\t01/02/2020\t\t\nN902\tInvented, ended\t01/02/2020\t\t03/04/2021\n";

  it("are told by their name where they look alike", () => {
    expect(read("remark_codes.txt", remarks)?.kind).toBe("code-list");
    expect(sourceKind(remarks, "something.txt")).toBeUndefined();
  });

  it("keep the words and days that their publisher gives", () => {
    const text = (name: string, body: string) => ({ kind: "code-list", name, text: body, effective: on, rows: 1 });
    const categories = "Code,Description\nA1,Invented category\n";
    const book = openLists(
      packOf(listsPack.compile([text("remark_codes.txt", remarks), text("claim_status_category.csv", categories)]).bytes),
    );
    expect(book.row("rarc", "N902")).toMatchObject({ title: "Invented, ended", from: "2020-01-02", to: "2021-03-04" });
    expect(book.row("claim-status-category", "A1")?.title).toBe("Invented category");
    expect(book.has("taxonomy")).toBe(false);
  });

  it("with words are not replaced by codes alone", () => {
    const bare = "<codesets><codeset><id>remark_code</id><version><code>N901</code><code>N903</code></version></codeset></codesets>";
    const later = isoDate("2027-01-01");
    const files = [
      { kind: "code-list", name: "remark_codes.txt", text: remarks, effective: on, rows: 2 },
      { kind: "claim-code-lists", name: "codes.xml", text: bare, effective: later, rows: 2 },
    ];
    expect(openLists(packOf(listsPack.compile(files).bytes)).row("rarc", "N901")?.title).toBe("Invented remark");
    expect(openLists(packOf(listsPack.compile(files.slice(1)).bytes)).rows("rarc")).toHaveLength(2);
  });
});
