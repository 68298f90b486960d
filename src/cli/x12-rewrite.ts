/** `x12 rewrite FILE`: through the tokens and out again, byte for byte. Streams. */
import { parseArgs } from "node:util";
import { hasErrors, messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";
import { newRewriter } from "../core/x12/syntax/rewrite.ts";
import { onlyFile } from "./arguments.ts";
import { exitCodes, type Io } from "./io.ts";

const blockSize = 1 << 16;

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const file = onlyFile(positionals, "x12 rewrite FILE");
  const block = new Uint8Array(blockSize);
  let size = 0;
  const flush = (): void => {
    if (size > 0) io.out(block.subarray(0, size));
    size = 0;
  };
  // The rewriter hands over a few bytes at a time; they leave in blocks.
  const rewriter = newRewriter((part) => {
    if (size + part.length > blockSize) flush();
    if (part.length > blockSize) io.out(part);
    else {
      // Most parts are an element: a loop is faster than a call for each.
      for (let at = 0; at < part.length; at += 1) block[size + at] = part[at] ?? 0;
      size += part.length;
    }
  });
  for await (const chunk of io.input(file)) {
    rewriter.push(chunk);
    await io.drained();
  }
  rewriter.end();
  flush();
  await io.drained();
  for (const one of rewriter.findings) io.err(`${one.severity}: ${messageOf(findingKind(one.code), one.params)}`);
  return hasErrors(rewriter.findings) ? exitCodes.findings : exitCodes.fine;
}
