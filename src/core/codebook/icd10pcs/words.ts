/** Words as ICD-10-PCS writes them, for finding its titles. */

/** Small letters and digits; words that every title has say nothing. */
export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.filter((word) => !common.has(word)).map(singular);
}

const common = new Set(["of", "the", "and", "or", "with", "to", "in", "a", "into", "using", "from", "on", "for", "by"]);

function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
