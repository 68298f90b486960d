/** Which coded visits are worth a second look: each reason adds tickets to a draw by risk. */

export interface RiskFacts {
  readonly procedures: readonly string[];
  readonly modifiers: readonly string[];
  /** A line was denied for a reason that lies in the coding. */
  readonly deniedForCoding: boolean;
  /** The coder had to ask the clinician. */
  readonly asked: boolean;
}

interface Reason {
  readonly words: string;
  readonly tickets: number;
  readonly holds: (facts: RiskFacts) => boolean;
}

/** The levels and modifiers that payers' and the OIG's audits look at first. */
const reasons: readonly Reason[] = [
  {
    words: "a high level of evaluation and management",
    tickets: 3,
    holds: ({ procedures }) => procedures.some((code) => /^99(20[45]|21[45]|22[23]|23[3]|24[45]|285|291)$/.test(code)),
  },
  {
    words: "a modifier that unbundles (25, 59, XE, XS, XP, XU)",
    tickets: 3,
    holds: ({ modifiers }) => modifiers.some((one) => /^(25|59|X[ESPU])$/.test(one)),
  },
  { words: "a line was denied for its coding", tickets: 5, holds: ({ deniedForCoding }) => deniedForCoding },
  { words: "four lines or more", tickets: 1, holds: ({ procedures }) => procedures.length >= 4 },
  { words: "the coder asked the clinician", tickets: 1, holds: ({ asked }) => asked },
];

/** One ticket that every visit has, and those of its reasons. */
export function riskOf(facts: RiskFacts): { readonly risk: number; readonly words: readonly string[] } {
  const found = reasons.filter((one) => one.holds(facts));
  return { risk: found.reduce((sum, one) => sum + one.tickets, 1), words: found.map((one) => one.words) };
}
