/** HCP: what a repricer allowed for a claim or a line, in loops 2300 and 2400 of claims of every kind. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import { type ElementFields, elementTexts } from "./element-fields.ts";

export interface Repricing {
  /** HCP01: 00 zero pricing, 01 billed charges in full, 02 standard fee, 03 contractual percentage, 10 other … */
  readonly method?: string;
  /** HCP02. */
  readonly allowed?: Cents;
  /** HCP03. */
  readonly savings?: Cents;
  /** HCP04: the repricing organisation. */
  readonly organisation?: string;
  /** HCP05: per diem or flat rate. */
  readonly rate?: Decimal;
  /** HCP06: DRG or APG that was allowed. */
  readonly group?: string;
  /** HCP07. */
  readonly groupAmount?: Cents;
  /** HCP08. */
  readonly revenueCode?: string;
  /** HCP09 with HCP10. */
  readonly procedureQualifier?: string;
  readonly procedure?: string;
  /** HCP11 with HCP12. */
  readonly unitKind?: string;
  readonly units?: Decimal;
  /** HCP13: T1 to T6. */
  readonly rejectReason?: string;
  /** HCP14. */
  readonly policyCompliance?: string;
  /** HCP15. */
  readonly exception?: string;
}

export const repricingFields: ElementFields<Repricing> = {
  method: [1, "text"],
  allowed: [2, "money"],
  savings: [3, "money"],
  organisation: [4, "text"],
  rate: [5, "number"],
  group: [6, "text"],
  groupAmount: [7, "money"],
  revenueCode: [8, "text"],
  procedureQualifier: [9, "text"],
  procedure: [10, "text"],
  unitKind: [11, "text"],
  units: [12, "number"],
  rejectReason: [13, "text"],
  policyCompliance: [14, "text"],
  exception: [15, "text"],
};

export function repricingSegments(repricing: Repricing | undefined): readonly SegmentValue[] {
  return repricing === undefined ? [] : [["HCP", ...elementTexts(repricing, repricingFields)]];
}
