/** What may be said of a review now, and by whom; and what it counts for. */
import { type Cents, sumCents, zeroCents } from "../kernel/cents.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import { lineCode } from "./compare-coding.ts";
import type { CodeCounts, CodeVerdict, ReviewEventKind, ReviewedCoding, ReviewState } from "./model.ts";

export interface ReviewRefusal {
  readonly code: "own-work" | "not-the-coder" | "not-the-reviewer" | "own-codes-first" | "state" | "verdicts";
  readonly words: string;
}

/** Whether somebody coded the visit, or holds its review. */
export interface Standing {
  readonly isCoder: boolean;
  readonly isReviewer: boolean;
  readonly blind: boolean;
  readonly history: readonly ReviewEventKind[];
}

export function stateOf(history: readonly ReviewEventKind[]): ReviewState {
  return history.at(-1) ?? "open";
}

/** Nobody reviews their own coding; only the coder answers; a closed review is closed. */
export function mayAdd(kind: ReviewEventKind, { isCoder, isReviewer, blind, history }: Standing): ReviewRefusal | undefined {
  const state = stateOf(history);
  if (state === "closed") return { code: "state", words: "This review is closed." };
  if (kind === "agreed" || kind === "disputed") {
    if (!isCoder) return { code: "not-the-coder", words: "Only whoever coded the visit answers its review." };
    return state === "reviewed" ? undefined : { code: "state", words: "There is no review to answer now." };
  }
  if (isCoder) return { code: "own-work", words: "You coded this visit: somebody else reviews it." };
  if (!isReviewer) return { code: "not-the-reviewer", words: "This sample is somebody else's to review." };
  if (kind === "own-codes") {
    if (!blind) return { code: "state", words: "This sample is reviewed beside the coder's codes." };
    return state === "open" ? undefined : { code: "state", words: "Your own codes are already kept." };
  }
  if (kind === "reviewed" && blind && state === "open")
    return { code: "own-codes-first", words: "Give your own codes first: this sample is blind." };
  if (kind === "closed" && (state === "open" || state === "own-codes"))
    return { code: "state", words: "Give each code its verdict before the review is closed." };
  return undefined;
}

/** Every code of the coder has one verdict that fits it; what is not right has its reason. */
export function checkVerdicts(coder: ReviewedCoding, given: readonly CodeVerdict[]): Result<readonly CodeVerdict[], ReviewRefusal> {
  const wrong = (words: string) => refuse({ code: "verdicts", words } as const);
  const expected = new Map<string, string>([
    ...coder.diagnoses.map((code, at) => [`diagnosis ${at}`, code] as const),
    ...coder.lines.map((line, at) => [`procedure ${at}`, lineCode(line)] as const),
  ]);
  for (const { kind, at, code, verdict, shouldBe, reason } of given) {
    if ((at === undefined) !== (verdict === "missing")) return wrong(`${code}: only a missing code has no place among the coder's.`);
    if (at !== undefined) {
      if (expected.get(`${kind} ${at}`) !== code) return wrong(`${code} is not what was coded there, or has two verdicts.`);
      expected.delete(`${kind} ${at}`);
    }
    if (verdict === "wrong-sequence" && kind !== "diagnosis") return wrong(`${code}: only diagnoses stand in a sequence.`);
    if (verdict === "wrong-modifier" && kind !== "procedure") return wrong(`${code}: only procedures have modifiers.`);
    if ((verdict === "wrong" || verdict === "wrong-modifier") && (shouldBe ?? "") === "")
      return wrong(`${code}: say what is right instead.`);
    if (verdict !== "right" && reason.trim() === "") return wrong(`${code}: say why.`);
  }
  const [left] = expected.values();
  return left === undefined ? ok(given) : wrong(`${left} has no verdict yet.`);
}

export function countVerdicts(given: readonly CodeVerdict[]): CodeCounts {
  const right = given.filter((one) => one.verdict === "right").length;
  const missing = given.filter((one) => one.verdict === "missing").length;
  return { right, wrong: given.length - right - missing, missing };
}

/** "99213" of "99213-25". */
export function procedureOf(lineCode: string): string {
  return lineCode.split("-")[0] ?? "";
}

/**
 * By how much the lines asked too much or too little, without sign, so that two mistakes do not cancel out. `priceOf` gives the
 * practice's price of a code with its units; undefined as soon as one price is not known: then the money is not known either.
 */
export function misstatement(
  coder: ReviewedCoding,
  given: readonly CodeVerdict[],
  priceOf: (procedure: string, units: string) => Cents | undefined,
): { readonly charged: Cents; readonly misstated: Cents | undefined } {
  const charged = sumCents(coder.lines.map((line) => line.amount ?? zeroCents));
  const amounts: Cents[] = [];
  for (const one of given) {
    if (one.kind !== "procedure" || one.verdict === "right" || one.verdict === "wrong-modifier") continue;
    const line = one.at === undefined ? undefined : coder.lines[one.at];
    const asked = line?.amount ?? zeroCents;
    const wanted = one.verdict === "missing" ? one.code : one.verdict === "wrong" ? one.shouldBe : undefined;
    const due = wanted === undefined ? zeroCents : priceOf(procedureOf(wanted), line?.units ?? "1");
    if (due === undefined) return { charged, misstated: undefined };
    amounts.push(Math.abs(due - asked) as Cents);
  }
  return { charged, misstated: sumCents(amounts) };
}
