/** Packs from sources: at a load, and again when the program reads another version of packs than the one that wrote them. */
import { gunzipSync } from "node:zlib";
import { compileCodeBook, readStarter } from "../../core/codebook/compile.ts";
import { assembleSources, type ReadSource, readSource } from "../../core/codebook/icd10cm/assemble.ts";
import { compileIcd10cm } from "../../core/codebook/icd10cm/compile-pack.ts";
import type { Source } from "../../core/codebook/model.ts";
import { compileEdits } from "../../core/codebook/ncci/edits-pack.ts";
import { openPack } from "../../core/codebook/pack/pack-file.ts";
import { decodeText } from "../../core/codebook/pack/utf8.ts";
import type { Finding } from "../../core/kernel/finding.ts";
import { type InstalledSource, type PackName, readSourceBytes, writePack } from "./installed.ts";

/** A source that was read before counts as it was: it was whole then. */
export function readInstalledSource(folder: string, { kind, name, effective, sha256 }: InstalledSource): ReadSource | undefined {
  const text = decodeText(gunzipSync(readSourceBytes(folder, sha256)));
  return readSource({ kind, name, text, effective }).value;
}

export function makePacks(
  folder: string,
  sources: readonly ReadSource[],
  starter: readonly Source[],
): { readonly packs: Readonly<Partial<Record<PackName, string>>>; readonly findings: readonly Finding[] } {
  const edits = sources.flatMap((one) => (one.holds === "edits" ? [one.edits] : []));
  const compiled = edits.length === 0 ? undefined : compileEdits(edits);
  const editPacks = compiled === undefined ? {} : { edits: writePack(folder, "edits", compiled.bytes) };
  const { value, findings } = assembleSources(sources);
  const own = readStarter(starter).value;
  const bytes = compileIcd10cm({ ...value, starter: own.starter, rules: own.rules, indexes: [...value.indexes, ...own.indexes] });
  const icd10cm = openPack(bytes);
  if ("wrong" in icd10cm) throw new Error(`What was just made ${icd10cm.wrong}.`);
  const search = compileCodeBook(starter, { icd10cm }).searchLines();
  return {
    packs: { icd10cm: writePack(folder, "icd10cm", bytes), search: writePack(folder, "search", search), ...editPacks },
    findings: [...findings, ...(compiled?.findings ?? [])],
  };
}
