/** Invented files too large to be made at once: piece by piece, of many transactions or of a single one, without a fault. */
import { assert } from "../../kernel/assert.ts";
import { type Cents, formatCents, parseCents, subtractCents, sumCents } from "../../kernel/cents.ts";
import { decodeText } from "../syntax/decode.ts";
import { inventedRemittanceFile } from "./invented-835.ts";
import { inventedInstitutionalClaimFile } from "./invented-837i.ts";
import { inventedProfessionalClaimFile } from "./invented-837p.ts";

export interface LargeFile {
  readonly kind: "837P" | "837I" | "835";
  /** At least so many bytes, and less than one block of claims more. */
  readonly bytes: number;
  /** Claims by the hundred in transactions of their own, or all of them in one. */
  readonly transactions: "many" | "one";
}

const claimsInBlock = 100;
const seed = 7;

/** A small file taken apart: what is written once, what is repeated, what ends a transaction. */
interface Block {
  readonly envelope: readonly string[];
  /** From ST to before the first level or claim. */
  readonly opening: readonly string[];
  readonly body: readonly string[];
  /** Between the claims and SE. */
  readonly closing: readonly string[];
}

/** The file's text in order. */
export function* inventedLargeFile({ kind, bytes, transactions }: LargeFile): Generator<string> {
  const block = blockOf(kind);
  const blocks = Math.max(1, Math.ceil(bytes / textOf(block.body).length));
  yield textOf(block.envelope);
  const inOne = transactions === "one" ? blocks : 1;
  const sets = blocks / inOne;
  for (let set = 0; set < sets; set += 1) yield* transaction(block, { set, blocks: inOne });
  yield textOf([`GE*${sets}*${elementOf(block.envelope, "GS", 6)}`, `IEA*1*${elementOf(block.envelope, "ISA", 13)}`]);
}

function* transaction(block: Block, { set, blocks }: { readonly set: number; readonly blocks: number }): Generator<string> {
  const control = String(set + 1).padStart(4, "0");
  yield textOf(block.opening.map((one) => opened(one, block, { control, blocks })));
  const levels = block.body.filter((one) => one.startsWith("HL*")).length;
  for (let at = 0; at < blocks; at += 1) {
    yield textOf(block.body.map((one) => renumbered(one, { levels: at * levels, name: `B${set + at}-` })));
  }
  const count = block.opening.length + blocks * block.body.length + block.closing.length + 1;
  yield textOf([...block.closing, `SE*${count}*${control}`]);
}

function opened(
  segment: string,
  { opening, closing }: Block,
  { control, blocks }: { readonly control: string; readonly blocks: number },
): string {
  const elements = segment.split("*");
  if (elements[0] === "ST") elements[2] = control;
  // Each payment has its own trace.
  if (elements[0] === "TRN") elements[2] = `${elements[2] ?? ""}-${control}`;
  if (elements[0] === "BPR") elements[2] = formatCents(paymentOf(opening, closing, blocks));
  return elements.join("*");
}

/** What so many blocks of claims pay, less what the provider's adjustments take once. */
function paymentOf(opening: readonly string[], closing: readonly string[], blocks: number): Cents {
  const taken = amountOf(closing, "PLB", 4);
  const paid = sumCents([amountOf(opening, "BPR", 2), taken]);
  return subtractCents(sumCents(Array.from({ length: blocks }, () => paid)), taken);
}

/** Levels go on counting, and claims have other numbers than in the block before. */
function renumbered(segment: string, { levels, name }: { readonly levels: number; readonly name: string }): string {
  if (segment.startsWith("HL*")) {
    const [tag, number, parent, ...rest] = segment.split("*");
    return [tag, Number(number) + levels, parent === "" ? "" : Number(parent) + levels, ...rest].join("*");
  }
  return /^(CLM|CLP|REF\*6R)\*A-/.test(segment) ? segment.replace("*A-", `*${name}`) : segment;
}

function blockOf(kind: LargeFile["kind"]): Block {
  const request = { claims: claimsInBlock, seed };
  const bytes =
    kind === "837P"
      ? inventedProfessionalClaimFile(request)
      : kind === "837I"
        ? inventedInstitutionalClaimFile(request)
        : inventedRemittanceFile(request);
  const segments = decodeText(bytes, 0, bytes.length)
    .split("~")
    .map((one) => one.trim());
  const indexOf = (tag: string): number => segments.findIndex((one) => one.startsWith(`${tag}*`));
  const [begin, end] = [indexOf("ST"), indexOf("SE")];
  const first = indexOf(kind === "835" ? "LX" : "HL");
  const last = kind === "835" ? indexOf("PLB") : end;
  return {
    envelope: segments.slice(0, begin),
    opening: segments.slice(begin, first),
    body: segments.slice(first, last),
    closing: segments.slice(last, end),
  };
}

function elementOf(segments: readonly string[], tag: string, element: number): string {
  return segments.find((one) => one.startsWith(`${tag}*`))?.split("*")[element] ?? "";
}

function amountOf(segments: readonly string[], tag: string, element: number): Cents {
  const amount = parseCents(elementOf(segments, tag, element));
  assert(amount !== undefined, `no amount in ${tag}`);
  return amount;
}

function textOf(segments: readonly string[]): string {
  return segments.map((one) => `${one}~\n`).join("");
}
