/** From text to search words: folding, plurals, British spelling, and what clinicians write for short. */

/** Words that stand in nearly every title and tell nothing apart. */
const skipped = new Set([
  "a",
  "an",
  "and",
  "as",
  "at",
  "by",
  "due",
  "for",
  "in",
  "is",
  "nos",
  "of",
  "on",
  "or",
  "other",
  "the",
  "to",
  "unspecified",
  "with",
]);

/** Written for short → the words of the classification. Read before anything else, whole words only. */
const shortForms: Readonly<Record<string, string>> = {
  htn: "hypertension",
  hbp: "hypertension",
  dm: "diabetes",
  dm1: "type 1 diabetes",
  dm2: "type 2 diabetes",
  t1dm: "type 1 diabetes",
  t2dm: "type 2 diabetes",
  niddm: "type 2 diabetes",
  iddm: "type 1 diabetes",
  uri: "acute upper respiratory infection",
  copd: "chronic obstructive pulmonary disease",
  chf: "congestive heart failure",
  hf: "heart failure",
  afib: "atrial fibrillation",
  afl: "atrial flutter",
  gerd: "gastro-esophageal reflux disease",
  uti: "urinary tract infection",
  cad: "coronary artery disease",
  mi: "myocardial infarction",
  nstemi: "nstemi myocardial infarction",
  ckd: "chronic kidney disease",
  esrd: "end stage renal disease",
  aki: "acute kidney failure",
  bph: "benign prostatic hyperplasia",
  hld: "hyperlipidemia",
  cva: "cerebral infarction",
  tia: "transient cerebral ischemic attack",
  dvt: "deep vein thrombosis",
  pe: "pulmonary embolism",
  oa: "osteoarthritis",
  ra: "rheumatoid arthritis",
  mdd: "major depressive disorder",
  gad: "generalized anxiety disorder",
  adhd: "attention-deficit hyperactivity disorder",
  ptsd: "post-traumatic stress disorder",
  osa: "obstructive sleep apnea",
  ibs: "irritable bowel syndrome",
  sob: "shortness of breath",
  lbp: "low back pain",
  ha: "headache",
  om: "otitis media",
  aom: "acute otitis media",
  ekg: "electrocardiogram",
  ecg: "electrocardiogram",
  cxr: "chest x-ray",
  cbc: "complete blood count",
  cmp: "comprehensive metabolic panel",
  bmp: "basic metabolic panel",
  a1c: "hemoglobin a1c",
  hba1c: "hemoglobin a1c",
  tsh: "thyroid stimulating hormone",
  awv: "annual wellness visit",
  tcm: "transitional care management",
  ccm: "chronic care management",
  hiv: "human immunodeficiency virus",
  ivdu: "intravenous drug use",
  flu: "influenza",
  covid: "covid-19",
  xr: "x-ray",
  xray: "x-ray",
  ua: "urinalysis",
  psa: "prostate specific antigen",
  sti: "sexually transmitted infection",
};

/** Everyday words → the classification's, offered beside the word itself. */
const likeWords: Readonly<Record<string, readonly string[]>> = {
  cancer: ["neoplasm", "malignant"],
  broken: ["fracture"],
  stroke: ["infarction"],
  kidney: ["renal"],
  renal: ["kidney"],
  heart: ["cardiac"],
  stomach: ["gastric", "abdominal"],
  belly: ["abdominal"],
  shot: ["injection", "vaccine"],
  jab: ["vaccine", "injection"],
  vaccination: ["vaccine", "immunization"],
  immunization: ["vaccine"],
  checkup: ["examination", "preventive"],
  physical: ["examination", "preventive"],
  smoker: ["tobacco", "nicotine"],
  smoking: ["tobacco", "nicotine"],
  throat: ["pharyngitis"],
  earache: ["otalgia"],
  high: ["elevated"],
  wellness: ["preventive"],
  office: ["visit"],
  ultrasound: ["echocardiogram"],
  electrocardiogram: ["ecg"],
};

/** The searchable words of a text, in order, folded. A short form gives the words that it stands for. */
export function searchWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const raw of splitWords(text)) {
    const long = shortForms[raw];
    if (long === undefined) pushWord(raw, words);
    else for (const word of splitWords(long)) pushWord(word, words);
  }
  return words;
}

export function alternativesOf(word: string): readonly string[] {
  return (likeWords[word] ?? []).map(foldWord);
}

function pushWord(raw: string, words: string[]): void {
  if (!skipped.has(raw)) words.push(foldWord(raw));
}

function splitWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/['’]s?\b/g, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** One spelling for singular and plural, British and American. */
export function foldWord(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  return singular(american(word));
}

function american(word: string): string {
  return word
    .replace(/ae(?=[a-z])/g, "e")
    .replace(/^oe/, "e")
    .replace(/oe(?=[dms])/g, "e")
    .replace(/rrhoea/g, "rrhea")
    .replace(/our(?=s?$|al$|ed$)/, "or")
    .replace(/isation/g, "ization")
    .replace(/ise(?=d?$)/, "ize")
    .replace(/(?<=[a-z]{2})tre$/, "ter")
    .replace(/lled$/, "led");
}

function singular(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is|as|os)$/.test(word)) return word;
  if (/(?:sh|ch|x|s)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
