/** Reads the code sets that ship with the program into one code book. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileCodeBook } from "../core/codebook/compile.ts";
import type { CodeBook, Compiled, Source } from "../core/codebook/model.ts";

const folders = ["icd10cm", "procedures", "fees", "edits", "lists"] as const;

/** The book of the shipped starter set. Fails when the data folder is not there, since nothing can be checked without it. */
export function loadCodeBook(dataFolder: string = findDataFolder()): CodeBook {
  return compileDataFolder(dataFolder).codeBook;
}

/** With what reading the files had to say; the starter set is expected to say nothing. */
export function compileDataFolder(dataFolder: string = findDataFolder()): Compiled {
  return compileCodeBook(folders.flatMap((folder) => readSources(join(dataFolder, folder), folder)));
}

/** Upward from this file: the same from src/app under tsx and from the bundle in dist. */
export function findDataFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "data");
    if (existsSync(join(candidate, "icd10cm")) || existsSync(join(candidate, "procedures"))) return candidate;
    const above = dirname(folder);
    if (above === folder) throw new Error("The data folder with the code sets is missing: it belongs beside the program (data/icd10cm).");
    folder = above;
  }
}

function readSources(folder: string, name: string): readonly Source[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tsv") || file.endsWith(".txt"))
    .sort()
    .map((file) => ({ name: `${name}/${file}`, text: readFileSync(join(folder, file), "utf8") }));
}
