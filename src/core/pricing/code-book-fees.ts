/** The code book as the fee tables that pricing asks, and as the practice's own fee schedule. */
import type { CodeBook } from "../codebook/model.ts";
import { formatCents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import type { PracticeFees } from "../visits/price-charge.ts";
import type { FeeTables } from "./tables.ts";

export function codeBookFees(book: CodeBook): FeeTables {
  const { feeBook } = book;
  return {
    rvu: (code, modifier, on) => book.relativeValues(code, modifier, on),
    locality: (locality, on) => book.gpci(locality, on),
    conversionFactor: (on) => book.conversionFactor("physician", on),
    labFee: (code, on) => book.fee("clinical-lab", code, on),
    drugLimit: (code, on) => {
      if (feeBook?.hasDrugLimits(on) === true) return feeBook.drugLimit(code, on)?.limit;
      const cents = book.fee("drug", code, on);
      return cents === undefined ? undefined : decimal(formatCents(cents));
    },
    equipmentFee: ({ code, modifiers, ...place }, on) =>
      // The row whose modifiers are all on the line, and of several the one that asks for most of them.
      feeBook
        ?.equipment({ code, ...place }, on)
        .filter((one) => one.modifiers.every((modifier) => modifiers.includes(modifier)))
        .toSorted((a, b) => b.modifiers.length - a.modifiers.length)[0]?.amount,
    imagingCap: (line, on) => feeBook?.imagingCap(line, on),
    edition: (on) => feeBook?.relativeValueRelease(on),
    isFacility: (placeOfService) => book.placeOfService(placeOfService)?.rate === "facility",
    isPreventive: (code, on) => book.procedure(code, on)?.flags.has("preventive") === true,
  };
}

/** The prices that the practice asks, as loaded with the code book. */
export function codeBookPracticeFees(book: CodeBook): PracticeFees {
  return { priceOf: (procedure, on) => book.fee("practice-charge", procedure, on) };
}
