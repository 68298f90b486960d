/** A file that came in, looked through by the operator's malware scanner before anything of it is stored. */
import { type Finding, messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";
import { fileIsHarmful, fileNotScanned } from "../core/upkeep/file-findings.ts";
import { sha256Of } from "../exchange/partner-folder.ts";
import { scanBytes } from "../exchange/scanner/clamd.ts";
import { raiseException } from "../store/exceptions.ts";
import { inPractice } from "../store/transaction.ts";
import { type App, type Context, practiceToday } from "./context.ts";
import { no, type Outcome } from "./refusal.ts";

export interface FileToScan {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why the file may not be taken; undefined when it may, which without a scanner it always may. */
export async function scanFile({ scanner }: Pick<App, "scanner">, { name, bytes }: FileToScan): Promise<Finding | undefined> {
  if (scanner === undefined) return undefined;
  const scan = await scanBytes(scanner.place, bytes);
  switch (scan.state) {
    case "clean":
      return undefined;
    case "infected":
      return fileIsHarmful({ file: name, name: scan.name });
    case "unscanned":
      console.error(`the malware scanner did not say anything of a file: ${scan.why}`);
      return scanner.away === "take" ? undefined : fileNotScanned({ file: name, why: scan.why });
  }
}

/** As a refusal for who brought the file by hand; that a harmful one came is also put before the practice. */
export async function refuseByScan(context: Context, file: FileToScan): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
  const found = await scanFile(context.app, file);
  if (found === undefined) return undefined;
  if (isHarmful(found)) await tellHarmful(context, { file, words: scanWords(found), broughtBy: context.user });
  const kind = findingKind(found.code);
  return no(isHarmful(found) ? "harmful-file" : "not-scanned", scanWords(found), kind.fix);
}

export function isHarmful({ code }: Finding): boolean {
  return code === "FIL-MAL-01";
}

export function scanWords(found: Finding): string {
  return messageOf(findingKind(found.code), found.params);
}

async function tellHarmful(
  context: Context,
  { file, words, broughtBy }: { readonly file: FileToScan; readonly words: string; readonly broughtBy: string },
): Promise<void> {
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await raiseException(tx, {
      source: "scanner",
      sourceKey: sha256Of(file.bytes),
      reason: `${words} It was brought by ${broughtBy}.`,
      detail: { file: file.name },
      raisedOn: today,
    });
  });
}
