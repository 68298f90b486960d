/** The loaded code sets: their files are kept, and their packs are what this version of the program makes of them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { sourcesGone } from "../../core/upkeep/doctor-findings.ts";
import { codeSetsFolder, packsToBeMade, readInstalled } from "../code-sets/installed.ts";
import { starterSources } from "../load-code-book.ts";
import type { Probed, Surroundings } from "./probe.ts";

export function probeCodeSets({ dataDir }: Surroundings): Probed {
  const name = "code sets";
  const folder = codeSetsFolder(dataDir);
  const installed = readInstalled(folder);
  if (installed.sources.length === 0) return { name, words: "the starter set; none of the publishers' files is loaded", findings: [] };
  const path = join(folder, "sources");
  const gone = installed.sources.filter(({ sha256 }) => !existsSync(join(path, `${sha256}.gz`)));
  const [first] = gone;
  const old = packsToBeMade(dataDir, starterSources());
  const packs =
    old.length === 0
      ? ""
      : `; another version made ${old.length} of their packs, and the next start makes them anew${gone.length === 0 ? "" : " as far as their files are there"}`;
  return {
    name,
    words: `${installed.sources.length} files are loaded${packs}`,
    findings: first === undefined ? [] : [sourcesGone({ path, count: gone.length, name: first.name })],
  };
}
