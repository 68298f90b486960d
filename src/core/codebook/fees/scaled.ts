/** Amounts and rates of the publishers' tables as whole numbers of a fixed scale: 3.25 at two places is 325. No binary fraction. */
import type { Decimal } from "../../kernel/decimal.ts";

const shape = /^(-?)(\d*)(?:\.(\d*))?(?:E([+-]\d{1,2}))?$/;

/** A workbook keeps 0.58 as 0.57999999999999996: so many places are the workbook's, and are rounded away. */
const artefactPlaces = 9;

/** Undefined for what is no number, or has more places than the table should. "" and "." are `nothing`. */
export function scaledNumber(given: string, places: number): number | "nothing" | undefined {
  const text = given.trim().replace(/[$,%\s]/g, "");
  if (text === "" || text === "." || text === "-") return "nothing";
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const shift = Number(exponent);
  const digits = shift < 0 ? "0".repeat(-shift) + whole + fraction : whole + fraction.padEnd(Math.max(shift, 0), "0");
  const point = shift < 0 ? whole.length : whole.length + shift;
  const before = digits.slice(0, point);
  const after = digits.slice(point);
  const kept = after.slice(0, places).padEnd(places, "0");
  const rest = after.slice(places);
  if (/[1-9]/.test(rest) && after.length < artefactPlaces) return undefined;
  const up = rest.length > 0 && rest.charCodeAt(0) >= 53 ? 1 : 0;
  const value = Number(before + kept) + up;
  return Number.isSafeInteger(value) ? (sign === "-" && value !== 0 ? -value : value) : undefined;
}

/** The decimal that a scaled number stands for, in the shape that equal decimals have. */
export function decimalOf(scaled: number, places: number): Decimal {
  let digits = scaled;
  let scale = places;
  while (scale > 0 && digits % 10 === 0) {
    digits /= 10;
    scale -= 1;
  }
  return { digits: BigInt(digits), scale };
}
