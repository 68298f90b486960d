import type { Presentation } from "../presentation.ts";

/** Well visits and vaccines. */
export const preventivePresentations: readonly Presentation[] = [
  {
    key: "adult-well",
    reason: "Annual physical",
    ages: [19, 64],
    weight: 10,
    payer: "not-medicare",
    note: `ANNUAL EXAMINATION: {person}, no complaint.

HISTORY: Eats well enough, {walks|runs|swims} {two|three} times a week. Does not smoke. Family: {high blood pressure in the mother|no early heart disease}.

EXAM: BP {108..126}/{64..80}. Skin, neck, heart, lungs, belly and joints normal.

ASSESSMENT AND PLAN: <<WELL [[Z00.00 Well adult, nothing abnormal]]>>. <<80061 Lipid panel>> from <<36415 blood drawn today>>, [[Z13.220 screening for lipids]]. Seat belt, sleep and alcohol talked over.`,
  },
  {
    key: "adult-well-with-problem",
    reason: "Annual physical",
    ages: [30, 64],
    weight: 5,
    payer: "not-medicare",
    condition: "hypertension",
    note: `ANNUAL EXAMINATION: {person}.

HISTORY: No complaint, but home blood pressure {146..158} over {88..96}. Takes hydrochlorothiazide.

EXAM: BP {148..160}/{88..96}. Rest of the examination normal.

ASSESSMENT AND PLAN:
1. <<WELL@1 [[Z00.01 Well visit with an abnormal finding]]>>: counselling by age.
2. [[I10 Hypertension, above goal]]. <<EM3-25@2 Lisinopril 10 mg added, separate work beside the examination>>. Return in four weeks.`,
  },
  {
    key: "medicare-wellness",
    reason: "Annual wellness visit",
    ages: [66, 95],
    weight: 8,
    payer: "medicare",
    note: `ANNUAL WELLNESS VISIT: {person}.

Health risk questionnaire reviewed. {No falls|One fall without injury} in the past year. Memory screen normal. Depression screen negative. List of medicines and of clinicians brought up to date. Advance directive {on file|talked over}.

EXAM: BP {116..134}/{66..80}, weight and height measured.

ASSESSMENT AND PLAN: <<WELL [[Z00.00 Wellness visit, nothing abnormal]]>>. Written plan of screenings given.`,
  },
  {
    key: "child-well",
    reason: "Well child",
    ages: [5, 17],
    weight: 9,
    payer: "not-medicare",
    note: `WELL CHILD VISIT: {person}, here with a parent.

HISTORY: Eats and sleeps well, {reads at grade level|likes school}. {Plays soccer|Plays the trumpet|Rides a bicycle with a helmet}.

EXAM: Growth along {his} curve. BP {94..110}/{56..68}. Eyes, ears, heart, lungs, spine normal.

ASSESSMENT AND PLAN: <<WELL [[Z00.129 Routine child examination, nothing abnormal]]>>. Safety, screens and teeth talked over.`,
  },
  {
    key: "flu-shot",
    reason: "Flu shot",
    ages: [9, 95],
    weight: 12,
    months: [9, 10, 11],
    note: `NURSE VISIT: {person} for the influenza vaccine. No fever, no egg reaction, no reaction to earlier shots.

<<FLU Influenza vaccine>> <<FLUGIVE given in the left upper arm>>. [[Z23 Vaccination]]. Sheet given, watched for fifteen minutes.`,
  },
];
