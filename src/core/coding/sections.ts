/** The parts of a note by their headings, with places in the text. */

export type SectionKind =
  | "complaint"
  | "history"
  | "past"
  | "surgeries"
  | "family"
  | "social"
  | "medications"
  | "allergies"
  | "review"
  | "vitals"
  | "exam"
  | "results"
  | "assessment"
  | "plan"
  | "procedure"
  | "instructions"
  | "template"
  | "other";

export interface Line {
  readonly text: string;
  readonly start: number;
}

export interface Section {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly start: number;
  readonly end: number;
  readonly lines: readonly Line[];
}

const headings: Readonly<Record<SectionKind, string>> = {
  complaint:
    "chief complaint|cc|c/c|reason for visit|reason for consult|reason for consultation|reason for referral|presenting complaint|presenting problem|" +
    "complaint|complaints|reason for appointment|reason for encounter|visit reason|chief concern|concern",
  history:
    "history of present illness|history of the present illness|hpi|present illness|history|subjective|interval history|interim history|interval events|" +
    "history of presenting illness|history of presenting complaint|s|hospital course|clinical history|history of injury|brief history|patient history|narrative|summary",
  past:
    "past medical history|pmh|pmhx|medical history|past history|past medical and surgical history|past medical/surgical history|problem list|active problems|" +
    "active problem list|chronic problems|past medical problems|patient active problem list|chronic conditions|past psychiatric history|past ocular history|" +
    "past obstetric history|obstetric history|ob history|gynecologic history|gyn history|birth history|significant past medical history|comorbidities",
  surgeries:
    "past surgical history|psh|pshx|surgical history|past procedures|past surgeries|prior surgeries|procedures performed in the past|surgical hx",
  family: "family history|fh|fhx|family medical history|family hx|family and social history",
  social:
    "social history|sh|shx|social|social hx|habits|substance use|lifestyle|occupational history|functional history|social determinants of health",
  medications:
    "medications|current medications|meds|home medications|medication list|current meds|outpatient medications|medications prior to admission|" +
    "current outpatient medications|discharge medications|active medications|prescriptions|medication",
  allergies: "allergies|allergy|drug allergies|allergies and intolerances|medication allergies|nkda",
  review: "review of systems|ros|systems review|review of symptoms|14 point ros|pertinent ros",
  vitals: "vitals|vital signs|vitals signs|vs|vitals reviewed|current vitals|vital",
  exam:
    "physical examination|physical exam|exam|pe|examination|objective|o|general examination|on examination|mental status exam|mental status examination|" +
    "neurological exam|neurologic examination|exam findings|physical findings|focused exam|musculoskeletal exam|eye exam|skin exam|clinical examination",
  results:
    "results|labs|laboratory|laboratory data|lab results|laboratory results|imaging|imaging results|diagnostics|diagnostic studies|diagnostic data|data|data reviewed|" +
    "radiology|radiographs|x-rays|x-ray|studies|tests|test results|diagnostic results|pathology|ekg|ecg|echocardiogram|procedures and imaging|findings|labs and imaging",
  assessment:
    "assessment|impression|assessment and plan|assessment & plan|assessment/plan|a/p|a&p|a and p|a|diagnosis|diagnoses|impression and plan|impression/plan|" +
    "impression & plan|assessment and recommendations|final diagnosis|final diagnoses|discharge diagnosis|discharge diagnoses|clinical impression|" +
    "visit diagnosis|visit diagnoses|encounter diagnosis|encounter diagnoses|working diagnosis|medical decision making|mdm|problems addressed|" +
    "assessment plan|ap|principal diagnosis|postoperative diagnosis|post-operative diagnosis|admission diagnosis|summary and plan|problems",
  plan: "plan|p|recommendations|treatment plan|plan of care|plan and recommendations|treatment|care plan|disposition and plan|discussion|discussion and plan|management",
  procedure: "procedure|procedures|procedure note|procedure performed|operative procedure|description of procedure|operation",
  instructions:
    "instructions|patient instructions|follow up|follow-up|followup|disposition|discharge instructions|return precautions|return to clinic|after visit summary|" +
    "patient education|education|orders|billing|time",
  template:
    "attestation|scribe attestation|disclaimer|electronically signed|signature|dictation disclaimer|addendum policy|consent statement",
  other:
    "immunizations|immunization history|health maintenance|screening|developmental history|developmental milestones|goals|code status|advance directives|psychosocial",
};

const kindByHeading: ReadonlyMap<string, SectionKind> = new Map(
  (Object.entries(headings) as [SectionKind, string][]).flatMap(([kind, names]) => names.split("|").map((name) => [name, kind] as const)),
);

/** A heading alone on its line, or followed by a colon and text. What stands before the first heading is history. */
export function readSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let open: { kind: SectionKind; heading: string; start: number; lines: Line[] } = { kind: "history", heading: "", start: 0, lines: [] };
  const close = (end: number): void => {
    if (open.lines.some((one) => one.text.trim() !== "") || open.heading !== "") sections.push({ ...open, end });
  };
  let at = 0;
  for (const raw of text.split("\n")) {
    const found = readHeading(raw);
    if (found !== undefined && !isInnerHeading(found, open.kind)) {
      close(at);
      open = { kind: found.kind, heading: found.heading, start: at, lines: [] };
      if (found.rest !== "") open.lines.push({ text: found.rest, start: at + raw.length - found.rest.length });
    } else open.lines.push({ text: raw, start: at });
    at += raw.length + 1;
  }
  close(text.length);
  return sections;
}

interface Heading {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly rest: string;
}

function readHeading(raw: string): Heading | undefined {
  const line = raw.trim().replace(/^[#*_=\s]+|[*_=]+$/g, "");
  const colon = line.indexOf(":");
  const heading = (colon >= 0 && colon < 50 ? line.slice(0, colon) : line).trim();
  if (heading.length > 50) return undefined;
  const kind = kindByHeading.get(heading.toLowerCase().replace(/\s+/g, " "));
  if (kind === undefined) return undefined;
  const short = heading.length <= 2;
  if (colon < 0 && (short || (!/^[A-Z]/.test(heading) && heading !== heading.toUpperCase()))) return undefined;
  if (colon < 0 && /[.,;]$/.test(line)) return undefined;
  return { kind, heading, rest: colon >= 0 ? raw.slice(raw.indexOf(":") + 1).trim() : "" };
}

/** "Impression:" among the results is the radiologist's; "Treatment:" in a plan belongs to its problem. */
function isInnerHeading(found: Heading, open: SectionKind): boolean {
  if (open === "results" && /^impression$|^findings$/i.test(found.heading) && found.rest !== "") return true;
  if ((open === "assessment" || open === "plan") && found.rest !== "")
    return (
      !["assessment", "plan", "instructions"].includes(found.kind) ||
      /^(?:treatment|management|discussion|education|follow|orders|time|diagnos)/i.test(found.heading)
    );
  if ((open === "exam" || open === "review") && found.rest !== "" && !["assessment", "plan", "results"].includes(found.kind)) return true;
  return false;
}
