import type { Presentation } from "../presentation.ts";

/** What patients live with and come back for. */
export const chronicPresentations: readonly Presentation[] = [
  {
    key: "hypertension-at-goal",
    reason: "Blood pressure check",
    ages: [30, 95],
    weight: 10,
    condition: "hypertension",
    note: `CHIEF COMPLAINT: {Blood pressure follow-up|Here for a blood pressure check}.

HISTORY: {person} with hypertension for {four|six|nine|twelve} years. Home readings {122..134} over {70..80}. Takes {lisinopril 20 mg|losartan 50 mg|amlodipine 5 mg} daily and misses no doses. No {chest pain|headache}, no swelling{.|, no dizziness on standing.}

EXAM: BP {118..132}/{68..80}, pulse {62..82}. Heart regular, lungs clear, no edema.

ASSESSMENT AND PLAN: [[I10 Essential hypertension, at goal]]. <<EM3 Continue the same dose, refill for ninety days>>. {Return in six months.|Back in four months with home readings.}`,
  },
  {
    key: "hypertension-above-goal",
    reason: "Blood pressure too high",
    ages: [30, 95],
    weight: 7,
    condition: "hypertension",
    note: `CHIEF COMPLAINT: {Blood pressure is up|Follow-up of blood pressure}.

HISTORY: {person}. Readings at home {148..164} over {86..98} for {two|three} weeks{| since eating out more}. {Takes lisinopril 10 mg|Takes hydrochlorothiazide 12.5 mg}. No chest pain, no shortness of breath, no change of vision.

EXAM: BP {150..166}/{88..98}, again after five minutes {146..158}/{86..94}. Heart regular. No edema.

ASSESSMENT AND PLAN: [[I10 Hypertension, above goal]]. <<EM4 {Lisinopril raised to 20 mg|Amlodipine 5 mg added}>>; what to watch for was talked over. <<80048 Basic metabolic panel>> from <<36415 blood drawn today>>. Return in four weeks.`,
  },
  {
    key: "diabetes-hyperglycemia",
    reason: "Diabetes follow-up",
    ages: [35, 90],
    weight: 9,
    condition: "diabetes",
    note: `CHIEF COMPLAINT: Follow-up of diabetes.

HISTORY: {person}, type 2 diabetes for {five|eight|eleven} years. Sugars at home {170..210} to {230..280}. Takes metformin 1000 mg twice a day. No low sugars, no thirst. {Walks little since the winter.|Skips lunch on work days.}

EXAM: BP {124..138}/{72..82}, BMI {29..34}.{0..9}. Feet: skin whole, monofilament felt on both sides. Heart regular.

DATA: <<83036-QW@1 Hemoglobin A1c in the office today {8.1|8.6|9.2|9.7} %>>.

ASSESSMENT AND PLAN:
1. [[E11.65 Type 2 diabetes with hyperglycemia]], not controlled. <<EM4@12 {Empagliflozin 10 mg|Glipizide 5 mg} started>>.
2. [[I10 Essential hypertension]], controlled on lisinopril.
3. [[Z79.84 Continues metformin by mouth]].
Return in three months.`,
  },
  {
    key: "diabetes-controlled",
    reason: "Diabetes follow-up",
    ages: [35, 90],
    weight: 8,
    condition: "diabetes",
    note: `CHIEF COMPLAINT: Diabetes and cholesterol, regular visit.

HISTORY: {person} feels well. Fasting sugars {98..118} to {124..138}. Eats with care, walks {twenty|thirty} minutes most days. No low sugars. Takes metformin and atorvastatin, no muscle pain.

EXAM: BP {116..128}/{66..78}, weight steady. Feet without sores, pulses felt.

DATA: <<83036-QW Hemoglobin A1c today {6.4|6.6|6.8} %>>.

ASSESSMENT AND PLAN:
1. [[E11.9 Type 2 diabetes without complication]], at goal. <<EM4@12 Medicines continued, refills sent>>.
2. [[E78.5 Hyperlipidemia]], on atorvastatin.
3. [[Z79.84 Metformin by mouth long term]].
Eye examination is due; referral given.`,
  },
  {
    key: "diabetes-kidney",
    reason: "Diabetes and kidneys",
    ages: [50, 92],
    weight: 9,
    condition: "diabetes-kidney",
    note: `CHIEF COMPLAINT: Follow-up of diabetes, blood pressure and kidneys.

HISTORY: {person} with type 2 diabetes, hypertension and kidney disease. Takes {lisinopril and insulin glargine|losartan and dulaglutide}. No swelling. {Avoids ibuprofen as told.|Took ibuprofen twice for the back; told not to.}

EXAM: BP {128..142}/{72..84}. No edema. Heart regular, lungs clear.

DATA: Last eGFR {46..57}. <<80053@12 Metabolic panel>> and <<82043@1 urine albumin>> with <<82570@1 urine creatinine>> today, <<36415@12 blood drawn>>.

ASSESSMENT AND PLAN:
1. [[E11.22 Type 2 diabetes with diabetic kidney disease]], stable. <<EM4@123 Doses kept; results by telephone>>.
2. [[I12.9 Hypertensive chronic kidney disease]].
3. [[N18.31 Chronic kidney disease stage 3a]].`,
  },
  {
    key: "lipids",
    reason: "Cholesterol",
    ages: [35, 85],
    weight: 6,
    condition: "lipids",
    note: `CHIEF COMPLAINT: Cholesterol follow-up.

HISTORY: {person}, takes {rosuvastatin 10 mg|atorvastatin 20 mg}. No muscle pain. {Father had a heart attack at 58.|Has cut down on fried food.}

EXAM: BP {112..130}/{68..80}. Heart regular.

ASSESSMENT AND PLAN: [[E78.2 Mixed hyperlipidemia]]. <<80061 Lipid panel>> from <<36415 blood drawn today>>; <<EM3 statin continued>>. Return in six months.`,
  },
  {
    key: "thyroid",
    reason: "Thyroid check",
    ages: [25, 90],
    weight: 8,
    condition: "thyroid",
    note: `CHIEF COMPLAINT: Thyroid follow-up.

HISTORY: {person} on levothyroxine {50|75|88|100} mcg. {Energy is fair.|Feels cold more than others.} No palpitations, weight steady.

EXAM: Thyroid not enlarged, no nodule. Pulse {60..78}. Reflexes normal.

ASSESSMENT AND PLAN: [[E03.9 Hypothyroidism]]. <<84443 TSH>> with <<36415 blood drawn here>>; <<EM3 same dose until the result is in>>.`,
  },
  {
    key: "asthma-exacerbation",
    reason: "Asthma is worse",
    ages: [6, 60],
    weight: 7,
    condition: "asthma",
    note: `CHIEF COMPLAINT: Wheezing for {two|three|four} days.

HISTORY: {person} with asthma, uses {his} inhaler {four|five|six} times a day since a cold. Woke up coughing {once|twice} last night. No fever.

EXAM: Oxygen {93..96} %, breathing {20..26} a minute. Wheezes on both sides, speaks in full sentences. <<94640@1 Albuterol by nebulizer here>>: wheezing less, oxygen {96..98} %.

ASSESSMENT AND PLAN: [[J45.31 Mild persistent asthma with acute exacerbation]]. <<EM4-25 Prednisone for five days, inhaled steroid taken up again>>. Come back at once when short of breath at rest.`,
  },
  {
    key: "copd-exacerbation",
    reason: "Short of breath, cough",
    ages: [50, 90],
    weight: 8,
    condition: "copd",
    note: `CHIEF COMPLAINT: More cough and shortness of breath for {three|five} days.

HISTORY: {person} with COPD. Sputum {yellow|thicker than usual}. {Smokes half a pack a day.|Still smokes a pack a day.} No chest pain, no leg swelling.

EXAM: Oxygen {90..94} % on room air. Long expiration, scattered wheezes, no crackles.

ASSESSMENT AND PLAN:
1. [[J44.1 COPD with acute exacerbation]]. <<EM4-25@12 Prednisone 40 mg for five days, doxycycline>>.
2. [[F17.210 Nicotine dependence, cigarettes]]. <<99406@2 Talked for five minutes about stopping>>; patches ordered.
Return in one week.`,
  },
  {
    key: "depression",
    reason: "Mood follow-up",
    ages: [18, 80],
    weight: 8,
    condition: "depression",
    note: `CHIEF COMPLAINT: Follow-up of depression.

HISTORY: {person}. Sleeps {five|six} hours, little joy, works every day. No thought of harming {him}self. Takes sertraline {50|100} mg.

DATA: <<96127 PHQ-9 today {11..16}>> (was {15..20}).

EXAM: Speaks freely, affect somewhat flat, thought clear.

ASSESSMENT AND PLAN: [[F33.1 Major depressive disorder, recurrent, moderate]]. <<EM4 Sertraline raised by 50 mg>>; counselling continues. Return in four weeks.`,
  },
  {
    key: "anxiety",
    reason: "Anxiety",
    ages: [18, 75],
    weight: 7,
    condition: "anxiety",
    note: `CHIEF COMPLAINT: Anxiety.

HISTORY: {person} worries most of the day for {six|eight|ten} months, about work and family. Tense shoulders, falls asleep late. No panic. {No alcohol.|A glass of wine at weekends.}

DATA: <<96127 GAD-7 today {10..15}>>.

ASSESSMENT AND PLAN: [[F41.1 Generalized anxiety disorder]]. <<EM4 {Escitalopram 10 mg started|Buspirone 10 mg twice a day started}>>, breathing exercise shown, counsellor's address given.`,
  },
  {
    key: "knee-injection",
    reason: "Knee pain",
    ages: [48, 88],
    weight: 6,
    condition: "knees",
    note: `CHIEF COMPLAINT: Right knee pain; blood pressure check due as well.

HISTORY: {person} with osteoarthritis of the right knee. Pain on stairs, worse for {three|five} weeks. Home blood pressure in the {130..138}s.

EXAM: BP {132..144}/{76..86}. Right knee: bony swelling, bends to {105..115} degrees, no warmth.

PROCEDURE: After consent and cleaning, the <<20610-RT@1 right knee joint was injected>> with <<J3301x4@1 triamcinolone 40 mg>>. No problem.

ASSESSMENT AND PLAN:
1. [[M17.11 Primary osteoarthritis of the right knee]].
2. [[I10 Hypertension]]. <<EM3-25@2 Dose of lisinopril kept, home readings reviewed>>.`,
  },
  {
    key: "atrial-fibrillation",
    reason: "Heart rhythm",
    ages: [58, 95],
    weight: 8,
    condition: "atrial-fibrillation",
    note: `CHIEF COMPLAINT: Follow-up of atrial fibrillation.

HISTORY: {person}. {One short spell of palpitations in a month.|No palpitations.} Takes warfarin and metoprolol. No bleeding, no falls.

EXAM: Pulse {66..84}, {regular|irregular}. Lungs clear. No edema.

DATA: <<93000@1 Twelve-lead ECG read here>>: {sinus rhythm|atrial fibrillation, rate controlled}. <<85610-QW@2 INR in the office {2.1|2.4|2.7}>>.

ASSESSMENT AND PLAN: [[I48.0 Paroxysmal atrial fibrillation]], [[Z79.01 on warfarin long term]]. <<EM4@12 Same dose; INR in four weeks>>.`,
  },
  {
    key: "heart-failure",
    reason: "Heart failure follow-up",
    ages: [60, 95],
    weight: 8,
    condition: "heart-failure",
    note: `CHIEF COMPLAINT: Heart failure follow-up.

HISTORY: {person} with hypertension and diastolic heart failure. Weight {up two pounds|steady}. Sleeps on {one|two} pillows. Takes furosemide 20 mg and losartan.

EXAM: BP {124..140}/{68..80}. {Trace|No} edema of the ankles. Lungs clear.

ASSESSMENT AND PLAN:
1. [[I11.0 Hypertensive heart disease with heart failure]].
2. [[I50.32 Chronic diastolic heart failure]]. <<EM4@12 Furosemide {raised to 40 mg for three days|kept}>>. <<80048@12 Metabolic panel>>, <<36415@12 blood drawn>>. Daily weights.`,
  },
  {
    key: "migraine",
    reason: "Headaches",
    ages: [16, 60],
    weight: 7,
    condition: "migraine",
    note: `CHIEF COMPLAINT: Migraine.

HISTORY: {person}. {Three|Four|Five} attacks a month, one side, throbbing, light hurts, no warning signs before. Sumatriptan helps in an hour. {Missed one day of work.|Missed no work.}

EXAM: Neurologic examination normal. BP {108..126}/{64..78}.

ASSESSMENT AND PLAN: [[G43.009 Migraine without aura]]. <<EM4 {Propranolol 40 mg|Topiramate 25 mg} to prevent attacks started>>. Headache diary.`,
  },
  {
    key: "attention",
    reason: "ADHD follow-up",
    ages: [7, 17],
    weight: 9,
    condition: "attention",
    note: `CHIEF COMPLAINT: ADHD follow-up, here with {his} {mother|father}.

HISTORY: {person}. School says {he} finishes most work. Appetite {less at noon|good}. Sleeps well. Takes methylphenidate ER {18|27} mg.

EXAM: BP {98..112}/{58..68}, weight {up one pound|steady}. Heart regular.

ASSESSMENT AND PLAN: [[F90.2 Attention-deficit hyperactivity disorder, combined]]. <<EM4 Same dose, prescription for one month with two more>>. Return in three months.`,
  },
];
