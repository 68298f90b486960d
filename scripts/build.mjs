// Builds what `npm start` and bin/claimwright run: the server bundle (esbuild) and the web application (Vite).
// Each is built only when its sources are newer than its stamp, so that a second start costs nothing.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");

/** Builds the command and server bundle when it is stale. Returns the file to import. */
export async function ensureServer() {
  const entry = join(dist, "main.mjs");
  if (isFresh("server", ["src", "package-lock.json"], (path) => path.includes(`${join("src", "web")}`))) return entry;
  const { build } = await import("esbuild");
  // Chunks carry a hash in their name: those of the build before would pile up.
  for (const old of existsSync(dist) ? readdirSync(dist) : []) if (/\.mjs(\.map)?$/.test(old)) rmSync(join(dist, old));
  await build({
    // The second is what others import as claimwright/x12, the third the thread that codes notes, the fourth
    // the one that makes packs of code sets.
    entryPoints: {
      main: join(root, "src/main.ts"),
      x12: join(root, "src/core/x12/package.ts"),
      "coder-thread": join(root, "src/app/coding/coder-thread.ts"),
      "remake-thread": join(root, "src/app/code-sets/remake-thread.ts"),
    },
    outdir: dist,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  stamp("server");
  return entry;
}

/** Builds the web application when it is stale. */
export async function ensureWeb() {
  if (
    isFresh("web", [
      "src/web",
      "src/http/contract",
      "src/core/kernel",
      "src/core/access",
      "src/core/x12",
      "package-lock.json",
      "vite.config.ts",
    ])
  )
    return;
  const { build } = await import("vite");
  await build({ root: join(root, "src/web"), configFile: join(root, "vite.config.ts"), logLevel: "warn" });
  stamp("web");
}

function isFresh(name, sources, ignore = () => false) {
  const file = join(dist, `.${name}.stamp`);
  if (!existsSync(file)) return false;
  const built = statSync(file).mtimeMs;
  return sources.every((source) => newest(join(root, source), ignore) <= built);
}

function newest(path, ignore) {
  if (!existsSync(path) || ignore(path)) return 0;
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path).reduce((latest, entry) => Math.max(latest, newest(join(path, entry), ignore)), info.mtimeMs);
}

function stamp(name) {
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, `.${name}.stamp`), new Date().toISOString());
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureServer();
  await ensureWeb();
}
