import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { decideNew, decideRelease, decideReplacement, decideResend, decideVoid, type VersionDecision } from "./decide.ts";
import type { ClaimEvent, ClaimState } from "./model.ts";
import { applyClaimEvent, type ClaimFacts, foldClaim, isDecided, isUnderway } from "./state.ts";

const day = isoDate("2026-11-23");
const takes = { name: "Lakeshore Health Plan", takesReplacement: true };
const takesNot = { name: "Medicare Part B", takesReplacement: false };

const drafted = (version: number, frequency: "1" | "7" | "8"): ClaimEvent => ({ v: 1, kind: "drafted", version, frequency, why: "test" });
const held: ClaimEvent = { v: 1, kind: "held", findings: 2 };
const passed: ClaimEvent = { v: 1, kind: "passed" };
const released: ClaimEvent = { v: 1, kind: "released", by: "ana" };
const written: ClaimEvent = { v: 1, kind: "written", fileName: "a.837", sha256: "00", interchange: "1", batch: "1" };
const fileAccepted: ClaimEvent = { v: 1, kind: "file-accepted", by: "999", inboundFileId: 1 };
const fileRejected: ClaimEvent = { v: 1, kind: "file-rejected", by: "999", inboundFileId: 1, codes: ["R"], words: "rejected" };
const acknowledged: ClaimEvent = { v: 1, kind: "acknowledged", inboundFileId: 2, payerControlNumber: "ICN1", codes: ["A2"] };
const claimRejected: ClaimEvent = { v: 1, kind: "claim-rejected", inboundFileId: 2, codes: ["A7"], words: "member not found" };
const decided = (outcome: "paid" | "partly-paid" | "denied" | "to-patient", number = "ICN2"): ClaimEvent => ({
  v: 1,
  kind: "adjudicated",
  remittanceId: 1,
  outcome,
  payerControlNumber: number,
  paid: 100,
});
const reversed: ClaimEvent = { v: 1, kind: "reversed", remittanceId: 2, payerControlNumber: "ICN3" };
const closed: ClaimEvent = { v: 1, kind: "closed", why: "zero balance" };

const sent = [drafted(1, "1"), passed, released, written];

function fold(...events: readonly ClaimEvent[]) {
  return foldClaim(events.map((event, index) => ({ sequence: index + 1, on: addDays(day, index), event })));
}

function facts(...events: readonly ClaimEvent[]): ClaimFacts {
  const folded = fold(...events);
  if (!folded.ok) throw new Error(folded.refusal.words);
  return folded.value;
}

describe("the fold of a claim's events", () => {
  it("follows a claim from its draft to its payment", () => {
    const end = facts(...sent, fileAccepted, acknowledged, decided("paid"), closed);
    expect(end).toMatchObject({ state: "closed", version: 1, frequency: "1", payerControlNumber: "ICN2", decided: true });
    expect(end.firstSentOn).toBe(addDays(day, 3));
    expect(end.acceptedOn).toBe(addDays(day, 5));
  });

  const ways: readonly (readonly [ClaimState, readonly ClaimEvent[]])[] = [
    ["draft", [drafted(1, "1")]],
    ["held", [drafted(1, "1"), held]],
    ["ready", [drafted(1, "1"), held, passed]],
    ["queued", [drafted(1, "1"), passed, released]],
    ["submitted", sent],
    ["file-accepted", [...sent, fileAccepted]],
    ["rejected", [...sent, fileAccepted, claimRejected]],
    ["accepted", [...sent, acknowledged]],
    ["paid", [...sent, decided("paid")]],
    ["partly-paid", [...sent, decided("partly-paid")]],
    ["denied", [...sent, decided("denied")]],
    ["to-patient", [...sent, decided("to-patient")]],
    ["reversed", [...sent, decided("paid"), reversed]],
    ["voided", [...sent, decided("paid"), drafted(2, "8"), passed, released, written, reversed]],
    ["closed", [...sent, decided("paid"), closed]],
  ];

  it.each(ways)("reaches %s", (state, events) => {
    expect(facts(...events).state).toBe(state);
  });

  const answers: Readonly<Record<string, ClaimEvent>> = {
    held,
    passed,
    released,
    written,
    fileAccepted,
    fileRejected,
    acknowledged,
    claimRejected,
    decided: decided("paid"),
    reversed,
    closed,
  };
  const legal: Readonly<Record<ClaimState, string>> = {
    draft: "held passed closed",
    held: "held passed closed",
    ready: "held passed released closed",
    queued: "held written",
    submitted: "fileAccepted fileRejected acknowledged claimRejected decided reversed",
    "file-accepted": "fileAccepted fileRejected acknowledged claimRejected decided reversed",
    rejected: "fileAccepted fileRejected claimRejected decided reversed closed",
    accepted: "fileAccepted acknowledged claimRejected decided reversed",
    paid: "fileAccepted acknowledged decided reversed closed",
    "partly-paid": "fileAccepted acknowledged decided reversed closed",
    denied: "fileAccepted acknowledged decided reversed closed",
    "to-patient": "fileAccepted acknowledged decided reversed closed",
    reversed: "fileAccepted acknowledged decided reversed closed",
    voided: "fileAccepted acknowledged decided reversed closed",
    closed: "fileAccepted acknowledged decided reversed",
  };

  it.each(ways)("allows in %s exactly what may happen there", (state, events) => {
    const before = facts(...events);
    const may = Object.entries(answers).filter(([, event]) => applyClaimEvent(before, { sequence: 99, on: day, event }).ok);
    expect(may.map(([name]) => name)).toEqual(legal[state].split(" "));
  });

  it("lets a late acknowledgement change nothing after the decision", () => {
    expect(facts(...sent, decided("paid"), fileAccepted, acknowledged)).toMatchObject({ state: "paid", payerControlNumber: "ICN2" });
  });

  it("keeps the payer's latest number, and a new version that has not left keeps its state", () => {
    const late = facts(...sent, decided("denied"), drafted(2, "7"), passed, decided("paid", "ICN9"));
    expect(late).toMatchObject({ state: "ready", version: 2, payerControlNumber: "ICN9" });
  });

  it("refuses an empty history, another first event, an old number and a wrong version", () => {
    expect(foldClaim([])).toMatchObject({ ok: false, refusal: { reason: "not-first" } });
    expect(fold(passed)).toMatchObject({ ok: false, refusal: { reason: "not-first" } });
    expect(applyClaimEvent(facts(...sent), { sequence: 4, on: day, event: fileAccepted })).toMatchObject({
      ok: false,
      refusal: { reason: "out-of-sequence" },
    });
    expect(fold(...sent, claimRejected, drafted(3, "1"))).toMatchObject({ ok: false, refusal: { reason: "wrong-version" } });
    expect(fold(...sent, claimRejected, drafted(2, "7"))).toMatchObject({ ok: false, refusal: { reason: "wrong-frequency" } });
    expect(fold(...sent, decided("paid"), drafted(2, "1"))).toMatchObject({ ok: false, refusal: { reason: "wrong-frequency" } });
  });
});

describe("decisions", () => {
  it("releases only what passed the edits", () => {
    expect(decideRelease(facts(drafted(1, "1"), passed), { by: "ana" })).toEqual({ ok: true, value: [released] });
    expect(decideRelease(facts(drafted(1, "1"), held), { by: "ana" })).toMatchObject({ ok: false, refusal: { code: "has-errors" } });
    expect(decideRelease(facts(drafted(1, "1")), { by: "ana" })).toMatchObject({ ok: false, refusal: { code: "not-scrubbed" } });
    expect(decideRelease(facts(...sent), { by: "ana" })).toMatchObject({ ok: false, refusal: { code: "already-sent" } });
  });

  it("sends a rejected claim as an original again, and never a second original of a claim under way", () => {
    const rejected = facts(...sent, claimRejected);
    expect(decideNew(rejected)).toMatchObject({ ok: true, value: { version: 2, frequency: "1" } });
    expect(decideResend(rejected)).toMatchObject({ ok: true, value: { version: 2, frequency: "1" } });
    expect(decideReplacement(rejected, takes)).toMatchObject({ ok: false, refusal: { code: "never-decided" } });
    expect(decideNew(facts(...sent, acknowledged))).toMatchObject({ ok: false, refusal: { code: "underway" } });
    expect(decideResend(facts(...sent))).toMatchObject({ ok: false, refusal: { code: "underway" } });
  });

  it("replaces and voids what was decided, under the payer's number", () => {
    const denied = facts(...sent, decided("denied"));
    expect(decideReplacement(denied, takes)).toMatchObject({ ok: true, value: { frequency: "7", originalPayerControlNumber: "ICN2" } });
    expect(decideVoid(denied, takes)).toMatchObject({ ok: true, value: { frequency: "8", originalPayerControlNumber: "ICN2" } });
    expect(decideReplacement(facts(...sent, acknowledged), takes)).toMatchObject({ ok: false, refusal: { code: "underway" } });
    const refused = decideReplacement(denied, takesNot);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "reopening" } });
    if (!refused.ok) expect(refused.refusal.words).toMatch(/reopening/);
  });

  it("sends a new original after a denial only when the payer could not process it", () => {
    const denied = facts(...sent, decided("denied"));
    expect(decideNew(denied)).toMatchObject({ ok: false, refusal: { code: "use-replacement" } });
    expect(decideNew(denied, { unprocessable: true })).toMatchObject({ ok: true, value: { frequency: "1" } });
  });

  it("takes a TA1 beside the 999 that rejected, and refuses a 999 that contradicts the TA1", () => {
    const by999 = facts(...sent, fileRejected, { ...fileAccepted, by: "TA1" });
    expect(by999.state).toBe("rejected");
    expect(fold(...sent, { ...fileRejected, by: "TA1" }, fileAccepted).ok).toBe(false);
  });

  it("sends a rejected replacement again as a replacement", () => {
    const again = facts(...sent, decided("denied"), drafted(2, "7"), passed, released, written, claimRejected);
    expect(decideResend(again)).toMatchObject({ ok: true, value: { version: 3, frequency: "7", originalPayerControlNumber: "ICN2" } });
    expect(decideReplacement(again, takes)).toMatchObject({ ok: true, value: { version: 3, frequency: "7" } });
    expect(decideNew(again)).toMatchObject({ ok: false });
  });
});

const anyEvent: fc.Arbitrary<ClaimEvent> = fc.oneof(
  fc
    .record({ version: fc.integer({ min: 1, max: 4 }), frequency: fc.constantFrom("1" as const, "7" as const, "8" as const) })
    .map((one) => drafted(one.version, one.frequency)),
  fc.constantFrom(held, passed, released, written, fileAccepted, fileRejected, acknowledged, claimRejected, reversed, closed),
  fc.constantFrom(decided("paid"), decided("denied"), decided("partly-paid"), decided("to-patient")),
);

describe("laws", () => {
  it("whatever happens, a claim is in a defined state, and what the decisions offer may really happen", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let now = facts(drafted(1, "1"));
        const happened = [drafted(1, "1")];
        for (const event of events) {
          const next = applyClaimEvent(now, { sequence: now.lastSequence + 1, on: day, event });
          if (!next.ok) {
            expect(next.refusal.words.length).toBeGreaterThan(10);
            continue;
          }
          now = next.value;
          happened.push(event);
          if (isUnderway(now.state) && now.state !== "queued") expect(now.sent).toBe(true);
          if (isDecided(now.state)) expect(now.payerControlNumber).toBeDefined();
          if (now.state === "rejected") expect(now.rejection).toBeDefined();
          const decisions: readonly VersionDecision[] = [
            decideNew(now),
            decideNew(now, { unprocessable: true }),
            decideResend(now),
            decideReplacement(now, takes),
            decideVoid(now, takes),
          ];
          for (const decision of decisions) {
            if (!decision.ok) continue;
            const [first] = decision.value.events;
            expect(first).toBeDefined();
            if (first === undefined) continue;
            const after = applyClaimEvent(now, { sequence: now.lastSequence + 1, on: day, event: first });
            expect(after).toMatchObject({
              ok: true,
              value: { state: "draft", version: decision.value.version, frequency: decision.value.frequency },
            });
            expect(isUnderway(now.state)).toBe(false);
            if (decision.value.frequency !== "1") expect(decision.value.originalPayerControlNumber).toBe(now.payerControlNumber);
          }
        }
        const whole = foldClaim(happened.map((event, index) => ({ sequence: index + 1, on: day, event })));
        expect(whole).toMatchObject({ ok: true, value: { state: now.state, version: now.version } });
      }),
    );
  });
});

describe("a version that is given up before it left", () => {
  const withdrawn: ClaimEvent = { v: 1, kind: "withdrawn", by: "ana" };
  const denied = [...sent, acknowledged, decided("denied")];

  it("leaves the claim as it was, and the next one has its number", () => {
    for (const [before, next] of [
      [denied, "7"],
      [[...sent, claimRejected], "1"],
    ] as const) {
      const was = facts(...before);
      const after = facts(...before, drafted(2, next), passed, released, withdrawn);
      expect({ ...after, lastSequence: 0 }).toEqual({ ...was, lastSequence: 0 });
      expect(facts(...before, drafted(2, next), passed, withdrawn, drafted(2, next)).version).toBe(2);
    }
  });

  it("keeps what the payer says meanwhile", () => {
    expect(facts(...denied, drafted(2, "7"), passed, reversed, withdrawn)).toMatchObject({ state: "reversed", payerControlNumber: "ICN3" });
  });

  it("is not possible once it left, and not for a first version", () => {
    expect(fold(...denied, drafted(2, "7"), passed, released, written, withdrawn).ok).toBe(false);
    expect(fold(...denied, withdrawn).ok).toBe(false);
    expect(fold(drafted(1, "1"), passed, withdrawn).ok).toBe(false);
  });
});
