/** Whether what a sentence names is there: cues with a direction and a reach, as clinicians write them. */

export type Assertion = "present" | "absent" | "uncertain" | "historical" | "family" | "hypothetical" | "conditional" | "screening";

interface Cue {
  readonly says: Exclude<Assertion, "present">;
  readonly at: number;
  readonly end: number;
  readonly looks: "ahead" | "back";
}

const ahead: Readonly<Record<Exclude<Assertion, "present">, string>> = {
  absent:
    "denies|denied|denying|deny|no|not|without|negative for|neg for|never had|never|free of|absence of|absent|no evidence of|no signs of|no sign of|" +
    "no history of|no hx of|no complaints of|rules out|ruled out for|ruled out|does not have|did not have|do not see|does not appear to have|did not reveal any|did not reveal|" +
    "did not show|not reveal|unlikely|low suspicion for|doubt|nor|failed to reveal|rather than|lack of|declines any",
  uncertain:
    "possible|possibly|probable|probably|likely|suspected|suspect|suspects|suspicious for|suspicion for|suspicion of|concern for|concerns for|concerning for|" +
    "concerned about|concerned for|question of|questionable|rule out|r/o|ro|versus|vs|may have|might have|may be|might be|could be|could have|compatible with|" +
    "consistent with|working diagnosis of|differential includes|differential diagnosis includes|differential diagnosis|evaluate for|evaluation for|" +
    "to evaluate for|eval for|to exclude|presumed|presumptive|appears to be|appears to have|indicative of|suggestive of|suggests|suggesting|" +
    "thought to be|cannot exclude|cannot rule out|could not exclude|could not rule out|unable to exclude|unable to rule out|not able to rule out|etiologies include|etiologies of|if this is|whether|perhaps|potential|potentially|seems to be|seem to be|similar to|hint of|" +
    "to determine if|see if|contribution of|contribution from|believe|believes|think|thinks|in keeping with|most likely|tentative",
  historical:
    "history of|hx of|h/o|past history of|past medical history of|previous history of|prior history of|remote history of|personal history of|prior|previous|previously had|" +
    "resolved|status post|s/p|history significant for prior",
  family:
    "family history of|family history is negative for|family history negative for|family history is positive for|family history positive for|family history is significant for|family history significant for|family history includes|fh of|fhx of|family hx of|mother has|father has|mother had|father had|mother with|father with|brother has|sister has|brother had|sister had|" +
    "brothers|sisters|aunts|uncles|cousins|son has|daughter has|son had|daughter had|mother|father|brother|sister|grandmother|grandfather|aunt|uncle|maternal|paternal|parents|sibling|siblings|cousin|runs in the family",
  hypothetical:
    "if|should|in case of|in case|return for|risk of|risk for|risks of|risks include|risks including|prevent|prevention of|to avoid|avoid|monitor for|watch for|look for|signs of|" +
    "signs and symptoms of|unless|complications include|side effects include|can cause|could cause|may cause|might cause|can lead to|could lead to|may develop|at risk for|" +
    "call for|call right away for|call us for|call the office for|come back for|seek care for|emergency room for|precautions for|educated about|lead to|leading to|develops|educated on|counseled on the signs",
  conditional: "allergic to|allergy to|reaction to|exposure to|exposed to|with exertion only when|only when|only if|only with",
  screening:
    "screening for|screen for|screened for|screening|check for|testing for|test for|tested for|vaccine for|vaccination for|vaccinated against|immunization against|prophylaxis for|prophylaxis",
};

const back: Readonly<Partial<Record<Exclude<Assertion, "present">, string>>> = {
  absent:
    "was ruled out|were ruled out|is ruled out|has been ruled out|ruled out|has been excluded|have been excluded|was excluded|were excluded|test negative|test is negative|test was negative|screen negative|screen was negative|culture negative|culture was negative|is absent|are absent|not present|not seen|not identified|is negative|are negative|was negative|were negative|is unlikely|not noted|not appreciated|none|: no|: negative|: denies",
  uncertain:
    "is suspected|was suspected|are suspected|is possible|is likely|is a possibility|not excluded|not ruled out|not been ruled out|not been excluded|cannot be excluded|cannot be ruled out|versus|on the differential|vs|is questionable",
  historical:
    ", resolved|, now resolved|, since resolved|resolved|has resolved|have resolved|in the past|years ago|in childhood|as a child|as a teenager",
  screening: "screening",
  family:
    "in his mother|in her mother|in his father|in her father|in both parents|in his brother|in her brother|in his sister|in her sister|in the family|runs in the family",
};

function pattern(words: string): string {
  return words
    .split("|")
    .sort((a, b) => b.length - a.length)
    .map((one) => one.replace(/[/]/g, "\\/").replace(/ /g, "\\s+"))
    .join("|");
}

function cuesOf(
  table: Readonly<Partial<Record<Exclude<Assertion, "present">, string>>>,
): readonly { says: Exclude<Assertion, "present">; pattern: RegExp }[] {
  return (Object.entries(table) as [Exclude<Assertion, "present">, string][]).map(([says, words]) => ({
    says,
    pattern: new RegExp(`(?:(?<![a-z])|(?=,))(?:${pattern(words)})(?![a-z])`, "gi"),
  }));
}

const aheadCues = cuesOf(ahead);
const backCues = cuesOf(back);

/** No negation of what follows: "not only", "no longer", "no change in", "no further". */
const falseCues =
  /\b(?:not only|no longer(?! (?:has|have|had|any|present|suffers|complains|experiences)\b)|no change|no changes|not certain|no improvement|no relief|not improved|not resolved|not improve|not controlled|not well|not been well|not optimally|not at goal|no further|gram negative|not necessarily|likely due|likely secondary|likely related|likely from|do not resuscitate|do not intubate|without treatment|without loss of consciousness|without aura|without status migrainosus|without relief|without improvement|without significant relief|history of present|long history of|longstanding history of|long-standing history of|chronic history of|(?:minute|hour|day|week|month|year)s?[- ]history of|no new|not yet|not just|should continue|should be|should take|should follow|should avoid|should also|should have|should keep|should stay|should try|not taking|not take|not tolerate|no doubt)\b/gi;

/** Where the reach of a cue ends. */
const stops =
  /[.;:]|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bexcept\b|\bwho\b|\bwhich\b|\baside from\b|\bapart from\b|\bother than\b|\bendorses\b|\breports\b|\bcomplains\b|\bhe has\b|\bshe has\b|\bpresents?\b|\bdue to\b|\bsecondary to\b|\bbecause\b|\bsince\b|\byet\b|\bpositive\b|\bnow\b|\bso\b|,\s+(?:has|have|had|is|was)\b/gi;
/** Uncertainty of one finding does not reach past a comma with "and", nor into the symptom that it may explain. */
const reach: Readonly<Record<Exclude<Assertion, "present">, number>> = {
  absent: 90,
  uncertain: 110,
  historical: 70,
  family: 90,
  hypothetical: 110,
  conditional: 50,
  screening: 70,
};

const order: readonly Exclude<Assertion, "present">[] = [
  "family",
  "absent",
  "screening",
  "hypothetical",
  "uncertain",
  "conditional",
  "historical",
];

/** Answers for a place in the sentence (counted from its beginning) what is asserted of the words there. */
export function assertionsIn(sentence: string): (at: number) => Assertion {
  const masked = sentence.replace(falseCues, (words) => "_".repeat(words.length));
  const cues = findCues(masked);
  if (cues.length === 0) return () => "present";
  const ends = [...sentence.matchAll(stops)].map((one) => one.index);
  const commas = [...sentence.matchAll(/,/g)].map((one) => one.index);
  return (at) => {
    const saying = new Set(
      cues.filter((cue) => reaches(cue, at, cue.looks === "ahead" ? ends : [...ends, ...commas])).map((cue) => cue.says),
    );
    return order.find((one) => saying.has(one)) ?? "present";
  };
}

function findCues(sentence: string): readonly Cue[] {
  const find = (table: typeof aheadCues, looks: Cue["looks"]): readonly Cue[] =>
    table.flatMap(({ says, pattern: cue }) =>
      [...sentence.matchAll(cue)].map((one) => ({ says, at: one.index, end: one.index + one[0].length, looks })),
    );
  const all = [...find(aheadCues, "ahead"), ...find(backCues, "back")];
  // "To determine if" is one cue, and no "if".
  return all.filter((one) => !all.some((other) => other.end - other.at > one.end - one.at && other.at <= one.at && other.end >= one.end));
}

const withItsCue: ReadonlySet<Assertion> = new Set<Assertion>(["historical", "family", "screening", "conditional"]);

function reaches(cue: Cue, at: number, ends: readonly number[]): boolean {
  if (cue.looks === "ahead") {
    // "History", "family", "screening", "exposure", "allergy" are words of the Index too: they belong to what follows them.
    const from = withItsCue.has(cue.says) ? cue.at : cue.end;
    if (at < from || at - cue.end > reach[cue.says]) return false;
    return !ends.some((end) => end >= cue.end && end < at);
  }
  const to = cue.says === "screening" ? cue.end : cue.at;
  if (at >= to || cue.at - at > 60) return false;
  return !ends.some((end) => end >= at && end < cue.at);
}
