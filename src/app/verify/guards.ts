import { guardOff } from "../../core/upkeep/verify-findings.ts";
import { guards } from "../../store/verify/guards.ts";
import type { Check } from "./check.ts";

export const guardsCheck: Check = {
  name: "guards",
  holds: "the walls, triggers, references and indexes of the database are all on",
  of: "database",
  run: async (queries) => {
    const all = await guards(queries);
    return {
      examined: all.length,
      findings: all.filter((one) => one.off !== undefined).map(({ table, off }) => guardOff({ table, what: off ?? "" })),
    };
  },
};
