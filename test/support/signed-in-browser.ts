/** The built web application on a server in this process, with people of different roles signed in, each in a browser context of their own. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { Role } from "../../src/core/access/roles.ts";
import { buildServer } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { memberOf } from "../attacks/other-practice.ts";
import { launchBrowser } from "./launch-browser.ts";
import { openTown, type PracticeWorld } from "./practice-world.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface SignedInBrowser {
  readonly world: PracticeWorld;
  readonly address: string;
  /** A page of somebody new in the practice. `problems` are what its console said. */
  readonly openAs: (
    role: Role,
    name: string,
    options?: { readonly scheme?: "light" | "dark"; readonly width?: number },
  ) => Promise<{ readonly page: Page; readonly problems: string[] }>;
  readonly close: () => Promise<void>;
}

export async function openSignedInBrowser(today: string): Promise<SignedInBrowser> {
  const town = await openTown();
  const world = await town.openPractice(today);
  const server = await buildServer({
    app: town.app,
    version: "test",
    letPayersAnswer: async () => {},
    webFolder: join(root, "dist", "web"),
  });
  const address = (await server.listen({ host: "127.0.0.1", port: 0 })).replace("127.0.0.1", "localhost");
  const browser = await launchBrowser();
  const tokens = new Map<string, string>();
  return {
    world,
    address,
    openAs: async (role, name, { scheme = "light", width = 1280 } = {}) => {
      const login = `${name.toLowerCase().replaceAll(/\W+/g, ".")}@example.org`;
      const token = tokens.get(login) ?? (await memberOf(town.database.pool, world.context.practiceId, login, { role, name })).token;
      tokens.set(login, token);
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
      await context.addCookies([{ name: plainCookie, value: token, domain: "localhost", path: "/" }]);
      await context.addInitScript('localStorage.setItem("claimwright.first-look", "done")');
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(error.message));
      await page.goto(address);
      return { page, problems };
    },
    close: async () => {
      await browser.close();
      await server.close();
      await town.close();
    },
  };
}
