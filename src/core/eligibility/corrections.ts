/** What to do about a refused question: by the reason in AAA03 and the follow-up in AAA04 (005010X279A1). */

const corrections: Readonly<Record<string, string>> = {
  "15": "Fill in what the registration lacks: name, date of birth, member id.",
  "33": "Fill in what the registration lacks: name, date of birth, member id.",
  "35": "The practice is outside of this plan's network: tell the patient before the visit.",
  "41": "The payer does not let this practice ask: enrol for eligibility with the payer or the clearinghouse.",
  "42": "The payer's computer is down; nothing is wrong with the question.",
  "43": "Check the practice's NPI under the practice's settings, and that the payer has it on file.",
  "50": "The payer does not let this practice ask: enrol for eligibility with the payer or the clearinghouse.",
  "51": "The payer does not know the practice: enrol, or check the NPI.",
  "56": "Ask about another day.",
  "57": "Ask about another day.",
  "58": "Ask the patient for the date of birth again, and correct it in the registration.",
  "60": "The day asked about lies before the date of birth: correct one of the two.",
  "61": "The payer has a date of death on file: find out whether it is the right person.",
  "62": "The day is too long ago for this payer: telephone, or look at the payer's own page.",
  "63": "The day is too far ahead: ask again nearer to the visit.",
  "64": "Copy the member id from the card again.",
  "65": "Write the name as it stands on the card.",
  "66": "Correct the sex in the registration.",
  "67": "Compare name, date of birth and member id with the card.",
  "68": "The payer has the id twice: telephone the payer.",
  "71": "The payer has another date of birth for this id: ask the patient, and compare with the card.",
  "72": "Copy the member id from the card again; it may be an old card.",
  "73": "Write the subscriber's name as it stands on the card.",
  "74": "Correct the subscriber's sex in the registration.",
  "75": "The payer does not know this subscriber: copy the member id again, and ask whether there is a new card.",
  "76": "The payer finds several people: add the member id.",
  "77": "The payer knows the subscriber and not the patient: check the patient's first name and date of birth, and whose card it is.",
  "78": "The payer has the subscriber in another group or plan: copy the group number from the card.",
  "79": "Wrong payer: choose the payer whose id stands on the card.",
  "80": "The payer did not answer its clearinghouse; nothing is wrong with the question.",
  T4: "Choose the payer again in the registration.",
};

export function correctionOf(reason: string): string {
  return wordOf(corrections, reason) ?? "Compare the registration with the card, and telephone the payer when it agrees.";
}

const followUps: Readonly<Record<string, string>> = {
  C: "Then ask again.",
  N: "Asking again will not help.",
  P: "Ask in another way, by telephone or on the payer's page.",
  R: "Ask again later.",
  S: "Do not ask again: the payer passes the question on.",
  W: "Ask again in 30 days.",
  X: "Ask again in 10 days.",
  Y: "Do not ask again: an answer follows.",
};

export function followUpOf(followUp: string): string {
  return wordOf(followUps, followUp) ?? "";
}

/** What comes from a file may be called like anything, "constructor" too. */
export function wordOf(words: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
