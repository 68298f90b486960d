/**
 * How often a suggestion like this one was right: of six kinds, told apart by what the match left unexplained and by what the note
 * asserts, the share that was in either team's answer on 73 public notes, read with the official releases and with the starter set,
 * with one right and one wrong added to each (`bench coding`; docs/concepts/coding.md).
 */
import type { Band, Draft } from "./model.ts";

/** Of a problem's name this much must be explained before its code is preselected. */
export const enoughExplained = 0.7;

export const partlyExplained = "part of what the problem is called is not explained";
export const barelyExplained = "much of the heading is not explained";

/** Nothing else keeps it from being preselected than how much of the name is explained. */
export function isPlain(doubts: readonly string[]): boolean {
  return doubts.every((one) => one === partlyExplained || one === barelyExplained);
}

export function scoreOf({ explained = 1 }: Pick<Draft, "explained">, band: Band, doubts: readonly string[]): number {
  if (band === "query") return 0.1;
  if (band === "auto") return explained >= 1 ? 0.98 : 0.82;
  if (doubts.every((one) => one === partlyExplained)) return 0.75;
  if (doubts.every((one) => one.startsWith("documented as"))) return 0.83;
  return doubts.includes(barelyExplained) ? 0.36 : 0.44;
}
