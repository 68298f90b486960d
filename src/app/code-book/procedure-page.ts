/** One procedure as the book shows it: what it is, what is paid for it and where, which edits it stands in. */

import { normalizeCode } from "../../core/codebook/code-text.ts";
import { coverageWords, type HcpcsDetail } from "../../core/codebook/hcpcs/hcpcs-book.ts";
import type { CodeBook } from "../../core/codebook/model.ts";
import { hasProcedureShape, systemOf } from "../../core/codebook/read-procedures.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { Cents } from "../../core/kernel/cents.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { Address } from "../../core/parties/model.ts";
import { codeBookPracticeFees } from "../../core/pricing/code-book-fees.ts";
import { codeFacts, hasFacts } from "../../core/pricing/code-facts.ts";
import { ownPricesFirst } from "../../core/visits/price-charge.ts";
import { listFees } from "../../store/settings.ts";
import { readPractice } from "../../store/transaction.ts";
import { type App, type Context, practiceToday } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

export const priceAreas = ["practice", "national"] as const;
export type PriceArea = (typeof priceAreas)[number];

/**
 * `at`: by the practice's own locality as far as its ZIP leads to one with factors of the day, or national. A code that only a fee
 * or edit table knows has a page without a title.
 */
export async function procedurePage(
  context: Context,
  asked: { readonly code: string; readonly on: IsoDate; readonly at: PriceArea },
): Promise<Outcome<ReturnType<typeof pageOf> & { readonly charge?: Cents }>> {
  const code = normalizeCode(asked.code);
  if (!hasProcedureShape(code)) return notFound("procedure code");
  const { codeBook } = context.app;
  const sees = context.actor.permissions.has("money:read");
  const { address, charge } = await readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { practice } = await practiceToday(context, tx);
    if (!sees) return { address: practice.address };
    const fees = ownPricesFirst(await listFees(tx, [code]), codeBookPracticeFees(codeBook));
    return { address: practice.address, charge: fees.priceOf(code, asked.on) };
  });
  const page = pageOf(context.app, { code, on: asked.on, at: asked.at, address });
  if (page.title === undefined && !hasFacts(codeBook, page.facts)) return notFound("code in the loaded releases");
  return ok({ ...page, ...(charge === undefined ? {} : { charge }) });
}

interface Placed {
  readonly code: string;
  readonly on: IsoDate;
  readonly at: PriceArea;
  readonly address: Address;
}

function pageOf({ codeBook }: Pick<App, "codeBook">, { code, on, at, address }: Placed) {
  const system = systemOf(code);
  const own = ownPlace(codeBook, address, on);
  const isOwn = at === "practice" && own.hasFactors;
  // Equipment is paid by where the patient lives: until somebody says otherwise, where the practice is.
  const place = { zip: own.zip, state: own.state, locality: isOwn && own.locality !== undefined ? own.locality : "national" };
  const facts = codeFacts(codeBook, { code, on, place });
  assert(facts !== undefined, "a code of that shape has facts");
  const title = codeBook.title(system, code, on);
  const release = codeBook.release(system, on);
  const official = codeBook.hcpcs?.detail(code, on);
  const group = codeBook.facts?.serviceGroup(code, on);
  const detail = codeBook.procedure(code, on);
  return {
    code,
    system,
    ...(title === undefined ? {} : { title }),
    validity: codeBook.validity(system, code, on),
    ...(release === undefined ? {} : { release }),
    ...(detail?.from === undefined ? {} : { from: detail.from }),
    ...(detail?.to === undefined ? {} : { to: detail.to }),
    at: isOwn ? ("practice" as const) : ("national" as const),
    own,
    facts,
    ...(official === undefined ? {} : { official: publishedPage(official) }),
    ...(group === undefined ? {} : { serviceGroup: group }),
  };
}

interface OwnPlace {
  readonly zip: string;
  readonly state: string;
  readonly locality?: string;
  readonly name?: string;
  /** The factors of that locality are known on the day. */
  readonly hasFactors: boolean;
  readonly moreDigits?: boolean;
}

/** Where the practice's ZIP leads; without a loaded table of ZIP codes nowhere. */
function ownPlace(codeBook: CodeBook, { zip: given, state }: Address, on: IsoDate): OwnPlace {
  const zip = given.slice(0, 5);
  const found = codeBook.feeBook?.localityOfZip(zip, on);
  if (found === undefined) return { zip, state, hasFactors: false };
  const factors = codeBook.gpci(found.locality, on);
  return {
    zip,
    state: found.state,
    locality: found.locality,
    ...(factors === undefined ? {} : { name: factors.name }),
    hasFactors: factors !== undefined,
    moreDigits: found.moreDigits,
  };
}

function publishedPage({ changes: _, code: _code, isModifier: _kind, ...detail }: HcpcsDetail) {
  const words = coverageWords[detail.coverage];
  return { ...detail, ...(words === undefined ? {} : { coverageWords: words }) };
}
