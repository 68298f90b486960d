/** The four steps into the work, what schools there are, and whom the work suits. */
import type { Statement, Step } from "./model.ts";

const usual = (words: string): Statement => ({ words, asOf: "2025–26", source: "trade", sureness: "unconfirmed" });

export const steps: readonly Step[] = [
  {
    title: "Learn",
    words: "Terminology, anatomy and how diseases work; the code sets and their guidelines; how claims and payers work.",
    points: [
      usual(
        "A certificate is the typical entry: nine to twelve months at a community college, or at one's own pace online. An associate degree takes two years and opens the RHIT.",
      ),
      {
        words:
          "Self-paced online certificates begin at about $1,239; programmes of $3,000 to $5,000 are common. Compare what is in the price: code books, membership, exam, help with a first job.",
        asOf: "2021 article; 2025–26",
        source: "programme-prices",
        sureness: "second-hand",
      },
      usual(
        "Online suits those who work beside it: ask for dated code books of the current year, live help, and practice on whole notes and claims.",
      ),
    ],
  },
  {
    title: "Be certified",
    words: "One credential that fits the work you want; the first tab names it and says why.",
    points: [
      usual("Book the exam before the code books of your course grow old: a new year's books replace them."),
      usual("Count all of it: exam, membership, books, a second attempt, and the hours of continuing education that keep it."),
    ],
  },
  {
    title: "Get the first job",
    words: "Experience is what removes an apprentice's letter and what most advertisements ask for.",
    points: [
      usual("Neighbouring desks lead in: front desk, claims follow-up, payment posting, records. They teach the other half of the work."),
      usual(
        "First jobs usually pay under the median, apprentice status and the wish to work from home narrow the choice, and no credential promises a job.",
      ),
      usual("Show work: cases that you coded with the words that support each code, claims that you brought to zero."),
    ],
  },
  {
    title: "Stay current",
    words: "Code sets change every October and within the year; payers' rules change always.",
    points: [
      usual("Hours of continuing education are counted in two-year terms by most bodies; keep the proof of each."),
      usual("A second credential makes sense after the first year or two, in the direction that your work took."),
    ],
  },
];

export const temperament: readonly Statement[] = [
  usual("You like to be exact and to look things up rather than guess."),
  usual("You can sit with one record until it makes sense, and stop when the record does not say."),
  usual("You keep what you read to yourself: it is people's health."),
  usual("Billing: you can be friendly and firm on the telephone, with payers and with patients who are worried about money."),
  usual("You can work alone and to a count without letting the count decide."),
];
