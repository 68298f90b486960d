/** One fault at a time: a right X12 file in lines, one of them replaced, and what the check then has to say. */
import { expect } from "vitest";
import type { Finding } from "../../src/core/kernel/finding.ts";
import { type CheckOptions, checkFile } from "../../src/core/x12/check/check-file.ts";
import { encodeUtf8 } from "../../src/core/x12/syntax/decode.ts";

/**
 * Line (ISA = 1), what stands there instead ("" removes it, `~` inside makes several segments), the expected finding as
 * "CODE segment element loop" (`-` for no element or loop), and the code of another finding that the fault brings along.
 */
export type Fault = readonly [line: number, text: string, expected: string, also?: string];

/** SE01 is set right, so that it is no second fault, unless the fault is in SE itself. */
export function fileWith(lines: readonly string[], fault?: Fault): Uint8Array {
  const broken = lines.flatMap((one, index) => (index + 1 !== fault?.[0] ? [one] : fault[1] === "" ? [] : fault[1].split("~")));
  const size = broken.findIndex((one) => one.startsWith("SE*")) - broken.findIndex((one) => one.startsWith("ST*")) + 1;
  const counted = fault?.[1].startsWith("SE*") === true ? broken : broken.map((one) => one.replace(/^SE\*\d+\*/, `SE*${size}*`));
  return encodeUtf8(counted.map((one) => `${one}~\n`).join(""));
}

/** Every finding of a file as "CODE segment element loop". */
export function findingsOf(bytes: Uint8Array, options: CheckOptions = {}): readonly string[] {
  const { findings, transactions } = checkFile(bytes, options);
  return [...findings, ...transactions.flatMap((one) => one.findings)].map(described);
}

/** The finding is there, at its place, and at most the one that the fault brings along beside it. */
export function expectOneFault(lines: readonly string[], fault: Fault, options: CheckOptions = {}): void {
  const [, , expected, also] = fault;
  const found = findingsOf(fileWith(lines, fault), options);
  expect(found).toContain(expected);
  const others = found.filter((one) => one !== expected).map((one) => one.split(" ")[0]);
  expect(others).toEqual(also === undefined ? [] : [also]);
}

/** The faults with a name for the test's title. */
export function named(faults: readonly Fault[]): readonly { readonly name: string; readonly fault: Fault }[] {
  return faults.map((fault) => ({ name: `line ${fault[0]} as “${fault[1]}” gives ${fault[2]}`, fault }));
}

function described({ code, place }: Finding): string {
  return [code, place.segment ?? "-", place.element ?? "-", place.loop === undefined || place.loop === "" ? "-" : place.loop].join(" ");
}
