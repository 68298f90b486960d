/** The correct-coding pairs of one procedure, a page of them, narrowed by the beginning of the other code. */
import { normalizeCode } from "../../core/codebook/code-text.ts";
import type { PtpPair } from "../../core/codebook/model.ts";
import { hasProcedureShape, systemOf } from "../../core/codebook/read-procedures.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { App } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

export const pairSides = ["any", "column-1", "column-2"] as const;

const pageSize = 100;

export interface AskedPairs {
  readonly code: string;
  readonly on: IsoDate;
  readonly biller: "practitioner" | "hospital";
  /** The beginning of the other code, or all of it. */
  readonly beside: string;
  /** Which column the code is in: the first is paid, the second beside it is not. */
  readonly side: (typeof pairSides)[number];
  /** Where the page before ended: the other code and its side. */
  readonly after: string;
}

export function editPairs({ codeBook }: Pick<App, "codeBook">, asked: AskedPairs): Outcome<ReturnType<typeof pageOf>> {
  const code = normalizeCode(asked.code);
  if (!hasProcedureShape(code)) return notFound("procedure code");
  return ok(pageOf({ codeBook }, { ...asked, code, beside: normalizeCode(asked.beside) }));
}

function pageOf({ codeBook }: Pick<App, "codeBook">, { code, on, biller, beside, side, after }: AskedPairs) {
  const all = codeBook.ptpPairs(code, on, biller);
  const near = all.filter((pair) => pair.other.startsWith(beside));
  const first = near.filter((pair) => pair.codeIs === "column-1");
  const wanted = side === "any" ? near : side === "column-1" ? first : near.filter((pair) => pair.codeIs === "column-2");
  const start = after === "" ? 0 : wanted.findIndex((pair) => keyOf(pair) > after);
  const page = start < 0 ? [] : wanted.slice(start, start + pageSize);
  return {
    counts: { any: near.length, "column-1": first.length, "column-2": near.length - first.length },
    pairs: page.map((pair) => {
      const title = codeBook.title(systemOf(pair.other), pair.other, on);
      return { ...pair, ...(title === undefined ? {} : { title }), key: keyOf(pair) };
    }),
    more: start >= 0 && start + pageSize < wanted.length,
  };
}

/** In the order of the pairs. */
function keyOf({ other, codeIs }: PtpPair): string {
  return `${other} ${codeIs}`;
}
