/** Words that are nearly the same: one or two letters wrong, missing, too many or changed about. */

export interface Likeness {
  /** The nearest words with how near they are, best first. */
  near(word: string, limit: number): readonly { readonly word: number; readonly weight: number }[];
}

export function makeLikeness(words: readonly string[], frequency: (word: number) => number): Likeness {
  const masks = Uint32Array.from(words, letters);
  const lengths = Uint8Array.from(words, (word) => Math.min(255, word.length));
  const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;
  return {
    near(word, limit) {
      if (word.length < 4 || word.length > 40 || /\d/.test(word)) return [];
      const most = word.length < 8 ? 1 : 2;
      const mask = letters(word);
      const found: { word: number; weight: number; rank: number }[] = [];
      for (let id = 0; id < masks.length; id += 1) {
        if (Math.abs((lengths[id] ?? 0) - word.length) > most || bitCount((masks[id] ?? 0) ^ mask) > 2 * most) continue;
        const other = words[id] ?? "";
        const distance = editDistance(word, other, most, rows);
        if (distance > most) continue;
        const sameStart = other[0] === word[0] ? 0 : 0.5;
        const weight = 1 - (distance + sameStart) / Math.max(word.length, 5) - 0.05;
        found.push({ word: id, weight, rank: distance + sameStart - Math.min(0.4, Math.log10(1 + frequency(id)) / 10) });
      }
      return found.sort((a, b) => a.rank - b.rank || a.word - b.word).slice(0, limit);
    },
  };
}

function letters(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    if (letter >= 0 && letter < 26) mask |= 1 << letter;
  }
  return mask >>> 0;
}

function bitCount(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Insertions, deletions, replacements and neighbours changed about; `most + 1` when there are more than `most`. */
function editDistance(a: string, b: string, most: number, rows: readonly [Uint8Array, Uint8Array, Uint8Array]): number {
  let [before2, before, now] = rows;
  for (let column = 0; column <= b.length; column += 1) before[column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    now[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1;
      let cost = Math.min((before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (before[column - 1] ?? 0) + same);
      if (row > 1 && column > 1 && a.charCodeAt(row - 1) === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1))
        cost = Math.min(cost, (before2[column - 2] ?? 0) + 1);
      now[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before2, before, now] = [before, now, before2];
  }
  return before[b.length] ?? most + 1;
}
