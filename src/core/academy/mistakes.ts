/** What goes wrong between a right note and a paid claim, as it does in real offices. */
import { assertNever } from "../kernel/assert.ts";
import type { Dice } from "../x12/samples/invented.ts";
import type { DrawnCharge, DrawnNote } from "./draw-note.ts";
import type { InventedPerson } from "./invent-people.ts";

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
] as const;

export type Mistake = (typeof mistakes)[number];

export interface MadeMistake {
  readonly mistake: Mistake;
  readonly charges: readonly DrawnCharge[];
  readonly diagnosisCodes: readonly string[];
}

/** One that this visit can have; undefined when the dice choose one that it cannot. */
export function inventMistake(
  dice: Dice,
  { note, person }: { readonly note: DrawnNote; readonly person: InventedPerson },
): MadeMistake | undefined {
  const mistake = mistakes[dice.roll(mistakes.length)] ?? "note-unsigned";
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
      return person.coverage === undefined ? undefined : { mistake, charges: note.charges, diagnosisCodes: codes };
    case "note-unsigned":
    case "not-coded":
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
