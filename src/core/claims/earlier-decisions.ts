/** When the payers before this one had decided: a later payer may not be asked before, and usually counts its own limit from there. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";

/** The last of their decisions (2330B DTP*573, 2430 DTP*573); undefined for the first payer's claim. */
export function decidedBefore({ otherPayers, lines }: Pick<ProfessionalClaim, "otherPayers" | "lines">): IsoDate | undefined {
  return [...otherPayers.map((one) => one.paidOn), ...lines.flatMap((line) => line.adjudications.map((one) => one.paidOn))]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}
