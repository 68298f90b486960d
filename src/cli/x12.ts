/** `claimwright x12 …`: which of the five. Each is loaded alone. */
import { type Io, UsageError } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  switch (name) {
    case "check":
      return (await import("./x12-check.ts")).run(rest, io);
    case "json":
      return (await import("./x12-json.ts")).run(rest, io);
    case "rewrite":
      return (await import("./x12-rewrite.ts")).run(rest, io);
    case "ack":
      return (await import("./x12-ack.ts")).run(rest, io);
    case "explain":
      return (await import("./x12-explain.ts")).run(rest, io);
    default:
      throw new UsageError("x12 takes one of: check, json, rewrite, ack, explain.");
  }
}
