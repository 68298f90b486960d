/** A stream of numbers that is the same for the same seed (mulberry32): what a seeded test draws from. FUZZ_SEED moves all of them. */
const moved = Number(process.env.FUZZ_SEED ?? 0) || 0;

export function randomFrom(seed: number) {
  let state = (seed * 2_654_435_761 + moved) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  /** A whole number from zero to one less than this. */
  const below = (limit: number): number => next() % limit;
  const pick = <Value>(from: readonly Value[]): Value => {
    const value = from[below(from.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  return { below, pick };
}
