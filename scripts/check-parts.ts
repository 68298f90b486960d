/** `npm run parts`: no part with a weakness that stands longer than SECURITY.md says. Needs the network. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { framesOf, judgeParts, type Known, weaknessesOf } from "./parts/judge.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd: root, encoding: "utf8", maxBuffer: 64 << 20 });
const weaknesses = weaknessesOf(parsed(stdout));
if (weaknesses === undefined) {
  console.error("npm audit gave no report (no network, or a registry that gives none): nothing is known of the parts.");
  process.exitCode = 2;
} else {
  const wrong = judgeParts(weaknesses, {
    known: JSON.parse(read("docs/reference/known-weaknesses.json")) as readonly Known[],
    frames: framesOf(read("SECURITY.md")),
    today: new Date().toISOString().slice(0, 10),
  });
  for (const words of wrong) console.error(words);
  console.log(`${weaknesses.length} known weaknesses of parts, ${wrong.length} of them not as SECURITY.md says.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
