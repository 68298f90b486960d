/** The playbook: by category what a denial means, what to do in order, what to gather, and what to say to the payer. Data, in our words. */
import type { DenialCategory } from "../remit/code-words.ts";

export interface PlayStep {
  readonly words: string;
  /** Rule, contract or list on which the step stands. */
  readonly authority?: string;
}

export interface Play {
  readonly title: string;
  readonly means: string;
  readonly steps: readonly PlayStep[];
  /** What has to be in hand before the payer is asked. */
  readonly evidence: readonly string[];
  /** Sentences for the telephone, after naming claim number, patient, date of service and amount. */
  readonly say: readonly string[];
}

export type PlayKey = DenialCategory | "unknown";

const clocks: PlayStep = {
  words: "Two clocks run from this decision, the corrected claim's and the appeal's. A corrected claim does not stop the appeal's.",
  authority: "Payer contract; 29 CFR 2560.503-1(h); 42 CFR 405.942 for Medicare",
};
const neverThePatient: PlayStep = {
  words: "Group CO or PI is never billed to the patient, whatever comes of it.",
  authority: "Group codes of the 835 (X12 005010X221A1, CAS01); RARC MA13",
};

export const playbook: Readonly<Record<PlayKey, Play>> = {
  ELG: {
    title: "Eligibility",
    means: "The payer does not find this patient covered on the day: the wrong number or name, an ended plan, or another plan.",
    steps: [
      {
        words: "Ask for eligibility (270) for the date of service, with name and birth date as on the card.",
        authority: "X12 005010X279A1",
      },
      { words: "The id or the name was wrong: correct it on the coverage and send the claim again, to the same payer." },
      { words: "Another plan covered the day: bill that plan first; keep this denial as proof of why it comes late." },
      {
        words:
          "A dependent or a newborn is missing with the plan: ask the subscriber to have the plan add them, then ask to process again.",
      },
      { words: "Nobody covered the day and the payer said so with group PR: bill the patient, last.", authority: "RARC MA13" },
      clocks,
    ],
    evidence: ["271 answer for the date of service", "copy of the card, both sides", "registration form with signature and date"],
    say: [
      "Was this member active on the date of service, and under which number and group?",
      "If not, which dates did the coverage have, and do you show another insurance?",
      "The member is active by your own 271: please send the claim back for processing. What is the reference of this call?",
    ],
  },
  COB: {
    title: "Another payer comes first",
    means: "The payer thinks that somebody else must pay before it, or wants the earlier payer's decision.",
    steps: [
      {
        words: "Find out the order of benefits: birthday rule for children, active before retired, Medicare Secondary Payer rules.",
        authority: "NAIC COB model regulation; 42 CFR 411.20-411.37",
      },
      {
        words: "The other coverage is on file: bill it first; its decision then goes with the claim to this payer (loops 2320 and 2430).",
        authority: "X12 005010X222A1",
      },
      {
        words: "The patient has no other coverage: the patient tells the payer so (coordination form or call); then ask to process again.",
      },
      { words: "An accident or work injury: ask for the adjuster and claim number, and bill that carrier." },
      {
        words:
          "The earlier decision does not add up: correct paid and adjusted amounts of each line to its charge, and send a replacement.",
        authority: "CARC 129; RARC N48",
      },
      clocks,
    ],
    evidence: ["earlier payer's 835 or EOB", "patient's statement on other coverage", "accident date, carrier and claim number"],
    say: [
      "Which other insurance do you have on file, since when, and who reported it?",
      "The patient confirmed on what date that there is none: please update the file and process the claim. May I have the reference?",
      "By when does the claim have to be back after the first payer's decision?",
    ],
  },
  AUT: {
    title: "Authorization or referral",
    means: "The payer wanted permission before the service, and has none, or one that does not fit.",
    steps: [
      {
        words:
          "Look for the authorization or referral number on file: dates, codes, units, clinician. If there is one, put it on the claim (REF G1 or 9F) and send a replacement.",
        authority: "X12 005010X222A1, loop 2300",
      },
      { words: "The number is on the claim and the codes differ: ask the payer's authorization team to amend it, then replace." },
      { words: "None was asked for: ask whether one can be given after the fact (often 2 to 14 days, longer for emergencies)." },
      {
        words: "An emergency, or a service that needed none: appeal with the record and the payer's own list.",
        authority: "29 CFR 2590.715-2719A for emergency services",
      },
      neverThePatient,
      clocks,
    ],
    evidence: [
      "authorization letter or portal print",
      "call log with date and name",
      "order, and note that shows urgency",
      "payer's list of services that need authorization, of that date",
    ],
    say: [
      "Did this service need an authorization on that date, in office, by an in-network clinician?",
      "Do you show authorization number … for these codes and dates? What on it does not match?",
      "Can it be authorized after the fact, and where do I send the record?",
    ],
  },
  NET: {
    title: "Network",
    means: "The payer holds that the clinician or place is outside of its network.",
    steps: [
      { words: "Compare the NPI on the claim with the payer's directory and our contract on that day." },
      { words: "In network: ask for correction of the provider file and for processing again, with the contract page." },
      { words: "Out of network with a referral or no one nearer: ask for the network exception." },
      {
        words: "Emergency, or at an in-network facility: only the share that the plan reported may be asked of the patient.",
        authority: "No Surprises Act, 45 CFR 149.410-149.420",
      },
      clocks,
    ],
    evidence: ["contract's signature and effective date", "print of the payer's directory", "referral"],
    say: [
      "Under which tax id and NPI do you show this clinician, and since when in network?",
      "Please open a provider-file correction and send the claim back after it.",
    ],
  },
  COD: {
    title: "Coding",
    means: "Code, modifier, diagnosis, place or date do not fit each other for this payer.",
    steps: [
      {
        words: "A coder compares the note with the line that was refused. The record decides; a code is never changed only to get paid.",
        authority: "ICD-10-CM Official Guidelines; 18 U.S.C. 1035",
      },
      {
        words:
          "The record supports another code, modifier or pointer: correct it, and send the whole claim again with frequency 7 and the payer's number.",
        authority: "X12 005010X222A1, CLM05-3 and REF F8",
      },
      {
        words: "The payer takes no replacements: a clerical-error reopening (Medicare Part B), by telephone, portal or letter.",
        authority: "42 CFR 405.980(a)(3), 405.927",
      },
      { words: "The line was right as sent: appeal with the note and the rule." },
      neverThePatient,
      clocks,
    ],
    evidence: ["signed note", "NCCI or code-set page in force on the date of service", "operative or procedure note for modifiers"],
    say: [
      "Which element of the line did not fit, and by which edit or policy?",
      "Would you take this correction by telephone as a clerical-error reopening?",
    ],
  },
  BUN: {
    title: "Bundled",
    means: "The payer counts the service as a part of another one of that day.",
    steps: [
      {
        words:
          "Look the pair up in the NCCI table of the quarter. Indicator 0: it cannot be unbundled. Indicator 1: a modifier may, when the record shows a distinct service.",
        authority: "NCCI Policy Manual, chapter I; 42 CFR 414.40",
      },
      {
        words:
          "The record shows another site, session or a significant, separately identifiable visit: correct the modifier (25, 59, XE, XP, XS, XU), and replace.",
        authority: "NCCI Policy Manual, chapter I, sections D and E",
      },
      { words: "The modifier was there: appeal with the lines of the note that show it." },
      { words: "It was a part of the other service: write it off as bundled, and tell whoever entered the charge." },
      neverThePatient,
      clocks,
    ],
    evidence: ["note with site, time or separate problem marked", "NCCI pair with its indicator and dates"],
    say: ["Into which code of that day was it bundled, and by which edit?", "The modifier is on the line: why was it not accepted?"],
  },
  MN: {
    title: "Medical necessity",
    means: "By the payer's policy the diagnosis or the record does not support the service, its level or its number.",
    steps: [
      {
        words: "Read the policy that the payer names (NCD, LCD, or its own) and compare its criteria with the note, one by one.",
        authority: "42 U.S.C. 1395y(a)(1)(A); the remark code names the policy",
      },
      {
        words: "The note documents a diagnosis that the claim did not carry, or the line points to the wrong one: correct and send again.",
      },
      { words: "The criteria are met: appeal, with each criterion and the place in the record; ask for a peer-to-peer call." },
      {
        words: "Not met, and the patient signed an advance notice (ABN, modifier GA): the patient may be billed. Without it, never.",
        authority: "42 CFR 411.400-411.408",
      },
      clocks,
    ],
    evidence: [
      "policy text with number and date",
      "note, history and results that show each criterion",
      "guideline of the specialty society",
      "signed ABN, if one was given",
    ],
    say: [
      "Which policy and which criterion was not met?",
      "I would like a peer-to-peer conversation for the treating clinician: when, and under which number?",
    ],
  },
  INF: {
    title: "Missing or invalid data",
    means: "Something on the claim is missing or not valid; the remark code says what.",
    steps: [
      { words: "Find the element that the remark code names, and correct it at its source, so that the next claim is right too." },
      {
        words: "RARC MA130: the claim was not processed; send a new claim (frequency 1), there is no appeal.",
        authority: "RARC MA130; Medicare Claims Processing Manual, chapter 1, section 80.3.2",
      },
      { words: "Otherwise the claim was decided: send a replacement (frequency 7), or ask for a reopening where none is taken." },
      clocks,
    ],
    evidence: ["the claim as sent, segment by segment", "the corrected element with its source"],
    say: [
      "Which loop and element did you find missing or invalid?",
      "Was the claim rejected as unprocessable, or denied? That decides how we send it again.",
    ],
  },
  DOC: {
    title: "Documentation asked for",
    means: "The payer wants a document before it decides, or did not get the one it asked for.",
    steps: [
      {
        words: "Send exactly what is asked for, and no more, with the payer's letter and claim number on each page.",
        authority: "45 CFR 164.502(b), minimum necessary",
      },
      {
        words: "Mind the day: Medicare's additional documentation requests are answered within 45 days, UPIC's within 30.",
        authority: "42 CFR 405.929",
      },
      { words: "It was sent: ask for reopening with the proof of receipt." },
      { words: "Put the name of who sent it, how and the reference on this case." },
      clocks,
    ],
    evidence: ["the letter or remark that asks", "the document, signed", "proof of receipt (portal, fax, certified mail)"],
    say: [
      "Which document, for which dates, and by when?",
      "To which address, fax or portal, with which control number?",
      "You received it on …: please confirm and send the claim to review.",
    ],
  },
  DUP: {
    title: "Duplicate",
    means: "The payer has this service already, from us or from another.",
    steps: [
      { words: "Look for the first claim with the same patient, date, code and charge: what became of it?" },
      { words: "The first one was paid: close this case. It was denied: work that one, this is only its echo." },
      {
        words: "Two services really happened: replace with the modifier that says so (76, 77, 91, 59), and the times in the note.",
        authority: "NCCI Policy Manual, chapter I",
      },
      { words: "The first was a claim that Medicare forwarded itself: wait for the answer to that one.", authority: "RARC N522" },
      neverThePatient,
    ],
    evidence: ["the 835 of the first claim", "note with both times or sites"],
    say: ["Of which claim number is this a duplicate, received on which day?", "How was that one decided?"],
  },
  TF: {
    title: "Timely filing",
    means: "The payer counts the claim as received after its last day.",
    steps: [
      {
        words:
          "Take out the acceptance: file sent, 999, and the 277CA with the payer's own number and day. Only an accepted claim proves that it was filed.",
        authority: "X12 005010X231A1 and X214",
      },
      { words: "The acceptance lies within the limit: appeal with it." },
      {
        words:
          "Medicare: there is no appeal; ask the contractor for an exception (its own error, retroactive entitlement, recoupment by Medicaid or a Medicare Advantage plan).",
        authority: "42 CFR 424.44(b), 405.926(n)",
      },
      { words: "Coverage became known late: appeal with the other payer's denial or take-back and its date." },
      {
        words: "No proof: write it off as timely filing, with a second person above the limit. Never bill the patient.",
        authority: "Payer contract",
      },
    ],
    evidence: [
      "proof of filing: file name, bytes, SHA-256, times, TA1, 999, 277CA",
      "contract page with the limit",
      "other payer's denial with its date",
    ],
    say: [
      "Which date do you count as the date of receipt?",
      "We hold your 277CA of … with your number …: please reprocess within the limit.",
    ],
  },
  ENR: {
    title: "Enrolment",
    means: "The payer does not have the clinician, the practice or a certificate as it needs them on that day.",
    steps: [
      { words: "Compare NPI, taxonomy, tax id and CLIA number on the claim with the payer's enrolment record (PECOS for Medicare)." },
      { words: "A number was wrong on the claim: correct it and replace." },
      {
        words:
          "Enrolment was late: ask for the retroactive date, and hold all claims of this clinician with this payer until it is answered.",
        authority: "42 CFR 424.520-424.521",
      },
      { words: "A laboratory test: CLIA number and modifier QW as the test needs.", authority: "42 CFR part 493" },
      neverThePatient,
      clocks,
    ],
    evidence: ["enrolment letter with effective date", "CLIA certificate", "NPPES print"],
    say: ["With which effective date is this clinician linked to our tax id?", "Which identifier on the claim did not match your file?"],
  },
  BEN: {
    title: "Benefit limit or exclusion",
    means: "The plan does not cover the service, or the number of them is used up.",
    steps: [
      { words: "Ask for the benefit on that date: limit, count used, exclusion by name." },
      {
        words: "A preventive service that was coded as something else: correct diagnosis or modifier 33, and replace.",
        authority: "45 CFR 147.130",
      },
      { words: "The count is wrong: appeal with the dates of the visits." },
      {
        words: "Excluded, group PR, and no hold-harmless programme stands in the way: the patient may be billed, after the next payer.",
        authority: "RARC MA13; for Medicare 42 CFR 411.15",
      },
      clocks,
    ],
    evidence: ["plan's benefit page", "dates of the visits that count", "advance notice signed by the patient"],
    say: ["What is the limit, what is used, and which dates do you count?", "By which exclusion of the plan document was it denied?"],
  },
  CON: {
    title: "Contract and payment",
    means: "The payer applied a rule of its contract that takes the whole charge.",
    steps: [
      { words: "Compare with the contract in force on that day: is the service carved out, capitated, or priced by another schedule?" },
      {
        words:
          "It differs from the contract: dispute it with the clause and the page of the fee schedule, in the contract's time (commonly 90 to 180 days).",
        authority: "Payer contract",
      },
      { words: "It is right: write it off, and tell contracting." },
      neverThePatient,
    ],
    evidence: ["contract with amendment of that date", "fee-schedule page", "expected price with its formula"],
    say: ["Under which contract, product and schedule was it priced?", "How do I file a payment dispute, and by which day?"],
  },
  PR: {
    title: "Patient's share",
    means: "The payer left the amount to the patient or the next payer.",
    steps: [
      { words: "Bill the next payer, if there is one." },
      {
        words: "Not for a Qualified Medicare Beneficiary or Medicaid beyond its own share.",
        authority: "42 U.S.C. 1396a(n)(3)(B); 42 CFR 447.15",
      },
      { words: "Then bill the patient." },
    ],
    evidence: ["the 835"],
    say: ["Which part of the benefit is this: deductible, coinsurance or copayment?"],
  },
  PEN: {
    title: "Not decided yet",
    means: "The payer has put the line aside; a reversal and the real decision follow.",
    steps: [
      { words: "Wait until the day on this case, then ask for the status (276)." },
      { words: "The plan asked the member for something: ask the patient to answer it." },
    ],
    evidence: [],
    say: ["What are you waiting for, from whom, since when?"],
  },
  APP: {
    title: "Appeal procedure",
    means: "An earlier decision was kept, or the appeal did not follow the procedure.",
    steps: [
      {
        words: "Read at which level the decision was made, and go to the next level within its time.",
        authority: "42 CFR 405.960-405.966 (reconsideration); plan document",
      },
      { words: "A form or signature was missing: file again at once, with good cause for the time.", authority: "42 CFR 405.942(b)" },
    ],
    evidence: ["the decision letter", "all that was sent before", "what is new since"],
    say: ["At which level was this decided, and where does the next one go?", "What was missing from the request?"],
  },
  REG: {
    title: "Law or regulation",
    means: "A rule of law stands behind the decision.",
    steps: [
      { words: "Let compliance read it before anything is sent." },
      { words: "No Surprises Act: from the first payment or denial 30 business days to open negotiation.", authority: "45 CFR 149.510" },
    ],
    evidence: ["the remittance with all remark codes"],
    say: ["Which law or regulation was applied, and to which part of the line?"],
  },
  unknown: {
    title: "Not known",
    means: "The reason is not in the loaded list of codes.",
    steps: [{ words: "Ask the payer what the code means, and write its answer on this case." }, clocks],
    evidence: ["the 835"],
    say: ["Which reason stands behind this code, and what do you want us to do?"],
  },
};

export function playFor(category: PlayKey): Play {
  return playbook[category];
}
