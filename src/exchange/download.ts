/**
 * Fetches one file of a publisher into a folder: with progress, by parts when it was cut off, from the named hosts only. Nothing here
 * runs by itself; `codes update` asks for it, and it is the only caller (test/tidy/outbound.test.ts).
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the server called the content, and when it was made there: asked for with them, the same again is not sent. */
export interface Tags {
  readonly etag?: string;
  /** As the server wrote it. */
  readonly lastModified?: string;
}

export interface Wanted extends Tags {
  readonly address: string;
  /** How the file is called in the folder. */
  readonly name: string;
  readonly sha256?: string;
}

export interface DownloadOptions {
  readonly folder: string;
  /** Names of hosts, with the port where it is not the usual one. A redirect to any other is refused. */
  readonly hosts: ReadonlySet<string>;
  readonly progress?: (received: number, total: number | undefined) => void;
  readonly limits?: Partial<DownloadLimits>;
}

export interface DownloadLimits {
  readonly bytes: number;
  /** Without a byte for so long, the connection counts as cut. */
  readonly silenceMs: number;
  /** How often a cut connection is taken up again. */
  readonly attempts: number;
  readonly pauseMs: number;
}

export type Downloaded =
  | ({ readonly outcome: "fetched"; readonly path: string; readonly sha256: string; readonly bytes: number } & Tags)
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "failed"; readonly reason: DownloadFailure; readonly words: string };

export type DownloadFailure = "address" | "no-network" | "refused" | "not-there" | "cut-off" | "too-large" | "checksum";

const usual: DownloadLimits = { bytes: 400 * 1024 * 1024, silenceMs: 30_000, attempts: 4, pauseMs: 1_000 };
const mostRedirects = 4;

export async function download(wanted: Wanted, options: DownloadOptions): Promise<Downloaded> {
  const limits = { ...usual, ...options.limits };
  const bad = problemOf(wanted.address, options.hosts);
  if (bad !== undefined) return failed("address", bad);
  await mkdir(options.folder, { recursive: true });
  const part = join(options.folder, `${wanted.name}.part`);
  const note = `${part}.json`;
  let last: Downloaded = failed("cut-off", "the connection was cut");
  for (let attempt = 0; attempt < limits.attempts; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, limits.pauseMs * attempt));
    last = await once({ wanted, part, note, limits }, options);
    if (last.outcome !== "failed" || last.reason !== "cut-off") break;
  }
  if (last.outcome !== "fetched") return last;
  await rm(note, { force: true });
  if (wanted.sha256 !== undefined && last.sha256 !== wanted.sha256) {
    await rm(part, { force: true });
    return failed("checksum", `what came has the check sum ${last.sha256}, not ${wanted.sha256}`);
  }
  const path = join(options.folder, wanted.name);
  await rename(part, path);
  return { ...last, path };
}

interface Attempt {
  readonly wanted: Wanted;
  readonly part: string;
  readonly note: string;
  readonly limits: DownloadLimits;
}

async function once({ wanted, part, note, limits }: Attempt, options: DownloadOptions): Promise<Downloaded> {
  const begun = await begunBefore(part, note, wanted.address);
  const headers: Record<string, string> = { accept: "*/*", "accept-encoding": "identity", "user-agent": "claimwright-code-sets" };
  if (begun !== undefined) Object.assign(headers, { range: `bytes=${begun.size}-`, "if-range": begun.tag });
  else {
    if (wanted.etag !== undefined) headers["if-none-match"] = wanted.etag;
    if (wanted.lastModified !== undefined) headers["if-modified-since"] = wanted.lastModified;
  }
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), limits.silenceMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), limits.silenceMs);
  };
  try {
    const answer = await ask(wanted.address, { headers, signal: silence.signal, hosts: options.hosts });
    if ("outcome" in answer) return answer;
    heard();
    if (answer.status === 304) return { outcome: "unchanged" };
    if (answer.status === 404 || answer.status === 410) return failed("not-there", `the publisher has no such file (${answer.status})`);
    if (answer.status === 416) {
      await rm(part, { force: true });
      return failed("cut-off", "what was fetched before does not fit any more");
    }
    if (answer.status >= 500 || answer.status === 429) return failed("cut-off", `the publisher's server answers ${answer.status}`);
    if (answer.status !== 200 && answer.status !== 206) return failed("refused", `the publisher's server answers ${answer.status}`);
    const from = answer.status === 206 ? startOf(answer.headers.get("content-range")) : 0;
    if (from === undefined || from !== (answer.status === 206 ? begun?.size : 0)) {
      await rm(part, { force: true });
      return failed("cut-off", "the server sent another part than the one that was asked for");
    }
    const total = totalOf(answer, from);
    if (total !== undefined && total > limits.bytes)
      return failed("too-large", `the file has ${total} bytes; at most ${limits.bytes} are taken`);
    const tags = tagsOf(answer);
    await writeFile(note, JSON.stringify({ address: wanted.address, tag: tags.etag ?? tags.lastModified ?? "" }));
    const size = await append(answer, { part, from, limits, heard, progress: (received) => options.progress?.(received, total) });
    if (size === "more") {
      await rm(part, { force: true });
      return failed("too-large", `more than ${limits.bytes} bytes came`);
    }
    if (total !== undefined && size < total) return failed("cut-off", `${size} of ${total} bytes came`);
    return { outcome: "fetched", path: part, sha256: await checkSum(part), bytes: size, ...tags };
  } catch (error) {
    return failureOf(error, wanted.address, silence.signal.aborted);
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly hosts: ReadonlySet<string>;
}

/** Redirects are followed by hand, each to a named host only. */
async function ask(address: string, { headers, signal, hosts }: Asked): Promise<Response | Downloaded> {
  let at = address;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await fetch(at, { headers, signal, redirect: "manual" });
    if (![301, 302, 303, 307, 308].includes(answer.status)) return answer;
    await answer.body?.cancel();
    const next = new URL(answer.headers.get("location") ?? "", at).href;
    const bad = problemOf(next, hosts);
    if (bad !== undefined) return failed("address", `the publisher's server leads elsewhere: ${bad}`);
    at = next;
  }
  return failed("refused", "the publisher's server leads on and on");
}

/** Encrypted always, but for this machine itself. */
function problemOf(address: string, hosts: ReadonlySet<string>): string | undefined {
  if (!URL.canParse(address)) return `${address} is no address`;
  const { protocol, hostname, host, username } = new URL(address);
  const isHere = hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
  if (protocol !== "https:" && !(protocol === "http:" && isHere)) return `${host} is not asked over https`;
  if (username !== "") return `the address of ${host} has a user's name in it`;
  return hosts.has(host) ? undefined : `${host} is no host of the list`;
}

async function begunBefore(
  part: string,
  note: string,
  address: string,
): Promise<{ readonly size: number; readonly tag: string } | undefined> {
  try {
    const { size } = await stat(part);
    const known = JSON.parse(await readFile(note, "utf8")) as { readonly address?: string; readonly tag?: string };
    // Without a tag nobody could say whether the rest belongs to what is here.
    return size > 0 && known.address === address && known.tag ? { size, tag: known.tag } : undefined;
  } catch {
    return undefined;
  }
}

function tagsOf({ headers }: Response): Tags {
  const [etag, lastModified] = [headers.get("etag"), headers.get("last-modified")];
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}

function startOf(range: string | null): number | undefined {
  const found = /^bytes (\d+)-/.exec(range ?? "")?.[1];
  return found === undefined ? undefined : Number(found);
}

function totalOf(answer: Response, from: number): number | undefined {
  const length = answer.headers.get("content-length");
  return length === null || !/^\d+$/.test(length) ? undefined : from + Number(length);
}

interface Appending {
  readonly part: string;
  readonly from: number;
  readonly limits: DownloadLimits;
  readonly heard: () => void;
  readonly progress: (received: number) => void;
}

async function append(answer: Response, { part, from, limits, heard, progress }: Appending): Promise<number | "more"> {
  const file = await open(part, from === 0 ? "w" : "r+");
  let size = from;
  try {
    for await (const chunk of answer.body ?? []) {
      heard();
      const bytes = chunk as Uint8Array;
      if (size + bytes.length > limits.bytes) return "more";
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, size + at)).bytesWritten;
      size += bytes.length;
      progress(size);
    }
    await file.truncate(size);
    await file.sync();
  } finally {
    await file.close();
  }
  return size;
}

async function checkSum(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

const unreachable = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

function failureOf(error: unknown, address: string, silent: boolean): Downloaded {
  const { host } = new URL(address);
  if (silent) return failed("cut-off", `${host} was silent for too long`);
  const code = codeOf(error);
  if (unreachable.has(code)) return failed("no-network", `${host} cannot be reached from this machine (${code})`);
  if (error instanceof TypeError || code.startsWith("UND_ERR") || code === "ECONNRESET")
    return failed("cut-off", `the connection to ${host} was cut`);
  throw error;
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
}

function failed(reason: DownloadFailure, words: string): Downloaded {
  return { outcome: "failed", reason, words };
}
