/** The shape of a payer's edit: one question asked of one line, with the whole claim and the patient's history at hand. */
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../../x12/transactions/professional-claim.ts";
import type { BenefitPlan } from "../plan.ts";
import type { Directory, Membership } from "../records.ts";
import type { HistoryLine, SeenLine } from "../seen-line.ts";
import type { PayerTables } from "../tables.ts";

export interface EditContext {
  readonly claim: ProfessionalClaim;
  readonly plan: BenefitPlan;
  readonly membership: Membership;
  readonly directory: Directory;
  readonly lines: readonly SeenLine[];
  readonly history: readonly HistoryLine[];
  readonly tables: PayerTables;
  readonly receivedOn: IsoDate;
  /** True for a replacement, which has its own filing limit. */
  readonly replacing: boolean;
}

/** The whole charge of the line goes to this group and CARC, or with `kept` the charge of all units beyond those. */
export interface Denial {
  readonly rule: string;
  readonly group: "CO" | "PR" | "OA";
  readonly reason: string;
  readonly remarks: readonly string[];
  readonly words: string;
  /** Units that stand. */
  readonly kept?: Decimal;
}

export type Edit = (line: SeenLine, context: EditContext) => Denial | undefined;

export function deny(rule: string, group: Denial["group"], reason: string, remarks: readonly string[], words: string): Denial {
  return { rule, group, reason, remarks, words };
}
