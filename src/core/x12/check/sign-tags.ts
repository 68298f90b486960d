/** Tags by what they are a sign of, for the walk. */
import type { LoopRule } from "../guides/model.ts";
import { tagId } from "./tags.ts";

/** Segments that begin a loop of an entity or level, and those that can follow inside it. */
export const openers: ReadonlySet<string> = new Set(["NM1", "N1", "HL", "LX", "CLM", "CLP", "SVC", "SVD", "LIN"]);
export const followers: ReadonlySet<number> = new Set(["N2", "N3", "N4", "PER", "PRV", "REF", "DMG"].map(tagId));

/** Segments that begin a loop with a number of its own: no two of them are the same. */
export const numbered: ReadonlySet<string> = new Set(["HL", "CLM", "LX"]);

export const levelTag = tagId("HL");

/** Loops that a trace begins hold all of what is said about a claim in a question or an answer: nothing above them has such segments. */
export function isTraced(loop: LoopRule): boolean {
  return loop.opener.tag === "TRN";
}

/** Segments that many loops have: alone they are no sign that a loop has begun which the guide does not require. */
export const floating: ReadonlySet<number> = new Set(
  ["AMT", "CRC", "DTM", "DTP", "HSD", "K3", "MSG", "N3", "N4", "NTE", "PER", "PWK", "QTY", "REF"].map(tagId),
);
