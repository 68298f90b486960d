/** From text to search words: folding, singular, American spelling, word stems. */

/** Words that stand in nearly every title and tell nothing apart. */
const skipped = new Set([
  "a",
  "an",
  "and",
  "as",
  "at",
  "by",
  "for",
  "from",
  "in",
  "is",
  "it",
  "of",
  "on",
  "or",
  "the",
  "to",
  "was",
  "with",
  "due",
  "by",
]);

/** Words that hardly say what a line is about; they only break ties. */
const faint = new Set([
  "unspecified",
  "nos",
  "nec",
  "other",
  "specified",
  "encounter",
  "elsewhere",
  "classified",
  "classifiable",
  "condition",
  "site",
  "part",
  "type",
  "patient",
  "disorder",
  "disease",
  "syndrome",
  "so",
  "stated",
  "mention",
  "not",
  "initial",
  "specify",
  "any",
  "involving",
  "associated",
  "without",
  "status",
  "current",
  "most",
  "recent",
  "certain",
  "following",
  // A fracture is displaced when nobody says whether it is (Guidelines I.C.19.c).
  "displaced",
]);

/** As it was typed. */
export function shownWord(raw: string): string {
  return raw === letterWord ? "a" : raw;
}

/** Tells nothing apart, and is looked for nowhere. */
export function isSkipped(word: string): boolean {
  return skipped.has(word);
}

export function isFaint(word: string): boolean {
  return faint.has(word);
}

/** "without obstruction or gangrene": both are denied, up to a "with" or a comma. */
const denial =
  /\b(?<!with or )(?:without(?: (?:mention|evidence) of)?|not (?:having achieved|specified as)|not|no)\s+((?:(?!(?:with|without|due|not)\b)[a-z0-9'-]+(?:\s+|$|(?=[,;:.()[\]]))){1,4})/gi;
const mayDeny = /\b(?:without|not?)\b/i;
const deniedMark = "~";

/** "C5-6" and "L4-L5": both levels, and the disc between them as one word. */
const levels = /\b([ctls])(\d{1,2})-([ctls]?)(\d{1,2})\b/gi;

/** A letter that tells kinds apart and not "a": "hepatitis A", "type A", "group A". */
const letterA =
  /\b(type|group|hepatitis|hep|influenza|flu|vitamin|hemophilia|haemophilia|class|immunoglobulin) a\b(?! [a-z]*(?:tion|ture|sis)\b)/gi;
const letterWord = "lettera";

/** As words are parted, the letter A is one of its own. */
export function withLetters(text: string): string {
  return text.replace(letterA, `$1 ${letterWord}`);
}

/** "Stage I" is a number, "bipolar I" is not to be told from a word. */
const firstOfRow = /\b(type|stage|grade|class|degree)\s+i\b/gi;

export interface Token {
  /** As written, in small letters. */
  readonly raw: string;
  /** As searched for; undefined for words that tell nothing apart. */
  readonly word: string | undefined;
}

/** The words of a text, in order, folded. What is denied is another word than what is said: "~obstruction". */
export function searchTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const add = (part: string, mark: string): void => {
    for (const raw of splitWords(part)) tokens.push({ raw, word: skipped.has(raw) ? undefined : mark + foldWord(raw) });
  };
  const plain = withLetters(text)
    .replace(firstOfRow, "$1 1")
    .replace(levels, (_, from, upper, to, lower) => {
      const below = `${to === "" ? from : to}${lower}`;
      return `${from}${upper} ${below} ${from}${upper}${below}`;
    });
  for (const match of mayDeny.test(plain) ? plain.matchAll(denial) : []) {
    add(plain.slice(at, match.index), "");
    const denied = (match[1] ?? "").trim();
    // "Not elsewhere classified" and "not otherwise specified" deny nothing.
    add(denied, /^(?:elsewhere|otherwise|specified|classified|applicable|stated)/i.test(denied) ? "" : deniedMark);
    at = match.index + match[0].length;
  }
  add(plain.slice(at), "");
  return tokens;
}

/** The searchable words alone. */
export function searchWords(text: string): readonly string[] {
  return searchTokens(text).flatMap(({ word }) => word ?? []);
}

export function isDenied(word: string): boolean {
  return word.startsWith(deniedMark);
}

/** The word that says the opposite. */
export function deniedOf(word: string): string {
  return isDenied(word) ? word.slice(deniedMark.length) : deniedMark + word;
}

const accents = /[\u0300-\u036f]/g;

/** In small letters, without accents and apostrophes, parted at everything that is neither letter nor digit. */
export function splitWords(text: string): readonly string[] {
  let plain = text.toLowerCase();
  if (beyondAscii.test(plain)) plain = plain.normalize("NFD").replace(accents, "");
  return plain
    .replace(/['\u2019]s?\b/g, "")
    .replace(/(\d)[,.](\d)/g, "$1_$2")
    .split(/[^a-z0-9_]+/)
    .flatMap((word) => (word === "" ? [] : [word.replace(/_/g, ".")]));
}

const beyondAscii = /[\u0080-\uffff]/;

const roman: Readonly<Record<string, string>> = { ii: "2", iii: "3", iv: "4" };

/** One spelling for singular and plural, British and American, and for the Roman numbers of types and stages. */
export function foldWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  if (folded.size >= keptWords) folded.clear();
  const made = fold(word);
  folded.set(word, made);
  return made;
}

/** The same words stand in a hundred thousand lines. */
const folded = new Map<string, string>();
const keptWords = 60_000;

function fold(word: string): string {
  const number = roman[word];
  if (number !== undefined) return number;
  if (word.length < 4 || /\d/.test(word)) return word;
  return singular(american(word));
}

function american(word: string): string {
  return word
    .replace(/ae(?=[a-z])/g, "e")
    .replace(/^oe/, "e")
    .replace(/^(f|c)oe(?=t|li)/, "$1e")
    .replace(/oe(?=[dms])/g, "e")
    .replace(/rrhoea/g, "rrhea")
    .replace(/our(?=s?$|al$|ed$|less$|ing$)/, "or")
    .replace(/isation/g, "ization")
    .replace(/ise(?=[ds]?$)/, "ize")
    .replace(/(?<=[a-z]{2})tre$/, "ter")
    .replace(/lled$/, "led")
    .replace(/ph(?=ur|ate)/g, "f")
    .replace(/fate$/, "phate");
}

const irregular: Readonly<Record<string, string>> = {
  feet: "foot",
  teeth: "tooth",
  testes: "testis",
  women: "woman",
  children: "child",
  emboli: "embolus",
  thrombi: "thrombus",
  calculi: "calculus",
  bronchi: "bronchus",
  nevi: "nevus",
  ganglia: "ganglion",
  phalanges: "phalanx",
  diverticula: "diverticulum",
  septa: "septum",
  lenses: "lens",
  gases: "gas",
  purposes: "purpose",
};

function singular(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  // "Vertebrae", "metastases", "keratoses"; "doses" and "noses" are short.
  if (word.endsWith("ae")) return word.slice(0, -1);
  if (/(?:[a-z]{4}o|ta|the|ly)ses$/.test(word)) return `${word.slice(0, -2)}is`;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is|as|os)$/.test(word)) return word;
  // "Viruses" and "abscesses", but "diseases", "causes" and "bruises".
  if (/(?:sh|ch|x|ss|(?<![ao])us)es$/.test(word) && !word.endsWith("axes")) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

const endings = [
  "ations",
  "ation",
  "ated",
  "ative",
  "ically",
  "ional",
  "ious",
  "eous",
  "ical",
  "ous",
  "ive",
  "ion",
  "ing",
  "ism",
  "ity",
  "tic",
  "sis",
  "ed",
  "es",
  "ic",
  "al",
  "ia",
  "is",
  "us",
  "um",
  "ar",
  "ry",
  "a",
  "e",
  "y",
];

/** What "diabetic" and "diabetes", "fractured" and "fracture" have in common. Words of one stem are near, not equal. */
export function stemOf(word: string): string {
  if (word.length < 6 || /\d/.test(word)) return word;
  for (const ending of endings) if (word.endsWith(ending) && word.length - ending.length >= 5) return word.slice(0, -ending.length);
  return word;
}
