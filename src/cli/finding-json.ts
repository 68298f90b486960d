/** Findings as the command line prints them; the keys are a contract. Absent values of a fixed shape are null. */
import { type Finding, messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";

/** A finding on X12. `segment` counts from ISA = 1 in the file; `ack` is what an acknowledgement says of it. */
export function x12FindingJson({ code, severity, place, params }: Finding) {
  const kind = findingKind(code);
  return {
    code,
    severity,
    snip: kind.snip ?? null,
    segment: place.segment ?? null,
    tag: place.tag ?? null,
    element: place.element ?? null,
    loop: place.loop ?? null,
    message: messageOf(kind, params),
    ack: kind.acknowledgement ?? null,
  };
}

/** A finding on a claim's values. `line` is its number on the claim (LX01). */
export function claimFindingJson({ code, severity, place, params }: Finding) {
  const kind = findingKind(code);
  const line = place.path?.startsWith("lines[") === true ? params.line : undefined;
  return {
    code,
    severity,
    message: messageOf(kind, params),
    path: place.path ?? "",
    fix: kind.fix,
    authority: kind.authority,
    ...(place.segment === undefined ? {} : { segment: place.segment }),
    ...(typeof line === "number" ? { line } : {}),
  };
}

/** A finding on a file of a code set. */
export function sourceFindingJson({ code, severity, params }: Finding) {
  const kind = findingKind(code);
  return { code, severity, message: messageOf(kind, params), fix: kind.fix };
}
