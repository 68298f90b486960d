/** Points as people read them: hundredths only where there are some. */
export function pointsOf({ earned, points }: { readonly earned: number; readonly points: number }): string {
  return `${shortPoints(earned)} / ${points}`;
}

/** From hundredths of a point. */
export function shortPoints(hundredths: number): string {
  return String(hundredths / 100);
}
