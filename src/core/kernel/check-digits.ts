/** Numbers that carry their own proof: NPI, ABA routing number; and the shapes of MBI, EIN, SSN, CLIA and taxonomy codes. */

/** NPI: ten digits, the first 1 or 2, Luhn over the card prefix 80840 and the number (45 CFR 162.406, ISO/IEC 7812). */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  // 24 is the Luhn sum of the prefix 80840, which never changes.
  let sum = 24;
  for (let index = 0; index < 10; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ABA routing number: nine digits, weights 3 7 1. */
export function isAbaRouting(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const digit = (index: number): number => text.charCodeAt(index) - 48;
  const sum = 3 * (digit(0) + digit(3) + digit(6)) + 7 * (digit(1) + digit(4) + digit(7)) + digit(2) + digit(5) + digit(8);
  return sum % 10 === 0;
}

/** Medicare Beneficiary Identifier, CMS's published format: no S, L, O, I, B, Z. */
export function isMbi(text: string): boolean {
  return /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/.test(text);
}

export function isEin(text: string): boolean {
  return /^\d{9}$/.test(text) && text !== "000000000";
}

/** Social security number by its structure: no area 000, 666 or 9xx, no group 00, no serial 0000. */
export function isSsn(text: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(text);
}

export function isCliaNumber(text: string): boolean {
  return /^\d{2}D\d{7}$/.test(text);
}

export function isTaxonomyCode(text: string): boolean {
  return /^[0-9A-Z]{9}X$/.test(text);
}
