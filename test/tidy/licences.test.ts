/** Licences of everything that npm installs for us, read from the lock file and the packages themselves; nothing is asked of a network. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

/** Those that ask for no more than their notice. */
const permissive = [
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "CC0-1.0",
  "Python-2.0",
];

/** What is otherwise, with the reason why it may stay. */
const exceptions: Readonly<Record<string, string>> = {
  "axe-core": "MPL-2.0: accessibility rules of the browser tests, unmodified, never shipped",
  lightningcss: "MPL-2.0: Vite's CSS compiler, at build time, unmodified, nothing of it in the bundle",
};

interface Locked {
  readonly license?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { readonly packages: Readonly<Record<string, Locked>> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

describe("every package that is installed", () => {
  it("has a permissive licence, or a line above that says why not", () => {
    expect(packages.length).toBeGreaterThan(300);
    const others = packages.filter(([path, locked]) => {
      const family = nameOf(path).replace(/-(?:android|darwin|freebsd|linux|win32)-.*$/, "");
      return !(family in exceptions) && !isPermissive(licenceOf(path, locked));
    });
    expect(others.map(([path, locked]) => `${nameOf(path)}: ${licenceOf(path, locked) ?? "says none"}`)).toEqual([]);
  });

  it("would be noticed", () => {
    expect(["GPL-3.0-only", "AGPL-3.0", "SSPL-1.0", "BUSL-1.1", "UNLICENSED", "(MIT AND GPL-2.0)", undefined].map(isPermissive)).toEqual(
      Array(7).fill(false),
    );
    expect(["MIT", "(MIT OR GPL-3.0)", "MIT OR Apache-2.0", "(BSD-3-Clause AND Apache-2.0)"].map(isPermissive)).toEqual(
      Array(4).fill(true),
    );
  });

  it("is pinned: what we name has one exact version", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Readonly<
      Record<string, Readonly<Record<string, string>> | undefined>
    >;
    const named = ["dependencies", "optionalDependencies", "devDependencies"].flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version))).toEqual([]);
  });

  it("runs no script at installation but those that were looked at", () => {
    const { allowScripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly allowScripts: Readonly<Record<string, boolean>>;
    };
    const withScripts = packages
      .filter(([, locked]) => (locked as { hasInstallScript?: boolean }).hasInstallScript === true)
      .map(([path]) => nameOf(path));
    expect(withScripts.length).toBeGreaterThan(0);
    expect(withScripts.filter((name) => !(name in allowScripts) && name !== "fsevents")).toEqual([]);
  });
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** One of several that are offered is enough; all of several that are demanded must be. */
function isPermissive(licence: string | undefined): boolean {
  if (licence === undefined) return false;
  const plain = licence.replace(/[()]/g, "");
  return plain.includes(" OR ") ? plain.split(" OR ").some(isPermissive) : plain.split(" AND ").every((one) => permissive.includes(one));
}

/** From the lock file, the package's own description, its licence text, or for a binary of another platform its main package. */
function licenceOf(path: string, locked: Locked): string | undefined {
  if (locked.license !== undefined) return locked.license;
  const folder = join(root, path);
  if (
    existsSync(join(folder, "LICENSE")) &&
    /^(?:The )?MIT License|Permission is hereby granted, free of charge/m.test(readFileSync(join(folder, "LICENSE"), "utf8"))
  )
    return "MIT";
  if (locked.optional !== true || locked.dev !== true) return undefined;
  const scope = nameOf(path).split("/")[0] ?? "";
  const main: Readonly<Record<string, string>> = {
    "@biomejs": "@biomejs/biome",
    "@oxc-parser": "oxc-parser",
    "@oxlint": "oxlint",
    "@oxlint-tsgolint": "oxlint-tsgolint",
  };
  return lock.packages[`node_modules/${main[scope] ?? ""}`]?.license;
}
