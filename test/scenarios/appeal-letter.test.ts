/** An appeal: the letter from the template and the record, with the proof of filing; kept as sent; answered; won by money. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { previewLetter, readLetterPdf, sendLetter, startLetter, writeLetter } from "../../src/app/denials/letter.ts";
import { logDenialWork } from "../../src/app/denials/log.ts";
import { viewDenial } from "../../src/app/denials/view.ts";
import { takeIn } from "../../src/app/take-in.ts";
import type { AppealLetter } from "../../src/core/denials/appeal-letter.ts";
import { type DenialId, type EncounterId, id } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { readBlob } from "../../src/store/blobs.ts";
import { listDenials } from "../../src/store/denials.ts";
import { listOutboundFiles } from "../../src/store/outbound-files.ts";
import { sql } from "../../src/store/sql.ts";
import { decidedAnew } from "../support/decided-anew.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let visit: EncounterId;
let denial: DenialId;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
  visit = await world.seePatient({ patient: "delacroix", provider: "lindqvist" });
  done(
    await world.code(
      visit,
      ["R53.83"],
      [
        ["99213", [], [1]],
        ["82306", [], [1]],
      ],
    ),
  );
  await world.send(visit);
  await world.untilPaid();
  const claim = await world.claim(visit);
  const [first] = await world.inTx((tx) => listDenials(tx, { claimId: claim.id, limit: 5 }));
  denial = id<"denial">(first?.id ?? 0);
});

const page = async () => done(await viewDenial(world.context, denial));
const words = { opening: "We appeal.", argument: "The note shows the deficiency.", closing: "Please decide.", enclosures: ["Note"] };

it("begins with the template, waits for the places that are a person's, and is kept byte for byte as it was sent", async () => {
  expect(refused(await sendLetter(world.context, denial, { way: "fax" })).problem).toBe("no-draft");
  done(await startLetter(world.context, denial));
  const { draft } = (await page()).letters;
  expect(draft?.text.opening).toContain("request for first-level appeal (level 1)");
  expect(draft?.text.opening).toContain("$70.00");
  expect(draft?.text.argument).toMatch(/You accepted the claim by your 277CA of \d\d\/\d\d\/2026 .*with your claim number LSM/);
  expect(refused(await sendLetter(world.context, denial, { way: "fax" })).problem).toBe("open-places");
  done(await writeLetter(world.context, denial, words));
  // Begun again, it stays as it was written.
  done(await startLetter(world.context, denial));
  expect((await page()).letters.draft?.text).toEqual(words);
  expect(new TextDecoder().decode(done(await previewLetter(world.context, denial)).slice(0, 5))).toBe("%PDF-");
  done(await sendLetter(world.context, denial, { way: "certified mail", reference: "9407 1118" }));
  const after = await page();
  const [sent] = after.letters.sent;
  expect(after).toMatchObject({ state: "waiting", status: "appealed" });
  expect(after.clocks.find((clock) => clock.words === "the payer's answer")?.by).toBe(addDays(world.today(), 60));
  expect(after.history.at(-1)?.words).toBe("Appealed (First-level appeal), sent by certified mail, reference 9407 1118");
  const pdf = done(await readLetterPdf(world.context, sent?.id ?? 0));
  expect(createHash("sha256").update(pdf).digest("hex")).toBe(sent?.sha256);
  expect(refused(await writeLetter(world.context, denial, words)).problem).toBe("no-draft");
  expect(refused(await startLetter(world.context, denial)).problem).toBe("appealed");
});

it("proves the filing from the record: the range of the file is the claim, its hash is that of the bytes, the answers are the payer's", async () => {
  done(await startLetter(world.context, denial));
  done(await writeLetter(world.context, denial, words));
  done(await sendLetter(world.context, denial, { way: "fax" }));
  const { content } = await world.inTx((tx) => tx.one<{ content: AppealLetter }>(sql`select content from appeal_letter`));
  const { sendings, receipts, acceptedOn } = content.facts.proof;
  const [file] = await world.inTx((tx) => listOutboundFiles(tx, { limit: 1 }));
  const bytes = await world.inTx((tx) => readBlob(tx, file?.fileId ?? 0));
  const [sent] = sendings;
  if (bytes === undefined || sent === undefined) throw new Error("nothing was sent");
  const mine = bytes.subarray(sent.byteFrom, sent.byteTo);
  expect(new TextDecoder().decode(mine)).toContain(`CLM*${content.facts.controlNumber}*245`);
  expect(createHash("sha256").update(mine).digest("hex")).toBe(sent.sha256);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(sent.fileSha256);
  expect(receipts.map(({ kind, accepted }) => [kind, accepted])).toEqual([
    ["TA1", true],
    ["999", true],
    ["277CA", true],
  ]);
  expect(
    receipts.every(({ reference, sha256, recordedAt }) => /^\d{9}$/.test(reference) && sha256.length === 64 && recordedAt.endsWith("UTC")),
  ).toBe(true);
  expect(acceptedOn).toBe(receipts[2]?.receivedOn);
});

it("opens the next level after a refusal, and is won by the payer's 835", async () => {
  done(await startLetter(world.context, denial));
  done(await writeLetter(world.context, denial, words));
  done(await sendLetter(world.context, denial, { way: "fax" }));
  done(await logDenialWork(world.context, denial, { kind: "answered", answer: "upheld", words: "policy 12 stands" }));
  expect(await page()).toMatchObject({ state: "open", appeal: { level: { level: 2 } } });
  done(await startLetter(world.context, denial));
  done(await writeLetter(world.context, denial, words));
  done(await sendLetter(world.context, denial, { way: "fax" }));
  const claim = await world.claim(visit);
  const text = await world.inTx((tx) =>
    decidedAnew(tx, claim, {
      procedure: "82306",
      paid: 3_700,
      adjustments: [["CO", "45", 3_300]],
    }),
  );
  await writeFile(join(world.inbox("LSM01"), "anew.x12"), text);
  await takeIn(world.context);
  expect(await page()).toMatchObject({ state: "won", settled: { recovered: 3_700, contractual: 3_300, stillRefused: 0 } });
  expect((await world.page(visit)).money.insuranceBalance).toBe(0);
  await world.proveBooks();
});
