/** How coders write, where the order of the words or the words between them say what is meant: what is looked for, and what beside it. */
import { withoutFrame } from "./note-frames.ts";

export interface Wording {
  /** What is looked for. */
  readonly text: string;
  /** What is looked for where that finds nothing. */
  readonly instead?: string;
  /** Each is looked for alone; what it finds is put in at `at`, counted from 0. */
  readonly beside: readonly string[];
  readonly at: number;
  /** Why it stands beside, where its own line does not say so. */
  readonly because?: string;
  /** Codes that the first text must not lead to, by their beginning. */
  readonly not?: RegExp;
}

/** `isWord`: whether any line of the book has the word. */
export function wordingOf(typed: string, isWord: (word: string) => boolean): Wording {
  const text = spelledOut(withoutFrame(typed), isWord);
  return (
    ruledOut(text) ?? metastasized(text) ?? acuteOnChronic(text) ?? diabeticUlcer(text) ?? { text: afterStroke(text), beside: [], at: 0 }
  );
}

/** A body mass index that a number stands beside, as "BMI of 31.4"; `rest` is what is said besides. A percentile is a child's and no index. */
export function bodyMassIn(text: string): { readonly value: number; readonly rest: string } | undefined {
  const found =
    /\b(?:bmi|body mass index)(?: \(bmi\))?(?:\s+(?:of|is|was|at))?\s*[:=]?\s*(\d{2}(?:\.\d+)?)(?![\d.]|\s*(?:st|nd|rd|th|%|percent)|-)/i.exec(
      text,
    );
  if (found === null) return undefined;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { value: Number(found[1]), rest: rest.replace(/^[\s,;]*(?:with|and)\b|\b(?:with|and)[\s,;]*$/gi, "").trim() };
}

/** Whether a title of Z68 has the index in its range: "40.0-44.9", "19.9 or less", "70 or greater". Titles name one decimal. */
export function isBodyMassOf(title: string, value: number): boolean {
  const tenths = Math.floor(value * 10 + 1e-6);
  const [, from, to] = /\b(\d+(?:\.\d)?)-(\d+\.\d)\b/.exec(title) ?? [];
  if (from !== undefined && to !== undefined) return tenths >= Math.round(Number(from) * 10) && tenths <= Math.round(Number(to) * 10);
  const [, edge, way] = /\b(\d+(?:\.\d)?) or (less|greater)\b/.exec(title) ?? [];
  if (edge === undefined) return false;
  const limit = Math.round(Number(edge) * 10);
  return way === "less" ? tenths <= limit : tenths >= limit;
}

const prefixes = /\b(pre|post|non|peri|hyper|hypo|anti|poly|micro|macro|sub|intra|inter)(-| )([a-z]{4,})\b/gi;

const cancers = "(?:cancer|carcinoma|adenocarcinoma|malignancy|melanoma|sarcoma)";

/** Short forms that are part of phrases: what they stand for is looked up with the words beside it. */
function spelledOut(typed: string, isWord: (word: string) => boolean): string {
  const text = typed
    .replace(prefixes, (whole, prefix: string, mark: string, word: string) => {
      // "Pre diabetes" is one word too, but "post surgical" and "non union" are two words as well.
      const joined = `${prefix}${word}`.toLowerCase();
      return (mark === "-" || /^(?:pre|non)$/i.test(prefix)) && isWord(joined) ? joined : whole;
    })
    .replace(/\b(?:fam(?:ily)?\.? (?:hx|hist|h\/o)|f\/?hx?)\b(?: of)?(?=\s+\S)/gi, "family history of")
    .replace(/\b(?:h\/o|hx)(?: of)?(?=\s+\S)/gi, "history of")
    .replace(/\bpost[- ]?op\b/gi, "postoperative")
    .replace(/\bgest\b(?=\s+\S)/gi, "gestational")
    .replace(/\bd\/o\b/gi, "disorder")
    .replace(/\bold cva\b/gi, "old stroke")
    .replace(/\bsz\b/gi, "seizure")
    .replace(
      /(?<=[a-z]{3}\s+(?<!\b(?:low|high|elevated|serum|total|ionized|corrected)\s+))ca\b(?!\s*\d|-|\s+(?:level|score|channel))/gi,
      "cancer",
    );
  const behind = /^(.+?)[\s,]+(?:(fam(?:ily)?)\s+)?(?:hx|history)$/i.exec(text);
  if (behind === null || /\b(?:history|social|medical|surgical|past|prior)\b/i.test(behind[1] ?? "")) return text;
  if (behind[2] === undefined && /\bfam(?:ily)?\b/i.test(behind[1] ?? "")) return text;
  return `${behind[2] === undefined ? "" : "family "}history of ${behind[1]}`;
}

/** What was or is to be ruled out is not coded as present: what led to the question is (Guidelines IV.H), else the observation. */
function ruledOut(text: string): Wording | undefined {
  if (/\b(?:observation|encounter|suspected|exposure)\b/i.test(text)) return undefined;
  const found = /^(.*?)[\s,;:]*\b(?:r\/o|rule[- ]?out|ruled[- ]out|ruling[- ]out)\b\s*(?:for\b)?[\s:]*(.*)$/i.exec(text);
  if (found === null) return undefined;
  const before = (found[1] ?? "").replace(leadsToQuestion, "").trim();
  const [after = "", reason = ""] = splitAt(found[2] ?? "", /[,;]|\b(?:due to|given|because of|in (?:a )?(?:pt|patient) with)\b/i);
  // "Chest pain, infarction ruled out": what stands before the last comma is not ruled out.
  const [told = "", excluded = ""] = after === "" ? splitAtLast(before) : [before, after];
  const present = [told, reason].filter((part) => part !== "").join(" ");
  if (excluded === "") return present === "" ? undefined : { text: present, beside: [], at: 0 };
  return {
    text: present === "" ? observation : present,
    instead: observation,
    beside: [excluded],
    at: 3,
    because: "to be ruled out: not coded as present",
  };
}

const observation = "observation for other suspected diseases and conditions ruled out";
const leadsToQuestion =
  /(?:[\s,;]*\b(?:to|need(?:s|ed)?|must|will|please|eval|evaluate|evaluation|work ?up|cannot|can ?not|could not|not|unable|was|is|were|been|has|have|being)\b)+\s*$/i;

function splitAt(text: string, mark: RegExp): readonly [string, string] {
  const at = text.search(mark);
  return at < 0 ? [text.trim(), ""] : [text.slice(0, at).trim(), text.slice(at).replace(mark, "").trim()];
}

function splitAtLast(text: string): readonly [string, string] {
  const at = Math.max(text.lastIndexOf(","), text.lastIndexOf(";"));
  return at < 0 ? ["", text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

const toSite = new RegExp(
  `^(?:metastatic\\s+)?(.*\\b${cancers}\\b.*?)[\\s,]*(?:\\b(?:with|w|and)\\b[\\s/]*)?(?:(?:known|new|multiple|distant)\\s+)?\\b(?:mets?|metastas[ei]s|metastatic|metastasized|spread)\\s+(?:disease\\s+)?(?:to|in|of)\\s+(?:the\\s+)?(.+)$`,
  "i",
);
const metastaticTo = new RegExp(`^metastatic\\s+(.*\\b${cancers})\\s+to\\s+(?:the\\s+)?(.+)$`, "i");
const fromPrimary = new RegExp(`^((?:[a-z]+\\s+){1,3})(?:mets?|metastas[ei]s)\\s+from\\s+(?:a\\s+|the\\s+)?(.*\\b${cancers}\\b.*)$`, "i");
const siteFirst = new RegExp(
  `^(.*\\b${cancers}\\b.*?)[\\s,]*(?:\\b(?:with|w|and)\\b[\\s/]*|,\\s*)((?:[a-z]+\\s+){1,3}?)(?:mets?|metastas[ei]s)$`,
  "i",
);

/** A primary and where it has spread: the primary first, then each of the sites; its own organ is none (Guidelines I.C.2). */
function metastasized(text: string): Wording | undefined {
  if (!/\b(?:met|spread)/i.test(text)) return undefined;
  const [, site = "", origin = ""] = fromPrimary.exec(text) ?? [];
  const [, primary = origin, sites = site] = toSite.exec(text) ?? metastaticTo.exec(text) ?? siteFirst.exec(text) ?? [];
  if (primary === "" || sites === "") return undefined;
  // A primary that is gone is a history, and what is treated is where it has spread (Guidelines I.C.2.d).
  const at = /\b(?:history|status post|s\/p|prior)\b/i.test(primary) ? 0 : 1;
  const beside = sites
    .split(/\s*(?:,|&|\/|\band\b)\s*(?:the\s+)?/i)
    .filter((site) => site !== "")
    .slice(0, 3)
    .map((site) => `secondary malignant neoplasm of ${site.trim()}`);
  return { text: primary.replace(/^metastatic\s+/i, ""), beside, at, not: /^C7[789]/ };
}

/** Acute and chronic with a code for each: the acute one first (Guidelines I.B.8). */
function acuteOnChronic(text: string): Wording | undefined {
  if (/^acute (?:on|and) chronic (?:kidney|renal) (?:failure|injury|insufficiency|disease)$/i.test(text))
    return { text: "acute kidney failure", beside: ["chronic kidney disease"], at: 1 };
  const [, acute, chronic] =
    /^(aki|arf|atn|acute (?:kidney|renal) (?:injury|failure|insufficiency))\s+(?:superimposed\s+)?(?:up)?(?:on|in|with|and|w\/?)\s+((?:ckd|chronic (?:kidney|renal)|esrd)\b.*)$/i.exec(
      text,
    ) ?? [];
  return acute === undefined || chronic === undefined ? undefined : { text: acute, beside: [chronic], at: 1 };
}

/** An ulcer of the foot, or of the skin elsewhere, in diabetes is one combination (Index: Diabetes, with); the ulcer itself stands beside it. */
function diabeticUlcer(text: string): Wording | undefined {
  if (!/\bulcer/i.test(text) || /\b(?:pressure|decubitus|venous|stasis|arterial|ischemic)\b/i.test(text)) return undefined;
  const diabetes = /\b(?:diabetic|dm ?[12]?|t[12]dm|diabetes)\b/i.exec(text)?.[0];
  if (diabetes === undefined) return undefined;
  const isFoot = /\b(?:foot|feet|heel|toes?|midfoot|forefoot|plantar|metatarsal)\b/i.test(text);
  if (!isFoot && !/\b(?:ankle|calf|shin|leg|thigh)\b/i.test(text)) return undefined;
  const type = /\b(?:type (?:1|i)\b|t1d|dm ?1)/i.test(text) ? "1" : "2";
  const ulcer = text.replace(
    /\b(?:diabetic|dm ?[12]?|t[12]dm|type (?:[12]|ii?)\b|diabetes(?: mellitus)?|non-?healing|due to|secondary to)\b/gi,
    " ",
  );
  return {
    text: `type ${type} diabetes mellitus with ${isFoot ? "foot" : "other skin"} ulcer`,
    beside: [ulcer.replace(/\bulcer\w*/i, "non-pressure chronic ulcer").trim()],
    at: 1,
  };
}

const strokes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:hemorrhagic (?:stroke|cva)|intracerebral h(?:a)?emorrhage|ich)\b/i, "nontraumatic intracerebral hemorrhage"],
  [/\b(?:subarachnoid h(?:a)?emorrhage|sah)\b/i, "nontraumatic subarachnoid hemorrhage"],
  [/\b(?:ischemic )?(?:stroke|cva|cerebral infarct(?:ion)?|cerebrovascular accident)\b/i, "cerebral infarction"],
];
const isOver =
  /\b(?:old|history|hx|prior|previous|remote|residual|late effects?|sequela[es]?|status post|s\/p|following|after|from|due to|post[- ]?stroke)\b/i;
const isNow = /\b(?:acute|new|current|recurrent|evolving)\b/i;
const weakSide = /\b(?:hemiparesis|hemiplegia|(?:left|right|[lr]t?)[- ]sided? (?:weakness|paralysis))\b/i;
const deficits = /\b(?:aphasia|dysphagia|dysarthria|ataxia|(?:facial|face) (?:weakness|droop)|cognitive deficits?)\b/i;

/** What is left of a stroke that is over is one code for the deficit, the stroke and the side; of the hand nobody named, left is the other one (Guidelines I.C.6.a, I.C.9.d). */
function afterStroke(text: string): string {
  if (!isOver.test(text) || isNow.test(text)) return text;
  const stroke = strokes.find(([shape]) => shape.test(text))?.[1];
  if (stroke === undefined) return text;
  if (!weakSide.test(text)) {
    const deficit = deficits.exec(text)?.[0];
    return deficit === undefined ? text : `${deficit} following ${stroke}`;
  }
  const side = /\b(?:left|lt?)\b/i.test(text) ? "left" : /\b(?:right|rt?)\b/i.test(text) ? "right" : undefined;
  if (side === undefined) return `hemiplegia and hemiparesis following ${stroke} affecting unspecified side`;
  const isDominant = /\bnon-?\s?dominant\b/i.test(text) ? false : /\bdominant\b/i.test(text) || side === "right";
  return `hemiplegia and hemiparesis following ${stroke} affecting ${side} ${isDominant ? "" : "non-"}dominant side`;
}
