/** Draws a note from a presentation's text: its choices by the dice, its marks taken out and kept as codes with evidence. */
import { normalizeCode } from "../codebook/code-text.ts";
import { assert } from "../kernel/assert.ts";
import type { Evidence } from "../visits/model.ts";
import type { Dice } from "../x12/samples/invented.ts";

/** Who the note is about, as far as its words and codes depend on it. */
export interface NoteSubject {
  readonly age: number;
  readonly sex: "F" | "M";
  readonly medicare: boolean;
  /** Not seen here in three years. */
  readonly newPatient: boolean;
}

export interface DrawnDiagnosis {
  /** ICD-10-CM without dot. */
  readonly code: string;
  readonly evidence: Evidence;
}

export interface DrawnCharge {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: string;
  /** 1-based places in the diagnoses. */
  readonly pointers: readonly number[];
  readonly evidence: Evidence;
}

export interface DrawnNote {
  readonly text: string;
  readonly diagnoses: readonly DrawnDiagnosis[];
  readonly charges: readonly DrawnCharge[];
}

export function drawNote(template: string, dice: Dice, subject: NoteSubject): DrawnNote {
  return readMarks(drawChoices(template, dice, subject), subject);
}

/** `{…}` resolved. Choices hold no braces, so one pass is enough but for the words about the patient inside a choice. */
function drawChoices(template: string, dice: Dice, subject: NoteSubject): string {
  const words = wordsAbout(subject);
  const named = template.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
  const drawn = named.replace(/\{([^{}]*)\}/g, (_whole, inside: string) => {
    const range = /^(\d+)\.\.(\d+)$/.exec(inside);
    if (range !== null) return String(Number(range[1]) + dice.roll(Number(range[2]) - Number(range[1]) + 1));
    const choices = inside.split("|");
    return choices[dice.roll(choices.length)] ?? "";
  });
  assert(!/[{}]/.test(drawn), "a note has no choice left open");
  return drawn;
}

function wordsAbout({ age, sex }: NoteSubject): Readonly<Record<string, string>> {
  const female = sex === "F";
  const noun = age < 13 ? (female ? "girl" : "boy") : age < 18 ? (female ? "young woman" : "young man") : female ? "woman" : "man";
  return {
    age: String(age),
    person: `${age}-year-old ${noun}`,
    he: female ? "she" : "he",
    He: female ? "She" : "He",
    his: female ? "her" : "his",
    him: female ? "her" : "him",
  };
}

interface OpenMark {
  readonly kind: "diagnosis" | "charge";
  readonly head: string;
  readonly start: number;
}

/** Takes the marks out of the text; where each stood becomes the evidence of its code. */
function readMarks(marked: string, subject: NoteSubject): DrawnNote {
  let text = "";
  const open: OpenMark[] = [];
  const diagnoses: DrawnDiagnosis[] = [];
  const charges: { head: string; evidence: Evidence }[] = [];
  for (let at = 0; at < marked.length; ) {
    const pair = marked.slice(at, at + 2);
    if (pair === "[[" || pair === "<<") {
      const end = marked.indexOf(" ", at);
      open.push({ kind: pair === "[[" ? "diagnosis" : "charge", head: marked.slice(at + 2, end), start: text.length });
      at = end + 1;
    } else if (pair === "]]" || pair === ">>") {
      const mark = open.pop();
      assert(mark !== undefined && (mark.kind === "diagnosis") === (pair === "]]"), "the marks of a note close in turn");
      const evidence = { start: mark.start, end: text.length, text: text.slice(mark.start) };
      if (mark.kind === "diagnosis") diagnoses.push({ code: normalizeCode(mark.head), evidence });
      else charges.push({ head: mark.head, evidence });
      at += 2;
    } else {
      text += marked.charAt(at);
      at += 1;
    }
  }
  assert(open.length === 0, "every mark of a note is closed");
  return { text, diagnoses: inClaimOrder(diagnoses), charges: charges.map(({ head, evidence }) => chargeOf(head, evidence, subject)) };
}

/** As they stand in the note, external causes last: they are never listed first (ICD-10-CM guidelines, section I.C.20.a.6). */
function inClaimOrder(diagnoses: readonly DrawnDiagnosis[]): readonly DrawnDiagnosis[] {
  const isCause = ({ code }: DrawnDiagnosis): boolean => /^[V-Y]/.test(code);
  return [...diagnoses.filter((one) => !isCause(one)), ...diagnoses.filter(isCause)];
}

/** `20610-RT@1`, `J3301x4`, `EM4-25@12`. */
function chargeOf(head: string, evidence: Evidence, subject: NoteSubject): DrawnCharge {
  const parts = /^([A-Z]*\d*\w*?)((?:-[A-Z0-9]{2})*)(?:x(\d+))?(?:@(\d+))?$/.exec(head);
  assert(parts !== null, `a service is written as in presentation.ts: ${head}`);
  const [, name = "", modifiers = "", units = "1", pointers = "1"] = parts;
  return {
    procedure: procedureOf(name, subject),
    modifiers: modifiers.split("-").filter((one) => one !== ""),
    units,
    pointers: [...pointers].map(Number),
    evidence,
  };
}

/** The code behind a name that depends on the patient. */
function procedureOf(name: string, { age, medicare, newPatient }: NoteSubject): string {
  if (/^EM[2-5]$/.test(name)) return `${newPatient ? "9920" : "9921"}${name.charAt(2)}`;
  switch (name) {
    case "WELL":
      return medicare ? "G0439" : wellVisit(age, newPatient);
    case "FLU":
      return age >= 65 ? "90662" : "90686";
    case "FLUGIVE":
      return medicare ? "G0008" : "90471";
    default:
      return name;
  }
}

/** Preventive visits go by age: 5 to 11, 12 to 17, 18 to 39, 40 to 64, 65 and over. */
function wellVisit(age: number, newPatient: boolean): string {
  const step = age < 5 ? 2 : age < 12 ? 3 : age < 18 ? 4 : age < 40 ? 5 : age < 65 ? 6 : 7;
  return `${newPatient ? "9938" : "9939"}${step}`;
}
