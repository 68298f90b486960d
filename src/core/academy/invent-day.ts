/** A day's visits of a practice, with what goes wrong as in life. The same seed and history give the same day. */
import { ageOn, daysBetween, type IsoDate, monthOf, weekdayOf } from "../kernel/iso-date.ts";
import { type Dice, newDice } from "../x12/samples/invented.ts";
import { type DrawnCharge, type DrawnNote, drawNote } from "./draw-note.ts";
import { drawWeighted, type InventedPerson } from "./invent-people.ts";
import { inventMistake, type MadeMistake, type Mistake } from "./mistakes.ts";
import type { Presentation } from "./presentation.ts";
import { acutePresentations } from "./presentations/acute.ts";
import { chronicPresentations } from "./presentations/chronic.ts";
import { preventivePresentations } from "./presentations/preventive.ts";
import { procedurePresentations } from "./presentations/procedures.ts";

export const presentations: readonly Presentation[] = [
  ...chronicPresentations,
  ...acutePresentations,
  ...procedurePresentations,
  ...preventivePresentations,
];

export interface InventedVisit {
  readonly person: InventedPerson;
  readonly presentation: string;
  readonly reason: string;
  /** 0-based place in the practice's list of clinicians. */
  readonly clinician: number;
  readonly newPatient: boolean;
  /** The note with the codes that are right for it. */
  readonly note: DrawnNote;
  /** What the practice got wrong; absent: nothing. */
  readonly mistake?: Mistake;
  /** The services as the practice coded them, mistake included. */
  readonly charges: readonly DrawnCharge[];
  readonly diagnosisCodes: readonly string[];
  /** The payer's number for a service that needs one, when somebody asked for it. */
  readonly authorization?: string;
}

export interface DayPlan {
  readonly seed: number;
  readonly on: IsoDate;
  readonly visits: number;
  readonly people: readonly InventedPerson[];
  readonly clinicians: number;
  /** The last visit before this day, by account number. */
  readonly lastSeen: ReadonlyMap<string, IsoDate>;
  /** Of a hundred visits, how many go wrong somewhere; default 16. */
  readonly mistakesPercent?: number;
}

/** Nobody comes twice within this many days. */
const restDays = 12;

/** Saturday and Sunday, and the days on which offices of the country are closed. */
export function isOfficeDay(on: IsoDate): boolean {
  const weekday = weekdayOf(on);
  return weekday !== 0 && weekday !== 6 && !isHoliday(on);
}

/** New Year, Memorial Day, Independence Day, Labor Day, Thanksgiving, Christmas (5 U.S.C. 6103, those that offices keep). */
function isHoliday(on: IsoDate): boolean {
  const day = on.slice(5);
  const dayOfMonth = Number(on.slice(8));
  const weekday = weekdayOf(on);
  if (day === "01-01" || day === "07-04" || day === "12-25") return true;
  if (monthOf(on) === 5) return weekday === 1 && dayOfMonth > 24;
  if (monthOf(on) === 9) return weekday === 1 && dayOfMonth <= 7;
  return monthOf(on) === 11 && weekday === 4 && dayOfMonth >= 22 && dayOfMonth <= 28;
}

export function inventDay(plan: DayPlan): readonly InventedVisit[] {
  const dice = newDice(seedOf(plan));
  const visits: InventedVisit[] = [];
  const seenToday = new Set<string>();
  // A day of few people may not fill up; the bound keeps the search finite.
  for (let tries = 0; visits.length < plan.visits && tries < plan.visits * 20; tries += 1) {
    const person = drawWeighted(dice, plan.people, (one) => one.weight);
    const account = person.patient.accountNumber;
    if (seenToday.has(account) || isResting(plan, account)) continue;
    const visit = inventVisit(dice, plan, person);
    if (visit === undefined) continue;
    seenToday.add(account);
    visits.push(visit);
  }
  return visits;
}

function isResting({ lastSeen, on }: DayPlan, account: string): boolean {
  const last = lastSeen.get(account);
  return last !== undefined && daysBetween({ from: last, to: on }) < restDays;
}

function inventVisit(dice: Dice, plan: DayPlan, person: InventedPerson): InventedVisit | undefined {
  const newPatient = person.newcomer && !plan.lastSeen.has(person.patient.accountNumber);
  const fitting = presentations.filter((one) => fits(one, { person, on: plan.on, newPatient }));
  if (fitting.length === 0) return undefined;
  const presentation = drawWeighted(dice, fitting, (one) => one.weight);
  const note = drawNote(presentation.note, dice, {
    age: ageOn({ birth: person.patient.birthDate, on: plan.on }),
    sex: person.patient.sex,
    medicare: person.coverage?.medicare === true,
    newPatient,
  });
  const made = { note, person, presentation: presentation.key };
  const wanted = authorizationFor(person, note);
  const forgotten = wanted !== undefined && dice.roll(100) < forgottenPercent;
  const mistake: MadeMistake | undefined = forgotten
    ? { mistake: "authorization-missing", charges: note.charges, diagnosisCodes: note.diagnoses.map(({ code }) => code) }
    : dice.roll(100) < (plan.mistakesPercent ?? 16)
      ? inventMistake(dice, made)
      : undefined;
  return {
    ...made,
    reason: presentation.reason,
    clinician: dice.roll(plan.clinicians),
    newPatient,
    charges: mistake?.charges ?? note.charges,
    diagnosisCodes: mistake?.diagnosisCodes ?? note.diagnoses.map(({ code }) => code),
    ...(mistake === undefined ? {} : { mistake: mistake.mistake }),
    ...(wanted === undefined || forgotten ? {} : { authorization: `${wanted.prefix}${100_000 + dice.roll(899_999)}` }),
  };
}

/** Of a hundred services that need an authorisation, for how many nobody asks. */
const forgottenPercent = 35;

function authorizationFor({ coverage }: InventedPerson, { charges }: DrawnNote): { readonly prefix: string } | undefined {
  const wants = coverage?.authorization;
  return charges.some((one) => wants?.procedures.includes(one.procedure) === true) ? wants : undefined;
}

function fits(
  { ages, sex, months, condition, payer, key }: Presentation,
  { person, on, newPatient }: { readonly person: InventedPerson; readonly on: IsoDate; readonly newPatient: boolean },
): boolean {
  const age = ageOn({ birth: person.patient.birthDate, on });
  const medicare = person.coverage?.medicare === true;
  // Who lives with a condition was known here before; who is new comes with something of today, or for a well visit.
  const known = condition === undefined || (person.conditions.has(condition) && !newPatient);
  const nurseOnly = key === "b12" || key === "flu-shot";
  return (
    known &&
    age >= ages[0] &&
    age <= ages[1] &&
    (sex === undefined || sex === person.patient.sex) &&
    (months === undefined || months.includes(monthOf(on))) &&
    (payer === undefined || (payer === "medicare") === medicare) &&
    !(newPatient && nurseOnly)
  );
}

/** The seed and the day mixed, so that days differ and each can be drawn by itself. */
function seedOf({ seed, on }: DayPlan): number {
  return (Math.imul(seed, 2_654_435_761) ^ Math.imul(Number(on.replaceAll("-", "")), 40_503)) >>> 0;
}
