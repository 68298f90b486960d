/** Whether a text has every word that a person types to find it, in any order, as parts of its own words. */
export function hasWords(text: string, asked: string): boolean {
  const inside = text.toLowerCase();
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inside.includes(word));
}
