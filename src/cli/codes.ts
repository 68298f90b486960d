/** `claimwright codes …`: search, show, list. */
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
    case "update":
      throw new UsageError(`codes ${name} is not in this version: the code sets are those that ship in the data folder (codes list).`);
    default:
      throw new UsageError("codes takes one of: search, show, list.");
  }
}
