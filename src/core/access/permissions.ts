/** What a person or a key may do, one word an act. A route names the one it needs; a role is a set of them. */
export const permissions = {
  "practice:read": "see the practice, its date and the releases in force",
  "codes:read": "search the code book",
  "visits:list": "see the list of visits with patient names and payers",
  "visits:export": "take the list of visits out of the program as a spreadsheet",
  "visits:read": "open a visit: codes and claim",
  "money:read": "see amounts: what was charged, paid and is owed, in lists and on the visit",
  "notes:read": "read what the clinician wrote",
  "notes:sign": "sign a note",
  "coding:write": "give a visit its codes",
  "work:write": "take visits, give them to others, put them off to a day and leave notes",
  "claims:prepare": "make the claim of a coded visit and check it",
  "claims:file": "release, take back and file claims; correct and send them again",
  "coverage:write": "correct a patient's insurance",
  "patients:register": "register patients and their visits, check them in, and ask payers who is insured",
  "denials:read": "see the list of denials and what was done about each",
  "denials:work": "record calls, documents and answers on a denial, and write its letters",
  "denials:settle": "write off what a payer denied, or bill it to the patient",
  "payments:take": "take a patient's payment",
  "statements:read": "open a patient's statement",
  "statements:write": "make a patient's statement",
  "statements:run": "send the statements of the cycle",
  "patient-links:write": "make and revoke a patient's own link to statement and plan",
  "holds:write": "set and lift what forbids billing a patient, such as a dispute or bankruptcy",
  "contacts:write": "log calls and letters with patients and payers",
  "plans:write": "agree on payment plans with patients and end them",
  "files:read": "see the files that came in and went out, and open exceptions",
  "exceptions:resolve": "decide about what could not be placed, and take the decision back",
  "files:import": "bring in claim and remittance files by hand",
  "jobs:read": "see long work and how far it is",
  "jobs:write": "try failed work again, cancel waiting work",
  "periods:close": "close and reopen accounting periods",
  "money:adjust": "write off what a payer or patient owes, and move a patient's unapplied money",
  "money:approve": "approve, as second person, a write-off or refund above the limit",
  "money:refund": "refund a patient's or payer's credit",
  "glass:break": "open a restricted patient's record, with a reason, when it is needed at once",
  "restricted:read": "open restricted patients' records",
  "restricted:write": "mark a patient's record as restricted",
  "disclosures:read": "see to whom a patient's record was disclosed, and make the accounting",
  "disclosures:write": "record a disclosure of a patient's record",
  "audit:read": "see who saw and did what",
  "books:read": "see the ledger and run its proofs",
  "numbers:read": "see the practice's measures, the day sheet, and what each person got done",
  "users:manage": "add and remove people and change their roles",
  "keys:manage": "make and revoke API keys",
  "practice:manage": "change the practice's own settings",
  "operations:read": "read the server's own figures: requests, connections, memory",
  "lab:work": "work the graded practice cases in a private copy of the practice",
  "demonstration:step": "let the simulated payers of a demonstration or class answer, and its days go by",
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as readonly Permission[];

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text);
}
