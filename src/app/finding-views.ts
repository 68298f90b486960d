/** Findings with the words of their registry entry. */
import type { Finding, Severity } from "../core/kernel/finding.ts";
import { messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";

export interface FindingView {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly authority: string;
  readonly path: string;
  readonly line?: number;
}

export function findingView(finding: Finding): FindingView {
  const kind = findingKind(finding.code);
  const path = finding.place.path ?? "";
  const line = /^lines\[(\d+)\]/.exec(path)?.[1];
  return {
    code: finding.code,
    severity: finding.severity,
    title: kind.title,
    message: messageOf(kind, finding.params),
    why: kind.why,
    fix: kind.fix,
    authority: kind.authority,
    path,
    ...(line === undefined ? {} : { line: Number(line) }),
  };
}
