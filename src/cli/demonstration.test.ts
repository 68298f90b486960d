/** Opening the demonstration's history: it switches once, whatever becomes of the small practice behind it. */
import { afterEach, expect, it, vi } from "vitest";
import { id, type PracticeId } from "../core/kernel/id.ts";
import { openDemonstration } from "./demonstration.ts";

const small = id<"practice">(1);
const full = id<"practice">(2);
const found = [
  { practiceId: small, demonstration: true, history: false },
  { practiceId: full, demonstration: true, history: true },
];

async function demonstrationWith(discard: (practiceId: PracticeId) => Promise<void>) {
  const workplace = {
    discard,
    inHaste: async () => {
      throw new Error("nothing is made here");
    },
  };
  const silent = { out: () => {}, err: () => {}, stdin: process.stdin };
  return openDemonstration({ workplace, payers: undefined, historyDays: 0, io: silent as never }, found);
}

afterEach(() => {
  vi.restoreAllMocks();
});

it("says that it switched when a job still wrote into the small practice, and throws that away a moment later", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  let tries = 0;
  const { history, practiceId } = await demonstrationWith(async (gone) => {
    expect(gone).toBe(small);
    tries += 1;
    if (tries < 3) throw new Error("violates foreign key constraint");
  });
  expect([practiceId(), history.progress().state]).toEqual([small, "ready"]);
  expect(await history.open()).toBe(true);
  expect([practiceId(), history.progress().state, tries]).toEqual([full, "none", 3]);
});

it("says so too when that does not succeed at all, and opens nothing twice", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { history, practiceId } = await demonstrationWith(async () => {
    throw new Error("the disk is full");
  });
  expect(await Promise.all([history.open(), history.open()])).toEqual([true, false]);
  expect(practiceId()).toBe(full);
  expect(said).toHaveBeenCalledTimes(3);
});
