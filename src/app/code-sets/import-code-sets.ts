/** Loads the publishers' files into the code book: all of them, or nothing at all. The same files again change nothing. */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { brokenArchive, unknownSource } from "../../core/codebook/codebook-findings.ts";
import { decodeText, encodeUtf8 } from "../../core/codebook/pack/utf8.ts";
import { nameOfRelease, type ReadSource, readSource, sourceKind } from "../../core/codebook/read/source-kinds.ts";
import { type Finding, finding } from "../../core/kernel/finding.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { starterSources } from "../load-code-book.ts";
import { codeSetsFolder, type InstalledSource, readInstalled, writeInstalled, writeSource } from "./installed.ts";
import { makePacks } from "./make-packs.ts";
import { sourceFiles } from "./source-files.ts";

export interface ImportReport {
  readonly outcome: "loaded" | "unchanged" | "refused";
  readonly loaded: readonly (Pick<InstalledSource, "kind" | "effective" | "name" | "rows"> & { readonly release: string })[];
  /** Files that had been loaded before. */
  readonly known: number;
  /** Files in which nothing is that the program reads. */
  readonly others: number;
  readonly findings: readonly Finding[];
}

interface Taken {
  readonly source: InstalledSource;
  readonly read: ReadSource;
  readonly bytes: Uint8Array;
}

const headBytes = 16_384;
const gzipAsync = promisify(gzip);

export async function importCodeSets(
  paths: readonly string[],
  options: { readonly dataFolder: string; readonly effective?: IsoDate; readonly progress?: (text: string) => void },
): Promise<ImportReport> {
  const folder = codeSetsFolder(options.dataFolder);
  const before = readInstalled(folder);
  const known = new Set(before.sources.map((one) => one.sha256));
  const taken = new Map<string, Taken>();
  const findings: Finding[] = [];
  let again = 0;
  let others = 0;
  for (const path of paths) {
    for await (const file of sourceFiles(path)) {
      options.progress?.(file.name);
      const kind = "problem" in file ? undefined : sourceKind(decodeText(file.bytes.subarray(0, headBytes)), file.name);
      if ("problem" in file) findings.push(finding(brokenArchive, {}, { file: file.name, text: file.problem }));
      else if (kind === undefined) {
        others += 1;
        findings.push(finding(unknownSource, {}, { file: file.name }));
      } else {
        const sha256 = createHash("sha256").update(file.bytes).digest("hex");
        if (known.has(sha256)) again += 1;
        else {
          const text = decodeText(file.bytes);
          const result = readSource({
            kind,
            name: file.name,
            text,
            ...(options.effective ? { effective: options.effective } : {}),
          });
          findings.push(...result.findings);
          if (result.value !== undefined) {
            const { effective, rows } = result.value;
            const part = result.value.part === undefined ? {} : { part: result.value.part };
            taken.set(keyOf({ kind, effective, ...part }), {
              source: { kind, effective, name: file.name, rows, sha256, ...part },
              read: result.value,
              // What a reader leaves out (descriptors of the AMA) is not kept beside the pack either.
              bytes: result.value.holds === "text" && result.value.text !== text ? encodeUtf8(result.value.text) : file.bytes,
            });
          }
        }
      }
    }
  }
  const counts = { known: again, others };
  if (findings.some((one) => one.severity === "error")) return { outcome: "refused", loaded: [], ...counts, findings };
  const fresh = needed([...taken.values()]);
  if (fresh.length === 0) return { outcome: "unchanged", loaded: [], ...counts, findings };
  options.progress?.("putting the code book together");
  const replaced = new Set(fresh.map(({ source }) => keyOf(source)));
  const kept = before.sources.filter((one) => !replaced.has(keyOf(one)));
  for (const { source, bytes } of fresh) writeSource(folder, source.sha256, await gzipAsync(bytes));
  const made = makePacks(folder, { kept, fresh: fresh.map((one) => one.read), packs: before.packs }, starterSources());
  writeInstalled(folder, { version: 1, sources: [...kept, ...fresh.map((one) => one.source)], packs: made.packs });
  const loaded = fresh.map(({ source: { kind, effective, name, rows } }) => ({
    kind,
    effective,
    name,
    rows,
    release: nameOfRelease(kind, effective),
  }));
  return { outcome: "loaded", loaded, ...counts, findings: [...findings, ...made.findings] };
}

function keyOf({ kind, effective, part = "" }: Pick<InstalledSource, "kind" | "effective" | "part">): string {
  return `${kind} ${effective} ${part}`;
}

/** Of a release's files: the order file says everything that codes file and addenda say, and a codes file what its addenda say. */
function needed(taken: readonly Taken[]): readonly Taken[] {
  const has = (kind: InstalledSource["kind"], effective: IsoDate): boolean =>
    taken.some(({ source }) => source.kind === kind && source.effective === effective);
  return taken.filter(({ source: { kind, effective } }) => {
    const isAddenda = kind === "icd10cm-order-addenda" || kind === "icd10cm-codes-addenda";
    if (kind === "icd10cm-codes" || isAddenda) {
      if (has("icd10cm-order", effective)) return false;
    }
    return !isAddenda || !has("icd10cm-codes", effective);
  });
}
