/** One-time links for patients: how long they live, and how often the birth date may be wrong. */

/** A week to read one's mail. */
export const linkHours = 7 * 24;
/** A birth date has some 30,000 values: five tries find one in six thousand, and then the link is dead. */
export const mostTries = 5;
/** Enough to read a bill. */
export const sessionMinutes = 15;

export type LinkState = "open" | "used" | "revoked" | "ended" | "locked";

export function linkStateOf(link: {
  readonly usedAt?: string;
  readonly revokedAt?: string;
  readonly tries: number;
  readonly inTime: boolean;
}): LinkState {
  if (link.revokedAt !== undefined) return "revoked";
  if (link.usedAt !== undefined) return "used";
  if (link.tries >= mostTries) return "locked";
  return link.inTime ? "open" : "ended";
}
