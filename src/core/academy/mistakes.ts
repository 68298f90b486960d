/** What goes wrong between a right note and a paid claim, as it does in real offices. */
import { assertNever } from "../kernel/assert.ts";
import type { Dice } from "../x12/samples/invented.ts";
import type { DrawnCharge, DrawnNote } from "./draw-note.ts";
import { drawWeighted, type InventedPerson } from "./invent-people.ts";

export const mistakes = [
  /** The clinician has not signed: nothing may be billed. */
  "note-unsigned",
  /** A visit beside a procedure without modifier 25. */
  "modifier-25-missing",
  /** A test of a waived laboratory without modifier QW. */
  "modifier-qw-missing",
  /** A diagnosis that stops one character too early. */
  "diagnosis-incomplete",
  /** A card misread at the desk: an id that the payer never issued. */
  "member-id-misread",
  /** Nobody has coded it yet. */
  "not-coded",
  /** The clinician signs it months later. */
  "note-late",
  /** The desk enters the same visit twice, and both are billed. */
  "entered-twice",
  /** The payer wanted an authorisation for a service of this visit, and nobody asked for one. */
  "authorization-missing",
] as const;

export type Mistake = (typeof mistakes)[number];

export interface MadeMistake {
  readonly mistake: Mistake;
  readonly charges: readonly DrawnCharge[];
  readonly diagnosisCodes: readonly string[];
}

/** How often each comes, against the others. An authorisation can only be missing where one is needed: `inventDay` draws it. */
const weights: Readonly<Record<Mistake, number>> = {
  "note-unsigned": 3,
  "modifier-25-missing": 3,
  "modifier-qw-missing": 2,
  "diagnosis-incomplete": 3,
  "member-id-misread": 7,
  "not-coded": 2,
  "note-late": 1,
  "entered-twice": 1,
  "authorization-missing": 0,
};

/** One that this visit can have; undefined when the dice choose one that it cannot. */
export function inventMistake(
  dice: Dice,
  { note, person }: { readonly note: DrawnNote; readonly person: InventedPerson },
): MadeMistake | undefined {
  const mistake = drawWeighted(dice, mistakes, (one) => weights[one]);
  const codes = note.diagnoses.map(({ code }) => code);
  switch (mistake) {
    case "modifier-25-missing":
      return withoutModifier(note, mistake, "25");
    case "modifier-qw-missing":
      return withoutModifier(note, mistake, "QW");
    case "diagnosis-incomplete": {
      const first = codes[0] ?? "";
      return first.length <= 4 ? undefined : { mistake, charges: note.charges, diagnosisCodes: [first.slice(0, -1), ...codes.slice(1)] };
    }
    case "member-id-misread":
    case "entered-twice":
      return person.coverage === undefined ? undefined : { mistake, charges: note.charges, diagnosisCodes: codes };
    case "note-unsigned":
    case "not-coded":
    case "note-late":
    case "authorization-missing":
      return { mistake, charges: note.charges, diagnosisCodes: codes };
    default:
      return assertNever(mistake);
  }
}

function withoutModifier(note: DrawnNote, mistake: Mistake, modifier: string): MadeMistake | undefined {
  if (!note.charges.some((charge) => charge.modifiers.includes(modifier))) return undefined;
  return {
    mistake,
    charges: note.charges.map((charge) => ({ ...charge, modifiers: charge.modifiers.filter((one) => one !== modifier) })),
    diagnosisCodes: note.diagnoses.map(({ code }) => code),
  };
}
