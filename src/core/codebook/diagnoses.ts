/** The Tabular List put together: parents, children, inherited notes and validity by date. */
import type { Validity } from "../kernel/code-lookup.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { formatDiagnosis, hasIcd10Shape, isInRange } from "./code-text.ts";
import type { Block, Chapter, Diagnosis, DiagnosisDetail, IndexEntry } from "./model.ts";
import { isInForce } from "./parse-table.ts";
import { firstDay, type Tabular, type TabularCode } from "./parse-tabular.ts";

export interface Diagnoses {
  readonly codes: readonly string[];
  get(code: string): Diagnosis | undefined;
  detail(code: string): DiagnosisDetail | undefined;
  validity(code: string, on: IsoDate): Validity;
}

/** Joins files; where two bring the same code the first stands. */
export function joinTabulars(tabulars: readonly Tabular[], entries: readonly IndexEntry[]): Diagnoses {
  const raw = new Map<string, TabularCode>();
  for (const tabular of tabulars) for (const code of tabular.codes) if (!raw.has(code.code)) raw.set(code.code, code);
  const codes = [...raw.keys()].sort();
  const children = new Map<string, string[]>();
  const prefixes = new Set<string>();
  for (const code of codes) {
    const parent = parentOf(code, raw);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), code]);
    for (let length = 3; length < code.length; length += 1) prefixes.add(code.slice(0, length));
  }
  const chapters = tabulars.flatMap((one) => one.chapters);
  const blocks = tabulars.flatMap((one) => one.blocks);
  const paths = indexPathsByCode(entries);
  const get = (code: string): Diagnosis | undefined => {
    const found = raw.get(code);
    if (found === undefined) return undefined;
    const parent = parentOf(code, raw);
    const block = narrowest(code, blocks);
    const chapter = chapters.find((one) => isInRange(code, one.range));
    return {
      ...found,
      children: children.get(code) ?? [],
      ...(parent === undefined ? {} : { parent }),
      ...(block === undefined ? {} : { block }),
      ...(chapter === undefined ? {} : { chapter }),
    };
  };
  const memo = new Map<string, DiagnosisDetail>();
  const detail = (code: string): DiagnosisDetail | undefined => {
    const known = memo.get(code);
    if (known !== undefined) return known;
    const own = get(code);
    if (own === undefined) return undefined;
    const made = inherit(own, get, paths.get(code) ?? []);
    memo.set(code, made);
    return made;
  };
  return { codes, get, detail, validity: (code, on) => validityOf(code, on, raw, prefixes) };
}

/** "Diabetes, diabetic › type 2 › with › neuropathy" for a place in the Index. */
export function indexPath(entries: readonly IndexEntry[], id: number): string {
  const words: string[] = [];
  for (let at: number | undefined = id; at !== undefined; at = entries[at]?.parent) words.unshift(entries[at]?.term ?? "");
  return words.join(" › ");
}

/**
 * The starter set is partial, so absence proves nothing. Certain are: a listed code outside its dates, a code with
 * further characters below it (a header), a code longer than a listed billable one, and text that is no code.
 */
function validityOf(code: string, on: IsoDate, raw: ReadonlyMap<string, TabularCode>, prefixes: ReadonlySet<string>): Validity {
  if (on < firstDay) return "unknown";
  if (!hasIcd10Shape(code)) return "invalid";
  const found = raw.get(code);
  if (found !== undefined) return found.billable && isInForce(found, on) ? "valid" : "invalid";
  if (prefixes.has(code)) return "invalid";
  for (let length = 3; length < code.length; length += 1) {
    const shorter = raw.get(code.slice(0, length));
    if (shorter?.billable === true && shorter.to === undefined && shorter.from <= on) return "invalid";
  }
  return "unknown";
}

function parentOf(code: string, raw: ReadonlyMap<string, TabularCode>): string | undefined {
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const prefix = code.slice(0, length);
    if (raw.has(prefix)) return prefix;
  }
  return undefined;
}

function narrowest(code: string, blocks: readonly Block[]): Block | undefined {
  const around = blocks.filter((block) => isInRange(code, block.range));
  return around.reduce<Block | undefined>((best, one) => (best === undefined || one.range.from >= best.range.from ? one : best), undefined);
}

function inherit(own: Diagnosis, get: (code: string) => Diagnosis | undefined, indexPaths: readonly string[]): DiagnosisDetail {
  const above: Diagnosis[] = [];
  for (let at = own.parent; at !== undefined; at = above[0]?.parent) {
    const header = get(at);
    if (header === undefined) break;
    above.unshift(header);
  }
  const places: readonly Pick<Chapter, "notes" | "flags">[] = [
    own,
    ...above.toReversed(),
    ...(own.block === undefined ? [] : [own.block]),
    ...(own.chapter === undefined ? [] : [own.chapter]),
  ];
  return {
    ...own,
    // Inclusion terms describe the code where they stand, instructions hold for everything below.
    allNotes: places.flatMap((place, depth) => place.notes.filter((note) => depth === 0 || note.kind !== "includes")),
    allFlags: [...new Set(places.flatMap((place) => place.flags))],
    ancestors: above.map((one) => one.code),
    indexPaths,
  };
}

function indexPathsByCode(entries: readonly IndexEntry[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const entry of entries) {
    if (entry.code === undefined) continue;
    const path = `${indexPath(entries, entry.id)}${entry.manifestation === undefined ? "" : ` [${formatDiagnosis(entry.manifestation)}]`}`;
    const list = paths.get(entry.code);
    if (list === undefined) paths.set(entry.code, [path]);
    else list.push(path);
  }
  return paths;
}
