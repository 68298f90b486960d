/** Adverse effects, poisonings and underdosing (I.C.19.e): the drug by the Table of Drugs, the intent by what the note says. */
import { assertionsIn } from "../assertion.ts";
import type { Coder } from "../coder.ts";
import type { Episode } from "../complete-code.ts";
import { episodeOf } from "../details.ts";
import { type FoundDrug, type Intent, intents } from "../drug-table.ts";
import type { AppliedRule, Draft } from "../model.ts";
import type { ReadNote } from "../read-note.ts";
import { type Sentence, sentencesOf } from "../sentences.ts";

/** What stands directly before the drug when a condition is its effect, taken as prescribed. */
const adverseBefore =
  /(?:\b(?:due to|from|secondary to|caused by|related to|attributed to|induced by|side effects? (?:of|from|to)|adverse (?:drug )?(?:effects?|reactions?|events?) (?:of|to|from|with)|(?:allergic )?reactions? to|intolerance (?:of|to)|associated with)\s+)(?:(?:the|her|his|their|oral|use of|taking|new|recent|long-term|chronic|a course of)\s+){0,2}$/i;
const adverseAfter = /^\s*[- ](?:induced|related|associated)\b/i;
const poisoned =
  /\b(?:overdose[ds]?|poisoning|ingest(?:ed|ion)|took too (?:much|many)|swallowed|wrong (?:dose|drug|medication)|double dose|toxicity)\b/i;
const onPurpose = /\b(?:intentional(?:ly)?|suicid\w+|self[- ]harm|on purpose|deliberate(?:ly)?)\b/i;
const byAssault = /\b(?:assault\w*|drugged by|given without (?:her|his) knowledge)\b/i;
const unknownIntent = /\b(?:intent (?:is |was )?(?:undetermined|cannot be determined)|undetermined intent)\b/i;
const tooLittle =
  /\b(?:stopped taking|has not been taking|have not been taking|not taking|ran out of|running out of|out of|skip(?:s|ped|ping)|miss(?:es|ed|ing) (?:\w+ )?doses? of|non-?complian\w+ with|non-?adheren\w+ (?:to|with)|underdos\w+(?: of)?|taking less|halving|cannot afford|could not afford|discontinued (?:her|his|the) own|self-discontinued)\s+(?:(?:the|her|his|their|daily|prescribed|all|of)\s+){0,2}$/i;
const forMoney = /\b(?:afford|cost|costs|expensive|insurance|copay|financial|money)\b/i;
const forgets = /\b(?:forg[eo]t\w*|unintentional\w*|by mistake)\b/i;

const adverseRule: AppliedRule = {
  rule: "Adverse effect: its nature first, then the drug",
  authority: "ICD-10-CM Official Guidelines, I.C.19.e.5.a",
};
const poisoningRule: AppliedRule = {
  rule: "Poisoning: the drug first, then what it did",
  authority: "ICD-10-CM Official Guidelines, I.C.19.e.5.b",
};
const underdosingRule: AppliedRule = {
  rule: "Underdosing: the condition first, then the drug and why less was taken",
  authority: "ICD-10-CM Official Guidelines, I.C.19.e.5.c",
};

interface Told {
  readonly drug: FoundDrug;
  readonly intent: Intent;
  readonly sentence: Sentence;
}

/** Codes with those of drugs among them: a poisoning before what it did, the others behind. */
export function withDrugEffects(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  const told = toldIn(coder, read);
  const before: Draft[] = [];
  const after: Draft[] = [];
  for (const one of told) {
    // The nature of an adverse effect and the condition that was treated too little are codes of their own; without them there is nothing to add.
    if (one.intent === "adverse" && !hasEffect(kept, one)) continue;
    if (one.intent === "underdosing" && kept.length === 0) continue;
    const draft = draftOf(coder, one, episodeOf(one.sentence.text));
    if (draft === undefined || [...kept, ...before, ...after].some((other) => other.code === draft.code)) continue;
    (isPoisoning(one.intent) ? before : after).push(draft);
    if (one.intent === "adverse") nameRash(coder, kept, one);
    if (one.intent === "underdosing") after.push(...reasonOf(coder, one));
  }
  return [...before, ...kept, ...after];
}

function isPoisoning(intent: Intent): boolean {
  return intent !== "adverse" && intent !== "underdosing";
}

/** The code of something in the same sentence, that is neither the drug's nor a status. */
function hasEffect(kept: readonly Draft[], { sentence }: Told): boolean {
  return kept.some(
    (one) =>
      !/^[TZVWXY]/.test(one.code) &&
      one.evidence.some(({ start, end }) => start >= sentence.start && end <= sentence.start + sentence.text.length),
  );
}

/** Index: Rash › drug (internal use). The nature of the effect has a code of its own, and R21 is for a rash without a kind. */
function nameRash(coder: Coder, kept: readonly Draft[], told: Told): void {
  const title = coder.completer.title("L270");
  const rash = kept.find((one) => one.code === "R21" && hasEffect([one], told));
  if (title === undefined || rash === undefined || told.drug.stem.startsWith("T49")) return;
  rash.alternatives.push({ code: rash.code, title: rash.title, why: "a rash for which no cause is named" });
  rash.code = "L270";
  rash.title = title;
  rash.path = "Rash › drug (internal use)";
  rash.rules.push(adverseRule);
}

function toldIn(coder: Coder, read: ReadNote): readonly Told[] {
  const told: Told[] = [];
  for (const section of read.sections) {
    if (!["assessment", "plan", "history", "complaint"].includes(section.kind)) continue;
    for (const sentence of sentencesOf(section.lines)) {
      const assertion = assertionsIn(sentence.text);
      for (const drug of coder.drugs.drugsIn(sentence.text)) {
        const intent = intentOf(sentence.text, drug);
        if (intent === undefined || told.some((one) => one.drug.stem === drug.stem && one.intent === intent)) continue;
        // "If a rash develops from amoxicillin" and "no cough from lisinopril" tell of nothing that is there.
        const said = assertion(intent === "underdosing" ? 0 : drug.start);
        if (said !== "present" && !(said === "conditional" && intent === "adverse")) continue;
        told.push({ drug, intent, sentence });
      }
    }
  }
  return told.slice(0, 4);
}

function intentOf(text: string, { start, end }: FoundDrug): Intent | undefined {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (/\ballerg(?:y|ic) to\b/i.test(before) || /\bhistory of\b/i.test(before)) return undefined;
  if (tooLittle.test(before)) return "underdosing";
  if (poisoned.test(text)) {
    if (unknownIntent.test(text)) return "undetermined";
    if (/\b(?:unintentional|accidental)/i.test(text)) return "accidental";
    if (onPurpose.test(text)) return "self-harm";
    return byAssault.test(text) ? "assault" : "accidental";
  }
  return adverseBefore.test(before) || adverseAfter.test(after) ? "adverse" : undefined;
}

function draftOf(coder: Coder, { drug, intent, sentence }: Told, episode: Episode): Draft | undefined {
  const found = coder.completer.complete(`${drug.stem}${intents[intent]}`, { words: new Map(), episode });
  if (found === undefined) return undefined;
  const rule = intent === "adverse" ? adverseRule : intent === "underdosing" ? underdosingRule : poisoningRule;
  return toDraft({ ...found, rule, path: `Table of Drugs › ${drug.name} › ${columnName[intent]}` }, evidenceOf(sentence, drug));
}

const columnName: Readonly<Record<Intent, string>> = {
  accidental: "poisoning, accidental",
  "self-harm": "poisoning, intentional self-harm",
  assault: "poisoning, assault",
  undetermined: "poisoning, undetermined",
  adverse: "adverse effect",
  underdosing: "underdosing",
};

function evidenceOf({ start, text }: Sentence, drug: FoundDrug): Draft["evidence"] {
  return [{ start: start + drug.start, end: start + drug.end, text: text.slice(drug.start, drug.end) }];
}

function toDraft(
  { code, title, rule, path }: { readonly code: string; readonly title: string; readonly rule: AppliedRule; readonly path: string },
  evidence: Draft["evidence"],
): Draft {
  return {
    code,
    title,
    evidence,
    path,
    rules: [rule],
    alternatives: [],
    problem: -1,
    kind: "index",
    words: [],
    score: 2,
    doubts: ["what the drug did is the provider's to say: read the sentence"],
  };
}

/** Why less was taken: for money, by forgetting, on purpose for another reason, or not said (Z91.12-, Z91.13-, Z91.14-). */
function reasonOf(coder: Coder, { drug, sentence }: Told): readonly Draft[] {
  const { text } = sentence;
  const wanted = forMoney.test(text) ? "Z91120" : forgets.test(text) ? "Z91138" : onOwnDecision.test(text) ? "Z91128" : "Z91148";
  const title = coder.completer.title(wanted);
  if (title === undefined) return [];
  return [toDraft({ code: wanted, title, rule: underdosingRule, path: "Underdosing › noncompliance" }, evidenceOf(sentence, drug))];
}

const onOwnDecision = /\b(?:stopped taking|skip(?:s|ped|ping)|halving|taking less|self-discontinued|discontinued (?:her|his|the) own)\b/i;
