/** Reads the source tree for the tidy tests. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface SourceFile {
  /** "src/core/x12/syntax/reader.ts" */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

export function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

export function isTest(file: SourceFile): boolean {
  return /\.test\.tsx?$/.test(file.path);
}

/** Relative imports and re-exports, static and dynamic, resolved to paths from the root. */
export function importsOf(file: SourceFile): readonly Import[] {
  const statics = [...file.text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["'](\.[^"']+)["']/gm)];
  const dynamics = [...file.text.matchAll(/\bimport\(\s*["'](\.[^"']+)["']\s*\)/g)];
  return [
    ...statics.map((match) => ({ target: resolve(file.path, match[2] ?? ""), typeOnly: match[1] !== undefined })),
    ...dynamics.map((match) => ({ target: resolve(file.path, match[1] ?? ""), typeOnly: false })),
  ];
}

function resolve(from: string, target: string): string {
  return posix.normalize(posix.join(posix.dirname(from), target));
}
