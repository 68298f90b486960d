/** Finds procedures: by the beginning of a code, by words of the Index, by words of titles. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { dayOf } from "../icd10cm/spans.ts";
import type { SearchHit } from "../model.ts";
import { endOfPrefix, firstAtLeast, keyOf } from "../pack/code-key.ts";
import type { Pack } from "../pack/pack-file.ts";
import type { PcsIndex } from "./model.ts";
import { wordsOf } from "./words.ts";

interface Codes {
  readonly keys: Float64Array;
  codeAt(position: number): string;
  isCodeOn(position: number, day: number): boolean;
  title(position: number, day: number): string;
}

export interface PcsSearch {
  (text: string, options: { readonly on: IsoDate; readonly limit: number }): readonly SearchHit[];
  pathsTo(code: string): readonly string[];
}

interface Line {
  readonly words: ReadonlySet<string>;
  readonly path: string;
  readonly code: string;
}

export function openPcsSearch(pack: Pack, index: PcsIndex, codes: Codes): PcsSearch {
  let lines: readonly Line[] | undefined;
  const allLines = (): readonly Line[] => {
    lines ??= indexLines(index);
    return lines;
  };
  const find = (text: string, { on, limit }: { readonly on: IsoDate; readonly limit: number }): readonly SearchHit[] => {
    const day = dayOf(on);
    const hits = new Map<string, SearchHit>();
    const add = (at: number, score: number, path: string, because: string): void => {
      const code = codes.codeAt(at);
      if (code.length !== 7 || !codes.isCodeOn(at, day) || (hits.get(code)?.score ?? 0) >= score) return;
      const title = codes.title(at, day);
      hits.set(code, { system: "icd10pcs", code, title, billable: true, score, path: path || title, because });
    };
    const range = (prefix: string, score: number, path: string, because: string, most: number): void => {
      const end = endOfPrefix(codes.keys, prefix);
      for (let at = firstAtLeast(codes.keys, keyOf(prefix)), taken = 0; at < end && taken < most; at += 1, taken += 1)
        add(at, score, path, because);
    };
    const typed = text.replace(/[\s.]/g, "").toUpperCase();
    if (/^[0-9A-HJ-NP-Z]{2,7}$/.test(typed) && /\d/.test(typed)) range(typed, 100, "", "code", 400);
    const words = wordsOf(text);
    if (words.length > 0) {
      // "Knee replacement" is the joint's, not its tendon's.
      const joint = words.some((word) => joints.has(word));
      for (const { line, share, rest } of bestLines(allLines(), words)) {
        const end = endOfPrefix(codes.keys, line.code);
        let taken = 0;
        for (let at = firstAtLeast(codes.keys, keyOf(line.code)); at < end && taken < mostOfLine; at += 1) {
          if (codes.codeAt(at).length !== 7 || !codes.isCodeOn(at, day)) continue;
          taken += 1;
          const said = rest.length === 0 ? [] : wordsOf(codes.title(at, day));
          const more = rest.filter((word) => meanings(word).some((one) => said.includes(one))).length;
          // A line that says little more than what was asked, and settles much of the code, stands first.
          const covered = share + more / words.length;
          if (covered >= 0.6)
            add(
              at,
              60 * covered + (joint && line.words.has("joint") ? 5 : 0) + 10 / line.words.size + line.code.length / 2,
              line.path,
              "Index",
            );
        }
      }
      const found = titlesWith(pack, words);
      for (const at of found.slice(0, 4000)) add(at, 40 + 20 / (1 + codes.title(at, day).length / 40), "", "title");
    }
    return [...hits.values()].sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1)).slice(0, limit);
  };
  return Object.assign(find, {
    pathsTo: (code: string): readonly string[] => {
      const own = allLines().filter((line) => line.code.length >= 4 && code.startsWith(line.code));
      return [...new Set(own.toSorted((a, b) => b.code.length - a.code.length).map((line) => line.path))].slice(0, 20);
    },
  });
}

/** Codes of one line that are looked at. */
const mostOfLine = 200;

const joints: ReadonlySet<string> = new Set(["knee", "hip", "shoulder", "elbow", "ankle", "wrist"]);

/** What a record says and how ICD-10-PCS says it. */
function meanings(word: string): readonly string[] {
  return said.get(word) ?? [word];
}

const said: ReadonlyMap<string, readonly string[]> = new Map([
  ["laparoscopic", ["endoscopic"]],
  ["arthroscopic", ["endoscopic"]],
  ["thoracoscopic", ["endoscopic"]],
  ["total", ["total", "resection", "replacement"]],
  ["removal", ["removal", "resection", "excision", "extirpation", "extraction"]],
  ["biopsy", ["diagnostic"]],
  ["graft", ["substitute", "graft"]],
  ["stent", ["intraluminal", "stent"]],
]);

/** The lines that share most with the words, and which words are left over. */
function bestLines(
  lines: readonly Line[],
  words: readonly string[],
): readonly { readonly line: Line; readonly share: number; readonly rest: readonly string[] }[] {
  return lines
    .flatMap((line) => {
      const rest = words.filter((word) => !line.words.has(word));
      return rest.length === words.length ? [] : [{ line, share: 1 - rest.length / words.length, rest }];
    })
    .sort((a, b) => b.share - a.share || a.line.words.size - b.line.words.size || b.line.code.length - a.line.code.length)
    .slice(0, 30);
}

/** Lines of the Index that settle at least a table, those that refer to a table included ("see Excision, Appendix 0DBJ"). */
function indexLines(index: PcsIndex): readonly Line[] {
  const lines: Line[] = [];
  for (let id = 0; id < index.size; id += 1) {
    const { code } = index.entry(id);
    if (!/^[0-9A-HJ-NP-Z]{3,7}$/.test(code)) continue;
    const path = index.path(id);
    lines.push({ words: new Set(wordsOf(path)), path, code });
  }
  return lines;
}

/** Positions of the codes whose titles have every word; the last word may be the beginning of one. */
function titlesWith(pack: Pack, words: readonly string[]): readonly number[] {
  const ids = pack.u32("word");
  const starts = pack.u32("word_start");
  const lists = pack.u32("word_codes");
  const word = (at: number): string => pack.texts.text(ids[at] ?? 0);
  const firstFrom = (wanted: string): number => {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (word(middle) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let found: Set<number> | undefined;
  for (const [place, wanted] of words.entries()) {
    const own = new Set<number>();
    const isLast = place === words.length - 1;
    for (let at = firstFrom(wanted); at < ids.length; at += 1) {
      const known = word(at);
      if (known !== wanted && !(isLast && known.startsWith(wanted))) break;
      for (let row = starts[at] ?? 0; row < (starts[at + 1] ?? 0); row += 1) {
        const code = lists[row] ?? 0;
        if (found === undefined || found.has(code)) own.add(code);
      }
    }
    found = own;
    if (own.size === 0) return [];
  }
  return [...(found ?? [])].sort((a, b) => a - b);
}
