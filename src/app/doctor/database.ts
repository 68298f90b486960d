/** The database server: alive, honest about what it confirms, its roles weak enough, its schema ours. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../core/kernel/finding.ts";
import {
  checksumsFailed,
  clocksDiffer,
  databaseSilent,
  filesNotWritten,
  roleTooStrong,
  schemaAhead,
  schemaBehind,
  serverLeftRunning,
  settingWrong,
} from "../../core/upkeep/doctor-findings.ts";
import { readServerFacts, type ServerFacts, unwrittenFiles } from "../../store/doctor/server-facts.ts";
import { migrations } from "../../store/migrations/list.ts";
import { type DatabaseServer, hasOwnServer, startServer } from "../../store/supervisor/start-database.ts";
import type { Probed, Surroundings } from "./probe.ts";

const wanted: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_write", "remote_apply", "local"],
  data_checksums: ["on"],
};
const mostSkew = 2;
/** A server that was started this long before we looked was not started by us. */
const longBefore = 3_000;

/** Starts the built-in server when it does not run, and stops it again. A data folder without a database is not given one. */
export async function probeDatabase(around: Surroundings): Promise<readonly Probed[]> {
  const { dataDir, env } = around;
  const own = isOwnServer(env);
  if (!own && !existsSync(join(dataDir, "postgresql")) && !existsSync(join(dataDir, "database-is-elsewhere.txt"))) {
    return [{ name: "database", words: "none yet: the first start makes it", findings: [] }];
  }
  const looked = around.now();
  let server: DatabaseServer | undefined;
  try {
    server = await startServer({ dataDir, env });
    const roles = [server.appConfig, server.simulatorConfig].flatMap((config) => (config === undefined ? [] : [config.user]));
    const facts = await readServerFacts(server.ownerConfig, roles);
    const clock = around.now();
    const files = facts.steps.length === migrations.length ? await unwrittenFiles(server.ownerConfig) : [];
    return [
      judgeServer(facts, { own, looked }),
      judgeSettings(facts),
      judgeRoles(facts),
      judgeSchema(facts),
      judgeClock(facts, clock),
      {
        name: "claim files",
        words: "every prepared file has reached its partner's folder",
        findings: files.map(({ practice, count, oldest }) => filesNotWritten({ practice, count, day: oldest })),
      },
    ];
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return [{ name: "database", words: "does not answer", findings: [databaseSilent({ words })] }];
  } finally {
    await server?.stop();
  }
}

/** Two places for one secret are said by the probe of secrets. */
function isOwnServer(env: Surroundings["env"]): boolean {
  try {
    return hasOwnServer(env);
  } catch {
    return true;
  }
}

function judgeServer(facts: ServerFacts, { own, looked }: { readonly own: boolean; readonly looked: Date }): Probed {
  const before = looked.getTime() - new Date(facts.startedAt).getTime();
  const leftover = !own && facts.present <= 1 && before > longBefore;
  return {
    name: "database",
    words: `PostgreSQL ${facts.version}, ${own ? "a server of your own" : "built in"}`,
    findings: leftover ? [serverLeftRunning({ since: facts.startedAt })] : [],
  };
}

function judgeSettings({ settings, checksumFailures }: ServerFacts): Probed {
  const wrong: readonly Finding[] = Object.entries(wanted).flatMap(([setting, values]) => {
    const found = settings[setting] ?? "unknown";
    return values.includes(found) ? [] : [settingWrong({ setting, found, wanted: values[0] ?? "on" })];
  });
  return {
    name: "durability",
    words: Object.entries(settings)
      .map(([setting, value]) => `${setting} ${value}`)
      .join(", "),
    findings: [...wrong, ...(checksumFailures > 0 ? [checksumsFailed({ count: checksumFailures })] : [])],
  };
}

function judgeRoles({ roles }: ServerFacts): Probed {
  const findings = roles.flatMap(({ name: role, superuser, bypasses, ownsTables }) => [
    ...(superuser ? [roleTooStrong({ role, words: "is a superuser" })] : []),
    ...(bypasses ? [roleTooStrong({ role, words: "bypasses row security" })] : []),
    ...(ownsTables ? [roleTooStrong({ role, words: "owns tables" })] : []),
  ]);
  return { name: "roles", words: roles.map((role) => role.name).join(", "), findings };
}

function judgeSchema({ steps }: ServerFacts): Probed {
  const known = new Set(migrations.map((step) => step.name));
  const ahead = steps.find((step) => !known.has(step));
  const missing = migrations.length - steps.filter((step) => known.has(step)).length;
  return {
    name: "schema",
    words: steps.at(-1) ?? "none yet",
    findings: [
      ...(ahead === undefined ? [] : [schemaAhead({ step: ahead })]),
      ...(missing > 0 && steps.length > 0 ? [schemaBehind({ count: missing })] : []),
    ],
  };
}

function judgeClock({ now }: ServerFacts, clock: Date): Probed {
  const seconds = Math.round(Math.abs(clock.getTime() - new Date(now).getTime()) / 1000);
  return { name: "clock", words: clock.toISOString(), findings: seconds > mostSkew ? [clocksDiffer({ seconds })] : [] };
}
