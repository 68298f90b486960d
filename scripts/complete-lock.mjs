// Adds to package-lock.json the builds for other platforms that a partial registry mirror left out, so that `npm ci`
// finds lock and package.json in step everywhere. They are optional and skipped on a machine they are not for.
// Run after a change of dependencies: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];
let added = 0;

for (const owner of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined) continue;
    const words = name.split("/").at(-1).split("-");
    const os = systems.find((one) => words.includes(one));
    const cpu = processors.find((one) => words.includes(one));
    if (os === undefined && cpu === undefined) {
      console.log(`left out: ${name} ${version}, whose platform its name does not say`);
      continue;
    }
    const libc =
      words.includes("musl") || words.includes("musleabihf")
        ? ["musl"]
        : os === "linux" && words.some((one) => one.startsWith("gnu"))
          ? ["glibc"]
          : undefined;
    lock.packages[key] = {
      version,
      ...(cpu === undefined ? {} : { cpu: [cpu] }),
      ...(owner.dev ? { dev: true } : {}),
      ...(libc === undefined ? {} : { libc }),
      optional: true,
      ...(os === undefined ? {} : { os: [os] }),
    };
    added += 1;
  }
}

const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${added} added`);
