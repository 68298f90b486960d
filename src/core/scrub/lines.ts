/** How the edits compare the lines of a claim: by day and by who gave the service. */
import type { ScrubSubject, SubjectLine } from "./subject.ts";

/** The NPI of who rendered the line: line, claim, else the billing provider itself. */
export function renderingOf({ claim }: ScrubSubject, line: SubjectLine): string | undefined {
  return line.line.rendering?.npi ?? claim.rendering?.npi ?? claim.billing.npi;
}

export function isSameDay(a: SubjectLine, b: SubjectLine): boolean {
  return a.on !== undefined && a.on === b.on;
}

export function hasAny(modifiers: readonly string[], wanted: ReadonlySet<string>): boolean {
  for (const modifier of modifiers) if (wanted.has(modifier)) return true;
  return false;
}

/** Codes with a letter first are HCPCS level II, the others CPT. */
export function systemOf(code: string): "hcpcs" | "cpt" {
  return /^[A-Z]/.test(code) ? "hcpcs" : "cpt";
}

/** Five characters as CPT and HCPCS Level II codes have them. */
export function isProcedureShaped(code: string): boolean {
  return /^(?:[A-Z]\d{4}|\d{4}[0-9A-Z])$/.test(code);
}
