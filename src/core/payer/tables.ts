/** What a payer asks of a code book. */
import type { CodeBook } from "../codebook/model.ts";

export type PayerTables = Pick<
  CodeBook,
  | "validity"
  | "diagnosis"
  | "procedure"
  | "relativeValues"
  | "conversionFactor"
  | "fee"
  | "ptpEdit"
  | "mue"
  | "addOn"
  | "modifier"
  | "placeOfService"
>;
