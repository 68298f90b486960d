/** `code` on the starter set: what a visit note is coded as, and what is said of what is not. */
import { expect, test } from "vitest";
import { runCommand } from "./fake-io.ts";

const note = `CHIEF COMPLAINT
Left shoulder pain.

ASSESSMENT AND PLAN
1. Left shoulder pain, possible rheumatoid arthritis.
- Plan: MRI of the shoulder.
2. Type 2 diabetes.
- Plan: Continue metformin 500 mg twice a day.
3. Hypertension.
- Plan: Continue lisinopril.
4. No evidence of pneumonia.
`;

test("problems are coded with evidence, path and rules; an uncertain one is said and not coded", async () => {
  const { exit, text, err } = await runCommand(["code", "-"], { "-": note });
  const { codes, findings } = JSON.parse(text);
  expect(err).toBe("");
  expect(exit).toBe(0);
  expect(codes.map((one: { code: string }) => one.code)).toEqual(["M25.512", "E11.9", "I10", "Z79.84"]);
  expect(codes.map((one: { band: string }) => one.band)).toEqual(["auto", "auto", "auto", "query"]);
  expect(Object.keys(codes[0])).toEqual([
    "code",
    "system",
    "title",
    "band",
    "score",
    "evidence",
    "path",
    "rules",
    "alternatives",
    "doubts",
  ]);
  for (const one of codes) {
    expect(one.system).toBe("icd10cm");
    for (const { start, end, text: words } of one.evidence) expect(note.slice(start, end)).toBe(words);
  }
  expect(findings.map((one: { code: string }) => one.code)).toContain("CODE-UNCERTAIN-01");
  expect(findings.every((one: { authority: string }) => one.authority.length > 10)).toBe(true);
});

test("a stream of notes is answered line by line, the same each time; a bad line is told", async () => {
  const lines = [
    JSON.stringify({ id: 7, text: note, age: 54, sex: "F" }),
    "no",
    JSON.stringify({ id: "b", text: "ASSESSMENT\nAcute sinusitis." }),
  ];
  const first = await runCommand(["code", "--jsonl"], { "-": lines.join("\n") });
  const second = await runCommand(["code", "--jsonl"], { "-": lines.join("\n") });
  expect(first.text).toBe(second.text);
  expect(
    first.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id),
  ).toEqual([7, "b"]);
  expect(first.err).toContain("Line 2 ");
  expect(first.exit).toBe(2);
});

test("a note without a diagnosis gives no code and says so; inpatient codes what is uncertain", async () => {
  const nothing = JSON.parse((await runCommand(["code", "-"], { "-": "Thank you for coming." })).text);
  expect(nothing.codes).toEqual([]);
  expect(nothing.findings.map((one: { code: string }) => one.code)).toEqual(["CODE-NOTE-01"]);
  const inpatient = JSON.parse(
    (await runCommand(["code", "-", "--setting", "inpatient"], { "-": "ASSESSMENT\nProbable pneumonia." })).text,
  );
  expect(inpatient.codes.map((one: { code: string }) => one.code)).toEqual(["J18.9"]);
  expect(inpatient.codes[0].presentOnAdmission.indicator).toBe("U");
  expect(inpatient.findings.map((one: { code: string }) => one.code)).toContain("CODE-QUERY-03");
});

test("wrong options are wrong usage", async () => {
  for (const args of [["code"], ["code", "-", "--setting", "home"], ["code", "-", "--sex", "x"], ["code", "-", "--age", "-4"]]) {
    expect((await runCommand(args, { "-": note })).exit, args.join(" ")).toBe(2);
  }
});
