/** What a note says around a condition and no code says: who has it, that it was told, seen or followed, and for how long. */

/** The condition alone; the text as it is where nothing else would be left. */
export function withoutFrame(text: string): string {
  const plain = text.replace(lasting, " ").replace(atDay, " ").replace(leading, "").replace(dueMark, "due to").trim();
  return /[a-z0-9]/i.test(plain) ? plain : text;
}

/** "x 3 weeks", "for the past 2 days", "since yesterday"; minutes and hours say how long consciousness was lost. */
const lasting =
  /[\s,]*\b(?:x|for|over|times)\s*(?:about |approximately |~)?(?:the )?(?:(?:past|last) )?(?:\d+(?:\s*-\s*\d+)?|a few|several|many|one|two|three|four|five|six)\s*(?:d|days?|wks?|weeks?|mos?|months?|y|yrs?|years?)\b(?!\s*(?:of\s+)?(?:gestation|pregnan|old))/gi;
const atDay = /[\s,]*\b(?:since (?:yesterday|this morning|last \w+|\w+day)|(?:today|yesterday|this (?:morning|visit)))\s*$/i;
const dueMark = /\b(?:d\/t|2\/2|2\u00b0 to|secondary to)(?=\s)/gi;

const person = "(?:(?:the |this )?(?:pt|patient|male|female|man|woman|child|infant|boy|girl)\\s+)";
const age = "(?:\\d+\\s*-?\\s*(?:y\\/?o|yr|yrs|year|years|mo|month|months)(?:[- ]?old)?\\s*(?:[mf]\\b\\s*)?)";
const told = [
  "c\\/o",
  "cc:?",
  "complain(?:s|ed|ing)? of",
  "complaints? of",
  "present(?:s|ed|ing)?(?: today)? (?:with|for)",
  "(?:is |was )?(?:here|seen|referred|being seen|comes? in|came in|in)(?: today| in clinic)? (?:for|with)(?: (?:evaluation|follow[- ]?up|management) of)?",
  "(?:evaluation|evaluate|eval)(?: for| of)?",
  "work[- ]?up (?:for|of)",
  "assessment of",
  "f\\/u(?: (?:for|of|on|visit for))?(?! (?:after|exam|visit|appt|care|appointment))",
  "follow(?:ing|s)?[- ]?up (?:for|of|on|visit for)",
  "ongoing",
  "worsening",
  "has been having",
  "reports?",
  "endorses",
  "admits to",
  "suffers from",
  "(?:has|have|had|having)(?: a| an)?",
  "noted to have",
  "found to have",
  "dx(?:'?d)?(?: of| with|:)?",
  "diagnosed with",
  "diagnosis(?: of|:)",
  "impression:?",
  "pmhx?:?(?: (?:of|significant for|sig for))?",
  "problem:",
  "(?:w\\/|with)",
].join("|");
const leading = new RegExp(`^\\s*(?:(?:${age}?${person}|${age})?(?:(?:${told})\\s+)+|${age}${person}?)`, "i");
