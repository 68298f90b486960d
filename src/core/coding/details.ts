/** What the note says about side, episode and trimester of a problem. */
import type { Episode, Side } from "./complete-code.ts";

const rightSide = /\bright\b|\brt\b(?!\.?\s*(?:hand(?:ed)?[- ]dominant))/i;
const leftSide = /\bleft\b|\blt\b/i;
const bothSides =
  /\bbilateral(?:ly)?\b|\bboth (?:sides|knees|hips|ears|eyes|hands|feet|legs|arms|shoulders|wrists|ankles|elbows|breasts|lungs)\b/i;

/** The first text that names a side decides: the heading before what stands below it, that before the complaint. */
export function sideOf(texts: readonly string[]): Side | undefined {
  for (const raw of texts) {
    const text = raw.replace(
      /\b(?:right|left)[- ]hand(?:ed)?[- ]dominant\b|\b(?:right|left)[- ]handed\b|\bright (?:now|away)\b|\bleft (?:the|work|home|untreated|without)\b|\bright\?/gi,
      "",
    );
    if (bothSides.test(text)) return "bilateral";
    const right = rightSide.test(text);
    const left = leftSide.test(text);
    if (right && left) return /\bright and left\b|\bleft and right\b/i.test(text) ? "bilateral" : undefined;
    if (right) return "right";
    if (left) return "left";
  }
  return undefined;
}

/** Active treatment is "initial", whoever gives it; healing and aftercare are "subsequent" (I.C.19.a). */
export function episodeOf(text: string): Episode {
  if (/\bsequela\b|\blate effects?\b/i.test(text)) return "sequela";
  if (
    /\b(?:healing|healed|routine healing|cast removal|removal of (?:the )?cast|suture removal|status post (?:orif|open reduction|fixation|pinning|surgical repair)|aftercare|nonunion|malunion)\b/i.test(
      text,
    )
  )
    return "subsequent";
  return "initial";
}

/** From weeks of gestation: under 14 the first, under 28 the second (I.C.15.a). */
export function trimesterOf(text: string): string | undefined {
  const named = /\b(first|second|third|1st|2nd|3rd) trimester\b/i.exec(text)?.[1]?.toLowerCase();
  if (named !== undefined)
    return named.startsWith("f") || named.startsWith("1") ? "first" : named.startsWith("s") || named.startsWith("2") ? "second" : "third";
  const weeks = weeksOf(text);
  if (weeks === undefined) return undefined;
  return weeks < 14 ? "first" : weeks < 28 ? "second" : "third";
}

export function weeksOf(text: string): number | undefined {
  const match =
    /\b(\d{1,2})(?:\s*(?:w|weeks?|wks?)\b|\s*(?:and|\d)\/7)[^.]{0,30}\b(?:gestation|pregnan|gestational|iup|gravid|ga\b|ega\b)|\b(?:ga|ega|gestational age)\b[^0-9.]{0,15}(\d{1,2})/i.exec(
      text,
    );
  const weeks = Number(match?.[1] ?? match?.[2]);
  return weeks >= 4 && weeks <= 43 ? weeks : undefined;
}
