import type { Presentation } from "../presentation.ts";

const winter = [10, 11, 12, 1, 2, 3, 4];

/** What comes on in days: colds, aches, skin, bladder. */
export const acutePresentations: readonly Presentation[] = [
  {
    key: "cold",
    reason: "Cold",
    ages: [2, 80],
    weight: 6,
    note: `CHIEF COMPLAINT: {Runny nose and cough|Cold} for {three|four|five} days.

HISTORY: {person}. {No fever.|Low fever on the first day.} Eats and drinks. {Others at home had it.|A coworker had the same.}

EXAM: Temp 98.{2..9}. Nose swollen, throat slightly red, ears clear, lungs clear.

ASSESSMENT AND PLAN: [[J06.9 Viral upper respiratory infection]]. <<EM3 Fluids, saline, honey at night>>; no antibiotic. Return if not better in ten days.`,
  },
  {
    key: "strep",
    reason: "Sore throat",
    ages: [4, 30],
    weight: 7,
    months: winter,
    note: `CHIEF COMPLAINT: Sore throat since {yesterday|two days}.

HISTORY: {person}. Fever to 10{1..2}.{1..8}. No cough. {Two in the class have strep.|No one else is ill.}

EXAM: Temp 100.{4..9}. Tonsils red with white patches, tender glands in the neck. No rash.

DATA: <<87880-QW Rapid strep test positive>>.

ASSESSMENT AND PLAN: [[J02.0 Strep throat]]. <<EM3 Amoxicillin for ten days>>. Back to {school|work} after a full day of treatment.`,
  },
  {
    key: "ear",
    reason: "Ear pain",
    ages: [1, 12],
    weight: 8,
    months: winter,
    note: `CHIEF COMPLAINT: Ear pain.

HISTORY: {person}, pulling at the right ear since last night after {four|five} days of a cold. Fever to 101.{2..9}. Drinks well.

EXAM: Right eardrum red and bulging, not open; left clear. Lungs clear.

ASSESSMENT AND PLAN: [[H66.001 Acute suppurative otitis media of the right ear, eardrum whole]]. <<EM3 Amoxicillin by weight for ten days>>. Recheck if fever past three days.`,
  },
  {
    key: "sinusitis",
    reason: "Sinus pain",
    ages: [14, 75],
    weight: 5,
    note: `CHIEF COMPLAINT: Face pain and stuffed nose for {eleven|twelve|fourteen} days.

HISTORY: {person}. Better after a week, then worse again. Thick drainage. Pain over the cheeks when bending.

EXAM: Temp 98.{4..9}. Tender over both maxillary sinuses. Thick drainage. Lungs clear.

ASSESSMENT AND PLAN: [[J01.00 Acute maxillary sinusitis]]. <<EM3 Amoxicillin-clavulanate for seven days>>, saline rinses.`,
  },
  {
    key: "bronchitis",
    reason: "Cough",
    ages: [18, 85],
    weight: 6,
    months: winter,
    note: `CHIEF COMPLAINT: Cough for {eight|ten|twelve} days.

HISTORY: {person}. Dry at first, now clear sputum. No fever for a week. {Does not smoke.|Stopped smoking years ago.}

EXAM: Oxygen {96..99} %. A few rhonchi that clear with coughing, no crackles.

ASSESSMENT AND PLAN: [[J20.9 Acute bronchitis]]. <<EM3 Explained why no antibiotic; inhaler for the cough>>.`,
  },
  {
    key: "influenza",
    reason: "Fever and aches",
    ages: [3, 70],
    weight: 8,
    months: [11, 12, 1, 2, 3],
    note: `CHIEF COMPLAINT: Fever, aches and cough since {yesterday|two days}.

HISTORY: {person}. Fever to 10{2..3}.{0..6}. Chills, sore muscles. {Not vaccinated this season.|Vaccinated in October.}

EXAM: Looks tired, drinks. Temp 101.{2..9}. Throat red, lungs clear.

DATA: Rapid test: <<87804-QW influenza A positive>>, <<87804-QW-59 influenza B negative>>.

ASSESSMENT AND PLAN: [[J10.1 Influenza A with cough and sore throat]]. <<EM3 Oseltamivir for five days>>. Home until without fever for a day.`,
  },
  {
    key: "covid",
    reason: "Cough and fever",
    ages: [12, 85],
    weight: 4,
    note: `CHIEF COMPLAINT: Cough, sore throat and fever for two days.

HISTORY: {person}. {Spouse tested positive on Sunday.|Was at a wedding last week.} No shortness of breath.

EXAM: Temp 100.{4..9}, oxygen {95..98} %. Lungs clear.

DATA: <<87811-QW Rapid antigen test for the coronavirus positive>>.

ASSESSMENT AND PLAN: [[U07.1 COVID-19]]. <<EM3 Rest, fluids; when to come back was talked over>>.`,
  },
  {
    key: "bladder",
    reason: "Burning urination",
    ages: [17, 88],
    sex: "F",
    weight: 8,
    note: `CHIEF COMPLAINT: Burning when passing water for {two|three} days.

HISTORY: {person}. Goes often, small amounts. No fever, no back pain, no discharge.

EXAM: Temp 98.{2..8}. No tenderness over the kidneys.

DATA: <<81003-QW Urine dipstick by analyzer: leukocytes and nitrite positive>>.

ASSESSMENT AND PLAN: [[N39.0 Urinary tract infection]]. <<EM3 Nitrofurantoin for five days>>. Return with fever or back pain.`,
  },
  {
    key: "back",
    reason: "Low back pain",
    ages: [20, 80],
    weight: 7,
    note: `CHIEF COMPLAINT: Low back pain for {four|six|nine} days.

HISTORY: {person}. Began after {shovelling|lifting boxes|a long drive}. No leg pain, no numbness, no trouble passing water.

EXAM: Tender along the lower back muscles. Straight leg raise negative. Strength equal.

ASSESSMENT AND PLAN: [[M54.50 Low back pain]]. <<EM3 Walking, heat, naproxen for a week>>. Physical therapy if not better in three weeks.`,
  },
  {
    key: "ankle",
    reason: "Twisted ankle",
    ages: [10, 60],
    weight: 5,
    note: `CHIEF COMPLAINT: Right ankle injury {yesterday|this morning}.

HISTORY: {person}. [[W01.0XXA Slipped on a wet floor and fell]] at home, turned the ankle. Can walk four steps with pain.

EXAM: Swelling and bruise below the outer ankle, tender over the ligament and the tip of the bone. Foot warm.

DATA: <<73610-RT@1 X-ray of the right ankle, three views, read here: no fracture>>.

ASSESSMENT AND PLAN: [[S93.401A Sprain of the right ankle]]. <<EM3@1 Brace, ice, ibuprofen, exercises in three days>>.`,
  },
  {
    key: "poison-ivy",
    reason: "Rash",
    ages: [5, 75],
    weight: 6,
    months: [4, 5, 6, 7, 8, 9, 10],
    note: `CHIEF COMPLAINT: Itching rash for {two|three} days.

HISTORY: {person} cleared brush on the weekend. Blisters in lines on the arms. No swelling of the face, breathing well.

EXAM: Linear blisters on both forearms, no pus.

ASSESSMENT AND PLAN: [[L23.7 Contact dermatitis from plants]]. <<EM3 {Triamcinolone cream twice a day|Prednisone for two weeks, coming down}>>.`,
  },
  {
    key: "cellulitis",
    reason: "Red, swollen leg",
    ages: [30, 90],
    weight: 3,
    note: `CHIEF COMPLAINT: Red leg.

HISTORY: {person}. Redness of the right lower leg for two days after a scratch. No fever.

EXAM: Temp 98.{4..9}. Warm redness {8..14} cm below the right knee, not raised, no pus. Pulses felt.

ASSESSMENT AND PLAN: [[L03.115 Cellulitis of the right lower limb]]. <<EM3 Cephalexin for seven days>>, edge marked; look again in two days.`,
  },
  {
    key: "stomach-flu",
    reason: "Vomiting and diarrhea",
    ages: [3, 75],
    weight: 5,
    note: `CHIEF COMPLAINT: Vomiting and diarrhea since {yesterday|two days}.

HISTORY: {person}. No blood. Keeps small sips. {Two others at home had it.|Several at school have it.}

EXAM: Temp 99.{0..8}. Mouth moist. Belly soft, slightly tender all over.

ASSESSMENT AND PLAN: [[A08.4 Viral gastroenteritis]]. <<EM3 Oral rehydration in small sips, ondansetron once>>. Signs of dryness explained.`,
  },
  {
    key: "fatigue",
    reason: "Fatigue",
    ages: [20, 70],
    weight: 5,
    note: `CHIEF COMPLAINT: Tired for {six|eight|ten} weeks.

HISTORY: {person}. Sleeps {five|six} hours. No fever, weight steady, mood fair. {Asks for a vitamin level because a friend was low.|Wants to know whether vitamins are lacking.}

EXAM: Looks well. Thyroid not enlarged. Heart regular, no pallor.

ASSESSMENT AND PLAN: [[R53.83 Fatigue]], most likely short sleep. <<EM3 Sleep plan given>>. <<36415 Blood drawn>> for <<85025 blood count>>, <<84443 TSH>> and, at the patient's wish, <<82306 25-hydroxy vitamin D>>.`,
  },
  {
    key: "chest-pain",
    reason: "Chest pain",
    ages: [35, 85],
    weight: 3,
    note: `CHIEF COMPLAINT: Chest pain.

HISTORY: {person}. Sharp pain on the left on and off for {three|four} days, worse when turning. Not with effort. No shortness of breath.

EXAM: BP {118..138}/{70..84}, pulse {64..82}, oxygen {97..99} %. Chest wall not tender. Heart and lungs normal.

DATA: <<93000 ECG with twelve leads, read here: normal>>.

ASSESSMENT AND PLAN: [[R07.89 Chest pain, atypical]]. <<EM4 Stress test ordered; when to call 911 was talked over>>.`,
  },
  {
    key: "vertigo",
    reason: "Dizziness",
    ages: [35, 88],
    weight: 4,
    note: `CHIEF COMPLAINT: Spinning for {two|three} days.

HISTORY: {person}. Seconds of spinning when turning over in bed to the right. No hearing loss, no weakness.

EXAM: Dix-Hallpike positive on the right. Gait steady. Nerves of the face normal.

ASSESSMENT AND PLAN: [[H81.11 Benign paroxysmal vertigo, right ear]]. <<EM3 Epley manoeuvre shown for home>>.`,
  },
  {
    key: "reflux",
    reason: "Heartburn",
    ages: [20, 80],
    weight: 5,
    note: `CHIEF COMPLAINT: Heartburn.

HISTORY: {person}. Burning behind the breastbone after meals {four|five} days a week for {two|three} months. No trouble swallowing, no weight loss, no black stool.

EXAM: Belly soft, not tender.

ASSESSMENT AND PLAN: [[K21.9 Reflux disease without esophagitis]]. <<EM3 Omeprazole 20 mg before breakfast for eight weeks>>; late meals and coffee less.`,
  },
  {
    key: "allergy",
    reason: "Allergies",
    ages: [6, 65],
    weight: 5,
    months: [4, 5, 6, 8, 9],
    note: `CHIEF COMPLAINT: Sneezing and itching eyes.

HISTORY: {person}. Every {spring|late summer}. Clear drip. Loratadine helps half.

EXAM: Pale swollen nose, clear drainage. Lungs clear.

ASSESSMENT AND PLAN: [[J30.2 Seasonal allergic rhinitis]]. <<EM3 Fluticasone nasal spray added>>.`,
  },
  {
    key: "sleep",
    reason: "Sleep",
    ages: [22, 80],
    weight: 4,
    note: `CHIEF COMPLAINT: Cannot sleep.

HISTORY: {person}. Takes {one|two} hours to fall asleep for {three|four} months. {Screens in bed.|Coffee at four.} No snoring.

EXAM: Normal.

ASSESSMENT AND PLAN: [[G47.00 Insomnia]]. <<EM3 Sleep rules, trazodone 50 mg for a month>>.`,
  },
];
