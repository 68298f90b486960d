/** What `npm audit` says of the parts, against the time frames of SECURITY.md and the weaknesses that are written down. */

export const severities = ["critical", "high", "moderate", "low"] as const;
export type Severity = (typeof severities)[number];
export type Frames = Readonly<Record<Severity, number>>;

export interface Known {
  /** "GHSA-…" */
  readonly advisory: string;
  readonly part: string;
  /** As it counts here. */
  readonly severity: Severity;
  /** The day on which it was first seen, "2026-11-02". */
  readonly found: string;
  readonly why: string;
}

export interface Weakness {
  readonly advisory: string;
  readonly part: string;
  readonly severity: Severity;
  readonly title: string;
}

/** The table of SECURITY.md. Throws when a severity has no days. */
export function framesOf(text: string): Frames {
  const days = (severity: Severity): number => {
    const found = new RegExp(`^\\| ${severity} \\| (\\d+) \\|$`, "m").exec(text)?.[1];
    if (found === undefined) throw new Error(`SECURITY.md names no days for ${severity}`);
    return Number(found);
  };
  return { critical: days("critical"), high: days("high"), moderate: days("moderate"), low: days("low") };
}

/** Of `npm audit --json` (report version 2). Undefined when that is no report: then nothing is known. */
export function weaknessesOf(report: unknown): readonly Weakness[] | undefined {
  if (!isRecord(report) || report.auditReportVersion !== 2 || !isRecord(report.vulnerabilities)) return undefined;
  const found = new Map<string, Weakness>();
  for (const entry of Object.values(report.vulnerabilities)) {
    if (!isRecord(entry) || !Array.isArray(entry.via)) return undefined;
    for (const via of entry.via as readonly unknown[]) {
      // A name here is another entry of the same report.
      if (!isRecord(via)) continue;
      const advisory = /GHSA-[\w-]+/.exec(String(via.url))?.[0] ?? String(via.source);
      const severity = severities.find((one) => one === via.severity) ?? "critical";
      found.set(advisory, { advisory, part: String(via.name), severity, title: String(via.title) });
    }
  }
  return [...found.values()];
}

/** Sentences about what is wrong; none when every weakness is written down and still in its time. */
export function judgeParts(
  weaknesses: readonly Weakness[],
  { known, frames, today }: { readonly known: readonly Known[]; readonly frames: Frames; readonly today: string },
): readonly string[] {
  return weaknesses.flatMap(({ advisory, part, severity, title }) => {
    const written = known.find((one) => one.advisory === advisory);
    if (written === undefined)
      return [`${part}: ${advisory} (${severity}: ${title}) is not written down. Replace the part, or write down why not.`];
    const days = Math.floor((Date.parse(today) - Date.parse(written.found)) / 86_400_000);
    const most = frames[written.severity];
    return days > most ? [`${part}: ${advisory} has stood for ${days} days; ${written.severity} has ${most}.`] : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
