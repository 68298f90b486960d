/** Threads of this program, from the sources and from the bundle alike. */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/**
 * `source`: the entry's file among the sources. In the bundle it is a file beside this one; from the sources tsx reads it, which has to be
 * told so in each thread.
 */
export function startThread(source: URL, workerData: unknown): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    const name = basename(fileURLToPath(source), ".ts");
    return new Worker(new URL(`./${name}.mjs`, import.meta.url), { workerData });
  }
  const script = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); });`;
  return new Worker(script, { workerData, eval: true });
}
