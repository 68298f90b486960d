/** Disclosures of a patient's record to others, and the accounting that the patient may ask for (45 CFR 164.528). */
import type { IsoDate } from "../kernel/iso-date.ts";

/** On what ground it was disclosed. What needs no accounting may be kept all the same; the accounting leaves it out. */
export const disclosureBases = {
  "required-by-law": { words: "required by law", authority: "45 CFR 164.512(a)", accounted: true },
  "public-health": { words: "public health activities", authority: "45 CFR 164.512(b)", accounted: true },
  abuse: { words: "victims of abuse, neglect or domestic violence", authority: "45 CFR 164.512(c)", accounted: true },
  oversight: { words: "health oversight", authority: "45 CFR 164.512(d)", accounted: true },
  judicial: { words: "judicial or administrative proceeding", authority: "45 CFR 164.512(e)", accounted: true },
  "law-enforcement": { words: "law enforcement", authority: "45 CFR 164.512(f)", accounted: true },
  decedents: { words: "coroner, medical examiner, funeral director", authority: "45 CFR 164.512(g)", accounted: true },
  donation: { words: "organ, eye or tissue donation", authority: "45 CFR 164.512(h)", accounted: true },
  research: { words: "research under a waiver", authority: "45 CFR 164.512(i)", accounted: true },
  threat: { words: "serious threat to health or safety", authority: "45 CFR 164.512(j)", accounted: true },
  government: { words: "military and other government functions", authority: "45 CFR 164.512(k)", accounted: true },
  "workers-compensation": { words: "workers' compensation", authority: "45 CFR 164.512(l)", accounted: true },
  impermissible: { words: "by mistake, not permitted", authority: "45 CFR 164.402, 164.528", accounted: true },
  "payment-and-care": { words: "treatment, payment, health care operations", authority: "45 CFR 164.528(a)(1)(i)", accounted: false },
  patient: { words: "to the patient", authority: "45 CFR 164.528(a)(1)(ii)", accounted: false },
  incident: { words: "incident to a permitted use", authority: "45 CFR 164.528(a)(1)(iii)", accounted: false },
  authorization: { words: "with the patient's authorization", authority: "45 CFR 164.528(a)(1)(iv)", accounted: false },
  involved: { words: "to persons involved in the care", authority: "45 CFR 164.528(a)(1)(v)", accounted: false },
  "national-security": { words: "national security or intelligence", authority: "45 CFR 164.528(a)(1)(vi)", accounted: false },
  custody: { words: "correctional institution, custody", authority: "45 CFR 164.528(a)(1)(vii)", accounted: false },
  "limited-data-set": { words: "limited data set", authority: "45 CFR 164.528(a)(1)(viii)", accounted: false },
} as const;

export type DisclosureBasis = keyof typeof disclosureBases;
export const disclosureBasisNames = Object.keys(disclosureBases) as readonly DisclosureBasis[];

export interface Disclosure {
  readonly id: number;
  readonly disclosedOn: IsoDate;
  /** Of several to one recipient for one purpose: the last, and how often (164.528(b)(3)). */
  readonly lastOn?: IsoDate;
  readonly frequency?: string;
  readonly recipient: string;
  readonly recipientAddress?: string;
  readonly what: string;
  readonly basis: DisclosureBasis;
  readonly purposeWords: string;
  /** An agency asked that the patient is not told until then (164.528(a)(2)). */
  readonly withheldUntil?: IsoDate;
  readonly withheldWords?: string;
  /** The entry that was a mistake. */
  readonly takesBack?: number;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** The day six years back, from which on the patient may ask. */
export function lookbackStart(today: IsoDate): string {
  return `${String(Number(today.slice(0, 4)) - 6).padStart(4, "0")}${today.slice(4)}`;
}

export type DisclosureStanding = "accounted" | "exempt" | "withheld" | "taken-back" | "too-old";

/** Each entry with where it stands, the entries that only take others back left out; the newest first. */
export function standingOf(
  disclosures: readonly Disclosure[],
  today: IsoDate,
): readonly (Disclosure & { readonly standing: DisclosureStanding; readonly takenBackWords?: string })[] {
  const takenBack = new Map(
    disclosures.flatMap((one) => (one.takesBack === undefined ? [] : [[one.takesBack, one.purposeWords] as const])),
  );
  return disclosures
    .filter((one) => one.takesBack === undefined)
    .map((one) => {
      const words = takenBack.get(one.id);
      return { ...one, standing: standing(one, words !== undefined, today), ...(words === undefined ? {} : { takenBackWords: words }) };
    })
    .sort((a, b) => (a.disclosedOn === b.disclosedOn ? b.id - a.id : a.disclosedOn < b.disclosedOn ? 1 : -1));
}

function standing(one: Disclosure, takenBack: boolean, today: IsoDate): DisclosureStanding {
  if (takenBack) return "taken-back";
  if (!disclosureBases[one.basis].accounted) return "exempt";
  if ((one.lastOn ?? one.disclosedOn) < lookbackStart(today)) return "too-old";
  if (one.withheldUntil !== undefined && one.withheldUntil >= today) return "withheld";
  return "accounted";
}
