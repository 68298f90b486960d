import type { Presentation } from "../presentation.ts";

/** Where hands do the work: small procedures, injections, women's health. */
export const procedurePresentations: readonly Presentation[] = [
  {
    key: "cut-finger",
    reason: "Cut finger",
    ages: [16, 70],
    weight: 3,
    note: `CHIEF COMPLAINT: Cut on the left index finger an hour ago.

HISTORY: {person}. [[W26.0XXA Cut with a kitchen knife]] while cooking at home. Last tetanus shot more than ten years ago.

EXAM: 2 cm straight cut over the side of the left index finger, clean, moves and feels well. Nail whole.

PROCEDURE: Numbed, washed, <<12001@1 closed with {three|four} simple stitches>>.

ASSESSMENT AND PLAN: [[S61.211A Laceration of the left index finger, nail whole, no foreign body]]. <<90715@2 Tetanus, diphtheria and pertussis vaccine>> <<90471@2 given in the arm>>, [[Z23 vaccination needed]]. Stitches out in ten days.`,
  },
  {
    key: "warts",
    reason: "Warts",
    ages: [6, 45],
    weight: 4,
    note: `CHIEF COMPLAINT: Warts on the hand.

HISTORY: {person}. {Three|Four|Five} warts for months, drops from the store did not help.

EXAM: Rough raised warts, 3 to 6 mm, on the fingers.

PROCEDURE: <<17110 All of them frozen with liquid nitrogen, two rounds>>.

ASSESSMENT AND PLAN: [[B07.8 Common warts]]. Blisters are to be expected. Again in three weeks if needed.`,
  },
  {
    key: "earwax",
    reason: "Blocked ear",
    ages: [20, 92],
    weight: 5,
    note: `CHIEF COMPLAINT: Blocked right ear.

HISTORY: {person} hears less on the right for {a week|ten days}. No pain.

EXAM: Right canal closed by hard wax, left clear.

PROCEDURE: <<69210-RT Wax taken out with a curette by the clinician>>. Eardrum normal.

ASSESSMENT AND PLAN: [[H61.21 Impacted wax of the right ear]]. Oil drops once a week.`,
  },
  {
    key: "shoulder",
    reason: "Shoulder pain",
    ages: [35, 80],
    weight: 4,
    note: `CHIEF COMPLAINT: Right shoulder pain for {two|three} months.

HISTORY: {person}. Hurts when reaching overhead and at night. Exercises did not help enough.

EXAM: Painful arc, Neer and Hawkins positive on the right. Strength full.

PROCEDURE: After consent and cleaning, <<20610-RT the right subacromial space was injected>> with <<J3301x4 triamcinolone 40 mg>>.

ASSESSMENT AND PLAN: [[M75.41 Impingement syndrome of the right shoulder]]. Physical therapy ordered.`,
  },
  {
    key: "b12",
    reason: "B12 shot",
    ages: [45, 92],
    weight: 3,
    note: `NURSE VISIT: {person} for the monthly vitamin B12 shot as ordered.

No complaint. <<J3420@1 Cyanocobalamin 1000 mcg>> <<96372@1 given in the left upper arm>>. No reaction after ten minutes.

ASSESSMENT: [[D51.0 Pernicious anemia]]. Next in four weeks.`,
  },
  {
    key: "vaginitis",
    reason: "Vaginal itching",
    ages: [18, 60],
    sex: "F",
    weight: 4,
    note: `CHIEF COMPLAINT: Itching and discharge for {three|four} days.

HISTORY: {person}. After a course of antibiotics. No pain, no fever, one partner.

EXAM: Redness, thick white discharge. Cervix normal.

DATA: <<87210 Wet mount looked at here: budding yeast, no clue cells>>.

ASSESSMENT AND PLAN: [[B37.31 Acute yeast infection of the vulva and vagina]]. <<EM3 Fluconazole once>>.`,
  },
  {
    key: "pregnancy-test",
    reason: "Late period",
    ages: [18, 42],
    sex: "F",
    weight: 3,
    note: `CHIEF COMPLAINT: Period is two weeks late.

HISTORY: {person}. Last period seven weeks ago. Slight nausea in the morning, no bleeding, no pain.

DATA: <<81025 Urine pregnancy test positive>>.

ASSESSMENT AND PLAN: [[Z32.01 Pregnancy test positive]]. <<EM3 Folic acid, first visit with obstetrics arranged>>.`,
  },
  {
    key: "pill",
    reason: "Contraception",
    ages: [17, 44],
    sex: "F",
    weight: 4,
    note: `CHIEF COMPLAINT: Refill of the pill.

HISTORY: {person}. Takes it daily, no headache with warning signs, no clots in the family, does not smoke.

EXAM: BP {104..124}/{62..78}.

ASSESSMENT AND PLAN: [[Z30.41 Surveillance of contraceptive pills]]. <<EM3 Refill for a year>>.`,
  },
];
