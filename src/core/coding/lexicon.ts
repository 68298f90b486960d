/** The code book as lists of words: each path of the Index, each title and inclusion term with the words it needs. */
import type { CodingBook, IndexTerm } from "./book.ts";
import { neoplasmLines } from "./neoplasm-lines.ts";
import { resolveSee } from "./see.ts";
import { canonical, isFunctionWord, letterA, wordsOf } from "./words.ts";

/** "practice": what its own coders taught. */
export type LineKind = "index" | "neoplasm" | "title" | "inclusion" | "vocabulary" | "practice";

/** One way to a code. */
export interface Line {
  readonly kind: LineKind;
  /** May need further characters. */
  readonly code: string;
  /** Word numbers that must stand in the phrase. */
  readonly needed: readonly number[];
  /** Nonessential modifiers: welcome, not needed. */
  readonly welcome: readonly number[];
  readonly path: string;
  readonly manifestation?: string;
}

/** As it is made; it is read from a pack (`lexicon-table.ts`). */
export interface LexiconLines {
  readonly lines: readonly Line[];
  /** The word at the place of its number. */
  readonly words: readonly string[];
}

const sides = new Set(["right", "left", "bilateral"]);
const empty = new Set("mellitus only not encounter initial region body part involving following stated mention".split(" "));
/** Needed only where little else stands beside them. */
const faint = new Set([
  "disorder",
  "disease",
  "syndrome",
  "uncomplicated",
  "single",
  "episode",
  "level",
  "finding",
  "primary",
  "essential",
]);

export function buildLexicon(
  book: CodingBook,
  vocabulary: readonly { readonly phrase: string; readonly words: readonly string[]; readonly code: string }[],
): LexiconLines {
  const { add, finish } = startLexicon();
  for (const one of vocabulary) add({ kind: "vocabulary", code: one.code, needed: one.words, path: one.phrase });
  addIndex(book.index, { add, unspoken, implied: new Set() });
  for (const row of neoplasmLines(book.neoplasms))
    add({ kind: "neoplasm", code: row.code, needed: row.words.map(canonical), path: row.path });
  addTitles(book, add);
  for (const one of book.inclusions) add({ kind: "inclusion", code: one.code, needed: strongWords(one.term), path: one.term });
  return finish();
}

/** The External Cause Index, in the words of how notes tell what happened. */
export function buildCauseLexicon(
  external: readonly IndexTerm[],
  vocabulary: readonly { readonly phrase: string; readonly words: readonly string[]; readonly code: string }[],
): LexiconLines {
  const { add, finish } = startLexicon();
  for (const one of vocabulary) add({ kind: "vocabulary", code: one.code, needed: one.words, path: one.phrase });
  addIndex(external, { add, unspoken: { has: (main) => !happenings.has(main.toLowerCase()) }, implied: headingsOfCauses });
  return finish();
}

/** Main terms that a story names, as `causes.txt` tells them. The others (exposure, pressure, failure …) are met by chance. */
const happenings = new Set(
  "fall slip trip hit bite sting cut burn accident collision contact crush overexertion explosion jump kick activity place pinched caught".split(
    " ",
  ),
);
/** Words of those main terms that are said by what stands below them. */
const headingsOfCauses = new Set("activity place occurrence accident victim time event involving accidental".split(" "));

function startLexicon(): { readonly add: Add; readonly finish: () => LexiconLines } {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const lines: Line[] = [];
  const add: Add = (line) => {
    const needed = [...new Set(line.needed.map(numberOf))];
    if (
      needed.length === 0 ||
      needed.length > 14 ||
      (line.kind !== "vocabulary" && (vague.has(line.code) || vague.has(line.code.slice(0, 5).replace(/X$/, "")))) ||
      line.needed.every((one) => faint.has(one) || general.has(one) || !/[a-z]{2}/.test(one))
    )
      return;
    const welcome = [...new Set((line.welcome ?? []).map(numberOf))];
    const { kind, code, path, manifestation } = line;
    lines.push({ kind, code, needed, welcome, path, ...(manifestation === undefined ? {} : { manifestation }) });
  };
  return { add, finish: () => ({ lines, words: [...numbers.keys()] }) };
}

type Add = (line: {
  kind: LineKind;
  code: string;
  needed: readonly string[];
  welcome?: readonly string[];
  path: string;
  manifestation?: string;
}) => void;

function addIndex(
  index: readonly IndexTerm[],
  {
    add,
    unspoken: skipped,
    implied,
  }: { readonly add: Add; readonly unspoken: Pick<ReadonlySet<string>, "has">; readonly implied: ReadonlySet<string> },
): void {
  const words = index.map((term) => (term.parent === undefined ? mainWords(term.term.replace(/, traumatic$/, "")) : termWords(term.term)));
  const paths: string[] = [];
  const needs: (readonly (readonly string[])[])[] = [];
  const welcomes: (readonly string[])[] = [];
  const see = resolveSee(index);
  let main = "";
  index.forEach((term, at) => {
    if (term.parent === undefined) main = term.term.split(/[ ,(]/)[0] ?? "";
    const parent = term.parent;
    paths[at] = parent === undefined ? term.term : `${paths[parent] ?? ""} › ${term.term}`;
    needs[at] = joined(parent === undefined ? [[]] : (needs[parent] ?? [[]]), words[at] ?? [[]]);
    if (implied.size > 0 && parent !== undefined) needs[at] = (needs[at] ?? []).map((one) => one.filter((word) => !implied.has(word)));
    if (parent !== undefined && paths[parent] === "History")
      needs[at] = (needs[at] ?? []).map((one) => one.filter((word) => word !== "personal"));
    const own = term.nonessential.flatMap((one) => neededWords(one));
    welcomes[at] = parent === undefined ? own : [...(welcomes[parent] ?? []), ...own];
    const target = term.code === undefined ? see(at) : undefined;
    const entry = target === undefined ? term : index[target];
    if (entry?.code === undefined || skipped.has(main)) return;
    for (const needed of (needs[at] ?? []).flatMap(withCancer)) {
      add({
        kind: "index",
        code: entry.code,
        needed,
        welcome: welcomes[at] ?? [],
        path: target === undefined ? (paths[at] ?? "") : `${paths[at] ?? ""} → ${paths[target] ?? index[target]?.term ?? ""}`,
        ...(entry.manifestation === undefined ? {} : { manifestation: entry.manifestation }),
      });
    }
  });
  addSeeSubterms(index, { see, needs, welcomes, paths, words, unspoken: skipped }, add);
}

/** Main terms that a coder turns to for the kind of visit, never because the word stands in a note. */
const unspoken = new Set(
  "Examination Encounter Admission Symptoms Activity Evaluation Observation Test Blood Age Aged Newborn Finding Findings Follow-up Post-term Maternal Condition Problem Care Procedure Supervision Counseling Checking Consultation Prescription Person Need Fitting Attention Adjustment Repair Removal Report Disease Persons Donor Education Issue".split(
    " ",
  ),
);
/** Alone they name no condition. */
const general = new Set(
  "abnormal abnormality acute chronic other problem symptom finding condition general multiple severe mild moderate recurrent congenital history family lesion primary secondary benign malignant behavior anesthesia intubation infection tumor mass treatment nerve plus gas visit scale axis reflex toxic observation donor pre broad transient pin tac dye exposure loop diuresis hemorrhagic effect adverse malformation joint trachea soft tissue general examination analgesia puncture contact injury".split(
    " ",
  ),
);
/** Codes that say next to nothing. */
const vague = new Set([
  "R6889",
  "R69",
  "T1490",
  "T148",
  "B999",
  "T7840",
  "T784",
  "R4689",
  "Z87898",
  "C801",
  "R52",
  "Q899",
  "Z789",
  "T889",
  "D759",
  "M629",
  "R4189",
  "R238",
  "Z0000",
  "Z0001",
  "T819",
  "C809",
]);

/** Notes say "cancer" where the Index says "malignant neoplasm". */
function withCancer(words: readonly string[]): readonly (readonly string[])[] {
  if (!words.includes("neoplasm")) return [words];
  return [words, ["cancer", ...words.filter((one) => one !== "neoplasm" && one !== "malignant")]];
}

/** Each wording of the outer terms with each of the inner one; few, since "or" is rare. */
function joined(outer: readonly (readonly string[])[], inner: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return outer.flatMap((one) => inner.map((other) => [...one, ...other])).slice(0, 6);
}

/** A larger tree is a list of sites, which the phrase itself finds by its own main term. */
const subtermLimit = 40;

/** "Distortion › knee: see Sprain, knee" also leads to everything that stands below "Sprain, knee". */
function addSeeSubterms(
  index: readonly IndexTerm[],
  known: {
    readonly see: (at: number) => number | undefined;
    readonly needs: readonly (readonly (readonly string[])[])[];
    readonly welcomes: readonly (readonly string[])[];
    readonly paths: readonly string[];
    readonly words: readonly (readonly (readonly string[])[])[];
    readonly unspoken: Pick<ReadonlySet<string>, "has">;
  },
  add: Add,
): void {
  let main = "";
  index.forEach((term, at) => {
    if (term.parent === undefined) main = term.term.split(/[ ,(]/)[0] ?? "";
    const target = known.unspoken.has(main) ? undefined : known.see(at);
    if (target === undefined) return;
    const level = index[target]?.level ?? 0;
    for (let below = target + 1; below < index.length && (index[below]?.level ?? 0) > level && below <= target + subtermLimit; below += 1) {
      const entry = index[below];
      if (entry?.code === undefined) continue;
      const further: string[] = [];
      for (let up: number | undefined = below; up !== undefined && up !== target; up = index[up]?.parent)
        further.push(...(known.words[up]?.[0] ?? []));
      add({
        kind: "index",
        code: entry.code,
        needed: [...(known.needs[at]?.[0] ?? []), ...further],
        welcome: [...(known.welcomes[at] ?? []), ...(known.welcomes[below] ?? [])],
        path: `${known.paths[at] ?? ""} → ${known.paths[below] ?? ""}`,
        ...(entry.manifestation === undefined ? {} : { manifestation: entry.manifestation }),
      });
    }
  });
}

/** "Biting, cheek or lip": the alternatives of a main term stand behind what it is called. */
function mainWords(term: string): readonly (readonly string[])[] {
  const [name = "", ...rest] = term.split(",");
  return rest.length > 0 && / or /.test(rest.join(",")) && !/ or /.test(name)
    ? rest
        .join(",")
        .split(" or ")
        .map((one) => [...neededWords(name), ...neededWords(one)])
    : termWords(term);
}

/** The wordings of a term. Forms of one word ("abdomen, abdominal") count once; what follows "without" is not needed. */
function termWords(term: string): readonly (readonly string[])[] {
  const plain = term.replace(/\((s|d|es|ed|al)\)/g, "").replace(/\bwithout\b.*$/i, "");
  if (/ or /.test(plain) && !/\bor other\b/.test(plain))
    return eitherOf(
      plain
        .split(/,| or /)
        .map((one) => neededWords(one))
        .filter((one) => one.length > 0),
    );
  const kept = plain.split(",").map((one) => one.trim());
  const parts = kept.filter((one, at) => at === 0 || !kept.slice(0, at).some((other) => isOtherForm(other, one)));
  return [parts.flatMap((one) => neededWords(one))];
}

/** "Singer's node or nodule" is a singer's node, or a singer's nodule: words before the first alternative belong to each. */
function eitherOf(parts: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const before = (parts[0] ?? []).slice(0, -1);
  return parts.slice(0, 4).map((one, at) => (at > 0 && one.length === 1 ? [...before, ...one] : one));
}

function isOtherForm(one: string, other: string): boolean {
  return !one.includes(" ") && !other.includes(" ") && one.length > 3 && one.slice(0, 4).toLowerCase() === other.slice(0, 4).toLowerCase();
}

/** Says something by itself. */
export function isNeeded(word: string): boolean {
  return !isFunctionWord(word) && !sides.has(word);
}

/** Without words that say nothing and without sides, which the Tabular List completes; a right heart is not a side. */
function neededWords(text: string): readonly string[] {
  if (text.trim() === "A") return [letterA];
  const words = wordsOf(text.replace(/\bwithout\b[^,]*/gi, "")).map((one) => one.text);
  return words.filter(
    (one, at) => (isNeeded(one) || sides.has(one)) && !empty.has(one) && (!sides.has(one) || ofTheHeart.has(words[at + 1] ?? "")),
  );
}

const ofTheHeart = new Set(["heart", "ventricular", "ventricle", "atrial", "atrium", "bundle", "sided", "upper", "lower"]);

/** Of titles and inclusion terms: "disorder" and the like only where little else is said. */
function strongWords(text: string): readonly string[] {
  const words = neededWords(text.replace(/\([^)]*\)|\[[^\]]*\]/g, " "));
  const strong = [...new Set(words.filter((one) => !faint.has(one)))];
  return strong.length >= 2 && !strong.every((one) => anatomy.has(one)) ? strong : words;
}

/** A part of the body is no condition: "disorder of the optic nerve" needs its "disorder". */
const anatomy = new Set(
  (
    "nerve skull cranial face facial optic trigeminal vena cava carotid artery vein biliary tract spinal cord adrenal gland trachea pleura joint soft tissue bone " +
    "muscle skin temporomandibular frontal lobe white matter brain kidney ureter bladder prostate testis breast ovary uterus cervix lung bronchus heart valve " +
    "liver gallbladder pancreas spleen stomach duodenum intestine colon rectum anus esophagus eye lens retina choroid cornea eyelid lacrimal orbit ear mastoid nose sinus " +
    "mouth tongue tooth jaw lip throat larynx pharynx vocal thyroid parathyroid pituitary thymus lymph node vessel blood lymphatic disc spine vertebra knee hip shoulder ankle " +
    "wrist elbow foot hand finger toe arm leg limb thigh upper lower middle inner external internal region trunk neck chest abdomen pelvis back tendon ligament synovium cartilage patella " +
    "hair nail peritoneum pericardium placenta membrane"
  ).split(" "),
);

/** Titles that differ only in side and episode are one line, and its code is what they share. */
function addTitles(book: CodingBook, add: Add): void {
  const groups = new Map<string, { words: readonly string[]; code: string; title: string }>();
  for (const { code, title } of book.reportable) {
    // "Not specified as acute or chronic" asks for neither word.
    const plain = plainTitle(title).replace(/,? not (?:otherwise )?specified as .*$/i, "");
    const words = [...new Set(strongWords(plain))];
    const key = `${code.slice(0, 3)} ${[...words].sort().join(" ")}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { words, code, title: plain });
    else known.code = sharedStart(known.code, code);
  }
  for (const one of groups.values()) if (one.code.length >= 3) add({ kind: "title", code: one.code, needed: one.words, path: one.title });
}

const episode = /,? (?:initial|subsequent) encounter.*$|,? sequela$/i;

/** Without the episode of care. */
export function plainTitle(title: string): string {
  return title.replace(episode, "");
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}
