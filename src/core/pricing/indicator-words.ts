/** The indicators of the physician fee schedule in plain words (Medicare Claims Processing Manual, chapter 23, addendum). */
import type { RelativeValues } from "../codebook/model.ts";

export interface Indicator {
  readonly name: string;
  readonly value: string;
  readonly words: string;
}

/** Those that say something of the code: a value without words, or one that does not apply, is left out. */
export function indicatorsOf(values: RelativeValues): readonly Indicator[] {
  const { more } = values;
  const rows: readonly (readonly [string, string | undefined, Readonly<Record<string, string>>])[] = [
    ["Status", values.status, statuses],
    ["Global days", values.globalDays, globalDays],
    ["Professional and technical part", values.pcTc, parts],
    ["Several procedures on one day", values.multipleProcedure, multiples],
    ["Both sides", values.bilateral, bilaterals],
    ["Assistant at surgery", values.assistant, assistants],
    ["Two surgeons", more?.coSurgeon, coSurgeons],
    ["Team of surgeons", more?.team, teams],
    ["Supervision of the test", more?.supervision, supervisions],
  ];
  const told = rows.flatMap(([name, value = "", words]): Indicator[] => {
    const meaning = words[value];
    return meaning === undefined ? [] : [{ name, value, words: meaning }];
  });
  if (more === undefined) return told;
  const plain: Indicator[] = [];
  if (more.endoscopyBase !== "")
    plain.push({ name: "Endoscopy family", value: more.endoscopyBase, words: "the value of this base code is counted once a family" });
  if (more.imagingFamily === "88") plain.push({ name: "Imaging family", value: "88", words: "a second one of the session is paid less" });
  if (more.notInOffice) plain.push({ name: "Outside a facility", value: "NA", words: "rarely or never done there" });
  if (more.notInFacility) plain.push({ name: "In a facility", value: "NA", words: "rarely or never done there" });
  const shares = [more.preOp, more.intraOp, more.postOp].map(percent);
  if (shares.some((one) => one !== "0"))
    plain.push({ name: "Before, during and after surgery", value: `${shares.join(", ")} %`, words: "shares of the payment" });
  return [...told, ...plain];
}

/** "0.69" is 69. */
function percent(share: string): string {
  const [whole = "0", fraction = ""] = share.split(".");
  return String(Number(`${whole}${fraction.padEnd(2, "0").slice(0, 2)}`) || 0);
}

const statuses: Readonly<Record<string, string>> = {
  A: "paid separately",
  B: "always paid with another service",
  C: "the contractor sets the price",
  D: "no longer a code",
  E: "excluded by regulation",
  F: "no longer a code, without a time to change over",
  G: "not valid for Medicare; another code is used",
  H: "no longer used with this modifier",
  I: "not valid for Medicare; another code is used",
  J: "anesthesia: paid by base and time units",
  M: "a measurement, not paid",
  N: "not covered",
  P: "paid with another service, or excluded",
  Q: "a functional code of therapy, not paid",
  R: "restricted: special conditions of coverage",
  T: "paid only when nothing else is paid that day",
  X: "excluded by law from this schedule",
};

const globalDays: Readonly<Record<string, string>> = {
  "000": "visits of the same day are included",
  "010": "visits of the day and of ten days after are included",
  "090": "visits of the day before, the day and ninety days after are included",
  MMM: "maternity: the usual days do not apply",
  XXX: "no such days",
  YYY: "the contractor says which days",
  ZZZ: "part of another service, in whose days it lies",
};

const parts: Readonly<Record<string, string>> = {
  "0": "a physician's service, not divided",
  "1": "a test with both parts: 26 and TC may be used",
  "2": "the professional part only",
  "3": "the technical part only",
  "4": "both parts together, with codes of their own for each",
  "5": "incident to a physician's service; not paid in a hospital",
  "6": "a laboratory test that a physician interprets: 26 may be used",
  "7": "therapy; not paid in a hospital",
  "8": "a physician's interpretation, paid for inpatients",
};

const multiples: Readonly<Record<string, string>> = {
  "0": "no reduction",
  "1": "reduced by the old scale: half, then a quarter",
  "2": "the dearest in full, the others half",
  "3": "endoscopies of one family: the base code is counted once",
  "4": "imaging: the second and further ones are reduced",
  "5": "therapy: the practice expense of the second and further units is halved",
  "6": "heart and vessel tests: the technical part of further ones less 25 percent",
  "7": "eye tests: the technical part of further ones less 20 percent",
};

const bilaterals: Readonly<Record<string, string>> = {
  "0": "150 percent does not apply",
  "1": "with modifier 50: 150 percent",
  "2": "already priced for both sides",
  "3": "with modifier 50: each side in full",
};

const assistants: Readonly<Record<string, string>> = {
  "0": "paid when the record shows the need",
  "1": "not paid",
  "2": "paid",
};

const coSurgeons: Readonly<Record<string, string>> = {
  "0": "not paid",
  "1": "paid when the record shows the need",
  "2": "paid when they are of two specialties",
};

const teams: Readonly<Record<string, string>> = {
  "0": "not paid",
  "1": "paid when the record shows the need",
  "2": "paid",
};

const supervisions: Readonly<Record<string, string>> = {
  "01": "general: the physician need not be there",
  "02": "direct: the physician is in the rooms",
  "03": "personal: the physician is in the room",
  "04": "none when done by a qualified psychologist, else general",
  "05": "none when done by a qualified audiologist, else direct",
  "06": "by a physician or a certified physical therapist",
  "21": "general for certified technicians, else direct",
  "22": "may be done by a technician with an online physician's contact",
  "66": "by a physician, or a physical therapist with the certificate for it",
  "6A": "like 66, and certified therapists may supervise others",
  "77": "by a physical therapist with the certificate, or under direct supervision",
  "7A": "like 77, and certified therapists may supervise others",
};
