/** Names, telephone numbers and ZIP codes as people write them and as we keep them. */
import type { PersonName } from "./model.ts";

/** Keeps five or nine digits of "12345", "12345-6789" or "123456789"; undefined for anything else. */
export function parseZip(text: string): string | undefined {
  const match = /^\s*(\d{5})(?:[-\s]?(\d{4}))?\s*$/.exec(text);
  return match === null ? undefined : `${match[1]}${match[2] ?? ""}`;
}

/** "12345" or "12345-6789". */
export function formatZip(zip: string): string {
  return zip.length === 9 ? `${zip.slice(0, 5)}-${zip.slice(5)}` : zip;
}

/** Ten digits of a number of the North American plan, with or without 1 before it; undefined for anything else. */
export function parsePhone(text: string): string | undefined {
  const digits = text.replace(/[\s().+-]/g, "");
  const match = /^1?([2-9]\d{2}[2-9]\d{6})$/.exec(digits);
  return match?.[1];
}

/** "(555) 234-5678"; a number of another shape comes back as it is. */
export function formatPhone(phone: string): string {
  return /^\d{10}$/.test(phone) ? `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}` : phone;
}

/** "Rivera, Ana M., Jr": the order of lists. */
export function formatListName(name: PersonName): string {
  const given = [name.first, name.middle].filter((part) => part !== undefined && part !== "").join(" ");
  const base = given === "" ? name.last : `${name.last}, ${given}`;
  return name.suffix === undefined || name.suffix === "" ? base : `${base}, ${name.suffix}`;
}

/** "Ana M. Rivera Jr": the order of letters. */
export function formatFullName(name: PersonName): string {
  return [name.first, name.middle, name.last, name.suffix].filter((part) => part !== undefined && part !== "").join(" ");
}
