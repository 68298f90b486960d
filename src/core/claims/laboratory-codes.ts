/**
 * Whether a code is a laboratory test, by the ranges of the code sets themselves: pathology and laboratory 80047–89398,
 * proprietary analyses (four digits and U), multianalyte assays (four digits and M), and the HCPCS tests that stand on
 * the clinical laboratory fee schedule outside them. A claim with one carries the CLIA number of the place (REF*X4).
 */
export function isLaboratoryCode(code: string): boolean {
  if (/^8\d{4}$/.test(code)) return code >= "80047" && code <= "89398" && !withoutCertificate.has(code);
  return /^\d{4}[UM]$/.test(code) || outsideTheRange.has(code);
}

/** Blood-bank and clinical consultation services in the range that are no tests. */
const withoutCertificate: ReadonlySet<string> = new Set([
  "80503",
  "80504",
  "80505",
  "80506",
  "86890",
  "86891",
  "86927",
  "86930",
  "86931",
  "86932",
  "88125",
]);

const outsideTheRange: ReadonlySet<string> = new Set([
  "G0103",
  "G0123",
  "G0143",
  "G0144",
  "G0145",
  "G0147",
  "G0148",
  "G0306",
  "G0307",
  "G0328",
  "G0432",
  "G0433",
  "G0435",
  "G0472",
  "G0475",
  "G0476",
  "G0480",
  "G0481",
  "G0482",
  "G0483",
  "G0499",
  "G0659",
  "P3000",
  "Q0111",
  "Q0112",
  "Q0113",
  "Q0114",
  "Q0115",
]);
