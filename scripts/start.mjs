// `npm start`: builds what is missing, then serves.
import { pathToFileURL } from "node:url";
import { ensureServer, ensureWeb } from "./build.mjs";

const entry = await ensureServer();
await ensureWeb();
const { main } = await import(pathToFileURL(entry).href);
process.exitCode = await main(["serve", ...process.argv.slice(2)]);
