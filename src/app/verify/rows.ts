import { rowCounts } from "../../store/verify/row-counts.ts";
import type { Check } from "./check.ts";

/** Reads every row of every table of the practice once: a page that the disk has lost fails here, by PostgreSQL's checksums. */
export const rowsCheck: Check = {
  name: "rows",
  holds: "every row of every table can be read",
  of: "practice",
  run: async (tx) => ({ examined: [...(await rowCounts(tx)).values()].reduce((sum, rows) => sum + rows, 0), findings: [] }),
};
