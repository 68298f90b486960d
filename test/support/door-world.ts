/** A server with people who can sign in, and browsers that keep their cookies as a browser does. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import { hashPassword } from "../../src/app/access/passwords.ts";
import type { App } from "../../src/app/context.ts";
import { createEmptyPractice } from "../../src/app/create-empty-practice.ts";
import { openApp } from "../../src/app/open-app.ts";
import type { Role } from "../../src/core/access/roles.ts";
import type { PracticeId } from "../../src/core/kernel/id.ts";
import { buildServer, type Edge, type Server } from "../../src/http/server.ts";
import { type AccountId, addAccount } from "../../src/store/access/accounts.ts";
import { addMembership } from "../../src/store/access/memberships.ts";
import { outsidePractices } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

export const goodPassword = "seven quiet herons";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what the contract says
  readonly json: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Client {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly post: (path: string, body?: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly put: (path: string, body?: object) => Promise<Answer>;
  readonly signIn: (login: string, password?: string) => Promise<Answer>;
  /** The session's token, as the cookie has it. */
  readonly token: () => string | undefined;
  readonly cookies: Map<string, string>;
}

export interface DoorWorld {
  readonly app: App;
  readonly dataDir: string;
  readonly database: TestDatabase;
  readonly server: Server;
  readonly practiceId: PracticeId;
  readonly addPractice: () => Promise<PracticeId>;
  readonly addPerson: (
    login: string,
    role: Role,
    options?: { readonly practiceId?: PracticeId; readonly mustChange?: boolean },
  ) => Promise<AccountId>;
  /** A browser of its own, at an address of its own so that one test's tries do not limit another's. */
  readonly browser: (options?: {
    readonly address?: string;
    readonly host?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }) => Client;
  /** Runs as the tables' owner: to turn back clocks and look at what is stored. */
  readonly asOwner: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

export async function openDoorWorld(
  more: Omit<Partial<Edge>, "app"> | ((app: App) => Omit<Partial<Edge>, "app">) = {},
): Promise<DoorWorld> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "claimwright-door-"));
  const app = openApp({ pool: database.pool, dataDir });
  const practiceId = await createEmptyPractice(app);
  const server = await buildServer({
    app,
    version: "test",
    letPayersAnswer: async () => {},
    ...(typeof more === "function" ? more(app) : more),
  });
  const passwordHash = await hashPassword(goodPassword);
  let lastAddress = 0;
  return {
    app,
    dataDir,
    database,
    server,
    practiceId,
    addPractice: () => createEmptyPractice(app),
    addPerson: (login, role, { practiceId: where = practiceId, mustChange = false } = {}) =>
      outsidePractices(app.pool, async (queries) => {
        const accountId = await addAccount(queries, {
          login,
          name: `Person ${login.split("@")[0]}`,
          passwordHash,
          mustChangePassword: mustChange,
        });
        if (accountId === undefined) throw new Error("the login is taken");
        await addMembership(queries, { accountId, practiceId: where, role });
        return accountId;
      }),
    browser: ({ address, ...options } = {}) => {
      lastAddress += 1;
      return openClient(server, { address: address ?? `127.9.${lastAddress >> 8}.${lastAddress & 255}`, ...options });
    },
    asOwner: async (text, values = []) => {
      const { openClient: connect } = await import("../../src/store/pool.ts");
      const owner = await connect(database.ownerConfig);
      try {
        return (await owner.query(text, [...values])).rows;
      } finally {
        await owner.end();
      }
    },
    close: async () => {
      await app.coder.close();
      await server.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function openClient(
  server: Server,
  {
    address,
    host = "localhost",
    headers: always = {},
  }: { readonly address: string; readonly host?: string; readonly headers?: Readonly<Record<string, string>> },
): Client {
  const cookies = new Map<string, string>();
  const ask = async (
    method: "GET" | "POST" | "PUT",
    path: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await server.inject({
      method,
      url: /^\/(?:api|fhir)\//.test(path) ? path : `/api/v1${path}`,
      remoteAddress: address,
      headers: { host, "x-claimwright": "1", ...(cookie === "" ? {} : { cookie }), ...always, ...more },
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) keep(cookies, line);
    const isJson = /^application\/(?:fhir\+)?json/.test(String(answer.headers["content-type"] ?? ""));
    return { status: answer.statusCode, json: isJson ? answer.json() : answer.body, headers: answer.headers };
  };
  return {
    get: (path, headers) => ask("GET", path, undefined, headers),
    post: (path, body = {}, headers = {}) => ask("POST", path, body, headers),
    put: (path, body = {}) => ask("PUT", path, body),
    signIn: (login, password = goodPassword) => ask("POST", "/door/sign-in", { login, password }),
    token: () => cookies.get("claimwright") ?? cookies.get("__Host-claimwright"),
    cookies,
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf("="));
  if (attributes.some((one) => one.toLowerCase() === "max-age=0")) cookies.delete(name);
  else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
}

/** What the person's telephone shows; `steps` half-minutes from now. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}
