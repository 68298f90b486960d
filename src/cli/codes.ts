/** `claimwright codes …`: search, show, list, import, update. */
import { type Io, UsageError } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  switch (name) {
    case "search":
      return (await import("./codes-search.ts")).run(rest, io);
    case "show":
      return (await import("./codes-show.ts")).run(rest, io);
    case "list":
      return (await import("./codes-list.ts")).run(rest, io);
    case "import":
      return (await import("./codes-import.ts")).run(rest, io);
    case "update":
      return (await import("./codes-update.ts")).run(rest, io);
    default:
      throw new UsageError("codes takes one of: search, show, list, import, update.");
  }
}
