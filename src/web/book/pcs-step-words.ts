/** What the page says of the characters that were typed of a code of ICD-10-PCS. */
import type { PcsStepView } from "../../http/contract/code-book.ts";

/** What was typed and leads nowhere, a whole code as well; nothing while the answer is still that of other characters. */
export function wrongWords(step: Pick<PcsStepView, "prefix" | "codes">, at: string): string | undefined {
  if (at === "" || step.prefix !== at || step.codes > 0) return undefined;
  return `No code of this day begins with ${at}. Go back a character to see what may stand there.`;
}

export function codesWords(count: number): string {
  return count === 1 ? "1 code" : `${count.toLocaleString("en-US")} codes`;
}
