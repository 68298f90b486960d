/** Which titles have all of some words, for lists that must miss none: the titles' words once as one long text, a line a title. */

export interface TitleWords {
  /** Places of the titles in which each word begins one of the title's, in order; none without words. */
  having(words: readonly string[]): readonly number[];
}

/** The words of a title or a question, small: letters and digits, whatever stands between. */
export function titleWordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/**
 * Reads every title once (about a second for a hundred thousand); afterwards a question takes milliseconds. It holds a byte for each
 * character of the titles and four for each title.
 */
export function openTitleWords(titles: readonly (string | undefined)[]): TitleWords {
  const starts = new Uint32Array(titles.length + 1);
  let length = 0;
  const lines = titles.map((title, place) => {
    const line = title === undefined ? "\n" : ` ${titleWordsOf(title).join(" ")}\n`;
    starts[place] = length;
    length += line.length;
    return line;
  });
  starts[titles.length] = length;
  const text = lines.join("");
  return {
    having: (words) => {
      // The longest word is in the fewest titles.
      const [rarest, ...others] = words.toSorted((a, b) => b.length - a.length).map((word) => ` ${word}`);
      const found: number[] = [];
      if (rarest === undefined) return found;
      let place = 0;
      for (let at = text.indexOf(rarest); at >= 0; at = text.indexOf(rarest, starts[place])) {
        place = lineAt(starts, at);
        const line = text.slice(starts[place], starts[place + 1]);
        if (others.every((word) => line.includes(word))) found.push(place);
        place += 1;
      }
      return found;
    },
  };
}

/** The last line that begins at or before the character. */
function lineAt(starts: Uint32Array, character: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= character) low = middle;
    else high = middle - 1;
  }
  return low;
}
