/** A few lines of each kind of file, small enough to read at once: for tests. */
import { compileCodeBook } from "./compile.ts";
import type { CodeBook, Source } from "./model.ts";

export const sampleTabular: Source = {
  name: "tabular-sample.txt",
  text: `# release: FY2027-starter   effective: 2026-10-01
chapter 4 Endocrine, nutritional and metabolic diseases (E00-E89)
block E08-E13 Diabetes mellitus
- E11 Type 2 diabetes mellitus
  add: code to identify control using insulin (Z79.4)
  ex1: type 1 diabetes mellitus (E10.-)
+ E11.10 Type 2 diabetes mellitus with ketoacidosis without coma
  from: 2017-10-01
+ E11.9 Type 2 diabetes mellitus without complications
- E10 Type 1 diabetes mellitus
+ E10.9 Type 1 diabetes mellitus without complications
chapter 7 Diseases of the eye and adnexa (H00-H59)
+ H42 Glaucoma in diseases classified elsewhere
  first: underlying condition, such as: amyloidosis (E85.-)
  flags: manifestation
chapter 10 Diseases of the respiratory system (J00-J99)
  ex2: injury (S00-T88)
block J09-J18 Influenza and pneumonia
- J18 Pneumonia, unspecified organism
  first: associated influenza, if applicable (J09.X1, J10.0-, J11.0-)
  ex1: aspiration pneumonia (J69.0); pneumonia of pregnancy (O29.-); external agents (J67-J70)
+ J18.9 Pneumonia, unspecified organism
+ J11.00 Influenza due to unidentified influenza virus with unspecified type of pneumonia
+ J69.0 Pneumonitis due to inhalation of food and vomit
chapter 16 Certain conditions originating in the perinatal period (P00-P96)
  flags: newborn
+ P59.9 Neonatal jaundice, unspecified
chapter 14 Diseases of the genitourinary system (N00-N99)
+ N40.0 Benign prostatic hyperplasia without lower urinary tract symptoms
  flags: male
chapter 18 Symptoms, signs and abnormal findings (R00-R99)
+ R05 Cough
  to: 2021-09-30
chapter 20 External causes of morbidity (V00-Y99)
  flags: never-first
+ W18.30XA Fall on same level, unspecified, initial encounter
chapter 21 Factors influencing health status (Z00-Z99)
+ Z00.00 Encounter for general adult medical examination without abnormal findings
  flags: first-only adult
`,
};

export const sampleIndex: Source = {
  name: "index-sample.txt",
  text: `# release: FY2027-starter   effective: 2026-10-01
Diabetes, diabetic (mellitus) (sugar)  E11.9
- with
-- ketoacidosis  E11.10
Pneumonia (acute) (double)  J18.9
- viral  J12.-
Lung  see Disease, lung
`,
};

const tables: readonly string[] = [
  "# table: procedures\ncode\twording\tfamily\tflags\tfrom\tto\n99203\tNew patient visit of low complexity, or 30 minutes\tem-office\tem,new,mdm:low,min:30\n59400\tPrenatal care and delivery as one\tmaternity\tfemale\t\t2026-12-31\n99397\tWell visit, established patient of 65 years and over\tpreventive\tem,established,age:65-\n",
  "# table: relative-values\n# effective: 2026-01-01\n# until: 2026-12-31\ncode\tmod\tstatus\twork\tnf_pe\tf_pe\tmp\tglobal\tpctc\tmult\tbilat\tasst\n99203\t\tA\t1.60\t1.76\t0.38\t0.16\tXXX\t0\t0\t0\t0\n",
  "# table: places-of-service\ncode\twording\trate\n11\tOffice\tN\n21\tInpatient hospital\tF\n",
  "# table: carc\ncode\twording\tcategory\tgroup\tpreventable\taction\tappeal\tfrequent\tto\n45\tabove the contract\tCON\tCO\tN\twrite off\tU\tY\n50\tnot medically necessary\tMN\tCO\tY\tappeal\tY\tY\n",
  "# table: rarc\ncode\twording\tcategory\taction\talert\nN115\tdecided by a local policy\tMN\tread the policy\t\n",
];

export function sampleBook(): CodeBook {
  const sources = [sampleTabular, sampleIndex, ...tables.map((text, at) => ({ name: `table-${at}.tsv`, text }))];
  return compileCodeBook(sources).codeBook;
}
