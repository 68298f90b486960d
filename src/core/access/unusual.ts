/**
 * Which looks at a record somebody should ask about, each with its reason. A mark is a question and no verdict: most have a good
 * answer. Nothing is marked by a machine that learned: every reason is a sentence with its threshold.
 */
import { type Act, type ActKind, acts } from "./acts.ts";
import type { Role } from "./roles.ts";

/** What is known of one look, and of who looked. */
export interface SeenAccess {
  readonly act: Act;
  readonly actorKind: "person" | "key" | "machine" | "patient";
  readonly person: string;
  readonly role?: Role;
  readonly purpose: string;
  readonly outcome: string;
  /** At the practice's place: 0 to 23, and 0 for Sunday. */
  readonly hour: number;
  readonly weekday: number;
  /** The person has coded, billed or treated on this record at some time. */
  readonly hadTask: boolean;
  /** Different patients whose records the person opened in the hour before. */
  readonly patientsInHour: number;
}

export interface PatientName {
  readonly first: string;
  readonly last: string;
}

export type UnusualKind = "own-record" | "family-name" | "no-task" | "many-patients" | "unusual-hour" | "emergency" | "refused";

export interface Unusual {
  readonly kind: UnusualKind;
  readonly words: string;
}

/** More records in an hour than work on them takes: a minute and a half each. */
const manyPatients = 40;
const firstHour = 6;
const endHour = 20;

/** Roles whose work consists of tasks on records; who oversees others opens what they have no task on. */
const workingRoles: ReadonlySet<Role | undefined> = new Set<Role>(["coder", "biller", "coder-and-biller", "front-desk", "clinician"]);

/** In the order of weight. Lists are not judged: everybody's list has everybody in it. */
export function unusualReasons(seen: SeenAccess, patient: PatientName): readonly Unusual[] {
  const kind: ActKind = acts[seen.act].kind;
  if (seen.actorKind !== "person" || kind === "list") return [];
  const looking = kind === "read" || kind === "export";
  const reasons: (Unusual | false)[] = [
    (kind === "emergency" || seen.purpose === "emergency") && { kind: "emergency", words: "Opened in an emergency (break-glass)." },
    seen.outcome === "restricted" && { kind: "refused", words: "Was refused: the record is restricted." },
    isSamePerson(seen.person, patient)
      ? { kind: "own-record", words: "Has the patient's own name." }
      : isSameFamily(seen.person, patient) && { kind: "family-name", words: "Has the patient's family name." },
    looking &&
      workingRoles.has(seen.role) &&
      !seen.hadTask && { kind: "no-task", words: "Never had a task on this record: nothing coded, billed or treated." },
    looking &&
      seen.patientsInHour > manyPatients && {
        kind: "many-patients",
        words: `Opened ${seen.patientsInHour} patients within an hour, more than ${manyPatients}.`,
      },
    isUnusualHour(seen) && { kind: "unusual-hour", words: `Outside of ${firstHour}:00 to ${endHour}:00, Monday to Saturday.` },
  ];
  return reasons.filter((one) => one !== false);
}

function isUnusualHour({ hour, weekday }: SeenAccess): boolean {
  return hour < firstHour || hour >= endHour || weekday === 0;
}

function isSamePerson(person: string, { first, last }: PatientName): boolean {
  const words = wordsOf(person);
  return isSameFamily(person, { first, last }) && wordsOf(first).some((word) => words.includes(word));
}

/** The last word of a name is the family's, suffixes left out; of a double name each part counts. */
function isSameFamily(person: string, { last }: PatientName): boolean {
  const words = wordsOf(person).filter((word) => !suffixes.has(word));
  // Of a name with hyphen both parts are the family's.
  const family = (
    person
      .trim()
      .split(/\s+/)
      .findLast((word) => !suffixes.has(wordsOf(word).join(""))) ?? ""
  ).toLowerCase();
  const own = family.includes("-") ? wordsOf(family) : words.slice(-1);
  return wordsOf(last).some((word) => word.length > 1 && !suffixes.has(word) && own.includes(word));
}

const suffixes: ReadonlySet<string> = new Set(["jr", "sr", "ii", "iii", "iv", "md", "do", "np", "pa", "rn", "cpc"]);

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
