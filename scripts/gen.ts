/** `npm run gen`: writes the generated reference. test/tidy/reference.test.ts fails when a file here is stale. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findingKinds } from "../src/core/registry.ts";
import { findingsPage } from "./findings-page.ts";
import { openApiDocument } from "./openapi-document.ts";
import { permissionsPage } from "./permissions-page.ts";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "docs", "reference");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "findings.md"), findingsPage(findingKinds));
writeFileSync(join(folder, "openapi.json"), await openApiDocument());
writeFileSync(join(folder, "permissions.md"), await permissionsPage());
console.log(`written: ${folder}/findings.md, openapi.json and permissions.md`);
