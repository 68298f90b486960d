/** The OpenAPI document as the server itself gives it. No database is asked: the pool connects only when a query is made. */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { openApp } from "../src/app/open-app.ts";
import { buildServer, type Server } from "../src/http/server.ts";
import { openPool } from "../src/store/pool.ts";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string };

/** Runs `read` on a server that has no database behind it. */
export async function withBareServer<Value>(read: (server: Server) => Promise<Value>): Promise<Value> {
  const pool = openPool({ host: "localhost", port: 5432, database: "none", user: "none", password: "none" });
  const app = openApp({ pool, dataDir: tmpdir() });
  const server = await buildServer({
    app,
    version: manifest.version,
    letPayersAnswer: async () => {},
  });
  try {
    return await read(server);
  } finally {
    await server.close();
    await pool.end();
  }
}

export function openApiDocument(): Promise<string> {
  return withBareServer(async (server) => {
    const answer = await server.inject({ url: "/api/v1/openapi.json", headers: { host: "localhost" } });
    if (answer.statusCode !== 200) throw new Error(`the server gives no OpenAPI document: ${answer.statusCode} ${answer.body}`);
    return onePathALine(answer.json());
  });
}

/** One line a path: small, and a difference still shows which path it is about. */
function onePathALine({ paths, ...rest }: { readonly paths: Readonly<Record<string, unknown>> }): string {
  const lines = Object.entries(paths).map(([path, item]) => `${JSON.stringify(path)}:${JSON.stringify(item)}`);
  return `${JSON.stringify(rest).slice(0, -1)},"paths":{\n${lines.join(",\n")}\n}}\n`;
}
