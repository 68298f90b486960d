/** `remit` on every public 835 sample, against a small calculation on the raw text that shares nothing with our readers. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../command/fake-io.ts";
import { sharedFolder } from "../support/shared-folder.ts";

interface Off {
  readonly level: string;
  /** In cents. */
  readonly found: number;
  readonly expected: number;
  /** CLP01, or TRN02 of the payment. */
  readonly id: string;
}

interface RawClaim {
  readonly id: string;
  readonly charge: number;
  readonly paid: number;
  adjusted: number;
  readonly lines: { readonly charge: number; readonly paid: number; adjusted: number }[];
}

interface RawPayment {
  amount: number;
  trace: string;
  taken: number;
  readonly claims: RawClaim[];
}

const folder = sharedFolder("x12-samples");

/** 005010X221A1 §1.10.2.1, over again, with split and plain numbers of cents. */
function rawPayments(text: string): readonly RawPayment[] {
  const { element, segment } = marksOf(text);
  const payments: RawPayment[] = [];
  for (const one of text.split(segment)) {
    const [tag, ...values] = one.trim().split(element);
    const payment = payments.at(-1);
    if (tag === "ST" && values[0] === "835") payments.push({ amount: 0, trace: "", taken: 0, claims: [] });
    if (payment !== undefined) take(payment, tag ?? "", values);
  }
  return payments;
}

function take(payment: RawPayment, tag: string, values: readonly string[]): void {
  const claim = payment.claims.at(-1);
  const every = (from: number, step: number): number =>
    values.filter((_, at) => at >= from && (at - from) % step === 0).reduce((all, value) => all + cents(value), 0);
  if (tag === "BPR") payment.amount = cents(values[1]);
  else if (tag === "TRN") payment.trace = values[1] ?? "";
  else if (tag === "PLB") payment.taken += every(3, 2);
  else if (tag === "CLP")
    payment.claims.push({ id: values[0] ?? "", charge: cents(values[2]), paid: cents(values[3]), adjusted: 0, lines: [] });
  else if (tag === "SVC") claim?.lines.push({ charge: cents(values[1]), paid: cents(values[2]), adjusted: 0 });
  else if (tag === "CAS") {
    const place = claim?.lines.at(-1) ?? claim;
    if (place !== undefined) place.adjusted += every(2, 3);
  }
}

/** Lines first, then claims, then the payment: the order in which a person would look. */
function offsOf({ amount, trace, taken, claims }: RawPayment): readonly Off[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  const equations: readonly Off[] = [
    ...claims.flatMap(({ id, lines }) =>
      lines.map((line) => ({ level: "line", found: line.paid, expected: line.charge - line.adjusted, id })),
    ),
    ...claims.flatMap(({ id, charge, paid, adjusted, lines }) => [
      { level: "claim", found: paid, expected: charge - adjusted - sum(lines.map((line) => line.adjusted)), id },
      ...(lines.length === 0 ? [] : [{ level: "claim-charge", found: charge, expected: sum(lines.map((line) => line.charge)), id }]),
    ]),
    { level: "transaction", found: amount, expected: sum(claims.map((claim) => claim.paid)) - taken, id: trace },
  ];
  return equations.filter((one) => one.found !== one.expected);
}

/** The terminator is what stands before GS; where that is the end of a line, the line end itself is the terminator. */
function marksOf(text: string): { readonly element: string; readonly segment: string } {
  const start = text.trimStart();
  if (!start.startsWith("ISA")) return { element: "*", segment: text.includes("~") ? "~" : "\n" };
  const element = start.charAt(3);
  const header = start.slice(0, start.indexOf(`GS${element}`));
  const last = header.trimEnd().slice(-1);
  const isComponentMark = /[\w:>]/.test(last);
  return { element, segment: isComponentMark ? "\n" : last };
}

function cents(text: string | undefined): number {
  return Math.round(Number(text ?? "0") * 100);
}

function files(): readonly string[] {
  return folder === undefined ? [] : readdirSync(join(folder, "835")).filter((name) => name.endsWith(".x12"));
}

describe.skipIf(folder === undefined)("remit on the public 835 samples", () => {
  test("proves what is balanced, and names the first cent off in the rest", async () => {
    const seen = { files: 0, balanced: 0, off: 0 };
    for (const name of files()) {
      const text = readFileSync(join(folder ?? "", "835", name), "latin1");
      const expected = rawPayments(text);
      const ran = await runCommand(["remit", name], { [name]: new Uint8Array(Buffer.from(text, "latin1")) });
      const { remittances, findings } = JSON.parse(ran.text);
      expect(remittances, name).toHaveLength(expected.length);
      const offs = expected.map(offsOf);
      for (const [index, { proof, plan }] of remittances.entries()) {
        const [first] = offs[index] ?? [];
        expect(proof.balanced, `${name}, payment ${index + 1}`).toBe(first === undefined);
        expect(plan.posts).toBe(proof.balanced);
        if (first === undefined) {
          expect(proof.firstOff).toBeNull();
          seen.balanced += 1;
        } else {
          const { level, found, expected: meant } = proof.firstOff;
          expect({ level, found: cents(found), expected: cents(meant) }, name).toEqual({
            level: first.level,
            found: first.found,
            expected: first.expected,
          });
          expect(proof.firstOff.words).toContain(first.id);
          expect(proof.firstOff.words).toMatch(/off by \$[\d,]+\.\d\d\.$/);
          seen.off += 1;
        }
      }
      const readingFailed = findings.some((one: { severity: string }) => one.severity === "error");
      expect(ran.exit, name).toBe(readingFailed || offs.some((one) => one.length > 0) ? 1 : 0);
      seen.files += 1;
    }
    expect(seen.files).toBeGreaterThan(50);
    expect(seen.balanced).toBeGreaterThan(50);
    expect(seen.off).toBeGreaterThan(5);
    console.info(`remit samples: ${seen.files} files, ${seen.balanced} payments balanced, ${seen.off} off`);
  });
});
