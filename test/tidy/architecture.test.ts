import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coreRooms, shellRooms } from "./rooms.ts";
import { importsOf, isTest, root, type SourceFile, sourceFiles } from "./source-files.ts";

const files = sourceFiles("src").filter((file) => !isTest(file));

describe("the house", () => {
  it("has read the source", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(200);
  });

  it("has only the rooms of the table, and each room of the table stands", () => {
    expect(folders("src/core").sort()).toEqual(Object.keys(coreRooms).sort());
    expect(folders("src").sort()).toEqual(Object.keys(shellRooms).sort());
  });

  it("imports only what the table allows", () => {
    expect(files.flatMap(forbiddenImports)).toEqual([]);
  });

  it("notices a forbidden import", () => {
    const payer: SourceFile = { path: "src/core/payer/x.ts", text: 'import { a } from "../claims/state.ts";' };
    const web: SourceFile = { path: "src/web/x.tsx", text: 'import { a } from "../core/claims/state.ts";' };
    const kernel: SourceFile = { path: "src/core/kernel/x.ts", text: 'export { a } from "../x12/syntax/reader.ts";' };
    expect([payer, web, kernel].flatMap(forbiddenImports)).toHaveLength(3);
  });

  it("keeps core free of packages and of Node", () => {
    const outside = files
      .filter((file) => file.path.startsWith("src/core/"))
      .flatMap((file) => [...file.text.matchAll(/from\s+["']([^."'][^"']*)["']/g)].map((match) => `${file.path} imports ${match[1]}`));
    expect(outside).toEqual([]);
  });
});

describe("habits", () => {
  it("keeps files under 500 lines", () => {
    const long = [...sourceFiles("src"), ...sourceFiles("test"), ...sourceFiles("scripts")].filter(
      (file) => file.text.split("\n").length > 500,
    );
    expect(long.map((file) => file.path)).toEqual([]);
  });

  it("has no catch-all folder, no barrel, no class in core", () => {
    const catchAll = /\/(utils?|helpers?|common|shared|lib|managers?)(\/|\.ts$)/;
    expect(files.filter((file) => catchAll.test(file.path) || /\/index\.tsx?$/.test(file.path)).map((file) => file.path)).toEqual([]);
    const classes = files.filter(
      (file) =>
        file.path.startsWith("src/core/") &&
        file.path !== "src/core/kernel/assert.ts" &&
        /^\s*(export\s+)?(abstract\s+)?class\s/m.test(file.text),
    );
    expect(classes.map((file) => file.path)).toEqual([]);
  });

  it("has no escape from the type checker and no mark of unfinished work", () => {
    const marks = /@ts-ignore|@ts-nocheck|\bas any\b|:\s*any\b|\bTODO\b|\bFIXME\b|biome-ignore(?! lint\/[\w/]+: \S)/;
    const all = [...sourceFiles("src"), ...sourceFiles("scripts")];
    expect(all.filter((file) => marks.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});

function forbiddenImports(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter((one) => one.target.startsWith("src/") && !isAllowed(file.path, one.target, one.typeOnly))
    .map((one) => `${file.path} imports ${one.target}`);
}

function isAllowed(from: string, to: string, typeOnly: boolean): boolean {
  if (from === "src/main.ts") return true;
  const [, fromRoom = "", fromInner = ""] = from.split("/");
  const [, toRoom = "", toInner = ""] = to.split("/");
  if (fromRoom === "core") {
    if (toRoom !== "core") return false;
    if (fromInner === toInner || fromInner === "registry.ts") return true;
    return coreRooms[fromInner]?.includes(toInner) ?? false;
  }
  if (fromRoom === toRoom) return true;
  if (fromRoom === "web" && toRoom === "core" && typeOnly) return true;
  const allowed = shellRooms[fromRoom] ?? [];
  return allowed.includes(toRoom) || allowed.includes(`${toRoom}/${toInner}`);
}

function folders(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
