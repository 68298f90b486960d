/** Parts of a benefit that are read and written alike: its delivery (HSD), its place or diagnosis (III). */
import type { ElementFields } from "./element-fields.ts";
import type { BenefitDelivery, BenefitPlace } from "./eligibility.ts";

export const deliveryFields: ElementFields<BenefitDelivery> = {
  quantityKind: [1, "text"],
  quantity: [2, "number"],
  unit: [3, "text"],
  perUnit: [4, "number"],
  periodKind: [5, "text"],
  periods: [6, "number"],
  pattern: [7, "text"],
  time: [8, "text"],
};

export const placeFields: ElementFields<BenefitPlace> = {
  qualifier: [1, "text"],
  code: [2, "text"],
  category: [3, "text"],
  text: [4, "text"],
};
