/**
 * `bench load`: fifty people at once against the real server, over HTTP: all sign in at the same moment, then each opens a
 * visit, looks at a list, takes a payment, with no pause between. The server is a process of its own with the demonstration
 * practice, in a folder of its own. Each person has an address of their own (127.0.0.x, which Linux has): tries at the door
 * are counted by address.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAccountByOperator } from "../app/access/operate.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const people = 50;
const seconds = 10;

interface Loaded {
  readonly kinds: ReadonlyMap<Kind, readonly number[]>;
  readonly seconds: number;
}

const rounds = ["page", "list", "posting"] as const;
const kinds = ["sign-in", ...rounds] as const;
type Kind = (typeof kinds)[number];

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
  const n = rounds.reduce((sum, kind) => sum + (times.get(kind)?.length ?? 0), 0);
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
    const address = await addressOf(server);
    const password = randomBytes(12).toString("hex");
    await addPeople(folder, password);
    const passing: Client = { address, agent, from: "127.0.0.1", cookie: "" };
    const { text: list } = await ask(passing, { method: "GET", path: "/api/v1/visits" });
    const visits = (JSON.parse(list) as { visits: { id: number }[] }).visits.map((visit) => visit.id);
    // Once through, so that what is compiled and cached once is not counted.
    for (const kind of rounds) await ask(passing, requestOf(kind, visits, 0, 0));
    const signIns: number[] = [];
    const signedIn = await Promise.all(
      Array.from({ length: people }, async (_, who): Promise<Client> => {
        const client = { ...passing, from: `127.0.1.${who + 1}` };
        let cookie = "";
        const taken = await secondsOf(async () => {
          cookie = (await ask(client, { method: "POST", path: "/api/v1/door/sign-in", body: { login: loginOf(who), password } })).cookie;
        });
        signIns.push(taken * 1000);
        return { ...client, cookie };
      }),
    );
    return await run(signedIn, visits, signIns);
  } finally {
    agent.destroy();
    await stopped(server);
    await rm(folder, { recursive: true, force: true });
  }
}

const loginOf = (who: number): string => `person${who}@example.org`;

/** Billers of the demonstration's practice, beside the server that runs. */
async function addPeople(folder: string, password: string): Promise<void> {
  const workplace = await openWorkplace(folder);
  try {
    const [practice] = await workplace.practices();
    if (practice === undefined) throw new Error("the server has made no practice");
    const { practiceId } = practice;
    for (let who = 0; who < people; who += 1) {
      const added = await addAccountByOperator(workplace.app, {
        login: loginOf(who),
        name: `Person ${who}`,
        role: "biller",
        practiceId,
        password: { text: password, temporary: false },
      });
      if (!added.ok) throw new Error(added.refusal.message);
    }
  } finally {
    await workplace.close();
  }
}

async function run(clients: readonly Client[], visits: readonly number[], signIns: readonly number[]): Promise<Loaded> {
  const times = new Map<Kind, number[]>(rounds.map((kind) => [kind, []]));
  let over = false;
  const person = async (client: Client, who: number): Promise<void> => {
    for (let round = 1; !over; round += 1) {
      for (const kind of rounds) {
        const taken = await secondsOf(async () => void (await ask(client, requestOf(kind, visits, who, round))));
        times.get(kind)?.push(taken * 1000);
      }
    }
  };
  const took = await secondsOf(async () => {
    setTimeout(() => {
      over = true;
    }, seconds * 1000);
    await Promise.all(clients.map(person));
  });
  return { kinds: new Map<Kind, readonly number[]>([...times, ["sign-in", signIns]]), seconds: took };
}

interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: object;
}

/** Nobody begins where another does; a payment has a key of its own, so that it is one. */
function requestOf(kind: (typeof rounds)[number], visits: readonly number[], who: number, round: number): Request {
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
  /** The address that the person comes from. */
  readonly from: string;
  /** The session; empty for the demonstration's, which needs none on this machine. */
  readonly cookie: string;
}

/** The body of the answer, and the session that it gave. An answer that is not fine ends the measure: a fast refusal is no figure. */
function ask({ address, agent, from, cookie }: Client, { method, path, body }: Request): Promise<{ text: string; cookie: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${address}${path}`,
      {
        method,
        agent,
        localAddress: from,
        headers: {
          "x-claimwright": "1",
          ...(cookie === "" ? {} : { cookie }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
      },
      (answer: IncomingMessage) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          if (answer.statusCode === 200) resolve({ text, cookie: answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" });
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
