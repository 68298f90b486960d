/** A payer's own mistakes: each happens when it is wanted, is written down, and never otherwise. */
import { describe, expect, it } from "vitest";
import { claimOf, fileOf } from "../../../test/support/payer-claims.ts";
import { expectBalanced, pay, send, visit, visitTables } from "../../../test/support/payer-days.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { encodeUtf8 } from "../x12/syntax/decode.ts";
import { readAcknowledgementFile } from "../x12/transactions/read-acknowledgements.ts";
import { adjudicateFile } from "./adjudicate-file.ts";
import { strikes } from "./faults.ts";
import { configuredPlans } from "./plans.ts";
import { emptyPayerState } from "./state.ts";

const always = 1_000;
const visits = (count: number) => Array.from({ length: count }, (_, index) => visit(`V${index}`, { memberId: `LSM00011${1000 + index}` }));

describe("whether a fault strikes", () => {
  it("is the same for the same seed, kind and key, about as often as configured, and never at zero", () => {
    const luck = (seed: number, rate: number) => ({ seed, rates: { "late-claim": rate } });
    const hits = (seed: number, rate: number) =>
      Array.from({ length: 10_000 }, (_, index) => strikes("late-claim", `K${index}`, luck(seed, rate)));
    expect(hits(1, 50)).toEqual(hits(1, 50));
    expect(hits(1, 50)).not.toEqual(hits(2, 50));
    const count = hits(1, 50).filter(Boolean).length;
    expect([count > 400, count < 600]).toEqual([true, true]);
    expect(hits(1, 0).some(Boolean)).toBe(false);
    expect(strikes("lost-file", "K1", luck(1, always))).toBe(false);
  });
});

describe("each fault", () => {
  it("lost-file: no answer and no decision; the same file again is taken", () => {
    const faults = { "lost-file": always };
    const first = send(emptyPayerState(), visits(2), { faults });
    expect([first.lost, first.outputs, first.state.claims, first.state.faults.map((one) => one.kind)]).toEqual([
      true,
      [],
      [],
      ["lost-file"],
    ]);
    const again = send(first.state, visits(2), { faults });
    expect([again.lost, again.state.claims.length]).toEqual([false, 2]);
  });

  it("mistaken-rejection: a 999 R for a file without a fault", () => {
    const refused = send(emptyPayerState(), visits(1), { faults: { "mistaken-rejection": always } });
    const [answer] = readAcknowledgementFile(encodeUtf8(refused.outputs[0]?.text ?? "")).acknowledgements;
    expect(answer?.kind === "999" ? answer.value.sets.map((set) => set.verdict) : []).toEqual(["R"]);
    expect([refused.outputs.length, refused.state.claims, refused.state.faults.map((one) => one.kind)]).toEqual([
      1,
      [],
      ["mistaken-rejection"],
    ]);
  });

  it("lost-claim: acknowledged with a number, never decided, and not counted as a duplicate later", () => {
    const lost = send(emptyPayerState(), visits(1), { faults: { "lost-claim": always } });
    expect([lost.said, lost.numbers]).toEqual([["A2:20:PR"], ["LSM012607907000001"]]);
    expect([lost.state.claims, lost.state.members]).toEqual([[], []]);
    expect(lost.state.faults).toMatchObject([{ kind: "lost-claim", controlNumber: "V0", claimNumber: "LSM012607907000001" }]);
    const again = send(lost.state, visits(1), { control: 2 });
    expect(again.state.claims[0]?.lines[0]?.denied).toBe(false);
  });

  it("late-claim: paid weeks after its day, with interest once it is more than thirty days", () => {
    const { state } = send(emptyPayerState(), visits(1), { faults: { "late-claim": always } });
    const due = state.claims[0]?.dueOn ?? isoDate("2026-01-01");
    expect([due >= "2026-04-21", due <= "2026-05-11"]).toEqual([true, true]);
    expect(pay(state, "2026-04-20").outputs).toEqual([]);
    expect(pay(state, due).read[0]?.providerAdjustments.map((one) => one.reason)).toEqual(["L6"]);
    expect(state.faults).toMatchObject([{ kind: "late-claim", words: `due on 2026-03-27, paid on ${due}` }]);
  });

  it("underpaid-line: less than the contract, hidden in CO-45, balanced all the same", () => {
    const right = send(emptyPayerState(), visits(5)).state;
    const { state } = send(emptyPayerState(), visits(5), { faults: { "underpaid-line": always } });
    state.claims.forEach((claim, index) => {
      const [line] = claim.lines;
      const full = right.claims[index]?.lines[0]?.paid ?? 0;
      expect([line?.paid !== undefined && line.paid < full * 0.91, line?.paid !== undefined && line.paid > full * 0.79]).toEqual([
        true,
        true,
      ]);
      expect(state.faults[index]).toMatchObject({ kind: "underpaid-line", line: 1, expected: full, given: line?.paid });
    });
    const [paid] = pay(state, "2026-03-27").read;
    if (paid !== undefined) expectBalanced(paid);
    expect(paid?.claims).toHaveLength(5);
  });

  it("duplicate-remittance: the same payments again the next day, in another file", () => {
    const { state } = send(emptyPayerState(), visits(2));
    const faults = { "duplicate-remittance": always };
    const first = pay(state, "2026-03-27", { faults });
    const second = pay(first.state, "2026-03-28", { faults });
    expect(second.read).toEqual(first.read);
    expect(second.outputs[0]?.name).not.toBe(first.outputs[0]?.name);
    expect([second.remittances, pay(second.state, "2026-03-29", { faults }).outputs]).toEqual([[], []]);
    expect(second.state.faults).toMatchObject([
      { kind: "duplicate-remittance", trace: first.read[0]?.payment.trace, follows: { sentOn: "2026-03-28" } },
    ]);
  });

  it("unbalanced-remittance: BPR02 is not what the claims add up to; the right file follows", () => {
    const { state } = send(emptyPayerState(), visits(2));
    const faults = { "unbalanced-remittance": always };
    const wrong = pay(state, "2026-03-27", { faults });
    const [fault] = wrong.state.faults;
    expect(wrong.read[0]?.payment.amount).toBe(fault?.given);
    expect([fault?.expected, wrong.remittances[0]?.payment.amount]).toEqual([17_000, 17_000]);
    expect(fault?.given).not.toBe(17_000);
    expect(pay(wrong.state, "2026-03-29", { faults }).outputs).toEqual([]);
    const right = pay(wrong.state, "2026-03-30", { faults });
    expect(right.read.map((one) => [one.payment.trace, one.payment.amount])).toEqual([[wrong.read[0]?.payment.trace, 17_000]]);
    if (right.read[0] !== undefined) expectBalanced(right.read[0]);
  });
});

describe("a payer with faults", () => {
  const claims = Array.from({ length: 60 }, (_, index) =>
    claimOf({
      controlNumber: `W${index}`,
      memberId: `LSM00011${2000 + index}`,
      sketches: [{ code: index % 2 === 0 ? "99213" : "71046", charge: 18_000 }],
    }),
  );
  const input = {
    bytes: fileOf(claims),
    plans: configuredPlans,
    tables: visitTables,
    seed: 11,
    today: isoDate("2026-03-20"),
    time: "1000",
  };
  const rates = { "lost-claim": 80, "late-claim": 80, "underpaid-line": 80, "unbalanced-remittance": 300, "duplicate-remittance": 300 };

  it("is the same for the same seed, and every claim is decided or in the list of faults", () => {
    const one = adjudicateFile({ ...input, faults: rates });
    expect(adjudicateFile({ ...input, faults: rates })).toEqual(one);
    const lost = one.state.faults.filter((fault) => fault.kind === "lost-claim");
    expect(lost.length).toBeGreaterThan(0);
    expect(one.state.claims.length + lost.length).toBe(60);
    expect(one.state.claims.every((claim) => claim.paidOn !== undefined)).toBe(true);
    expect(one.state.faults.every((fault) => fault.follows === undefined || fault.follows.sentOn !== undefined)).toBe(true);
  });

  it("makes none when none are configured", () => {
    expect(adjudicateFile(input).state.faults).toEqual([]);
  });
});
