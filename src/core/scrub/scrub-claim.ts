/** Asks every edit of one claim. The order of the findings is the order of the list of rules, then of the lines. */
import type { Finding, Place } from "../kernel/finding.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { ScrubContext } from "./context.ts";
import type { Hit, ScrubRule } from "./rule.ts";
import { scrubRules } from "./rules.ts";
import { type ScrubSubject, subjectOf } from "./subject.ts";

/** All findings of a claim: errors hold it, warnings and notes do not. Never throws on what a file may contain. */
export function scrubClaim(claim: ProfessionalClaim, context: ScrubContext): readonly Finding[] {
  const subject = subjectOf(claim, context);
  const findings: Finding[] = [];
  for (const rule of scrubRules) {
    if (subject.isVoid && rule.onVoid !== true) continue;
    for (const hit of rule.check(subject)) findings.push(findingOf(subject, rule, hit));
  }
  return findings;
}

function findingOf({ claim }: ScrubSubject, rule: ScrubRule, hit: Hit): Finding {
  const { line } = hit;
  if (line === undefined) {
    return { code: rule.code, severity: rule.severity, place: placeAt(hit.path, claim.place?.firstSegment), params: hit.params ?? {} };
  }
  const path = hit.path === "" ? `lines[${line}]` : `lines[${line}].${hit.path}`;
  const params = { line: claim.lines[line]?.number ?? line + 1, ...hit.params };
  return { code: rule.code, severity: rule.severity, place: placeAt(path, claim.place?.lineSegments[line]), params };
}

function placeAt(path: string, segment: number | undefined): Place {
  return segment === undefined ? { path } : { path, segment };
}
