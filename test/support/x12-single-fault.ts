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

/** Lines 1 to 7 of a file of claims (ISA to the receiver) by this guide, made on 20 November 2026. */
export function claimHead(guide: "005010X222A1" | "005010X223A2" | "005010X224A2"): readonly string[] {
  return [
    "ISA*00*          *00*          *ZZ*ELMSENDER      *30*987654321      *261120*1015*^*00501*000000001*0*T*:",
    `GS*HC*ELMSENDER*987654321*20261120*1015*77*X*${guide}`,
    `ST*837*0001*${guide}`,
    "BHT*0019*00*BATCH77*20261120*1015*CH",
    "NM1*41*2*ELM BILLING SERVICE*****46*ELM01",
    "PER*IC*DANA REED*TE*5555550111*EX*12*EM*DANA@ELM.TEST",
    "NM1*40*2*TERN CLEARING*****46*TERN9",
  ];
}

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
