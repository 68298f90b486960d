/** The words of a note and of the code book in one spelling, each with its place in the text. */
export interface Word {
  /** Folded: one spelling for singular and plural, adjective and noun. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words that tell no condition from another. */
const functionWords = new Set(
  (
    "a an and as at be been being by due during for from her his in into is it its my nec nos of on or other our patient pt she he " +
    "since some that the their there this to unspecified was were which while with your mr mrs ms dr et al also type per " +
    "specified elsewhere classified condition site nature"
  ).split(" "),
);

export function isFunctionWord(word: string): boolean {
  return functionWords.has(word);
}

const adjectives: ReadonlyMap<string, string> = new Map(
  (
    "renal=kidney hepatic=liver cardiac=heart pulmonary=lung gastric=stomach ocular=eye nasal=nose dental=tooth teeth=tooth uterine=uterus " +
    "ovarian=ovary testicular=testis testicle=testis prostatic=prostate vesical=bladder cutaneous=skin dermal=skin mammary=breast " +
    "bronchial=bronchus intestinal=intestine esophageal=esophagus pancreatic=pancreas splenic=spleen arterial=artery venous=vein " +
    "muscular=muscle infected=infection infective=infection infectious=infection inflamed=inflammation inflammatory=inflammation " +
    "ulcerated=ulcer ulcerative=ulcer ulceration=ulcer ruptured=rupture fractured=fracture torn=tear tearing=tear dislocated=dislocation " +
    "sprained=sprain strained=strain swollen=swelling painful=pain itchy=itching diabetic=diabetes hypertensive=hypertension " +
    "anemic=anemia depressed=depression depressive=depression anxious=anxiety obese=obesity alcoholic=alcohol asthmatic=asthma " +
    "allergic=allergy epileptic=epilepsy constipated=constipation dehydrated=dehydration nauseous=nausea nauseated=nausea dizzy=dizziness " +
    "fatigued=fatigue tired=fatigue tiredness=fatigue numb=numbness weak=weakness raised=elevated increased=elevated " +
    "elevation=elevated increase=elevated abdominal=abdomen cervical=cervical tonsillar=tonsil lingual=tongue vaginal=vagina vulvar=vulva " +
    "rectal=rectum anal=anus colonic=colon laryngeal=larynx pharyngeal=pharynx tracheal=trachea aortic=aorta pleural=pleura ureteral=ureter " +
    "urethral=urethra scrotal=scrotum penile=penis endometrial=endometrium cranial=skull digital=finger facial=face umbilical=umbilicus " +
    "metastatic=metastasis bleeding=hemorrhage bleed=hemorrhage ischemic=ischemia hypertrophic=hypertrophy congested=congestion " +
    "atrophic=atrophy necrotic=necrosis gangrenous=gangrene tendonitis=tendinitis tumour=tumor calcified=calcification edematous=edema " +
    "intoxicated=intoxication thrombosed=thrombosis wheezy=wheezing phalanges=phalanx vertebrae=vertebra vertebral=vertebra metatarsals=metatarsal " +
    "disk=disc discs=disc intervertebral=disc perforated=perforation obstructed=obstruction impacted=impaction incarcerated=incarceration " +
    "malleolar=malleolus patellar=patella femoral=femur tibial=tibia fibular=fibula humeral=humerus radial=radius ulnar=ulna " +
    "clavicular=clavicle scapular=scapula meniscal=meniscus macular=macula retinal=retina corneal=cornea conjunctival=conjunctiva " +
    "exacerbated=exacerbation decompensated=decompensation trigger=trigger mitral=mitral stenosed=stenosis stenotic=stenosis " +
    "uncontrolled=uncontrolled nodular=nodule cystic=cystic bruised=contusion bruise=contusion bruising=contusion osteoarthritic=osteoarthritis"
  )
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);

const numerals: Readonly<Record<string, string>> = {
  i: "1",
  ii: "2",
  iii: "3",
  iv: "4",
  v: "5",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
};
/** "ii" → "2", "IIIb" → "3b". */
function numeral(raw: string): string {
  const parts = /^(i{1,3}|iv|v|one|two|three|four|five)([ab]?)$/.exec(raw);
  return parts === null ? canonical(raw) : `${numerals[parts[1] ?? ""] ?? raw}${parts[2] ?? ""}`;
}
const beforeNumeral = new Set(["type", "stage", "grade", "class", "degree"]);
/** After these a single "a" is a name, and no article. */
const beforeLetter = new Set("hepatitis influenza flu type group vitamin hemophilia hemoglobin factor".split(" "));
/** "A" where it is a name. */
export const letterA = "a-letter";
const wordPattern = /[a-z0-9]+(?:[’'][a-z]+)?/gi;

/** Numerals after "type", "stage" and the like become digits; possessives lose their ending. */
export function wordsOf(text: string, offset = 0): readonly Word[] {
  const words: Word[] = [];
  let before = "";
  for (const match of text.matchAll(wordPattern)) {
    const raw = match[0].toLowerCase().replace(/[’'].*$/, "");
    const start = offset + match.index;
    const folded = raw === "a" && beforeLetter.has(before) ? letterA : beforeNumeral.has(before) ? numeral(raw) : canonical(raw);
    words.push({ text: folded, start, end: start + match[0].length });
    before = raw;
  }
  return words;
}

const spellings = new Map<string, string>();

/** One spelling of a lower-case word. The memory of spellings only saves work. */
export function canonical(word: string): string {
  const known = spellings.get(word);
  if (known !== undefined) return known;
  const found = spell(word);
  if (spellings.size < 200_000) spellings.set(word, found);
  return found;
}

function spell(word: string): string {
  const own = adjectives.get(word);
  if (own !== undefined) return own;
  const folded = foldWord(word);
  return adjectives.get(folded) ?? folded;
}

/** Singular and American: "haemorrhages" is "hemorrhage". */
function foldWord(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  return singular(
    word
      .replace(/ae(?=[a-z])/g, "e")
      .replace(/^oe|oe(?=[dms])/g, "e")
      .replace("rrhoea", "rrhea")
      .replace(/our(?=s?$|al$|ed$)/, "or")
      .replace("isation", "ization"),
  );
}

function singular(word: string): string {
  if (/[^s]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is|as|os)$/.test(word)) return word;
  if (/aches$/.test(word)) return word.slice(0, -1);
  if (/(?:sh|ch|x|s)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
