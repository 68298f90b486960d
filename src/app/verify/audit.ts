import { formatChainFault } from "../../core/access/chain.ts";
import { auditLost, auditTampered } from "../../core/upkeep/verify-findings.ts";
import { listTenants } from "../../store/practices.ts";
import { practicesLost, verifyChain } from "../audit/verify-audit.ts";
import type { Check } from "./check.ts";

export const auditCheck: Check = {
  name: "audit",
  holds: "the audit's chain is whole, and is the one whose heads are written down outside of the database",
  of: "practice",
  run: async (tx, app) => {
    const { links, waiting, faults } = await verifyChain(tx, app);
    return {
      examined: links + waiting,
      findings: faults.map((fault) => auditTampered({ practice: tx.practiceId, words: formatChainFault(fault) })),
    };
  },
};

export const auditHeadsCheck: Check = {
  name: "audit-heads",
  holds: "every practice whose audit is written down is there, or was removed on purpose",
  of: "database",
  run: async (_queries, app) => ({
    examined: (await listTenants(app.pool)).length,
    findings: (await practicesLost(app)).map((practice) => auditLost({ practice })),
  }),
};
