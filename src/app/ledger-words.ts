/** Accounts as people call them. */
import type { Account } from "../core/ledger/model.ts";

export const accountWords: Readonly<Record<Account, string>> = {
  "insurance-receivable": "Insurance owes",
  "patient-receivable": "Patient owes",
  cash: "Money received",
  charges: "Charges",
  contractual: "Contractual write-off",
  "payer-reductions": "Payer reductions",
  "write-off-small-balance": "Write-off: small balance",
  "write-off-timely-filing": "Write-off: filed late",
  "write-off-denial": "Write-off: denied",
  "write-off-courtesy": "Write-off: courtesy",
  "bad-debt": "Bad debt",
  unapplied: "Unapplied money",
  "take-backs-pending": "Take-backs pending",
  "interest-income": "Interest received",
  refunds: "Refunds",
};
