/** What the check's finding kinds have in common. */
import type { AcknowledgementCode, FindingKind, Severity } from "../../kernel/finding.ts";

type Words = readonly [title: string, message: string, why: string, fix: string];
export interface Frame {
  readonly severity?: Severity;
  readonly snip: NonNullable<FindingKind["snip"]>;
  readonly authority: string;
  readonly acknowledgement?: AcknowledgementCode;
}

export const kind = (code: string, frame: Frame, [title, message, why, fix]: Words): FindingKind => ({
  code,
  severity: "error",
  title,
  message,
  why,
  fix,
  ...frame,
});

export const standard = "X12 005010 data element dictionary and segment directory";
export const guide = "Implementation guide named in ST03, the loop and segment given";
export const ik3 = (code: string): AcknowledgementCode => ({ in: "IK3", code });
export const ik4 = (code: string): AcknowledgementCode => ({ in: "IK4", code });
export const status = (code: string): AcknowledgementCode => ({ in: "277CA", code });
export const level1 = (code: string): Frame => ({ snip: 1, authority: standard, acknowledgement: ik4(code) });
export const guideSegment = (code: string): Frame => ({ snip: 2, authority: guide, acknowledgement: ik3(code) });
export const guideElement = (code: string): Frame => ({ snip: 2, authority: guide, acknowledgement: ik4(code) });
export const refused = "Receivers refuse a transaction that breaks its guide; none of its claims is adjudicated.";
export const format = "Receivers check type and length before anything else and refuse what does not fit.";

export const x222 = "005010X222A1 section 1.4.2 (balancing)";
export const balance = (authority: string, code: string): Frame => ({ snip: 3, authority, acknowledgement: status(code) });
