/** Codes of places of service and of types of facilities. */
import * as kinds from "./content-findings.ts";
import { componentAt, isComponentAt, type LoopRecord, placeOf, type Report, type SegmentRecord } from "./record.ts";

/** Places of service, and of facility types the first two digits of a type of bill (NUBC). */
export const placeOfService = /^(0[1-9]|1\d|2[0-7]|3[1-4]|4[129]|5[0-8]|6[0-256]|7[12]|81|99)$/;
export const placeOrFacility = /^(0[1-9]|1\d|2[0-8]|3[1-4]|4[1-39]|5[0-8]|6[0-256]|7[1-9]|8[1-9]|99)$/;
export const notAPlace = "no list of places and facilities known here has it";

/** UM04: a place of service (B) or the first two digits of a type of bill (A). */
export function judgeFacility(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  const value = componentAt(segment, 4, 1);
  const form = isComponentAt(segment, 4, 2, "B") ? placeOfService : placeOrFacility;
  if (value === "" || form.test(value)) return;
  report(
    kinds.unusualValue,
    { ...placeOf(segment, record, 4), component: 1 },
    { name: "UM04-1", value: value.slice(0, 30), because: notAPlace },
  );
}
