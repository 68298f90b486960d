/** Plain words for the codes that claims, payments and their answers use most. Our own wording. */

type Words = Readonly<Record<string, string>>;

/** "11 office", or the bare code when we have no words for it. */
export function withWords(words: Words, code: string): string {
  const known = words[code];
  return known === undefined ? code : `${code} ${known}`;
}

/** The words alone, or "code X". */
export function wordsFor(words: Words, code: string): string {
  return words[code] ?? `code ${code}`;
}

export const setNames: Words = {
  "270": "eligibility question",
  "271": "eligibility answer",
  "276": "claim status question",
  "277": "claim status answer or claim acknowledgement",
  "278": "prior authorization",
  "820": "premium payment",
  "834": "enrolment",
  "835": "remittance",
  "837": "claims",
  "997": "syntax acknowledgement",
  "999": "syntax acknowledgement",
};

export const groupNames: Words = {
  HC: "claims",
  HP: "remittances",
  FA: "syntax acknowledgements",
  HN: "claim acknowledgements or status answers",
  HR: "claim status questions",
  HS: "eligibility questions",
  HB: "eligibility answers",
  HI: "prior authorizations",
  BE: "enrolments",
  RA: "premium payments",
};

export const placesOfService: Words = {
  "02": "telehealth away from the patient's home",
  "10": "telehealth in the patient's home",
  "11": "office",
  "12": "patient's home",
  "19": "off-campus outpatient hospital",
  "20": "urgent care",
  "21": "inpatient hospital",
  "22": "on-campus outpatient hospital",
  "23": "emergency room",
  "24": "ambulatory surgical center",
  "31": "skilled nursing facility",
  "32": "nursing facility",
  "41": "ambulance on land",
  "49": "independent clinic",
  "50": "federally qualified health center",
  "72": "rural health clinic",
  "81": "independent laboratory",
};

export const frequencies: Words = { "1": "original claim", "7": "replacement of an earlier claim", "8": "void of an earlier claim" };

export const roles: Words = {
  "40": "receiver of the file",
  "41": "sender of the file",
  "45": "ambulance drop-off",
  "71": "attending provider",
  "72": "operating provider",
  "74": "corrected patient or insured",
  "77": "place where the service was given",
  "82": "rendering provider",
  "85": "billing provider",
  "87": "address to send payment to",
  AY: "clearinghouse",
  DK: "ordering provider",
  DN: "referring provider",
  DQ: "supervising provider",
  GB: "other insured",
  IL: "insured",
  P3: "primary care provider",
  PE: "payee",
  PR: "payer",
  PW: "ambulance pick-up",
  QB: "purchased service provider",
  QC: "patient",
  TT: "payer that the claim was passed on to",
};

export const ranks: Words = { P: "primary", S: "secondary", T: "tertiary", U: "unknown rank" };

export const relationships: Words = {
  "01": "spouse",
  "18": "self",
  "19": "child",
  "20": "employee",
  "21": "unknown",
  "39": "organ donor",
  "40": "cadaver donor",
  "53": "life partner",
  G8: "other relationship",
};

export const filingIndicators: Words = {
  "11": "other non-federal program",
  "12": "preferred provider plan",
  "13": "point of service plan",
  "14": "exclusive provider plan",
  "15": "indemnity insurance",
  "16": "Medicare Advantage",
  "17": "dental maintenance plan",
  AM: "auto medical",
  BL: "Blue Cross Blue Shield",
  CH: "TRICARE",
  CI: "commercial insurance",
  DS: "disability",
  FI: "federal employees program",
  HM: "health maintenance organization",
  LM: "liability medical",
  MA: "Medicare Part A",
  MB: "Medicare Part B",
  MC: "Medicaid",
  OF: "other federal program",
  TV: "Title V",
  VA: "Veterans Affairs",
  WC: "workers' compensation",
  ZZ: "other",
};

export const references: Words = {
  "0B": "state license number",
  "0K": "payer's policy that applied",
  "1G": "UPIN",
  "1K": "payer's claim number",
  "1L": "group or policy number",
  "1W": "member number",
  "28": "employee number",
  "2U": "payer's number",
  "4N": "reason why there is no authorization",
  "6P": "group number",
  "6R": "our number for the service line",
  "9A": "repriced claim number",
  "9F": "referral number",
  BLT: "bill type",
  BT: "vaccine batch number",
  CE: "class of contract",
  D9: "clearinghouse's claim number",
  EA: "medical record number",
  EI: "employer tax number",
  EO: "submitter number",
  EV: "receiver's number",
  EW: "mammography certificate",
  F2: "version of the payer's system",
  F4: "referring laboratory's CLIA number",
  F8: "payer's number of the earlier claim",
  FJ: "our number for the service line",
  FY: "claim office number",
  G1: "prior authorization number",
  G2: "provider's number at this payer",
  HPI: "provider's NPI",
  LU: "location number",
  LX: "investigational device number",
  NF: "NAIC number",
  P4: "demonstration project",
  PQ: "payee's number",
  SY: "social security number",
  T4: "this claim was adjusted before",
  TJ: "tax number",
  VY: "compound drug link",
  X4: "CLIA number",
  XZ: "prescription number",
  Y4: "property or casualty claim number",
};

export const dates: Words = {
  "009": "processed on",
  "011": "shipped on",
  "036": "coverage ended on",
  "050": "received on",
  "090": "care taken over on",
  "091": "care given up on",
  "096": "discharged on",
  "150": "service from",
  "151": "service to",
  "232": "statement from",
  "233": "statement to",
  "291": "plan dates",
  "296": "may return to work on",
  "297": "last worked on",
  "304": "last seen on",
  "314": "disabled",
  "360": "disability began on",
  "361": "disability ended on",
  "405": "produced on",
  "431": "illness or symptoms began on",
  "435": "admitted on",
  "439": "accident on",
  "444": "first contact on",
  "453": "acute phase on",
  "454": "treatment began on",
  "455": "last X-ray on",
  "461": "last certified on",
  "463": "therapy began on",
  "471": "prescribed on",
  "472": "service on",
  "484": "last menstrual period on",
  "573": "paid or decided on",
  "607": "recertified on",
  "738": "tested on",
  "739": "tested on",
};

export const amounts: Words = {
  A8: "not covered in all",
  AU: "amount covered",
  B6: "allowed",
  D: "paid by this payer",
  D8: "discount",
  DY: "limit per day",
  EAF: "still owed by the patient",
  F4: "postage",
  F5: "already paid by the patient",
  I: "interest",
  KH: "reduced for late filing",
  T: "tax",
  T2: "total before tax",
  YU: "accepted in all",
  YY: "rejected in all",
};

export const quantities: Words = {
  "90": "claims accepted",
  AA: "claims rejected",
  CA: "days covered",
  CD: "days with coinsurance",
  FL: "extra obstetric anesthesia units",
  NE: "days not covered",
  PT: "patients in the ambulance",
  QA: "claims of this provider accepted",
  QC: "claims of this provider rejected",
};

export const adjustmentGroups: Words = {
  CO: "contract: the provider may not bill it",
  CR: "correction of an earlier decision",
  OA: "other adjustment",
  PI: "reduced by the payer",
  PR: "the patient owes it",
};

export const claimStatuses: Words = {
  "1": "processed as primary",
  "2": "processed as secondary",
  "3": "processed as tertiary",
  "4": "denied, patient not recognised",
  "19": "processed as primary and passed on",
  "20": "processed as secondary and passed on",
  "21": "processed as tertiary and passed on",
  "22": "reversal of an earlier payment",
  "23": "not this payer's claim, passed on",
  "25": "pricing estimate only, no payment",
};

export const handlings: Words = {
  C: "payment and details together",
  D: "payment only",
  H: "notice only, no payment",
  I: "details only, the payment travels separately",
  P: "test of the bank connection",
  U: "payment and details split",
  X: "payment and details together or split",
};

export const paymentMethods: Words = {
  ACH: "bank transfer",
  BOP: "bank draft",
  CHK: "check",
  FWT: "wire transfer",
  NON: "no payment",
};

export const providerAdjustments: Words = {
  "50": "late filing charge",
  "51": "interest penalty",
  "72": "refund acknowledged",
  "90": "early payment allowance",
  AM: "applied to a loan",
  AP: "advance of benefits",
  B2: "rebate",
  BD: "bad debt",
  BN: "bonus",
  CS: "adjustment",
  CT: "capitation payment",
  CV: "capital costs",
  E3: "withheld",
  FB: "balance carried forward",
  IP: "incentive",
  IR: "withheld for the tax authority",
  IS: "interim settlement",
  J1: "not reimbursed",
  L3: "penalty",
  L6: "interest",
  LE: "levy",
  LS: "lump sum",
  OB: "offset for another provider",
  PI: "periodic interim payment",
  PL: "final settlement",
  RA: "retroactive adjustment",
  TL: "third-party liability",
  WO: "overpayment taken back",
  WU: "recovery without a reason",
};

export const statusCategories: Words = {
  A0: "forwarded to another party",
  A1: "received",
  A2: "accepted for a decision",
  A3: "returned, cannot be processed",
  A4: "not found",
  A5: "split into several claims",
  A6: "rejected, information is missing",
  A7: "rejected, information is wrong",
  A8: "rejected, values contradict each other",
  F0: "decided",
  F1: "paid",
  F2: "denied",
  P1: "being worked on",
};

export const statusCodes: Words = {
  "16": "passed on to another party",
  "19": "receipt",
  "20": "taken for processing",
  "21": "information missing or wrong",
  "23": "returned",
  "24": "not approved as a submitter",
  "26": "party not found",
  "33": "subscriber not found",
  "54": "duplicate of a processed claim",
  "85": "party is not the primary payer",
  "88": "not eligible on the dates of service",
  "97": "eligibility not found",
  "116": "sent to the wrong payer",
  "122": "data missing or wrong",
  "125": "name",
  "126": "address",
  "145": "taxonomy code",
  "153": "identification number",
  "158": "birth date",
  "164": "member number",
  "178": "charges",
  "187": "dates of service",
  "249": "place of service",
  "252": "authorization number",
  "254": "main diagnosis",
  "255": "diagnosis",
  "400": "amounts do not balance",
  "453": "modifier",
  "454": "procedure code",
  "476": "units",
  "477": "diagnosis pointer",
  "500": "ZIP code",
  "535": "claim frequency",
  "562": "NPI",
  "746": "sent twice",
};

export const envelopeVerdicts: Words = {
  A: "accepted",
  E: "accepted with errors",
  P: "accepted in part",
  R: "rejected",
  M: "rejected",
  W: "rejected",
  X: "rejected",
};

export const envelopeNotes: Words = {
  "000": "nothing to remark",
  "001": "control numbers at start and end differ",
  "002": "standard not supported",
  "003": "version not supported",
  "004": "bad segment terminator",
  "006": "sender not known",
  "008": "receiver's number is wrong",
  "009": "receiver not known",
  "014": "bad date",
  "015": "bad time",
  "018": "bad control number",
  "021": "wrong count of groups",
  "022": "envelope is broken",
  "023": "file ends too early",
  "024": "bad content",
  "025": "control number used before",
};

export const segmentErrors: Words = {
  "1": "unknown segment",
  "2": "segment not expected here",
  "3": "required segment is missing",
  "4": "loop repeated too often",
  "5": "segment repeated too often",
  "6": "segment does not belong to this set",
  "7": "segment out of order",
  "8": "segment has wrong elements",
  I4: "segment is not used here",
  I6: "a segment that must go with another is missing",
  I7: "loop repeated too seldom",
  I8: "segment repeated too seldom",
  I9: "segment must not go with another",
};

export const elementErrors: Words = {
  "1": "required value is missing",
  "2": "a value that must go with another is missing",
  "3": "too many elements",
  "4": "too short",
  "5": "too long",
  "6": "character not allowed",
  "7": "code not known",
  "8": "bad date",
  "9": "bad time",
  "10": "two values exclude each other",
  "12": "repeated too often",
  "13": "too many components",
  I6: "code not used in this guide",
  I9: "a value that must go with another is missing",
  I10: "value is not used here",
  I12: "wrong pattern",
  I13: "value must not go with another",
};

export const contactNumbers: Words = { ED: "EDI number", EM: "e-mail", EX: "extension", FX: "fax", TE: "phone", UR: "web site" };
export const contactKinds: Words = { BL: "technical contact", CX: "claims contact", IC: "contact" };
export const diagnosisKinds: Words = {
  ABK: "main diagnosis",
  ABF: "diagnosis",
  BK: "main diagnosis (ICD-9)",
  BF: "diagnosis (ICD-9)",
  BG: "condition",
  BP: "surgery under anesthesia",
  BO: "surgery under anesthesia",
};
export const causes: Words = { AA: "auto accident", EM: "employment", OA: "other accident" };
export const units: Words = { UN: "unit", MJ: "minute" };
export const identifierKinds: Words = {
  "24": "tax number",
  "34": "social security number",
  "46": "electronic number",
  FI: "tax number",
  II: "health identifier",
  MI: "member number",
  PI: "payer number",
  PC: "provider number",
  XV: "plan number",
  XX: "NPI",
  C: "corrected number",
};
export const noteKinds: Words = {
  ADD: "note",
  CER: "certification note",
  DCP: "goals and plan",
  DGN: "diagnosis note",
  TPO: "third party's note",
};
export const levels837: Words = { "20": "billing provider", "22": "subscriber", "23": "dependent patient" };
export const levels277: Words = {
  "20": "who answers",
  "21": "who sent the file",
  "19": "billing provider",
  PT: "patient",
  "22": "subscriber",
  "23": "dependent",
};
