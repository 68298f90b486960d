/** Typed reading of real files: every public 837P and 835 sample, and the values of an independent converter where it gives them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { explainSegments } from "../../src/core/x12/transactions/explain.ts";
import { x12Json } from "../../src/core/x12/transactions/json.ts";
import { readAcknowledgementFile } from "../../src/core/x12/transactions/read-acknowledgements.ts";
import { readProfessionalClaimFile } from "../../src/core/x12/transactions/read-professional-claims.ts";
import { readRemittanceFile } from "../../src/core/x12/transactions/read-remittances.ts";
import { sharedFolder } from "../support/shared-folder.ts";
import { claimLeaves, type Leaves, paymentLeaves, plainNumber } from "./converter-leaves.ts";

const folder = sharedFolder("x12-samples");

function filesOf(set: string): readonly string[] {
  if (folder === undefined) return [];
  return readdirSync(join(folder, set))
    .filter((name) => name.endsWith(".x12"))
    .sort();
}

function bytesOf(set: string, name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder ?? "", set, name)));
}

/** Leaves of the converter's JSON by path; providers are named by their role, because their order is its own. */
function leavesOf(value: unknown, path = "", into: Leaves = new Map()): Leaves {
  if (Array.isArray(value)) {
    value.forEach((one, index) => {
      const role =
        path.endsWith("providers") && typeof one === "object" && one !== null && "entityRole" in one
          ? String(one.entityRole)
          : String(index);
      leavesOf(one, `${path}[${role}]`, into);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) leavesOf(one, path === "" ? key : `${path}.${key}`, into);
  } else if (value !== null) into.set(path, plainNumber(String(value)));
  return into;
}

const anotherEdition = "the converter's JSON was made from another edition of commercial.dat: the file beside it says what we say";

/** Disagreements that are not ours, by file and path, each with the reason. */
const known: Readonly<Record<string, string>> = {
  "837P-01-08.x12 frequencyCode.code": anotherEdition,
  "837P-01-08.x12 subscriber.person.lastNameOrOrgName": anotherEdition,
  "837P-01-08.x12 subscriber.person.firstName": anotherEdition,
  "837P-01-08.x12 subscriber.payer.lastNameOrOrgName": anotherEdition,
  "837P-01-08.x12 patient.person.lastNameOrOrgName": anotherEdition,
  "837P-01-08.x12 patient.person.firstName": anotherEdition,
  "837P-01-08.x12 billingProvider.lastNameOrOrgName": anotherEdition,
  "837P-01-08.x12 billingProvider.providerTaxonomy.code": anotherEdition,
  "837P-01-08.x12 transaction.creationDate": anotherEdition,
};

interface Comparison {
  agreed: number;
  /** Values that our model does not carry under any name, or words that the converter adds. */
  notCompared: number;
  /** Entries of the table above that were met: one that is no longer met has to go. */
  readonly explained: Set<string>;
  readonly disagreements: string[];
}

function compare(file: string, expected: unknown, ours: Leaves, into: Comparison): void {
  for (const [path, value] of leavesOf(expected)) {
    const own = ours.get(path);
    if (own === undefined) into.notCompared += 1;
    else if (own === value) into.agreed += 1;
    else if (known[`${file} ${path}`] !== undefined) into.explained.add(`${file} ${path}`);
    else into.disagreements.push(`${file} ${path}: the converter says ${value}, we say ${own}`);
  }
}

function expectedOf(set: string, name: string): readonly unknown[] | undefined {
  const path = join(folder ?? "", set, name.replace(/\.x12$/, ".expected.json"));
  if (!existsSync(path)) return undefined;
  const value: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null && "claims" in value && Array.isArray(value.claims) ? value.claims : [];
}

describe.skipIf(folder === undefined)("typed reading of the public samples", () => {
  test("every 837P file is read, and every CLM becomes a claim", () => {
    const files = filesOf("837P");
    expect(files.length).toBeGreaterThan(80);
    let claims = 0;
    for (const name of files) {
      const bytes = bytesOf("837P", name);
      const read = readProfessionalClaimFile(bytes).batches.flatMap(({ batch }) => batch.claims);
      const written = explainSegments(bytes).filter(({ tag }) => tag === "CLM").length;
      claims += read.length;
      expect({ name, claims: read.length }).toEqual({ name, claims: written });
      expect(x12Json(bytes).transactions.length).toBeGreaterThan(0);
    }
    console.info(`837P: ${files.length} files, ${claims} claims read`);
    expect(claims).toBeGreaterThan(100);
  });

  test("every 835 file is read, and every CLP becomes a claim", () => {
    const files = filesOf("835");
    expect(files.length).toBeGreaterThan(50);
    let claims = 0;
    for (const name of files) {
      const bytes = bytesOf("835", name);
      const read = readRemittanceFile(bytes).remittances.flatMap(({ remittance }) => remittance.claims);
      const written = explainSegments(bytes).filter(({ tag }) => tag === "CLP").length;
      claims += read.length;
      expect({ name, claims: read.length }).toEqual({ name, claims: written });
      expect(x12Json(bytes).transactions.length).toBeGreaterThan(0);
    }
    console.info(`835: ${files.length} files, ${claims} claims read`);
    expect(claims).toBeGreaterThan(90);
  });

  test("every TA1, 999, 997 and 277CA becomes an acknowledgement", () => {
    let all = 0;
    for (const set of ["TA1", "999", "277CA"]) {
      for (const name of filesOf(set)) {
        const bytes = bytesOf(set, name);
        const { acknowledgements } = readAcknowledgementFile(bytes);
        const written = explainSegments(bytes).filter(
          ({ tag, words }) => tag === "TA1" || /^start of a transaction: (?:99[79]|277.*X214)/.test(words),
        );
        all += acknowledgements.length;
        expect({ name, read: acknowledgements.length }).toEqual({ name, read: written.length });
      }
    }
    console.info(`TA1, 999, 277CA: ${all} read`);
    expect(all).toBeGreaterThan(20);
  });

  test("our values of claims are those of an independent converter", () => {
    const comparison: Comparison = { agreed: 0, notCompared: 0, explained: new Set(), disagreements: [] };
    for (const name of filesOf("837P")) {
      const expected = expectedOf("837P", name);
      if (expected === undefined) continue;
      const ours = readProfessionalClaimFile(bytesOf("837P", name)).batches.flatMap(({ batch }) =>
        batch.claims.map((claim) => claimLeaves(claim, batch)),
      );
      expect({ name, claims: ours.length }).toEqual({ name, claims: expected.length });
      expected.forEach((claim, index) => {
        compare(name, claim, ours[index] ?? new Map(), comparison);
      });
    }
    console.info(`837P: ${comparison.agreed} values agree, ${comparison.notCompared} are not compared`);
    expect(comparison.disagreements).toEqual([]);
    expect([...comparison.explained].sort()).toEqual(Object.keys(known).sort());
    expect(comparison.agreed).toBeGreaterThan(1_100);
  });

  test("our values of payments are those of an independent converter", () => {
    const comparison: Comparison = { agreed: 0, notCompared: 0, explained: new Set(), disagreements: [] };
    for (const name of filesOf("835")) {
      const expected = expectedOf("835", name);
      if (expected === undefined) continue;
      const ours = readRemittanceFile(bytesOf("835", name)).remittances.flatMap(({ remittance }) =>
        remittance.claims.map((claim) => paymentLeaves(claim, remittance)),
      );
      expect({ name, claims: ours.length }).toEqual({ name, claims: expected.length });
      expected.forEach((claim, index) => {
        compare(name, claim, ours[index] ?? new Map(), comparison);
      });
    }
    console.info(`835: ${comparison.agreed} values agree, ${comparison.notCompared} are not compared`);
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.agreed).toBeGreaterThan(250);
  });
});
