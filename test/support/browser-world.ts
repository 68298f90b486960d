/** The built program on a temporary data folder, and a real headless Chromium that comes as an npm package. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser } from "./launch-browser.ts";
import { madeOnce } from "./made-once.ts";
import { newRunFolder, removeWithDatabase } from "./run-folders.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface BrowserWorld {
  readonly address: string;
  /** Runs a command beside the server, on the same data; answers with what it said. */
  readonly command: (...args: string[]) => Promise<string>;
  /** A page that fails its test when the console says an error. `problems` are what it said. */
  readonly open: (options?: {
    /** As a browser that was never here: the demonstration then opens on one visit. */
    readonly newcomer?: boolean;
    readonly scheme?: "light" | "dark";
    readonly width?: number;
  }) => Promise<{ readonly page: Page; readonly problems: string[] }>;
  /** What the server has said on its console. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
}

/**
 * `args` are the server's: none for the demonstration, `--empty` for a practice that nobody owns yet. `codeSets` are files that are
 * loaded before it starts.
 */
export async function openBrowserWorld({
  args = [],
  env = {},
  codeSets = [],
}: {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly codeSets?: readonly string[];
} = {}): Promise<BrowserWorld> {
  const folder = await newRunFolder("browser");
  if (args.length === 0 && codeSets.length === 0) await copyDemonstration(folder);
  if (codeSets.length > 0)
    await promisify(execFile)(process.execPath, ["bin/claimwright", "codes", "import", ...codeSets, "--data", folder], { cwd: root });
  const { server, address, said } = await startServer(folder, args, env);
  const browser = await launchBrowser();
  return {
    address,
    said,
    command: async (...words) =>
      (await promisify(execFile)(process.execPath, ["bin/claimwright", ...words, "--data", folder], { cwd: root })).stdout,
    open: async ({ newcomer = false, scheme = "light", width = 1280 } = {}) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
      const problems: string[] = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(error.message));
      if (!newcomer) await page.addInitScript(() => localStorage.setItem("claimwright.first-look", "done"));
      await page.goto(address);
      return { page, problems };
    },
    close: async () => {
      await browser.close();
      await stopServer(server);
      removeWithDatabase(folder);
    },
  };
}

/** Until nothing moves or fades any more: half of a change of colours is no contrast. What turns for ever is left to turn. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let quiet = 0; quiet < 2; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
      const running = moving.filter(({ playState }) => playState === "running");
      quiet = running.length === 0 ? quiet + 1 : 0;
      await Promise.all(running.map((one) => one.finished.catch(() => {})));
    }
  });
}

/** Violations that axe calls serious or critical, each as one line. `rules`: only these, when all were asked of the page before. */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  await atRest(page);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run(only === undefined ? {} : { runOnly: only });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, rules);
}

/**
 * A data folder as the first start leaves it, so that not every file waits for the same demonstration to be made. Where the database
 * does not lie in the folder, there is nothing to copy, and the server makes its own.
 */
async function copyDemonstration(folder: string): Promise<void> {
  const made = await madeOnce("demonstration", async (empty) => {
    const { server } = await startServer(empty, [], {});
    if ((await stopServer(server)) !== 0) throw new Error("the demonstration's database was not closed");
  });
  // The files stay PostgreSQL's user's.
  if (existsSync(join(made, "postgresql"))) await promisify(execFile)("cp", ["-a", `${made}/.`, folder]);
}

async function startServer(
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<{ server: ChildProcess; address: string; said: () => string }> {
  const server = spawn(process.execPath, ["bin/claimwright", "serve", "--data", folder, "--port", "0", "--history-days", "0", ...args], {
    cwd: root,
    // The runner says "test", and Vite would then build the development React into dist.
    env: { ...process.env, NODE_ENV: "production", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /ready: (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("exit", (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
  return { server, address, said: () => said };
}

/** Its exit code; null: the signal ended it, and not the program itself. */
function stopServer(server: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    server.on("exit", resolve);
    server.kill("SIGTERM");
  });
}
