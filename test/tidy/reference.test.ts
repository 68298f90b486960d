import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastify from "fastify";
import { describe, expect, it } from "vitest";
import { families, findingsPage } from "../../scripts/findings-page.ts";
import { openApiDocument, withBareServer } from "../../scripts/openapi-document.ts";
import { permissionsPage } from "../../scripts/permissions-page.ts";
import { isPermission } from "../../src/core/access/permissions.ts";
import type { FindingKind } from "../../src/core/kernel/finding.ts";
import { findingKinds } from "../../src/core/registry.ts";
import { demandAccess } from "../../src/http/identity.ts";
import type { Edge } from "../../src/http/server.ts";
import { isTest, root, sourceFiles } from "./source-files.ts";

const rooms: Readonly<Record<string, string>> = {
  X12: "x12",
  BOOK: "codebook",
  CODE: "coding",
  CLM: "scrub",
  REG: "parties",
  SET: "parties",
  RMT: "remit",
  ACK: "remit",
  VER: "upkeep",
  DOC: "upkeep",
  FIL: "upkeep",
};
const coreFiles = sourceFiles("src/core").filter((file) => !isTest(file));
const keysOfRooms = new Map(Object.values(rooms).map((room) => [room, keysIn(room)]));
const openRoutes = [
  "/api/v1/door",
  "/api/v1/door/link",
  "/api/v1/door/link/password",
  "/api/v1/door/provider",
  "/api/v1/door/provider/answer",
  "/api/v1/door/setup",
  "/api/v1/door/sign-in",
  "/api/v1/door/sign-out",
  "/api/v1/health",
  // A patient's own view: who it is stands in the link and the cookie (app/patients/patient-links.ts).
  "/api/v1/my-bill",
  "/api/v1/my-bill/close",
  "/api/v1/my-bill/open",
  "/api/v1/my-bill/statements/:number.pdf",
  "/api/v1/openapi.json",
  "/api/v1/ready",
  // Which questions are answered, as every FHIR server says to anybody.
  "/fhir/metadata",
];
const stale = "is not what the program says: run `npm run gen`";

describe("the generated reference", () => {
  it("has a page of findings that equals the registry", () => {
    expect(read("docs/reference/findings.md") === findingsPage(findingKinds), `docs/reference/findings.md ${stale}`).toBe(true);
  });

  it("has the OpenAPI document that the server gives", { timeout: 60_000 }, async () => {
    expect(read("docs/reference/openapi.json") === (await openApiDocument()), `docs/reference/openapi.json ${stale}`).toBe(true);
  });
});

describe("routes", () => {
  it("name the permission that each of them needs, and only what exists", async () => {
    const entries = await withBareServer(async (server) => server.routeEntries);
    expect(entries.length).toBeGreaterThan(20);
    const unknown = entries.filter(({ access }) => !["open", "signing-in", "person"].includes(access) && !isPermission(access));
    expect(unknown).toEqual([]);
    // What answers before sign-in is a short list that somebody looked at.
    expect(
      entries
        .filter(({ access }) => access === "open")
        .map(({ path }) => path)
        .sort(),
    ).toEqual(openRoutes);
  });

  it("does not start with one that names none", async () => {
    const server = fastify();
    demandAccess(server, {} as Edge, []);
    expect(() => server.get("/forgotten", () => "anything")).toThrow("/forgotten names no permission");
    await server.close();
  });

  it("has a page of them that equals the program", { timeout: 60_000 }, async () => {
    expect(read("docs/reference/permissions.md") === (await permissionsPage()), `docs/reference/permissions.md ${stale}`).toBe(true);
  });
});

describe("the registry of findings", () => {
  it("is not empty, and has each family of the page", () => {
    expect(findingKinds.length).toBeGreaterThan(150);
    for (const { prefix } of families) expect(findingKinds.filter((kind) => kind.code.startsWith(`${prefix}-`))).not.toEqual([]);
  });

  it("has each code once, in capitals", () => {
    const codes = findingKinds.map((kind) => kind.code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.filter((code) => !/^[A-Z0-9]+(-[A-Z0-9]+)+$/.test(code))).toEqual([]);
  });

  it("says of each what it is, why, how to fix it and by what authority", () => {
    const wordless = findingKinds.filter(({ title, message, why, fix, authority }) =>
      [title, message, why, fix, authority].some((text) => text.trim().length < 5),
    );
    expect(wordless.map((kind) => kind.code)).toEqual([]);
  });

  it("has every declared finding: one that is left out of its room's list would be a finding without words", () => {
    const declared = coreFiles.flatMap(({ text }) =>
      [...text.matchAll(/^\s+code: "([A-Z0-9]+(?:-[A-Z0-9]+)+)",$/gm)].map((match) => match[1]),
    );
    const known = new Set(findingKinds.map((kind) => kind.code));
    expect(declared.length).toBeGreaterThan(100);
    expect(declared.filter((code) => code !== undefined && !known.has(code))).toEqual([]);
  });

  it("asks in its messages only for parameters that the code of its room gives", () => {
    expect(findingKinds.flatMap(unknownParameters)).toEqual([]);
  });

  it("notices a parameter that nobody gives, and braces that are no parameter", () => {
    const kind = findingKinds[0];
    if (kind === undefined) throw new Error("the registry is empty");
    const given = (message: string) => unknownParameters({ ...kind, message });
    expect(given("Found {nobodyGivesThis}.")).toHaveLength(1);
    expect(given("Found { value }.")).toHaveLength(1);
    expect(given("Found {value}.")).toEqual([]);
  });
});

/** A parameter is known when some file of the finding's room has it as a key of an object, which a message never has. */
function unknownParameters({ code, message }: FindingKind): readonly string[] {
  if (/[{}]/.test(message.replace(/\{\w+\}/g, ""))) return [`${code}: ${message}`];
  const keys = keysOfRooms.get(rooms[code.slice(0, code.indexOf("-"))] ?? "");
  if (keys === undefined) return [`${code} belongs to no room`];
  const names = [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  return names.filter((name) => !keys.has(name)).map((name) => `${code} {${name}}`);
}

/** Keys of object literals and destructurings, by room. Strings are left out first, so that a message proves nothing. */
function keysIn(room: string): ReadonlySet<string> {
  const keys = coreFiles
    .filter((file) => file.path.startsWith(`src/core/${room}/`))
    .map((file) => file.text.replace(/"(?:[^"\\\n]|\\.)*"/g, '""'))
    .flatMap((text) => [...text.matchAll(/[{,(]\s*(\w+)\s*(?=[:,}])/g)].map((match) => match[1] ?? ""));
  return new Set(keys);
}

/** What the page says, or that it is not there. */
function read(path: string): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : `${path} is missing`;
}
