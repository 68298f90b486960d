/** Fees and edits of one procedure on a day in a place, for a page and for the command line. */
import { normalizeCode } from "../core/codebook/code-text.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { type AskedPlace, type CodeFacts, codeFacts } from "../core/pricing/code-facts.ts";
import type { App } from "./context.ts";
import { notFound, type Outcome } from "./refusal.ts";

/** Refuses what is no procedure code; a code that no table knows has facts with nothing in them. */
export function factsOf(
  { codeBook }: Pick<App, "codeBook">,
  asked: { readonly code: string; readonly on: IsoDate; readonly place?: AskedPlace },
): Outcome<CodeFacts> {
  const facts = codeFacts(codeBook, { ...asked, code: normalizeCode(asked.code) });
  return facts === undefined ? notFound("procedure code") : ok(facts);
}
