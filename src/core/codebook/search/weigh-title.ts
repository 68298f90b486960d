/** What the title of a code says beyond the words of a query, or against them. */
import { circumstances, courseBits, pregnancyBit, sideBits, titleBits, typeOf } from "./title-facts.ts";
import { hasWord, marks, type Said, type Titles, wordKinds } from "./titles.ts";

/** What a title is worth for what was said: its own standing, less what it says beyond and against the words. */
export function weighTitle(titles: Titles, span: number, said: Said): number {
  const bits = titles.bits[span] ?? 0;
  return titles.residual(span) + contradiction(bits, said) + denials(titles, span, said) + claimed(titles, span, said);
}

/** Who names an injury means one: a disorder of the same place that has no word of it is another thing (chapter 19 is S and T). */
export function otherThanInjury(titles: Titles, { code, span }: { readonly code: string; readonly span: number }, said: Said): number {
  if (said.injuries.length === 0 || code.startsWith("S") || code.startsWith("T")) return 0;
  return said.injuries.some((id) => hasWord(titles, span, id)) ? 0 : -15;
}

/** What complicates a pregnancy or the weeks after is of chapter 15 (Guidelines I.C.15.a.1); encounters (Z) and the newborn's own (P) are not meant to be. */
export function otherThanObstetric(code: string, said: Said): number {
  return (said.unsaid & pregnancyBit) !== 0 || /^[OPZ]/.test(code) ? 0 : -12;
}

/** Who names a part of the body and no growth means no row of the Neoplasm Table, which has every part. */
export function otherThanNeoplasm(code: string, isOfTable: boolean, said: Said): number {
  return isOfTable && !said.mayNameNeoplasm && /^(?:C|D[0-4])/.test(code) ? -25 : 0;
}

/** With and without the same thing are opposites. */
function denials(titles: Titles, span: number, said: Said): number {
  const { starts, words } = titles;
  const end = starts[span + 1] ?? 0;
  let at = starts[span] ?? 0;
  while (at < end && ((said.marks[words[at] ?? 0] ?? 0) & marks.opposed) === 0) at += 1;
  if (at === end) return 0;
  const opposed = said.opposites.filter(
    (id, place) => id >= 0 && hasWord(titles, span, id) && !hasWord(titles, span, said.ids[place] ?? -1),
  );
  return -8 * Math.min(2, opposed.length);
}

/** What the code claims beyond the words costs; a code that claims just what they say, and all of it, gains. */
function claimed({ starts, words, claims, kinds }: Titles, span: number, said: Said): number {
  const from = starts[span] ?? 0;
  const end = from + (claims[span] ?? 0);
  let unsaid = 0;
  for (let at = from; at < end; at += 1) {
    const word = words[at] ?? 0;
    if (((kinds[word] ?? 0) & (wordKinds.faint | wordKinds.denied)) === 0 && ((said.marks[word] ?? 0) & (marks.said | marks.alike)) === 0)
      unsaid += 1;
  }
  if (unsaid > 0) return -0.8 * Math.min(4, unsaid);
  let met = 0;
  for (const id of said.ids) {
    if (id < 0 || ((kinds[id] ?? 0) & (wordKinds.faint | wordKinds.denied)) !== 0) continue;
    for (let at = from; at < end; at += 1) {
      if (words[at] !== id) continue;
      met += 1;
      break;
    }
  }
  return met === said.telling ? 3 : 0;
}

/** The other side, the other type of diabetes, a history where the query has none: words alike, another meaning. */
function contradiction(bits: number, said: Said): number {
  let penalty = 0;
  const sides = bits & sideBits;
  // Both sides are said with a code for each where none is for both (Guidelines I.B.13).
  if (said.sides !== 0 && sides !== 0 && (sides & said.sides) === 0) penalty -= (said.sides & titleBits.bilateral) !== 0 ? 2 : 30;
  else if (said.sides !== 0 && (bits & titleBits.leavesSideOpen) !== 0) penalty -= (said.sides & titleBits.bilateral) !== 0 ? 18 : 12;
  else if (said.sides === 0 && sides !== 0) penalty -= 3;
  const unsaid = bits & said.unsaid;
  if (unsaid !== 0)
    for (let at = 0; at < circumstances.length; at += 1) if ((unsaid & (1 << at)) !== 0) penalty -= circumstances[at]?.[2] ?? 0;
  // What is said to be chronic is not acute, but both at once may be said.
  const course = bits & courseBits;
  if (course !== 0 && said.course !== 0 && (course & said.course) === 0) penalty -= 10;
  const isUnspecified = (bits & titleBits.unspecified) !== 0;
  if (said.saysOther) penalty += (bits & titleBits.other) !== 0 ? 4 : isUnspecified ? -4 : 0;
  if (said.saysUnspecified && isUnspecified) penalty += 3;
  const type = typeOf(bits);
  if (type !== 0) for (const one of said.types) if (one !== type) penalty -= 20;
  return penalty;
}
