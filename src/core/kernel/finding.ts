/** What our checks say. A finding is data; its words come from its kind, so that every surface says the same. */
import type { IsoDate } from "./iso-date.ts";

export type Severity = "error" | "warning" | "note";

/** Where it is: a path in the model ("lines[0].modifiers"), and on the wire the segment (ISA = 1 in the file), element and loop. */
export interface Place {
  readonly path?: string;
  readonly segment?: number;
  readonly tag?: string;
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
  readonly loop?: string;
  /** The number of the claim it belongs to (CLM01, CLP01), on X12. */
  readonly claim?: string;
}

export type Params = Readonly<Record<string, string | number>>;

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly params: Params;
}

/** What an acknowledgement says of it: 999 IK304 or IK403, IK502, AK905, TA105, or a 277CA status. */
export interface AcknowledgementCode {
  readonly in: "TA1" | "IK3" | "IK4" | "IK5" | "AK9" | "277CA";
  readonly code: string;
}

/** The registry entry of a finding. `message` is a sentence with `{name}` where parameters go. */
export interface FindingKind {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** Manual and chapter, guide with loop and element, or table and release. */
  readonly authority: string;
  /** SNIP level of a finding on X12: 1 syntax … 7 partner. */
  readonly snip?: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly acknowledgement?: AcknowledgementCode;
  readonly effective?: { readonly from?: IsoDate; readonly to?: IsoDate };
}

export function finding(kind: FindingKind, place: Place, params: Params = {}): Finding {
  return { code: kind.code, severity: kind.severity, place, params };
}

/** The sentence for a person. A parameter that is missing shows as its name, so that a test notices it. */
export function messageOf(kind: FindingKind, params: Params): string {
  return kind.message.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.severity === "error");
}
