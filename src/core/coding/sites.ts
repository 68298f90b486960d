/** Parts of the body, for a condition whose site stands near it. */
import { wordsOf } from "./words.ts";

const siteList =
  "ankle arm back breast buttock calf cheek chest chin ear elbow eye eyelid face finger flank foot forearm forehead groin hand head heel hip jaw knee leg lip neck nose scalp shin shoulder thigh thumb toe wrist abdomen";
const sites = new Set(siteList.split(" "));

/** Sites of the second texts, the first that names any, when the first names none. */
export function siteWordsIn(first: readonly string[], then: readonly string[]): readonly string[] {
  if (sitesOf(first.join(" ")).length > 0) return [];
  for (const text of then) {
    const found = sitesOf(text);
    if (found.length > 0) return found.slice(0, 1);
  }
  return [];
}

function sitesOf(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of wordsOf(text)) if (sites.has(one.text)) counts.set(one.text, (counts.get(one.text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}
