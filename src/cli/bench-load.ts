/**
 * `bench load`: fifty people at once against the real server, over HTTP: each opens a visit, looks at a list, takes a payment,
 * with no pause between. The server is a process of its own with the demonstration practice, in a folder of its own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const people = 50;
const seconds = 10;

interface Loaded {
  readonly kinds: ReadonlyMap<Kind, readonly number[]>;
  readonly seconds: number;
}

type Kind = "page" | "list" | "posting";
const kinds = ["page", "list", "posting"] as const;

let measured: Promise<Loaded> | undefined;
const load = (): Promise<Loaded> => (measured ??= measureLoad());

/** By name only: it takes its time, and both cores. */
export const loadMeasures: readonly Measure[] = [
  ...kinds.flatMap((kind): readonly Measure[] => [
    ...[0.5, 0.95, 0.99].map(
      (part): Measure => ({
        name: `load-${kind}-p${part * 100}`,
        unit: "ms",
        target: null,
        onlyByName: true,
        run: async () => timesOf(await load(), kind, part),
      }),
    ),
  ]),
  { name: "load-throughput", unit: "requests/s", target: null, onlyByName: true, run: async () => throughputOf(await load()) },
];

function timesOf({ kinds: times }: Loaded, kind: Kind, part: number): Measured {
  const taken = times.get(kind) ?? [];
  return { value: percentile(taken, part), n: taken.length };
}

function throughputOf({ kinds: times, seconds: took }: Loaded): Measured {
  const n = [...times.values()].reduce((sum, taken) => sum + taken.length, 0);
  return { value: n / took, n };
}

async function measureLoad(): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  const server = spawn(
    process.execPath,
    [...process.execArgv, process.argv[1] ?? "", "serve", "--port", "0", "--history-days", "0", "--data", folder],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, CLAIMWRIGHT_LOG: "silent" },
    },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  try {
    const client: Client = { address: await addressOf(server), agent };
    const list = await ask(client, { method: "GET", path: "/api/v1/visits" });
    const visits = (JSON.parse(list) as { visits: { id: number }[] }).visits.map((visit) => visit.id);
    // Once through, so that what is compiled and cached once is not counted.
    for (const kind of kinds) await ask(client, requestOf(kind, visits, 0, 0));
    return await run(client, visits);
  } finally {
    agent.destroy();
    await stopped(server);
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(client: Client, visits: readonly number[]): Promise<Loaded> {
  const times = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
  let over = false;
  const person = async (who: number): Promise<void> => {
    for (let round = 1; !over; round += 1) {
      for (const kind of kinds) {
        const taken = await secondsOf(async () => void (await ask(client, requestOf(kind, visits, who, round))));
        times.get(kind)?.push(taken * 1000);
      }
    }
  };
  const took = await secondsOf(async () => {
    setTimeout(() => {
      over = true;
    }, seconds * 1000);
    await Promise.all(Array.from({ length: people }, (_, who) => person(who)));
  });
  return { kinds: times, seconds: took };
}

interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: object;
}

/** Nobody begins where another does; a payment has a key of its own, so that it is one. */
function requestOf(kind: Kind, visits: readonly number[], who: number, round: number): Request {
  const visit = visits[(who + round) % visits.length] ?? 1;
  switch (kind) {
    case "page":
      return { method: "GET", path: `/api/v1/visits/${visit}` };
    case "list":
      return { method: "POST", path: "/api/v1/visits/search", body: { limit: 100, sort: "insurance", descending: true } };
    case "posting":
      return {
        method: "POST",
        path: `/api/v1/visits/${visit}/payment`,
        body: { amount: 1, method: "cash", reference: "", key: `load-${who}-${round}` },
      };
  }
}

interface Client {
  readonly address: string;
  readonly agent: Agent;
}

/** The body of the answer. An answer that is not fine ends the measure: a fast refusal is no figure. */
function ask({ address, agent }: Client, { method, path, body }: Request): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${address}${path}`,
      { method, agent, headers: { "x-claimwright": "1", ...(body === undefined ? {} : { "content-type": "application/json" }) } },
      (answer: IncomingMessage) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${method} ${path.replace(/\d+/g, "N")} answered ${answer.statusCode}: ${text.slice(0, 200)}`));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Where the server says that it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (part: Buffer) => {
      said += part.toString("utf8");
      const address = /is ready: (http:\/\/[^\s]+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address.replace(/\/$/, ""));
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code ?? "a signal"} before it was ready`)));
  });
}

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}
