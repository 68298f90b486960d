import { expect, test } from "vitest";
import { cents } from "../kernel/cents.ts";
import { isoDate } from "../kernel/iso-date.ts";
import type { CodeWords } from "../remit/code-words.ts";
import type { DeniedLine, RemedyClaim, RemedyPayer } from "./model.ts";
import { decideRemedy } from "./remedy.ts";

const category = { "29": "TF", "4": "COD", "50": "MN" } as const;
const words: CodeWords = {
  carc: (code) => ({
    title: code,
    category: category[code as keyof typeof category] ?? "INF",
    preventable: "yes",
    nextAction: "",
    appeal: code === "4" ? "R" : "Y",
  }),
  rarc: () => ({ title: "", alert: false }),
  statusCategory: () => undefined,
  status: () => undefined,
};
const claim: RemedyClaim = { serviceFrom: isoDate("2026-01-05"), payerControlNumber: "ICN1", appealOpen: false, hasNextPayer: false };
const payer: RemedyPayer = { name: "Harbor Health", filingIndicator: "12", timelyFilingDays: 180, takesReplacement: true, appealDays: 60 };
const medicare: RemedyPayer = { ...payer, filingIndicator: "MB", takesReplacement: false, appealDays: 120 };
const decide = (reason: string, more: { remarks?: readonly string[]; claim?: Partial<RemedyClaim>; payer?: RemedyPayer } = {}) => {
  const denied: DeniedLine = {
    group: "CO",
    reason,
    remarks: more.remarks ?? [],
    kind: "denial",
    amount: cents(100),
    decidedOn: isoDate("2026-02-01"),
  };
  return decideRemedy(denied, { claim: { ...claim, ...more.claim }, payer: more.payer ?? payer, words, today: isoDate("2026-03-02") });
};

test("the way on, by payer and record", () => {
  expect(decide("4")).toMatchObject({
    action: "replacement",
    frequency: "7",
    deadlines: { appealBy: "2026-04-02", claimBy: "2026-07-04" },
  });
  expect(decide("4", { payer: medicare })).toMatchObject({ action: "reopening" });
  expect(decide("4", { claim: { appealOpen: true } })).toMatchObject({ action: "wait" });
  expect(decide("50")).toMatchObject({ action: "appeal", deadline: "2026-04-02", late: false });
  const unprocessable = decide("16", { remarks: ["MA130"], payer: medicare });
  expect(unprocessable).toMatchObject({ action: "resend-original", frequency: "1" });
  expect(unprocessable.deadlines.appealBy).toBeUndefined();
  expect(decide("29", { payer: medicare })).toMatchObject({ action: "time-limit-exception" });
  expect(decide("29", { claim: { acceptedOn: isoDate("2026-01-09") } })).toMatchObject({ action: "appeal" });
  expect(decide("29")).toMatchObject({ action: "write-off" });
});
