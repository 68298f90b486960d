/** What a note may mean beside the code that the words lead to: conditions linked with it, the sides, its neighbours in the Tabular List. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { formatDiagnosis } from "../code-text.ts";
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import type { SearchHit } from "../model.ts";
import type { Completed, Completer } from "./complete-code.ts";
import type { SearchVocabulary } from "./vocabulary.ts";

type Ranked = Omit<SearchHit, "path"> & { readonly line?: number; readonly reading?: number };

interface Around {
  readonly diagnoses: Diagnoses;
  readonly vocabulary: SearchVocabulary;
  readonly on: IsoDate;
  /** Leads a heading down to the code that the words of the query support. */
  readonly completer: Completer;
}

/** What a person sees without looking further. */
const seen = 5;
/** A line that has this much less than the best says something else. */
const farBehind = 22;
const mostLinked = 2;
/** Under a heading with many codes the first of them are enough. */
const mostBelow = 16;
/** Linked codes come behind what the words themselves lead to: after so many. */
const ownFirst = 2;

/** The ranked hits, with linked codes among the first five, and neighbours of the best in place of hits that are far behind it. */
export function withBeside<Hit extends Ranked>(ranked: readonly Hit[], around: Around): readonly (Hit | Ranked)[] {
  const best = ranked[0];
  if (best === undefined || best.system !== "icd10cm" || best.line === -1 || !best.billable) return ranked;
  const front = ranked.slice(0, ownFirst);
  const linked = linkedWith(best, around).filter(({ code }) => !front.some((one) => one.code === code));
  const own = [...front, ...linked.map((one) => ({ ...one, score: front.at(-1)?.score ?? best.score })), ...ranked.slice(ownFirst)];
  const far = own.findIndex((one, at) => at > ownFirst && one.score < best.score - farBehind);
  const kept = far < 0 ? own.length : far;
  const known = new Set(own.slice(0, kept).map(({ code }) => code));
  const found = new Map(ranked.map(({ code, score }) => [code, score]));
  const fresh = kept < seen ? neighboursOf(best, around).filter(({ code }) => !known.has(code)) : [];
  // What the words found as well comes first.
  const near = fresh.toSorted((a, b) => (found.get(b.code) ?? 0) - (found.get(a.code) ?? 0)).slice(0, seen - kept);
  const codes = new Set<string>();
  return [...own.slice(0, kept), ...near.map((one) => ({ ...one, score: own[kept - 1]?.score ?? one.score })), ...own.slice(kept)].filter(
    ({ system, code }) => {
      const key = `${system} ${code}`;
      return !codes.has(key) && codes.add(key);
    },
  );
}

function linkedWith(best: Ranked, { diagnoses, vocabulary, on }: Around): readonly Ranked[] {
  return vocabulary
    .linked(best.code)
    .flatMap(({ code, why }): readonly Ranked[] => {
      const found = diagnoses.get(code, on);
      if (found === undefined || !found.billable || diagnoses.validity(code, on) !== "valid") return [];
      return [{ system: "icd10cm", code, title: found.title, billable: true, score: best.score, because: why }];
    })
    .slice(0, mostLinked);
}

/** The same code for the other sides, then the codes of its heading, then those of the category: what agrees most with the words first. */
function neighboursOf(best: Ranked, { diagnoses, completer }: Around): readonly Ranked[] {
  const because = `beside ${formatDiagnosis(best.code)} in the Tabular List`;
  const own = diagnoses.position(best.code);
  const found = new Set<number>([own]);
  const groups: Completed[][] = [];
  // The seventh character tells no other condition.
  const from = best.code.length === 7 ? parentOf(diagnoses, own) : own;
  for (let above = parentOf(diagnoses, from); above >= 0; above = parentOf(diagnoses, above)) {
    const group: Completed[] = [];
    let looked = 0;
    for (let below = diagnoses.firstBelow(above); below >= 0 && looked < mostBelow; below = diagnoses.nextBeside(below)) {
      looked += 1;
      const completed = completer.complete(below);
      if (completed === undefined || !completed.billable || found.has(completed.at)) continue;
      found.add(completed.at);
      group.push(completed);
    }
    groups.push(group.sort((a, b) => b.agreement - a.agreement));
    if (found.size > seen) break;
  }
  return groups.flat().map(({ at, span }) => ({
    system: "icd10cm",
    code: diagnoses.codeAt(at),
    title: diagnoses.titleOf(span),
    billable: true,
    score: best.score,
    because,
  }));
}

function parentOf(diagnoses: Diagnoses, at: number): number {
  const code = diagnoses.codeAt(at);
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const above = diagnoses.position(code.slice(0, length));
    if (above >= 0) return above;
  }
  return -1;
}
