/**
 * Files that came in an archive. The archive itself is kept like any file that came; what is in it is stored and worked like
 * files that came alone, under names that say where they come from. What could not be unpacked is put before a person.
 */

import { counted } from "../core/kernel/counted.ts";
import { type ArchiveKind, archiveKind, unpack } from "../exchange/archives/unpack.ts";
import type { WorkedFile } from "./take-in.ts";

export interface FileOfArchive {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Hands over one file after another, so that only one is in memory. Undefined when these bytes are no archive. */
export async function unpackFiles(
  archive: FileOfArchive,
  give: (file: FileOfArchive) => Promise<{ readonly already: boolean } | { readonly refused: string }>,
): Promise<WorkedFile | undefined> {
  const kind = archiveKind(archive.bytes);
  if (kind === undefined) return undefined;
  let taken = 0;
  let known = 0;
  const problems: string[] = [];
  for await (const one of unpack(archive)) {
    if ("problem" in one) {
      problems.push(one.name === archive.name ? one.problem : `${plainName(one.name)}: ${one.problem}`);
      continue;
    }
    const given = await give({ name: `${plainName(one.name)} (in ${archive.name})`, bytes: one.bytes });
    if ("refused" in given) {
      problems.push(given.refused);
      continue;
    }
    taken += 1;
    if (given.already) known += 1;
  }
  return outcomeOf(kind, { taken, known, problems });
}

const mostProblems = 5;

function outcomeOf(
  kind: ArchiveKind,
  { taken, known, problems }: { readonly taken: number; readonly known: number; readonly problems: readonly string[] },
): WorkedFile {
  const came = known === 0 ? "" : `, ${known} of them here before`;
  const words = `${kind}: ${counted(taken, "file")} taken from it${came}.`;
  if (problems.length === 0 && taken > 0) return { kind, status: "worked", words };
  const rest = problems.length > mostProblems ? ` And ${problems.length - mostProblems} more.` : "";
  const what = problems.length === 0 ? "There is no file in it." : problems.slice(0, mostProblems).join(" ");
  return { kind, status: "exception", words: `${words} ${what}${rest}` };
}

/** A name for people. Folders in it are no folders here. */
function plainName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._()-]+/gu, "_").slice(-100);
  return plain === "" ? "file" : plain;
}
