/** What the title of a code says beyond the words of a query, or against them. */
import { deniedOf, isDenied, isFaint } from "./words.ts";

/** What a title says by itself: the same titles are weighed again at every keystroke. */
interface Facts {
  /** Unspecified, uncomplicated: what it gains when words say no more. */
  readonly residual: number;
  readonly sides: readonly string[];
  readonly leavesSideOpen: boolean;
  readonly circumstances: readonly (readonly [said: RegExp, cost: number])[];
  readonly isOther: boolean;
  readonly isUnspecified: boolean;
  readonly type: string | undefined;
}

const sides: readonly string[] = ["left", "right", "bilateral"];

const known = new Map<string, Facts>();
const mostKnown = 30_000;

function factsOf(title: string): Facts {
  const facts = known.get(title) ?? readTitle(title.toLowerCase());
  if (known.size >= mostKnown) known.clear();
  known.set(title, facts);
  return facts;
}

function readTitle(said: string): Facts {
  const plain = /without complication|uncomplicated/.test(said) ? 5 : /with unspecified complication/.test(said) ? -4 : 0;
  const unspecified = /unspecified/.test(said) ? 2 : /^other fracture/.test(said) ? -5 : /^other /.test(said) ? -2 : 0;
  return {
    residual: plain + unspecified,
    sides: sides.filter((side) => new RegExp(`\\b${side}\\b`).test(said)),
    leavesSideOpen:
      /\bunspecified (?:side|eye|ear|limb|(?:upper|lower) (?:limb|leg|arm|extremity)|arm|leg|thigh|knee|hip|ankle|foot|toe|hand|wrist|elbow|forearm|shoulder|finger|breast)\b/.test(
        said,
      ),
    circumstances: circumstances.flatMap(([shape, allowed, cost]) => (shape.test(said) ? [[allowed, cost] as const] : [])),
    isOther: /\bother\b/.test(said),
    isUnspecified: /unspecified|\bnos\b/.test(said),
    type: /\btype ([1-5])\b/.exec(said)?.[1],
  };
}

/** Of equal lines the unspecified, uncomplicated code is what the words alone support (Guidelines I.B.18), so it comes first. */
export function residual(title: string, code: string, billable: boolean): number {
  return factsOf(title).residual + (code.endsWith("9") ? 1 : 0) + (billable ? 0 : -14) + (/^[V-Y]/.test(code) ? -6 : 0);
}

/** With and without the same thing are opposites. */
export function denials(title: readonly string[], words: readonly string[]): number {
  const opposed = words.filter((word) => !isFaint(word) && title.includes(deniedOf(word)) && !title.includes(word));
  return -8 * Math.min(2, opposed.length);
}

/** What the code claims beyond the words costs; a code that claims just what they say, and all of it, gains. */
export function claimed(claims: readonly string[], said: { readonly words: readonly string[]; readonly alike: readonly string[] }): number {
  let unsaid = 0;
  for (const word of claims) if (!isFaint(word) && !isDenied(word) && !said.words.includes(word) && !said.alike.includes(word)) unsaid += 1;
  if (unsaid > 0) return -0.8 * Math.min(4, unsaid);
  return said.words.every((word) => isFaint(word) || isDenied(word) || claims.includes(word)) ? 3 : 0;
}

const circumstance = 5;

/** Circumstances that a title names and that nobody means without a word of them: what they cost, unless one was said. */
const circumstances: readonly (readonly [title: RegExp, said: RegExp, cost: number])[] = [
  [/\bhistory\b/, /^(?:history|personal)$/, 8],
  [/\bfamily history\b/, /^family$/, 20],
  [/newborn|neonat|congenital|perinatal|fetus/, /newborn|congenital|birth|fet|neonat|perinat|infant/, 8],
  [/pregnancy|childbirth|puerperium/, /pregnan|childbirth|puerper|obstetric|trimester|delivery|labor|gestation|matern/, 10],
  [/\bsecondary\b/, /second|metasta|mets/, 8],
  [/\brheumatic\b/, /rheumatic/, circumstance],
  [/syphili|gonococcal|tubercul|diphtheri|\blyme\b/, /syphil|gono|tubercul|^tb$|diphther|lyme/, circumstance],
  [/\bin (?:[a-z]+ )*(?:diseases|disorders|conditions) classified elsewhere/, /classified|elsewhere/, circumstance],
  [/drug[ -](?:or chemical[ -])?induced|due to drug/, /drug|induced|medic|chemical/, circumstance],
  [/^other specified diabetes/, /other|specified|pancrea|transplant/, circumstance],
  [/due to underlying condition/, /underlying|condition|due/, circumstance],
  [/postprocedural|postoperative|following .*surgery|complicating .*procedure/, /^post|surg|procedure|operat|complicat/, circumstance],
  [/\btraumatic\b/, /traum|injur/, circumstance],
  [/(?<!without current )pathological fracture|stress fracture/, /pathologic|stress|neoplas|osteopor|fatigue|insufficien/, circumstance],
  // Where nobody says which side is dominant, the right one is (Guidelines I.C.6.a).
  [/left dominant/, /dominant/, 3],
  [/right non-?dominant/, /dominant/, 3],
  [/juvenile|infantile|of childhood/, /juvenile|infan|child|pediatric/, circumstance],
  [/hereditary|familial/, /heredit|famil|genetic|inherit/, circumstance],
];

/** The other side, the other type of diabetes, a history where the query has none: words alike, another meaning. */
export function contradiction(title: string, words: readonly string[]): number {
  const facts = factsOf(title);
  const asked = words.flatMap((word) => (sides.includes(word) ? [word] : word === "both" ? ["bilateral"] : []));
  let penalty = 0;
  if (asked.length > 0 && facts.sides.length > 0 && !facts.sides.some((side) => asked.includes(side)))
    // Both sides are said with a code for each where none is for both (Guidelines I.B.13).
    penalty -= asked.includes("bilateral") ? 2 : 30;
  else if (asked.length > 0 && facts.leavesSideOpen) penalty -= 12;
  else if (asked.length === 0 && facts.sides.length > 0) penalty -= 3;
  for (const [allowed, cost] of facts.circumstances) if (!words.some((word) => allowed.test(word))) penalty -= cost;
  if (words.includes("other")) penalty += facts.isOther ? 4 : facts.isUnspecified ? -4 : 0;
  if (words.includes("unspecified") && facts.isUnspecified) penalty += 3;
  if (facts.type !== undefined && words.includes("type"))
    for (const number of ["1", "2", "3", "4", "5"]) if (number !== facts.type && words.includes(number)) penalty -= 20;
  return penalty;
}
