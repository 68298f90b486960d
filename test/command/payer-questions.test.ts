/** `payer eligibility` and `payer status`: questions to a simulated payer, without a database. */
import { expect, test } from "vitest";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { inventedEnvelope } from "../../src/core/x12/samples/invented.ts";
import { writeStatusInquiries } from "../../src/core/x12/transactions/write-claim-status.ts";
import { writeEligibilityInquiries } from "../../src/core/x12/transactions/write-eligibility.ts";
import { billingNpi, claimOf, fileOf } from "../support/payer-claims.ts";
import { runCommand } from "./fake-io.ts";

const envelope = inventedEnvelope({ from: "CEDAR1", to: "SIMPAY", control: 9 });
const payer = { role: "PR", name: { kind: "organisation" as const, last: "LAKESHORE" }, id: { qualifier: "PI", value: "LSM01" } };
const practice = { role: "1P", name: { kind: "organisation" as const, last: "CEDAR CREEK" }, id: { qualifier: "XX", value: billingNpi } };
const ada = { name: { kind: "person" as const, last: "Quill", first: "Ada" }, birthDate: isoDate("1950-04-02") };
const memberId = { qualifier: "MI", value: "LSM000111222" };
const head = { control: "0001", reference: "R1", createdOn: isoDate("2026-03-20"), createdAt: "1000" };

const eligibility = writeEligibilityInquiries(
  [
    {
      ...head,
      purpose: "13",
      questions: [
        {
          payer,
          receiver: { ...practice, identifiers: [] },
          traces: [],
          subscriber: { ...ada, memberId, identifiers: [] },
          dates: [],
          services: [{ types: ["30"], identifiers: [], dates: [] }],
        },
      ],
    },
  ],
  envelope,
);
const status = writeStatusInquiries(
  [
    {
      ...head,
      questions: [
        {
          payer,
          receiver: { role: "41", name: practice.name, id: { qualifier: "46", value: "CEDAR1" } },
          providers: [practice],
          subscriber: { ...ada, memberId, sex: "F" },
          trace: "S1",
          identifiers: [{ qualifier: "EJ", value: "A1" }],
          lines: [],
        },
      ],
    },
  ],
  envelope,
);
const claims = fileOf([claimOf({ controlNumber: "A1", sketches: [{ code: "99213", charge: 18_000 }] })]);
const days = ["--received", "2026-03-20", "--today", "2026-03-28"];

test("payer eligibility: a 271 that passes the check; claims that the payer has count", async () => {
  const alone = await runCommand(["payer", "eligibility", "q", "--today", "2026-03-20"], { q: eligibility });
  expect([alone.exit, alone.err]).toEqual([0, ""]);
  expect((await runCommand(["x12", "check", "-"], { "-": alone.text })).exit).toBe(0);
  const remaining = async (more: readonly string[], files: Readonly<Record<string, Uint8Array>>) => {
    const { text } = await runCommand(["payer", "eligibility", "q", "--json", ...more], { q: eligibility, ...files });
    const benefits: readonly { kind: string; coverage?: string; period?: string; amount?: string }[] =
      JSON.parse(text)[0].content.answers[0].benefits;
    return benefits.find((one) => one.kind === "G" && one.coverage === "IND" && one.period === "29")?.amount;
  };
  expect(await remaining(["--today", "2026-03-20"], {})).toBe("6000.00");
  // The copay of 30.00.
  expect(await remaining(["--claims", "c", ...days], { c: claims })).toBe("5970.00");
});

test("payer status: a 277 that says what became of the claim", async () => {
  const { exit, text } = await runCommand(["payer", "status", "q", "--claims", "c", "--json", ...days], { q: status, c: claims });
  expect(exit).toBe(0);
  const [answer] = JSON.parse(text)[0].content.answers;
  expect(answer.statuses[0].statuses).toEqual([{ category: "F1", status: "65" }]);
  expect(answer.identifiers[1]).toEqual({ qualifier: "EJ", value: "A1" });
  const wrong = await runCommand(["payer", "status", "q"], { q: status });
  expect([wrong.exit, wrong.err.includes("Say which claims the payer has")]).toEqual([2, true]);
});

test("a question that breaks its guide is answered by a 999", async () => {
  const { exit, text } = await runCommand(["payer", "eligibility", "q"], { q: eligibility.replace("~NM1*PR*2*LAKESHORE", "~NM1*PR*2*") });
  expect([exit, text.includes("~IK5*R")]).toEqual([1, true]);
});
