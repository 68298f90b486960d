/** From the publishers' files of ICD-10-CM, read, to what its pack is made of. */
import type { Finding } from "../../kernel/finding.ts";
import { applyAddenda } from "../read/code-lines.ts";
import { releaseName } from "../read/release-day.ts";
import type { ReadSource } from "../read/source-kinds.ts";
import type { TabularRelease } from "../read/tabular-xml.ts";
import type { CodeRelease, Icd10cmSources, IndexList, TabularList } from "./sources.ts";

/** Files of one kind and day stand for each other; the last one counts. A release that has its addenda only is made from the one before. */
export function assembleSources(read: readonly ReadSource[]): {
  readonly value: Pick<Icd10cmSources, "codeReleases" | "tabulars" | "indexes">;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const codeReleases: CodeRelease[] = [];
  const days = [...new Set(read.filter((one) => one.holds === "codes" || one.holds === "changes").map((one) => one.effective))].sort();
  for (const effective of days) {
    const ofDay = read.filter((one) => one.effective === effective);
    const name = releaseName(effective);
    const whole = ofDay.findLast((one) => one.kind === "icd10cm-order") ?? ofDay.findLast((one) => one.kind === "icd10cm-codes");
    const before = codeReleases.at(-1);
    if (whole?.holds === "codes") codeReleases.push({ name, effective, lines: whole.lines, hasHeadings: whole.hasHeadings });
    else {
      const addenda =
        ofDay.findLast((one) => one.kind === "icd10cm-order-addenda") ?? ofDay.findLast((one) => one.kind === "icd10cm-codes-addenda");
      if (addenda?.holds !== "changes" || before === undefined) continue;
      const made = applyAddenda(before.lines, addenda.changes, addenda.name);
      findings.push(...made.findings);
      codeReleases.push({ name, effective, lines: made.value, hasHeadings: true });
    }
  }
  const tabulars = latest(read, (one) => (one.holds === "tabular" ? `${one.effective} ${chaptersOf(one.tabular)}` : undefined)).flatMap(
    (one): TabularList[] =>
      one.holds === "tabular" ? [{ release: releaseName(one.effective), effective: one.effective, places: one.tabular.places }] : [],
  );
  const newest = latest(
    read.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0)),
    (one) => (one.holds === "index" ? one.book : undefined),
  );
  const indexes = newest.flatMap((one): IndexList[] =>
    one.holds === "index"
      ? [{ book: one.book, release: releaseName(one.effective), effective: one.effective, terms: one.index.terms }]
      : [],
  );
  return { value: { codeReleases, tabulars, indexes: indexes.toSorted((a, b) => (a.book < b.book ? -1 : 1)) }, findings };
}

function chaptersOf({ places }: TabularRelease): string {
  return places.flatMap((place) => (place.kind === "chapter" ? [place.at] : [])).join(" ");
}

function latest(read: readonly ReadSource[], key: (one: ReadSource) => string | undefined): readonly ReadSource[] {
  const byKey = new Map<string, ReadSource>();
  for (const one of read) {
    const name = key(one);
    if (name !== undefined) byKey.set(name, one);
  }
  return [...byKey.values()];
}
