/** The figures of docs/guides/security.md are the program's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { usualIdleMinutes } from "../../src/app/access/identify.ts";
import { invitationHours } from "../../src/app/access/invitations.ts";
import { newRecoveryCode } from "../../src/app/access/tokens.ts";
import { mostAtOnce } from "../../src/app/worklist/bulk.ts";
import { restMinutes } from "../../src/core/access/lockout.ts";
import { leastPasswordLength } from "../../src/core/access/password-rules.ts";
import { linkHours, mostTries, sessionMinutes } from "../../src/core/access/patient-link-rule.ts";
import { archiveLimits } from "../../src/exchange/archives/limits.ts";
import { fewTries, usualCostlyPerMinute } from "../../src/http/limit-tries.ts";
import { connectionLimits, fileLimit, mostConnections } from "../../src/http/limits.ts";
import { root } from "./source-files.ts";

const page = readFileSync(join(root, "docs/guides/security.md"), "utf8");
const mebibytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;

it.each([
  `password, ${leastPasswordLength} to 200 characters`,
  `up to ${restMinutes(100)} minutes; ${fewTries.max} tries a minute`,
  `256 bits, ${invitationHours} hours`,
  `${mostTries} wrong dates, ${linkHours} hours; then ${sessionMinutes} minutes of sight`,
  `A session ends after ${usualIdleMinutes} minutes`,
  `| form | ${connectionLimits.bodyLimit / 1024} KiB |`,
  `| file by hand | ${mebibytes(fileLimit)} |`,
  `${archiveLimits.entries.toLocaleString("en-US")} files, ${mebibytes(archiveLimits.entryBytes)} a file, ${mebibytes(archiveLimits.totalBytes)} in all, ${archiveLimits.ratio} times its size, ${archiveLimits.depth} deep`,
  `${usualCostlyPerMinute} a minute for each person`,
  `| visits at once | ${mostAtOnce.toLocaleString("en-US")} |`,
  `headers within ${connectionLimits.http.headersTimeout / 1000} seconds, ${connectionLimits.http.maxHeaderSize / 1024} KiB | ${mostConnections.toLocaleString("en-US")} |`,
  `| recovery codes | ${Math.floor(newRecoveryCode().replaceAll("-", "").length * Math.log2(30))} bits`,
])("says: %s", (words) => {
  expect(page).toContain(words);
});

it("would notice another figure", () => {
  expect(page).not.toContain(`A session ends after ${usualIdleMinutes + 5} minutes`);
});
