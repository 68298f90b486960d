/** Draws visits for review. The same visits, seed and method give the same sample, so that anybody can draw it again. */
import { assert } from "../kernel/assert.ts";

export interface Drawable {
  readonly id: number;
  /** How many tickets it has in a draw by risk; 1 is no particular risk. */
  readonly risk: number;
}

export interface Draw {
  readonly size: number;
  readonly seed: number;
  readonly method: "random" | "risk";
}

/**
 * Each visit draws tickets, one for a random draw, one for each point of risk otherwise, and goes by its best one: with the best of
 * so many equal tickets a visit of risk 3 is three times as likely to come first as one of risk 1. In the order of their tickets.
 */
export function drawSample<Visit extends Drawable>(visits: readonly Visit[], { size, seed, method }: Draw): readonly Visit[] {
  const drawn = visits.map((visit) => {
    assert(Number.isSafeInteger(visit.risk) && visit.risk > 0, "a visit has at least one ticket");
    let best = 0n;
    for (let number = 0; number < (method === "risk" ? visit.risk : 1); number += 1) {
      const ticket = ticketOf(seed, visit.id, number);
      if (ticket > best) best = ticket;
    }
    return { visit, best };
  });
  drawn.sort((a, b) => (a.best === b.best ? a.visit.id - b.visit.id : a.best > b.best ? -1 : 1));
  return drawn.slice(0, size).map((one) => one.visit);
}

const mask = (1n << 64n) - 1n;

/** SplitMix64 over seed, visit and number: even over 64 bits, and a function of nothing else. */
function ticketOf(seed: number, visit: number, number: number): bigint {
  let state = mixed(BigInt(seed));
  state = mixed(state ^ BigInt(visit));
  return mixed(state ^ BigInt(number));
}

function mixed(from: bigint): bigint {
  let z = (from + 0x9e3779b97f4a7c15n) & mask;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
  return z ^ (z >> 31n);
}
