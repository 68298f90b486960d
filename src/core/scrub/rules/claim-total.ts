import { formatCents, sumCents } from "../../kernel/cents.ts";
import { none, rule } from "../rule.ts";

export const claimTotal = rule({
  code: "CLM-TOTAL",
  severity: "error",
  title: "Claim's total is not the sum of its lines",
  message: "The claim asks {total}; its lines add up to {sum}.",
  why: "A claim that does not balance is refused by the first computer that reads it.",
  fix: "Correct the lines, or build the claim again so that the total is computed.",
  authority: "005010X222A1 loop 2300 CLM02 and section 1.4.4 (balancing)",
  check: ({ claim }) => {
    const sum = sumCents(claim.lines.map((line) => line.charge));
    return sum === claim.charge ? none : [{ path: "charge", params: { total: formatCents(claim.charge), sum: formatCents(sum) } }];
  },
});
