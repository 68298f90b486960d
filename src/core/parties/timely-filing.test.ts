import { expect, it } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { filingClock, lastFilingDay } from "./timely-filing.ts";

const plan = { filingIndicator: "12", timelyFilingDays: 90 };
const servedOn = isoDate("2026-01-05");
const decidedBefore = isoDate("2026-03-20");

it("counts the first payer's limit from the service", () => {
  expect(lastFilingDay(plan, { servedOn })).toBe("2026-04-05");
});

it("counts a later payer's limit from the decision before it, with its own days where the contract names them", () => {
  expect(lastFilingDay(plan, { servedOn, decidedBefore })).toBe("2026-06-18");
  expect(lastFilingDay({ ...plan, laterFilingDays: 60 }, { servedOn, decidedBefore })).toBe("2026-05-19");
  expect(filingClock({ ...plan, laterFilingDays: 60 }, { servedOn, decidedBefore }).event).toBe("decision");
});

it("counts from the service where the plan does so all the same, as Medicare does", () => {
  expect(lastFilingDay({ ...plan, laterFilingDays: 0 }, { servedOn, decidedBefore })).toBe("2026-04-05");
  expect(lastFilingDay({ filingIndicator: "MB", timelyFilingDays: 365 }, { servedOn, decidedBefore })).toBe("2027-01-05");
});
