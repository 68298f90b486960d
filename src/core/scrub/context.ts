/** What the edits may know besides the claim itself. Whatever is absent is not judged. */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ScrubTables } from "./tables.ts";

/** One service line of the same patient that was claimed before. */
export interface PriorService {
  /** CLM01 of its claim. */
  readonly controlNumber: string;
  readonly payerId: string;
  /** `open` was sent and is undecided; a rejected or voided line is left out of the history. */
  readonly outcome: "open" | "paid" | "denied";
  readonly on: IsoDate;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  readonly charge: Cents;
  readonly placeOfService: string;
  readonly billingNpi?: string;
  readonly renderingNpi?: string;
  /** Specialty of who rendered it. */
  readonly taxonomy?: string;
}

export interface ScrubContext {
  readonly today: IsoDate;
  readonly tables: ScrubTables;
  readonly history?: readonly PriorService[];
  readonly note?: { readonly signed: boolean };
  readonly payer?: {
    /** From the date of service to receipt. */
    readonly timelyFilingDays?: number;
    readonly memberIdKind?: "mbi" | "any";
  };
  readonly patient?: { readonly deathDate?: IsoDate };
  readonly coverage?: { readonly from?: IsoDate; readonly to?: IsoDate };
}
