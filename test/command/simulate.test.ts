import { describe, expect, it } from "vitest";
import { runCommand } from "./fake-io.ts";

interface Report {
  readonly counts: { readonly visits: number; readonly claims: number; readonly mended: number };
  readonly proof: {
    readonly sound: boolean;
    readonly lines: readonly { readonly holds: string; readonly ok: boolean }[];
    readonly queues: readonly { readonly queue: string; readonly visits: number }[];
  };
}

async function simulated(seed: string): Promise<Report> {
  const ran = await runCommand(["simulate", "--days", "8", "--visits-per-day", "5", "--seed", seed, "--json"]);
  expect(ran.exit, ran.err).toBe(0);
  return JSON.parse(ran.text) as Report;
}

describe("simulate", () => {
  let first: Report | undefined;

  it("lets a practice live for some days and proves that no cent was lost", async () => {
    first = await simulated("1");
    const { counts, proof } = first;
    expect(counts.visits).toBe(30);
    expect(counts.claims).toBeGreaterThan(20);
    expect(proof.lines.filter((line) => !line.ok)).toEqual([]);
    expect(proof.lines.length).toBeGreaterThan(15);
    expect(proof.queues.reduce((sum, one) => sum + one.visits, 0)).toBe(counts.visits);
    expect(proof.queues.map((one) => one.queue)).toContain("awaiting-payment");
  });

  it("comes out the same for the same seed", async () => {
    const again = await simulated("1");
    expect(again.counts).toEqual(first?.counts);
    expect(again.proof.queues).toEqual(first?.proof.queues);
  });

  it("says what is wrong with its options", async () => {
    expect((await runCommand(["simulate", "--days", "0"])).err).toContain("--days is a whole number from 1");
    expect((await runCommand(["simulate", "--from", "March"])).err).toContain("--from is a date");
  });
});
