/** What is written comes back the same, by aggregate, on a real PostgreSQL under the app's role. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cents } from "../../src/core/kernel/cents.ts";
import { decimal } from "../../src/core/kernel/decimal.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { readBlob } from "../../src/store/blobs.ts";
import {
  appendClaimEvents,
  ClaimMovedOn,
  claimsInStates,
  loadClaim,
  loadClaimEvents,
  loadFindings,
  lockClaimsByControlNumbers,
  saveFindings,
} from "../../src/store/claims.ts";
import { takeNumbers } from "../../src/store/control-numbers.ts";
import { listCoverages, loadCoverage } from "../../src/store/coverages.ts";
import { countEncounters, listEncounters, loadEncounter, saveCharges, saveCodingState, saveNote } from "../../src/store/encounters.ts";
import { listExceptions, raiseException, resolveException } from "../../src/store/exceptions.ts";
import { finishInboundFile, listInboundFiles, receiveFile } from "../../src/store/inbound-files.ts";
import { findOutboundFiles, listPreparedFiles, markWritten, prepareFiles } from "../../src/store/outbound-files.ts";
import { listPlans, listProviders } from "../../src/store/parties.ts";
import { listPatients, loadPatient, searchPatients, updatePatient } from "../../src/store/patients.ts";
import { insertPayment, paymentsOfPatient } from "../../src/store/payments.ts";
import { listTenants, loadPractice, readClock, setClock } from "../../src/store/practices.ts";
import { insertSnapshots, readSnapshotBytes, snapshotsOfClaim } from "../../src/store/snapshots.ts";
import { insertStatement, listStatements, lockStatement, saveStatementPdf } from "../../src/store/statements.ts";
import { inPractice, readPractice } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { day, examplePractice, makeSamplePractice, type SamplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let sample: SamplePractice;

beforeAll(async () => {
  db = await freshDatabase();
  sample = await makeSamplePractice(db.pool);
});
afterAll(() => db.drop());

describe("parties", () => {
  it("gives the practice and its clock back", async () => {
    expect(await listTenants(db.pool)).toEqual([{ practiceId: sample.practiceId, demonstration: true }]);
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      expect(await loadPractice(tx)).toEqual({ ...examplePractice, id: sample.practiceId });
      expect(await readClock(tx)).toBe(day);
      await setClock(tx, isoDate("2026-03-03"));
      expect(await readClock(tx)).toBe("2026-03-03");
      expect((await listProviders(tx)).map((one) => one.name.last)).toEqual(["Moss"]);
      expect((await listPlans(tx))[0]?.contractFactor).toEqual(decimal("1.25"));
    });
  });

  it("finds a patient by the beginning of any word, without accents, by date and by member id", async () => {
    await readPractice(db.pool, sample.practiceId, async (tx) => {
      for (const text of ["nun", "NÚÑ ros", "1961-07-09", "7/9/1961", "217555", "prh00417", "a1"]) {
        expect(
          (await searchPatients(tx, { text, limit: 10 })).map((one) => one.id),
          text,
        ).toEqual([sample.patientId]);
      }
      for (const text of ["nunx", "ros smith", "", "%"]) expect(await searchPatients(tx, { text, limit: 10 }), text).toEqual([]);
    });
  });

  it("forgets the words of a name that was changed", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const patient = await loadPatient(tx, sample.patientId);
      if (patient === undefined) throw new Error("no patient");
      expect(await updatePatient(tx, { ...patient, name: { last: "Oakes", first: "Rosa" } })).toBe(true);
      expect(await searchPatients(tx, { text: "nunez", limit: 10 })).toEqual([]);
      expect((await searchPatients(tx, { text: "oakes prh00417", limit: 10 })).map((one) => one.name.last)).toEqual(["Oakes"]);
      expect(await updatePatient(tx, patient)).toBe(true);
      expect(await loadPatient(tx, sample.patientId)).toEqual(patient);
      expect(await listPatients(tx, { limit: 5, after: patient })).toEqual([]);
    });
  });

  it("keeps a coverage whole", async () => {
    await readPractice(db.pool, sample.practiceId, async (tx) => {
      const coverage = await loadCoverage(tx, sample.coverageId);
      expect(coverage).toMatchObject({ memberId: "PRH-00417", copay: 2500, rank: 1 });
      expect(await listCoverages(tx, sample.patientId)).toEqual([coverage]);
    });
  });
});

describe("visits", () => {
  it("gives note, diagnoses and charges back with exact units", async () => {
    await readPractice(db.pool, sample.practiceId, async (tx) => {
      const encounter = await loadEncounter(tx, sample.encounterId);
      expect(encounter?.note).toEqual({
        text: "Cough for five days.",
        authorId: sample.providerId,
        signedOn: day,
        signedBy: "Ada Moss, MD",
      });
      expect(encounter?.diagnoses).toEqual([{ position: 1, code: "R059", evidence: [{ start: 0, end: 5, text: "Cough" }] }]);
      expect(encounter?.charges.map((one) => one.units)).toEqual([decimal("1"), decimal("2.5")]);
      expect(encounter?.charges.map((one) => one.id)).toEqual(sample.chargeIds);
    });
  });

  it("does not rewrite a signed note", async () => {
    const kept = await inPractice(db.pool, sample.practiceId, (tx) =>
      saveNote(tx, sample.encounterId, { text: "x", authorId: sample.providerId }),
    );
    expect(kept).toBe(false);
  });

  it("changes charges in place and swaps line numbers", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const before = (await loadEncounter(tx, sample.encounterId))?.charges ?? [];
      const swapped = before.map((charge) => ({ ...charge, lineNumber: 3 - charge.lineNumber }));
      await saveCharges(tx, sample.encounterId, swapped);
      expect((await loadEncounter(tx, sample.encounterId))?.charges.map((one) => one.id)).toEqual([...sample.chargeIds].reverse());
      await saveCharges(tx, sample.encounterId, before);
      expect((await loadEncounter(tx, sample.encounterId))?.charges).toEqual(before);
    });
  });

  it("lists by coding state and counts", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      expect(await countEncounters(tx, { codingStates: ["open"], signed: true, withoutClaim: true })).toBe(0);
      await saveCodingState(tx, sample.encounterId, { state: "coded", on: day, by: "coder" });
      const rows = await listEncounters(tx, { codingStates: ["coded"], patientId: sample.patientId, from: day, to: day }, { limit: 5 });
      expect(rows).toMatchObject([{ id: sample.encounterId, patientLast: "Núñez", charges: 20000, codedBy: "coder", signed: true }]);
    });
  });
});

describe("claims", () => {
  it("gives the content back with its decimals", async () => {
    await readPractice(db.pool, sample.practiceId, async (tx) => {
      const claim = await loadClaim(tx, sample.claimId);
      expect(claim).toMatchObject({ controlNumber: sample.controlNumber, state: "draft", lastSequence: 1, chargeIds: sample.chargeIds });
      expect(claim?.content.lines[1]?.units).toEqual(decimal("2.5"));
      expect(await loadClaimEvents(tx, sample.claimId)).toEqual([
        { sequence: 1, on: day, event: { v: 1, kind: "drafted", version: 1, frequency: "1", why: "visit coded" } },
      ]);
    });
  });

  it("appends events with the state, and refuses a second writer who did not see them", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const claims = await lockClaimsByControlNumbers(tx, [sample.controlNumber, "NOT-OURS"]);
      expect([...claims.keys()]).toEqual([sample.controlNumber]);
      await appendClaimEvents(tx, day, {
        claimId: sample.claimId,
        after: 1,
        events: [{ v: 1, kind: "passed" }],
        state: "ready",
        payerControlNumber: "P1",
      });
    });
    const late = inPractice(db.pool, sample.practiceId, (tx) =>
      appendClaimEvents(tx, day, { claimId: sample.claimId, after: 1, events: [{ v: 1, kind: "passed" }], state: "ready" }),
    );
    await expect(late).rejects.toBeInstanceOf(ClaimMovedOn);
    await readPractice(db.pool, sample.practiceId, async (tx) => {
      expect((await loadClaimEvents(tx, sample.claimId)).map((one) => one.sequence)).toEqual([1, 2]);
      expect(await claimsInStates(tx, ["ready"], { limit: 10 })).toMatchObject([{ id: sample.claimId, payerControlNumber: "P1" }]);
    });
  });

  it("lists with findings and totals", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const found = { code: "CLM-X", severity: "error", place: { path: "lines[0]" }, params: { n: 1 } } as const;
      await saveFindings(tx, sample.claimId, 1, [found]);
      expect(await loadFindings(tx, sample.claimId, 1)).toEqual([found]);
    });
  });
});

describe("files", () => {
  it("stores the same content once, in chunks", async () => {
    const bytes = new Uint8Array(2_500_000).map((_, index) => index % 251);
    const first = await inPractice(db.pool, sample.practiceId, (tx) => receiveFile(tx, { name: "a.835", bytes, receivedOn: day }));
    const again = await inPractice(db.pool, sample.practiceId, (tx) => receiveFile(tx, { name: "b.835", bytes, receivedOn: day }));
    expect([first.already, again.already, again.file.id]).toEqual([false, true, first.file.id]);
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const back = await readBlob(tx, first.file.fileId);
      expect(back !== undefined && Buffer.compare(back, bytes) === 0).toBe(true);
      await finishInboundFile(tx, first.file.id, { status: "worked", kind: "835", report: { claims: 1 } });
      expect(await listInboundFiles(tx, { status: "worked", limit: 5 })).toMatchObject([{ kind: "835", report: { claims: 1 } }]);
    });
  });

  it("prepares a file, keeps the claim's bytes, and marks it written once", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const bytes = new TextEncoder().encode("ISA*...~CLM*LF1~IEA~");
      const [file] = await prepareFiles(tx, [
        {
          name: "x.837",
          kind: "837P",
          partner: "PRHP1",
          interchange: "000000001",
          batch: "B1",
          preparedOn: day,
          bytes,
        },
      ]);
      if (file === undefined) throw new Error("no file");
      const content = (await loadClaim(tx, sample.claimId))?.content;
      if (content === undefined) throw new Error("no claim");
      await insertSnapshots(tx, [
        {
          claimId: sample.claimId,
          version: 1,
          outboundFileId: file.id,
          byteFrom: 8,
          byteTo: 15,
          sha256: "x",
          releases: { icd10cm: "2026" },
        },
      ]);
      const [snapshot] = await snapshotsOfClaim(tx, sample.claimId);
      if (snapshot === undefined) throw new Error("no snapshot");
      expect(snapshot.content).toEqual(content);
      expect(new TextDecoder().decode(await readSnapshotBytes(tx, snapshot))).toBe("CLM*LF1");
      expect((await listPreparedFiles(tx)).map((one) => one.id)).toEqual([file.id]);
      expect(await findOutboundFiles(tx, { batches: ["B1"] })).toEqual([file]);
      expect([await markWritten(tx, [file.id], day), await markWritten(tx, [file.id], day)]).toEqual([[file.id], []]);
      expect(await listPreparedFiles(tx)).toEqual([]);
    });
  });
});

describe("numbers, exceptions, statements, payments", () => {
  it("never gives a number twice, also to two at once", async () => {
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => inPractice(db.pool, sample.practiceId, (tx) => takeNumbers(tx, "interchange", 3))),
    );
    expect([...taken].sort((a, b) => a - b)).toEqual([1, 4, 7, 10, 13, 16, 19, 22]);
  });

  it("raises an exception once and resolves it by name", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const item = { source: "inbound-file", sourceKey: "1", reason: "not X12", detail: { byte: 0 }, raisedOn: day };
      expect([await raiseException(tx, item), await raiseException(tx, item)]).toEqual([true, false]);
      const [open] = await listExceptions(tx, { limit: 5 });
      expect(open).toMatchObject({ ...item, status: "open" });
      expect(await resolveException(tx, open?.id ?? 0, { on: day, by: "biller", resolution: "asked the payer" })).toBe(true);
      expect(await listExceptions(tx, { limit: 5 })).toEqual([]);
    });
  });

  it("keeps statements with their PDF and payments once by key", async () => {
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const id = await insertStatement(tx, {
        number: "S1",
        patientId: sample.patientId,
        date: day,
        amount: cents(2500),
        content: { words: "co-pay" },
      });
      await saveStatementPdf(tx, id, new Uint8Array([37, 80]));
      const statement = await lockStatement(tx, id);
      expect(statement).toMatchObject({ number: "S1", amount: 2500, content: { words: "co-pay" } });
      expect(await readBlob(tx, statement?.pdfFileId ?? 0)).toEqual(Buffer.from([37, 80]));
      expect(await listStatements(tx, { patientId: sample.patientId, limit: 5 })).toEqual([statement]);
      const payment = {
        patientId: sample.patientId,
        receivedOn: day,
        amount: cents(2500),
        method: "cash",
        receivedBy: "desk",
        idempotencyKey: "k1",
        allocations: [],
      } as const;
      expect([(await insertPayment(tx, payment)).already, (await insertPayment(tx, payment)).already]).toEqual([false, true]);
      expect(await paymentsOfPatient(tx, sample.patientId)).toMatchObject([payment]);
    });
  });
});
