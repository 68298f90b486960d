/** What the title of a code says by itself, read once when the lines are compiled: titles are weighed at every keystroke. */

export interface TitleFacts {
  /** How well the code stands for words that say no more, among the codes of its heading. */
  readonly standing: number;
  /** Of equal lines the unspecified, uncomplicated code is what the words alone support (Guidelines I.B.18), so it comes first. */
  readonly residual: number;
  /** Circumstances, sides and the rest: see `titleBits`. */
  readonly bits: number;
}

const circumstance = 5;

/** Circumstances that a title names and that nobody means without a word of them: what they cost, unless one was said. */
export const circumstances: readonly (readonly [title: RegExp, said: RegExp, cost: number])[] = [
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
  [/\bseptic\b/, /sep[ts]i|infect|pyemi/, circumstance],
  [/torus|greenstick|physeal/, /torus|greenstick|buckle|phys|salter|growth/, circumstance],
  [/\bin situ\b/, /situ|^[dl]cis$|^[cv]in$|intraepithelial/, circumstance],
  [/hereditary|familial/, /heredit|famil|genetic|inherit/, circumstance],
];

/** The bit of pregnancy and what follows it. */
export const pregnancyBit = 1 << circumstances.findIndex(([title]) => title.test("pregnancy"));

/** Below these bits one for each circumstance. */
export const titleBits = {
  acute: 1 << 21,
  chronic: 1 << 22,
  left: 1 << 23,
  right: 1 << 24,
  bilateral: 1 << 25,
  leavesSideOpen: 1 << 26,
  other: 1 << 27,
  unspecified: 1 << 31,
};
/** Three bits for the number of a type, 0 for none: "type 2". */
export const typeOf = (bits: number): number => (bits >>> typeShift) & 7;
const typeShift = 28;
export const courseBits = titleBits.acute | titleBits.chronic;
export const sideBits = titleBits.left | titleBits.right | titleBits.bilateral;

export function readTitle(title: string, { code, billable }: { readonly code: string; readonly billable: boolean }): TitleFacts {
  const said = title.toLowerCase();
  const plain = /without complication|uncomplicated/.test(said) ? 5 : /with unspecified complication/.test(said) ? -4 : 0;
  const unspecified = /unspecified/.test(said) ? 2 : /^other fracture/.test(said) ? -7 : /^other /.test(said) ? -2 : 0;
  const ofCode = (code.endsWith("9") ? 1 : 0) + (billable ? 0 : -26) + (/^[V-Y]/.test(code) ? -6 : 0);
  return { standing: standingOf(said), residual: plain + unspecified + ofCode, bits: bitsOf(said) };
}

const openSide =
  /\bunspecified (?:side|eye|ear|limb|(?:upper|lower) (?:limb|leg|arm|extremity)|arm|leg|thigh|knee|hip|ankle|foot|toe|hand|wrist|elbow|forearm|shoulder|finger|breast)\b|\b(?:arm|leg), unspecified\b/;

function bitsOf(said: string): number {
  let bits = 0;
  circumstances.forEach(([shape], at) => {
    if (shape.test(said)) bits |= 1 << at;
  });
  for (const word of ["left", "right", "bilateral", "acute", "chronic"] as const)
    if (new RegExp(`(?<!without )\\b${word}\\b`).test(said)) bits |= titleBits[word];
  if (openSide.test(said)) bits |= titleBits.leavesSideOpen;
  if (/\bother\b/.test(said)) bits |= titleBits.other;
  if (/unspecified|\bnos\b/.test(said)) bits |= titleBits.unspecified;
  return (bits | (Number(/\btype ([1-5])\b/.exec(said)?.[1] ?? "0") << typeShift)) >>> 0;
}

/** Codes stand for words that say no more when they are unspecified, closed, at their first encounter, uncomplicated. */
function standingOf(said: string): number {
  let value = (said.match(/unspecified|\bnos\b/g) ?? []).length * 4;
  // Injuries of the head of which nobody says whether consciousness was lost.
  if (/consciousness status unknown/.test(said)) value += 5;
  if (/initial encounter/.test(said)) value += 6;
  if (/initial encounter for closed|closed fracture/.test(said)) value += 1;
  if (
    /without complication|uncomplicated|not having achieved|not intractable|without (?:acute|behavior|coma|gangrene|bleeding|hemorrhage|obstruction|perforation|aura|exacerbation)/.test(
      said,
    )
  )
    value += 5;
  if (/subsequent encounter|sequela/.test(said)) value -= 6;
  // Without a word of how it happened it was an accident (Guidelines I.C.19.e.5.b).
  if (/\baccidental\b/.test(said)) value += 4;
  else if (/\b(?:assault|self-harm|undetermined|underdosing)\b/.test(said)) value -= 4;
  if (/^other /.test(said) || /\bother specified\b/.test(said)) value -= 2;
  return value;
}
