/** What a payer says of a whole claim beside its adjustments: MIA of a stay, MOA of other claims, in the 835 and in loop 2320 of claims. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import { type ElementFields, elementFieldsAt, elementTexts } from "./element-fields.ts";
import { type ReadingContext, textsBetween } from "./segment-values.ts";

/** MIA without its remarks. */
export interface InpatientAdjudication {
  /** MIA01. */
  readonly coveredDays?: Decimal;
  /** MIA02: PPS operating outlier. */
  readonly operatingOutlier?: Cents;
  /** MIA03. */
  readonly lifetimePsychiatricDays?: Decimal;
  /** MIA04. */
  readonly drgAmount?: Cents;
  /** MIA06. */
  readonly disproportionateShare?: Cents;
  /** MIA07: Medicare secondary payer pass-through. */
  readonly passThrough?: Cents;
  /** MIA08: PPS capital. */
  readonly capital?: Cents;
  /** MIA09: PPS capital, federal specific portion. */
  readonly capitalFederal?: Cents;
  /** MIA10: PPS capital, hospital specific portion. */
  readonly capitalHospital?: Cents;
  /** MIA11: PPS capital, disproportionate share. */
  readonly capitalDisproportionateShare?: Cents;
  /** MIA12. */
  readonly oldCapital?: Cents;
  /** MIA13: PPS capital, indirect medical education. */
  readonly capitalMedicalEducation?: Cents;
  /** MIA14: PPS operating, hospital specific DRG. */
  readonly operatingHospital?: Cents;
  /** MIA15. */
  readonly costReportDays?: Decimal;
  /** MIA16: PPS operating, federal specific DRG. */
  readonly operatingFederal?: Cents;
  /** MIA17: PPS capital outlier. */
  readonly capitalOutlier?: Cents;
  /** MIA18. */
  readonly indirectTeaching?: Cents;
  /** MIA19: professional component that is billed and not payable. */
  readonly nonpayableProfessional?: Cents;
  /** MIA24: PPS capital exception. */
  readonly capitalException?: Cents;
}

/** MOA without its remarks. */
export interface OutpatientAdjudication {
  /** MOA01: 0.8 is 80 %. */
  readonly reimbursementRate?: Decimal;
  /** MOA02: HCPCS payable. */
  readonly hcpcsPayable?: Cents;
  /** MOA08: end-stage renal disease payment. */
  readonly esrdPayment?: Cents;
  /** MOA09: professional component that is billed and not payable. */
  readonly nonpayableProfessional?: Cents;
}

export const inpatientFields: ElementFields<InpatientAdjudication> = {
  coveredDays: [1, "number"],
  operatingOutlier: [2, "money"],
  lifetimePsychiatricDays: [3, "number"],
  drgAmount: [4, "money"],
  disproportionateShare: [6, "money"],
  passThrough: [7, "money"],
  capital: [8, "money"],
  capitalFederal: [9, "money"],
  capitalHospital: [10, "money"],
  capitalDisproportionateShare: [11, "money"],
  oldCapital: [12, "money"],
  capitalMedicalEducation: [13, "money"],
  operatingHospital: [14, "money"],
  costReportDays: [15, "number"],
  operatingFederal: [16, "money"],
  capitalOutlier: [17, "money"],
  indirectTeaching: [18, "money"],
  nonpayableProfessional: [19, "money"],
  capitalException: [24, "money"],
};

export const outpatientFields: ElementFields<OutpatientAdjudication> = {
  reimbursementRate: [1, "number"],
  hcpcsPayable: [2, "money"],
  esrdPayment: [8, "money"],
  nonpayableProfessional: [9, "money"],
};

/** Where MIA has its remarks: 05 and 20 to 23. */
const inpatientRemarks = [5, 20, 21, 22, 23];

/** A claim or payment whose payer's remarks stand in MIA or MOA. */
export interface Adjudicating {
  inpatient?: InpatientAdjudication;
  outpatient?: OutpatientAdjudication;
  remarks: readonly string[];
}

/** MIA: its remarks, 05 and 20 to 23, join those that are there. */
export function readInpatient(context: ReadingContext, of: Adjudicating, view: SegmentView): void {
  of.inpatient = elementFieldsAt(context, view, inpatientFields);
  of.remarks = [...of.remarks, ...textsBetween(view, 5, 5), ...textsBetween(view, 20, 23)];
}

/** MOA: its remarks, 03 to 07, join those that are there. */
export function readOutpatient(context: ReadingContext, of: Adjudicating, view: SegmentView): void {
  of.remarks = [...of.remarks, ...textsBetween(view, 3, 7)];
  const isMore = view.element(1) !== "" || view.element(2) !== "" || view.element(8) !== "" || view.element(9) !== "";
  if (isMore) of.outpatient = elementFieldsAt(context, view, outpatientFields);
}

/** MIA for a stay, then MOA for what else is said and for remarks that have no place before. */
export function* adjudicationInformation({
  inpatient,
  outpatient,
  remarks,
}: {
  readonly inpatient?: InpatientAdjudication;
  readonly outpatient?: OutpatientAdjudication;
  readonly remarks: readonly string[];
}): Generator<SegmentValue> {
  let at = 0;
  if (inpatient !== undefined) {
    const first = inpatientRemarks.flatMap((element, index): readonly (readonly [number, string])[] => {
      const remark = remarks[index];
      return remark === undefined ? [] : [[element, remark]];
    });
    at = first.length;
    yield ["MIA", ...elementTexts(inpatient, inpatientFields, first)];
  }
  let said: OutpatientAdjudication | undefined = outpatient;
  while (at < remarks.length || said !== undefined) {
    const next = remarks.slice(at, at + 5).map((remark, index) => [index + 3, remark] as const);
    yield ["MOA", ...elementTexts(said ?? {}, outpatientFields, next)];
    at += 5;
    said = undefined;
  }
}
