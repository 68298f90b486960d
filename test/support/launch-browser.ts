/** A real headless Chromium that comes as an npm package, unpacked into the temporary folder at its first use on a machine. */
import chromiumPackage from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { madeOnce } from "./made-once.ts";

export async function launchBrowser(): Promise<Browser> {
  // The package takes a file that another worker is still writing for a whole one.
  await madeOnce("chromium", async () => {
    await chromiumPackage.executablePath();
  });
  // No page draws with WebGL; a processor that plays a graphics card would spend most of the run on drawing.
  chromiumPackage.setGraphicsMode = false;
  // One process for all pages would end with the first page that is closed.
  const flags = chromiumPackage.args.filter((flag) => flag !== "--single-process" && flag !== "--no-zygote");
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    args: [...flags, "--no-sandbox"],
    headless: true,
  });
}
