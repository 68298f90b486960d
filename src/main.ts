/** The composition root: picks the command, loads only its modules, and turns every outcome into an exit code. */
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exitCodes, type Io, processIo, UsageError } from "./cli/io.ts";
import { usage } from "./cli/usage.ts";

interface Command {
  run(args: readonly string[], io: Io): Promise<number>;
}

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: () => import("./cli/serve.ts"),
  user: () => import("./cli/user.ts"),
  work: () => import("./cli/work.ts"),
  import: () => import("./cli/import.ts"),
  x12: () => import("./cli/x12.ts"),
  scrub: () => import("./cli/scrub.ts"),
  codes: () => import("./cli/codes.ts"),
  code: () => import("./cli/code.ts"),
  price: () => import("./cli/price.ts"),
  payer: () => import("./cli/payer.ts"),
  remit: () => import("./cli/remit.ts"),
  backup: () => import("./cli/backup.ts"),
  restore: () => import("./cli/restore.ts"),
  doctor: () => import("./cli/doctor.ts"),
  verify: () => import("./cli/verify.ts"),
  simulate: () => import("./cli/simulate.ts"),
  bench: () => import("./cli/bench.ts"),
};

/** `argv` without node and script. Exit code 0 fine, 1 findings of severity error, 2 wrong usage or a failure. */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const [name, ...args] = argv;
  if (name === "help" || name === "--help" || name === "-h") {
    io.out(usage);
    return exitCodes.fine;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    io.err(`${name === undefined ? "Give a command." : `No such command: ${name}.`}\n\n${usage.trimEnd()}`);
    return exitCodes.failure;
  }
  if (args.includes("--help") || args.includes("-h")) {
    io.out(usage);
    return exitCodes.fine;
  }
  try {
    const command = await load();
    return await command.run(args, io);
  } catch (error) {
    io.err(failureWords(error));
    return exitCodes.failure;
  }
}

function failureWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return `No such file: ${path ?? error.message}`;
  if (code === "EISDIR") return "That is a folder: give a file.";
  if (code === "EACCES") return `Not allowed to open ${path ?? "the file"}.`;
  if (code?.startsWith("ERR_PARSE_ARGS") === true) return error.message;
  return process.env.CLAIMWRIGHT_DEBUG === "1" ? (error.stack ?? error.message) : error.message;
}

/** Started as a program (`tsx src/main.ts …`), not imported by bin/claimwright. */
function isStartedDirectly(): boolean {
  const script = process.argv[1];
  if (script === undefined) return false;
  try {
    return realpathSync(script) === realpathSync(fileURLToPath(import.meta.url));
  } catch {
    return false;
  }
}

if (isStartedDirectly()) process.exitCode = await main(process.argv.slice(2));
