/** Sentences with their places: a line is at least one, and a full stop inside a number or after a short form ends none. */
import type { Line } from "./sections.ts";

export interface Sentence {
  readonly text: string;
  readonly start: number;
}

const shortForms = /(?:\b(?:dr|mr|mrs|ms|vs|no|st|approx|e\.g|i\.e|etc|fig|hx|dx|y\.o|p\.o|b\.i\.d|t\.i\.d)|\b[a-z])\.$/i;

export function sentencesOf(lines: readonly Line[]): readonly Sentence[] {
  return lines.flatMap((line) => splitLine(line));
}

function splitLine({ text, start }: Line): readonly Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?]+(?=\s|$)|;(?=\s)/g)) {
    const end = match.index + match[0].length;
    if (match[0] === "." && shortForms.test(text.slice(from, end)) && end < text.trimEnd().length) continue;
    push(found, { text: text.slice(from, end), start: start + from });
    from = end;
  }
  push(found, { text: text.slice(from), start: start + from });
  return found;
}

function push(list: Sentence[], { text, start }: Sentence): void {
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trim();
  if (trimmed !== "") list.push({ text: trimmed, start: start + lead });
}
