/** The credentials that employers ask for. Names of bodies and credentials are their owners' marks; Claimwright belongs to none of them. */
import type { Credential, Statement } from "./model.ts";

const year = "2025–26";

function firstHand(words: string, source: string, asOf = year): Statement {
  return { words, asOf, source, sureness: "first-hand" };
}
function secondHand(words: string, source: string, asOf = year): Statement {
  return { words, asOf, source, sureness: "second-hand" };
}
function unconfirmed(words: string, source: string, asOf = year): Statement {
  return { words, asOf, source, sureness: "unconfirmed" };
}

const aapcMembership = secondHand(
  "Exam about $399 to $425 for one attempt, $499 for two. Membership, about $222 a year ($157 for students), must be active to sit the exam and to keep the credential.",
  "aapc-reported",
);
const aapcRenewal = secondHand(
  "36 hours of continuing education every two years for one core credential; more for several.",
  "aapc-reported",
);
const noneNeeded = unconfirmed("None. Some experience and a course are recommended.", "aapc");
const aapcHundred = (books: string): Statement => unconfirmed(`100 multiple-choice questions in 4 hours; 70 % passes. ${books}`, "aapc");

const aapcCredentials: readonly Credential[] = [
  {
    key: "CPC",
    name: "Certified Professional Coder",
    body: "AAPC",
    level: "core",
    works: ["office-coding", "any-coding"],
    valuableFor:
      "Whoever codes what physicians do in offices and outpatient clinics. It is the credential that most advertisements for office coders name.",
    exam: firstHand(
      "100 multiple-choice questions in 4 hours; 70 % passes. Open book: the year's CPT, ICD-10-CM and HCPCS Level II.",
      "aapc",
    ),
    content: unconfirmed(
      "17 areas: six series of surgery, evaluation and management, anaesthesia, radiology, laboratory, medicine, terminology, anatomy, the three code sets, guidelines, compliance, and ten cases.",
      "aapc",
    ),
    cost: aapcMembership,
    prerequisites: unconfirmed(
      "None to sit the exam. Until experience is shown the title is CPC-A, apprentice: two years of coding, or one year with 80 hours of schooling, removes the A.",
      "aapc",
    ),
    renewal: aapcRenewal,
  },
  {
    key: "COC",
    name: "Certified Outpatient Coder",
    body: "AAPC",
    level: "core",
    works: ["outpatient-facility"],
    valuableFor: "Coders of hospital outpatient departments and ambulatory surgery centres, where the facility is paid by OPPS and APC.",
    exam: aapcHundred("Open book."),
    content: unconfirmed("Surgery, radiology, laboratory, medicine, payment methods of facilities, compliance.", "aapc"),
    cost: aapcMembership,
    prerequisites: noneNeeded,
    renewal: aapcRenewal,
  },
  {
    key: "CIC",
    name: "Certified Inpatient Coder",
    body: "AAPC",
    level: "advanced",
    works: ["inpatient"],
    valuableFor: "Coders of hospital stays who come from AAPC's side: ICD-10-CM with ICD-10-PCS and payment by DRG.",
    exam: firstHand(
      "40 multiple-choice questions and 7 inpatient cases in 4 hours; 70 % passes. Open book: ICD-10-CM and ICD-10-PCS.",
      "aapc",
    ),
    cost: aapcMembership,
    prerequisites: noneNeeded,
    renewal: aapcRenewal,
  },
  {
    key: "CRC",
    name: "Certified Risk Adjustment Coder",
    body: "AAPC",
    level: "core",
    works: ["risk-adjustment"],
    valuableFor: "Coders for Medicare Advantage plans and groups that are paid by risk; usually taken after the CPC.",
    exam: aapcHundred("Open book: ICD-10-CM."),
    content: unconfirmed("ICD-10-CM, compliance, risk models, documentation.", "aapc"),
    cost: aapcMembership,
    prerequisites: noneNeeded,
    renewal: aapcRenewal,
  },
  {
    key: "CPB",
    name: "Certified Professional Biller",
    body: "AAPC",
    level: "core",
    works: ["billing", "revenue-cycle"],
    valuableFor: "Billers: claims, payers' rules, denials, patients' accounts. With the CPC it covers a small practice's whole desk.",
    exam: firstHand(
      "135 multiple-choice questions in 4 hours; 70 % passes. Pages that name 100 or 200 questions describe other versions.",
      "aapc",
    ),
    content: unconfirmed(
      "Kinds of insurance, billing regulations, HIPAA and compliance, reimbursement and collections, billing, coding, case analysis.",
      "aapc",
    ),
    cost: secondHand(
      "Exam about $425 for one attempt, $499 for two. Active membership, about $222 a year, as for the CPC.",
      "aapc-reported",
    ),
    prerequisites: noneNeeded,
    renewal: aapcRenewal,
  },
  {
    key: "CPMA",
    name: "Certified Professional Medical Auditor",
    body: "AAPC",
    level: "advanced",
    works: ["audit"],
    valuableFor: "Experienced coders who audit others' coding and documentation.",
    exam: aapcHundred("Open book."),
    content: unconfirmed("Review of records, audit of evaluation and management, compliance, sampling and statistics.", "aapc"),
    cost: aapcMembership,
    prerequisites: unconfirmed("None demanded; two or more years of coding are what makes it useful.", "trade"),
    renewal: aapcRenewal,
    asks: { experience: "two-years" },
  },
];

const ahimaRenewal = secondHand("20 hours of continuing education every two years.", "ahima-reported");
const expertFee = secondHand("$299 for members, $399 for others.", "ahima-reported");
const degreeFee = unconfirmed("About $229 for members, $299 for others.", "ahima-reported");

const ahimaCredentials: readonly Credential[] = [
  {
    key: "CCA",
    name: "Certified Coding Associate",
    body: "AHIMA",
    level: "entry",
    works: ["any-coding", "office-coding", "inpatient"],
    valuableFor: "Beginners without a degree or a job yet who want coding of hospitals and offices open to them.",
    exam: secondHand(
      "105 questions, 90 of them scored, in 2 hours at a test centre; a scaled 300 of 400 passes. Own code books: ICD-10-CM, ICD-10-PCS, CPT.",
      "ahima-reported",
    ),
    content: secondHand(
      "Classification 30–34 %, reimbursement 21–25, records and data 13–17, compliance 12–16, information technology 6–10, privacy 6–10.",
      "ahima-reported",
    ),
    cost: unconfirmed("$199 for members, $299 for others; another page says $299 and $399.", "ahima-reported"),
    prerequisites: secondHand("High-school diploma. Of those who sat it first in 2025, 62 % passed.", "ahima-reported"),
    renewal: ahimaRenewal,
    asks: { schooling: "high-school" },
  },
  {
    key: "CCS",
    name: "Certified Coding Specialist",
    body: "AHIMA",
    level: "advanced",
    works: ["inpatient", "outpatient-facility", "any-coding"],
    valuableFor: "Coders of complex records and hospital stays. It counts as the expert's credential for inpatient work.",
    exam: secondHand(
      "107 questions by most pages, multiple choice and medical scenarios, in 4 hours at a test centre with own code books; a scaled 300 of 400 passes.",
      "ahima-reported",
    ),
    content: secondHand(
      "Coding 39–41 %, documentation 18–22, queries to providers 9–11, compliance 18–22, information technology 9–11.",
      "ahima-reported",
    ),
    cost: expertFee,
    prerequisites: firstHand(
      "High-school diploma and one of: the recommended courses with a year of coding; two years of coding; CCA or another coding credential with a year; CCS-P, RHIT or RHIA.",
      "ahima",
    ),
    renewal: ahimaRenewal,
    asks: { schooling: "high-school", experience: "some" },
  },
  {
    key: "CCS-P",
    name: "Certified Coding Specialist, physician-based",
    body: "AHIMA",
    level: "advanced",
    works: ["office-coding", "outpatient-facility"],
    valuableFor: "Experienced coders of physicians' services who are at home with AHIMA.",
    exam: unconfirmed("Like the CCS, with professional scenarios.", "ahima-reported"),
    cost: expertFee,
    prerequisites: unconfirmed("As for the CCS.", "ahima-reported"),
    renewal: ahimaRenewal,
    asks: { schooling: "high-school", experience: "some" },
  },
  {
    key: "RHIT",
    name: "Registered Health Information Technician",
    body: "AHIMA",
    level: "core",
    works: ["health-information", "inpatient"],
    valuableFor: "People on the way of a degree into the management of records and data, of which coding is a part.",
    exam: unconfirmed("150 questions, 130 scored, in 3½ hours; a scaled 300 of 400 passes.", "ahima-reported"),
    cost: degreeFee,
    prerequisites: unconfirmed("Associate degree of a programme that CAHIIM accredits.", "ahima-reported"),
    renewal: ahimaRenewal,
    asks: { schooling: "associate" },
  },
  {
    key: "RHIA",
    name: "Registered Health Information Administrator",
    body: "AHIMA",
    level: "advanced",
    works: ["health-information"],
    valuableFor: "Those who will lead a records or revenue department.",
    exam: unconfirmed("170 questions, 150 scored, in 3½ to 4 hours; a scaled 300 of 400 passes.", "ahima-reported"),
    cost: degreeFee,
    prerequisites: unconfirmed("Bachelor's degree of a programme that CAHIIM accredits.", "ahima-reported"),
    renewal: unconfirmed("30 hours of continuing education every two years.", "ahima-reported"),
    asks: { schooling: "bachelor" },
  },
];

const otherCredentials: readonly Credential[] = [
  {
    key: "CMC",
    name: "Certified Medical Coder",
    body: "PMI",
    level: "core",
    works: ["office-coding"],
    valuableFor: "Staff of physicians' offices who code beside other work and want a course with an exam at its end.",
    exam: unconfirmed("A class, then a proctored exam with open books; 70 % passes.", "pmi"),
    cost: firstHand(
      "Renewal $75 for the first credential, $50 for the second, $25 for the third and fourth. The exam comes with the course.",
      "pmi",
      "older page",
    ),
    prerequisites: unconfirmed("Experience in a medical office is recommended.", "pmi"),
    renewal: unconfirmed("Each year, with 12 hours of continuing education.", "pmi"),
  },
  {
    key: "CBCS",
    name: "Certified Billing and Coding Specialist",
    body: "NHA",
    level: "entry",
    works: ["billing", "any-coding"],
    valuableFor: "Beginners who take both halves at once, often straight after a school's programme.",
    exam: unconfirmed(
      "100 scored questions and some that do not count, in 1 h 50 to 3 hours (reported differently); a scaled 390 of 500 passes.",
      "nha",
    ),
    content: unconfirmed(
      "Billing and reimbursement about a third, coding about a third, insurance a fifth, revenue cycle and compliance the rest.",
      "nha",
    ),
    cost: secondHand("About $117.", "nha"),
    prerequisites: unconfirmed("High school, and training within five years or a year of work.", "nha"),
    renewal: unconfirmed("10 hours of continuing education every two years.", "nha"),
    asks: { schooling: "high-school" },
  },
  {
    key: "CRCR",
    name: "Certified Revenue Cycle Representative",
    body: "HFMA",
    level: "entry",
    works: ["revenue-cycle", "billing"],
    valuableFor: "Staff of a hospital's or billing company's revenue cycle, whichever desk they sit at.",
    exam: unconfirmed("75 questions in 90 minutes; 70 % passes.", "hfma"),
    cost: unconfirmed("With the membership or the employer's programme; ask HFMA.", "hfma"),
    prerequisites: unconfirmed("None.", "hfma"),
    renewal: unconfirmed("Every two years.", "hfma"),
  },
];

export const credentials: readonly Credential[] = [...aapcCredentials, ...ahimaCredentials, ...otherCredentials];
