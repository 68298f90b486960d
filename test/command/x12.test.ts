/** The `x12` commands as the contract of the command line says them. */
import { expect, test } from "vitest";
import { inventedRemittanceFile } from "../../src/core/x12/samples/invented-835.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { runCommand } from "./fake-io.ts";

const claims = inventedProfessionalClaimFile({ claims: 6, seed: 3 });
const claimText = new TextDecoder().decode(claims);
/** The charge of the first claim no longer is the sum of its lines. */
const wrongTotal = claimText.replace(/(CLM\*A-000001\*)[\d.]+/, "$19999");

test("check: a good file is accepted, in exactly the promised shape", async () => {
  const { exit, text, err } = await runCommand(["x12", "check", "good.837"], { "good.837": claims });
  expect(err).toBe("");
  expect(text.endsWith("\n")).toBe(true);
  const lines = text.trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    file: "good.837",
    accepted: true,
    transactions: [{ set: "837P", guide: "005010X222A1", control: "0001", accepted: true, findings: expect.any(Array) }],
    findings: [],
  });
  expect(exit).toBe(0);
});

test("check: a claim that does not add up is a finding with all its keys, and exit code 1", async () => {
  const { exit, text } = await runCommand(["x12", "check", "bad.837", "--json"], { "bad.837": wrongTotal });
  const { accepted, transactions } = JSON.parse(text);
  expect(accepted).toBe(false);
  const errors = transactions[0].findings.filter((one: { severity: string }) => one.severity === "error");
  expect(errors).toHaveLength(1);
  expect(Object.keys(errors[0])).toEqual(["code", "severity", "snip", "segment", "tag", "element", "loop", "message", "ack"]);
  const segments = claimText.split("~").map((one) => one.trim());
  const place = segments.findIndex((one) => one.startsWith("CLM*A-000001*")) + 1;
  expect(errors[0]).toMatchObject({ snip: 3, segment: place, tag: "CLM", loop: "2300" });
  expect(errors[0].message).toContain("9999.00");
  expect(exit).toBe(1);
});

test("check: an interchange that is counted wrongly is told outside the transactions", async () => {
  const { exit, text } = await runCommand(["x12", "check", "-"], { "-": claimText.replace(/IEA\*1/, "IEA*2") });
  const { findings } = JSON.parse(text);
  expect(findings.map((one: { tag: string; severity: string }) => [one.tag, one.severity])).toContainEqual(["IEA", "error"]);
  expect(exit).toBe(1);
});

test("check: one line a file, in order; one that is missing is told, makes exit code 2 and stops nothing", async () => {
  const files = { a: claims, c: inventedRemittanceFile({ claims: 3, seed: 4 }) };
  const { exit, text, err } = await runCommand(["x12", "check", "a", "b", "c"], files);
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map((one) => [one.file, one.transactions[0].set])).toEqual([
    ["a", "837P"],
    ["c", "835"],
  ]);
  expect(err).toBe("No such file: b");
  expect(exit).toBe(2);
});

test("check: what is not X12 is an error and not a failure", async () => {
  const { exit, text } = await runCommand(["x12", "check", "-"], { "-": "patient,amount\n1,2\n" });
  expect(JSON.parse(text).accepted).toBe(false);
  expect(exit).toBe(1);
});

test("rewrite: byte for byte, whatever stands between the segments", async () => {
  for (const content of [
    claims,
    new TextEncoder().encode(claimText.replaceAll("~", "~\r\n")),
    new Uint8Array([0xef, 0xbb, 0xbf, ...claims]),
  ]) {
    const { exit, out } = await runCommand(["x12", "rewrite", "-"], { "-": content });
    expect(Buffer.compare(out, content)).toBe(0);
    expect(exit).toBe(0);
  }
});

test("json: one document with the typed transactions", async () => {
  const { exit, text } = await runCommand(["x12", "json", "f"], { f: claims });
  const { transactions, findings } = JSON.parse(text);
  expect(transactions).toHaveLength(1);
  expect(transactions[0]).toMatchObject({ type: "837P", envelope: { set: { control: "0001" } } });
  expect(transactions[0].content.claims.map((one: { controlNumber: string }) => one.controlNumber).sort()).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => `A-00000${number}`),
  );
  expect(findings).toEqual([]);
  expect(exit).toBe(0);
});

test("ack: a 999 that accepts, and one that refuses with exit code 1; an acknowledgement is not answered", async () => {
  const good = await runCommand(["x12", "ack", "f", "--today", "2026-12-02", "--time", "1015", "--control", "77"], { f: claims });
  expect(good.text).toContain("ST*999*");
  expect(good.text).toContain("IK5*A");
  expect(good.text).toMatch(/^ISA\*.*\*261202\*1015\*.*\*000000077\*/);
  expect(good.exit).toBe(0);
  const bad = await runCommand(["x12", "ack", "f"], {
    f: claimText.replace("ST*837*0001*005010X222A1~BHT*0019", "ST*837*0001*005010X222A1~BHT*9999"),
  });
  expect(bad.text).toMatch(/IK5\*R/);
  expect(bad.exit).toBe(1);
  const again = await runCommand(["x12", "ack", "f"], { f: good.text });
  expect(again.text).toBe("");
  expect(again.err).toContain("Nothing is answered");
  expect(again.exit).toBe(0);
});

test("explain: a line a segment, and the same as JSON lines", async () => {
  const plain = await runCommand(["x12", "explain", "f"], { f: claims });
  const segments = claimText.split("~").filter((one) => one.trim() !== "");
  const lines = plain.text.trimEnd().split("\n");
  expect(lines).toHaveLength(segments.length);
  expect(lines.every((line, index) => line.trimStart().startsWith(`${index + 1}  ${segments[index]?.trim().split("*")[0]}: `))).toBe(true);
  expect(plain.exit).toBe(0);
  const asJson = await runCommand(["x12", "explain", "f", "--json"], { f: claims });
  const objects = asJson.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(objects.map((one) => one.segment)).toEqual(segments.map((_, index) => index + 1));
  expect(objects.find((one) => one.tag === "CLM").words).toContain("claim A-000001");
});
