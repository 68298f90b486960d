/** Which credential for whom: a few rules over the credentials' own facts, each with its reason. */
import { assert } from "../../kernel/assert.ts";
import { credentials } from "./credentials.ts";
import type { CareerWork, Credential, Experience, Schooling } from "./model.ts";

export interface Wish {
  readonly work: CareerWork;
  readonly experience: Experience;
  readonly schooling: Schooling;
}

export interface Advice {
  readonly credential: string;
  readonly fit: "now" | "later";
  /** Why it fits, and what stands before it; the first says most. */
  readonly reasons: readonly string[];
}

const schoolings: readonly Schooling[] = ["high-school", "associate", "bachelor"];
const experiences: readonly Experience[] = ["none", "some", "two-years"];

/** For each kind of work the credential that employers name first, then what else serves. */
const firstFor: Readonly<Record<CareerWork, readonly string[]>> = {
  "office-coding": ["CPC", "CCA", "CCS-P", "CMC"],
  "outpatient-facility": ["COC", "CCS", "CCS-P"],
  inpatient: ["CCS", "CIC", "CCA", "RHIT"],
  "any-coding": ["CPC", "CCS", "CCA", "CBCS"],
  billing: ["CPB", "CBCS", "CRCR"],
  "risk-adjustment": ["CRC", "CPC"],
  audit: ["CPMA", "CPC", "CCS"],
  "health-information": ["RHIA", "RHIT", "CCA"],
  "office-management": ["CPB", "CMC", "CRCR"],
  "revenue-cycle": ["CRCR", "CPB", "CBCS"],
};

/** Best first: what can be begun now, then what the way leads to. Never empty. */
export function adviseCredential(wish: Wish): readonly Advice[] {
  const rows = firstFor[wish.work].map((key) => adviceOn(credentialOf(key), wish));
  const now = rows.filter(({ fit }) => fit === "now");
  const later = rows.filter(({ fit }) => fit === "later");
  return [...(wish.experience === "none" ? entryFirst(now, firstFor[wish.work][0]) : now), ...later];
}

function adviceOn(credential: Credential, wish: Wish): Advice {
  const before = [...missingSchooling(credential, wish), ...missingExperience(credential, wish)];
  const apprentice =
    credential.key === "CPC" && wish.experience !== "two-years"
      ? ["You begin as CPC-A; experience, or experience with schooling, removes the A."]
      : [];
  return {
    credential: credential.key,
    fit: before.length === 0 ? "now" : "later",
    reasons: [credential.valuableFor, ...before, ...apprentice],
  };
}

function missingSchooling({ asks }: Credential, { schooling }: Wish): readonly string[] {
  const asked = asks?.schooling;
  if (asked === undefined || schoolings.indexOf(schooling) >= schoolings.indexOf(asked)) return [];
  return [`First the ${asked === "associate" ? "associate" : "bachelor's"} degree of an accredited programme.`];
}

function missingExperience({ asks }: Credential, { experience }: Wish): readonly string[] {
  const asked = asks?.experience;
  if (asked === undefined || experiences.indexOf(experience) >= experiences.indexOf(asked)) return [];
  return [
    asked === "two-years"
      ? "First two years of coding: without them it opens no door."
      : "First a year of coding beside a credential or the recommended courses.",
  ];
}

/** Without experience, what is made for beginners comes before what employers read as experienced; the work's first choice stays where it is. */
function entryFirst(rows: readonly Advice[], firstChoice: string | undefined): readonly Advice[] {
  const rank = ({ credential }: Advice) => (credential === firstChoice ? 0 : credentialOf(credential).level === "entry" ? 1 : 2);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function credentialOf(key: string): Credential {
  const found = credentials.find((one) => one.key === key);
  assert(found !== undefined, `advice names a credential that is not described: ${key}`);
  return found;
}
