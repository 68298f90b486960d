/** `scrub`, `price`, `payer adjudicate` and `remit`: from a claim file to its payment, without a database. */
import { expect, test } from "vitest";
import { inventedEnvelope } from "../../src/core/x12/samples/invented.ts";
import { inventedRemittance, inventedRemittanceFile } from "../../src/core/x12/samples/invented-835.ts";
import { inventedProfessionalClaimFile, inventedProfessionalClaims } from "../../src/core/x12/samples/invented-837p.ts";
import type { ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";
import { writeProfessionalClaims } from "../../src/core/x12/transactions/write-professional-claims.ts";
import { runCommand } from "./fake-io.ts";

const file = inventedProfessionalClaimFile({ claims: 5, seed: 2 });
const batch = inventedProfessionalClaims({ claims: 5, seed: 2 });

function fileOf(change: (claim: ProfessionalClaim) => ProfessionalClaim): string {
  const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
  return writeProfessionalClaims([{ ...batch, claims: batch.claims.map(change) }], envelope).text;
}

const lakeshoreFile = fileOf((claim) => ({
  ...claim,
  payer: { ...claim.payer, name: "Lakeshore Mutual PPO", id: { qualifier: "PI", value: "LSM01" } },
  subscriber: { ...claim.subscriber, filingIndicator: "12", memberId: { qualifier: "MI", value: "LSM123456789" } },
}));

test("scrub: every claim of the file once, with its findings", async () => {
  const { text, err } = await runCommand(["scrub", "f", "--today", "2026-12-01"], { f: file });
  const { claims, findings } = JSON.parse(text);
  expect(claims.map((one: { id: string }) => one.id).sort()).toEqual(batch.claims.map((one) => one.controlNumber).sort());
  expect(findings).toEqual([]);
  expect(err).toBe("");
});

test("scrub: a procedure that does not exist holds its claim, with place and words, and exit code 1", async () => {
  const { exit, text } = await runCommand(["scrub", "-"], { "-": new TextDecoder().decode(file).replace(/HC:\d{5}/, "HC:0000Z") });
  const all = JSON.parse(text).claims.flatMap((one: { findings: object[] }) => one.findings);
  const found = all.find((one: { path: string }) => one.path === "lines[0].procedure.code" || one.path === "lines[0].procedure");
  expect(found).toMatchObject({ severity: "error", line: 1, segment: expect.any(Number) });
  expect(Object.keys(found).slice(0, 6)).toEqual(["code", "severity", "message", "path", "fix", "authority"]);
  expect(found.message).toContain("0000Z");
  expect(exit).toBe(1);
});

test("price: every line of every claim; the sum in words, and no guess at unknown benefits", async () => {
  const { exit, text } = await runCommand(["price", "f"], { f: file });
  expect(exit).toBe(0);
  const { claims } = JSON.parse(text);
  expect(claims).toHaveLength(5);
  const lines = claims.flatMap((one: { lines: object[] }) => one.lines);
  expect(lines).toHaveLength(batch.claims.reduce((all, claim) => all + claim.lines.length, 0));
  const visit = lines.find((one: { procedure: string }) => one.procedure === "99213");
  expect(visit).toMatchObject({ outcome: "priced", allowed: expect.stringMatching(/^\d+\.\d\d$/), patient: null, paid: null });
  expect(visit.formula.at(-1)).toContain("not known");
});

test("price: with benefits the shares of a line add up, in cents", async () => {
  const { text } = await runCommand(["price", "f", "--plan", "medicare", "--deductible", "40", "--coinsurance", "0.2"], { f: file });
  const lines = JSON.parse(text).claims.flatMap((one: { lines: object[] }) => one.lines);
  const priced = lines.filter((one: { outcome: string }) => one.outcome === "priced");
  expect(priced.length).toBeGreaterThan(0);
  for (const { charge, allowed, contractual, patient, reduction, paid, share } of priced) {
    expect(inCents(allowed) + inCents(contractual)).toBe(inCents(charge));
    expect(inCents(patient) + inCents(reduction) + inCents(paid)).toBe(inCents(allowed));
    expect(inCents(share.deductible) + inCents(share.copay) + inCents(share.coinsurance)).toBe(inCents(patient));
  }
});

test("price: Medicare by the claim's own filing indicator", async () => {
  const medicare = fileOf((claim) => ({ ...claim, subscriber: { ...claim.subscriber, filingIndicator: "MB" } }));
  const { text } = await runCommand(["price", "f"], { f: medicare });
  expect(JSON.parse(text).claims.map((one: { plan: string }) => one.plan)).toEqual(Array(5).fill("medicare-part-b"));
});

test("payer adjudicate: the answers are files; the same seed gives the same bytes; its payments balance", async () => {
  const argv = [
    "payer",
    "adjudicate",
    "f",
    "--plan",
    "lakeshore-ppo",
    "--seed",
    "5",
    "--out",
    "answers",
    "--today",
    "2026-12-01",
    "--time",
    "0800",
  ];
  const { exit, text, saved, err } = await runCommand(argv, { f: lakeshoreFile });
  expect(err).toBe("");
  expect(exit).toBe(0);
  const listed: readonly { kind: string; name: string; path: string; bytes: number }[] = JSON.parse(text);
  expect(new Set(listed.map((one) => one.kind))).toEqual(new Set(["999", "277CA", "835"]));
  expect(listed.map((one) => one.path)).toEqual([...saved.keys()]);
  for (const one of listed) expect(new TextEncoder().encode(saved.get(one.path)).length).toBe(one.bytes);
  expect((await runCommand(argv, { f: lakeshoreFile })).saved).toEqual(saved);
  for (const [path, content] of saved) {
    const checked = await runCommand(["x12", "check", "-"], { "-": content });
    expect(checked.exit, `${path}: ${checked.text}`).toBe(0);
    if (path.includes("835-")) expect((await runCommand(["remit", "-"], { "-": content })).exit).toBe(0);
  }
});

test("remit: a balanced payment: proof, and what each adjustment does, adding up to the charge", async () => {
  const { exit, text } = await runCommand(["remit", "f"], { f: inventedRemittanceFile({ claims: 8, seed: 6 }) });
  const { remittances, findings } = JSON.parse(text);
  const [one] = remittances;
  expect(findings).toEqual([]);
  expect(one.proof).toMatchObject({
    balanced: true,
    firstOff: null,
    levels: { claim: { off: 0 }, line: { off: 0 }, transaction: { checked: 1, off: 0 } },
  });
  expect(one.proof.levels.line.checked).toBe(inventedRemittance({ claims: 8, seed: 6 }).claims.flatMap((claim) => claim.lines).length);
  expect(one.plan.posts).toBe(true);
  expect(one.plan.claims).toHaveLength(8);
  for (const claim of one.plan.claims) {
    const effects = Object.values<string>(claim.effects).reduce((all, amount) => all + inCents(amount), 0);
    expect(inCents(claim.paid) + effects).toBe(inCents(claim.charge));
    expect(claim.unexplained).toBe("0.00");
  }
  expect(inCents(one.plan.totals.paid) - inCents(one.plan.totals.providerAdjustments)).toBe(inCents(one.payment.amount));
  expect(exit).toBe(0);
});

test("remit: a cent too much is found and said, nothing is posted, exit code 1", async () => {
  const good = new TextDecoder().decode(inventedRemittanceFile({ claims: 3, seed: 6 }));
  const off = good.replace(/BPR\*I\*([\d.]+)/, (_, amount) => `BPR*I*${(Number(amount) + 0.01).toFixed(2)}`);
  expect(off).not.toBe(good);
  const { exit, text } = await runCommand(["remit", "f"], { f: off });
  const [one] = JSON.parse(text).remittances;
  expect(one.proof.balanced).toBe(false);
  expect(one.proof.firstOff).toMatchObject({ level: "transaction", by: "0.01" });
  expect(one.proof.firstOff.words).toContain("$0.01");
  expect(one.plan.posts).toBe(false);
  expect(exit).toBe(1);
});

test("bench: one JSON line a measure with a figure above zero", async () => {
  const { exit, text } = await runCommand(["bench", "code-book"]);
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([{ name: "code-book-load", value: expect.any(Number), unit: "ms", n: 3, target: null }]);
  expect(lines[0].value).toBeGreaterThan(0);
  expect(exit).toBe(0);
});

function inCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}
