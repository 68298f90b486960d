/** The code book as the fee tables that pricing asks, and as the practice's own fee schedule. */
import type { CodeBook } from "../codebook/model.ts";
import type { PracticeFees } from "../visits/price-charge.ts";
import type { FeeTables } from "./tables.ts";

export function codeBookFees(book: CodeBook): FeeTables {
  return {
    rvu: (code, modifier, on) => book.relativeValues(code, modifier, on),
    locality: (locality, on) => book.gpci(locality, on),
    conversionFactor: (on) => book.conversionFactor("physician", on),
    labFee: (code, on) => book.fee("clinical-lab", code, on),
    drugFee: (code, on) => book.fee("drug", code, on),
    isFacility: (placeOfService) => book.placeOfService(placeOfService)?.rate === "facility",
    isPreventive: (code, on) => book.procedure(code, on)?.flags.has("preventive") === true,
  };
}

/** The prices that the practice asks, as loaded with the code book. */
export function codeBookPracticeFees(book: CodeBook): PracticeFees {
  return { priceOf: (procedure, on) => book.fee("practice-charge", procedure, on) };
}
