/**
 * The CPT file of the AMA, where a practice has its licence: code with long, medium and short descriptor, tabs between. The words stay
 * in this installation's pack: they are shown beside a code here, and go into no claim, statement, export or search.
 */
import type { Finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { dayByName } from "../fees/fee-kind.ts";
import { readRows } from "../fees/rows.ts";
import type { Release } from "../model.ts";
import { keyOf, positionOf } from "../pack/code-key.ts";
import { createPackWriter, type Pack } from "../pack/pack-file.ts";
import { dated, type HeldText, type KindOfSource, type PackMaker } from "../read/kind-of-source.ts";

const cptCode = /^\d{4}[0-9AFMTU]$/;

export interface LicensedTitle {
  readonly short: string;
  readonly medium: string;
  readonly long: string;
  readonly release: string;
}

export interface CptBook {
  readonly releases: readonly Release[];
  /** The edition of the day's year. */
  title(code: string, on: IsoDate): LicensedTitle | undefined;
}

interface CptRow {
  readonly code: string;
  readonly long: string;
  readonly medium: string;
  readonly short: string;
}

/** With a heading ("CPT Code", "Long", "Medium", "Short"), or without: then the texts are told by their length. */
function readCpt(name: string, text: string): { readonly rows: readonly CptRow[]; readonly findings: readonly Finding[] } {
  const rows: CptRow[] = [];
  let at: { readonly code: number; readonly long: number; readonly medium: number; readonly short: number } | undefined;
  const { findings } = readRows(name, text, {
    row: (cells) => {
      const place = (shape: RegExp): number => cells.findIndex((cell) => shape.test(cell.trim()));
      if (rows.length === 0 && at === undefined && place(/^(?:CPT ?)?Code$/i) >= 0) {
        at = { code: place(/^(?:CPT ?)?Code$/i), long: place(/^Long/i), medium: place(/^Medium/i), short: place(/^Short/i) };
        return "aside";
      }
      const code = cells[at?.code ?? 0]?.trim() ?? "";
      if (!cptCode.test(code)) return false;
      const words = cells
        .slice(1)
        .map((cell) => cell.trim())
        .filter((cell) => cell !== "");
      const byLength = words.toSorted((a, b) => b.length - a.length);
      const pick = (column: number | undefined, otherwise: string | undefined): string =>
        (column === undefined || column < 0 ? otherwise : cells[column]?.trim()) ?? "";
      const row = {
        code,
        long: pick(at?.long, byLength[0]),
        medium: pick(at?.medium, byLength[1]),
        short: pick(at?.short, byLength.at(-1)),
      };
      if (row.long === "" || row.short === "") return false;
      rows.push(row);
      return true;
    },
  });
  return { rows, findings };
}

function yearOf(name: string, text: string): IsoDate | undefined {
  const said = /(?:CPT|copyright)\D{0,40}(20\d\d)/i.exec(text.slice(0, 4000))?.[1];
  return said === undefined ? dayByName(name) : parseIsoDate(`${said}-01-01`);
}

export const cptSource: KindOfSource<"cpt-descriptors"> = {
  kind: "cpt-descriptors",
  pack: "cpt",
  is: (head) => {
    if (/(?:^|\t)CPT ?Code\t/im.test(head) && /\tLong/i.test(head) && /\tShort/i.test(head)) return true;
    // CMS numbers the lines of its lists of changes ("30219 Revise from: …"), which then look like codes.
    if (/^Order\d\d\t/im.test(head)) return false;
    const lines = head.split(/\r?\n/).slice(0, -1).slice(-20);
    return lines.length >= 2 && lines.every((line) => /^\d{4}[0-9AFMTU]\t[^\t]*[a-z]{2}[^\t]*\t[^\t]+\t[^\t]+$/i.test(line));
  },
  read: (file) => {
    const { rows, findings } = readCpt(file.name, file.text);
    return dated(file, { findings, hint: yearOf(file.name, file.text) }, (effective) => ({
      effective,
      rows: rows.length,
      holds: "text",
      text: file.text,
    }));
  },
  releaseName: (effective) => `CPT ${effective.slice(0, 4)}`,
};

interface Meta {
  readonly editions: readonly { readonly effective: IsoDate; readonly rows: number }[];
}

export const cptPack: PackMaker<"cpt"> = {
  name: "cpt",
  searched: false,
  compile: (files) => ({ bytes: compileCpt(files), findings: [] }),
};

function compileCpt(files: readonly HeldText[]): Uint8Array<ArrayBuffer> {
  const writer = createPackWriter();
  const sorted = files.toSorted((a, b) => (a.effective < b.effective ? -1 : 1));
  const editions = sorted.map(({ name, text, effective }, place) => {
    const rows = [...new Map(readCpt(name, text).rows.map((row) => [row.code, row])).values()].sort(
      (a, b) => keyOf(a.code) - keyOf(b.code),
    );
    writer.add(
      `${place}.codes`,
      Float64Array.from(rows, (row) => keyOf(row.code)),
    );
    for (const field of ["long", "medium", "short"] as const)
      writer.addTexts(
        `${place}.${field}`,
        rows.map((row) => writer.intern(row[field])),
      );
    return { effective, rows: rows.length };
  });
  return writer.finish({ kind: "cpt", meta: { editions } satisfies Meta });
}

export function openCpt(pack: Pack): CptBook {
  const { editions } = pack.meta as Meta;
  return {
    releases: editions.map(({ effective, rows }) => ({
      table: "cpt-descriptors",
      name: `CPT ${effective.slice(0, 4)}`,
      source: "Current Procedural Terminology, American Medical Association",
      licence: "licensed to this installation: not to be given on",
      effective,
      rows,
    })),
    title(code, on) {
      const place = editions.findLastIndex((one) => one.effective <= on);
      const edition = editions[place];
      const at = edition === undefined ? -1 : positionOf(pack.f64(`${place}.codes`), keyOf(code));
      if (edition === undefined || at < 0) return undefined;
      const text = (field: string): string => pack.texts.text(pack.u32(`${place}.${field}`)[at] ?? 0);
      return { long: text("long"), medium: text("medium"), short: text("short"), release: `CPT ${edition.effective.slice(0, 4)}` };
    },
  };
}
