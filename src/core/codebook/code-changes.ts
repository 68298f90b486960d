/** What happened to a code, read from its spans: which release added, revised or deleted it. */
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import type { CodeSpan } from "./model.ts";

export interface CodeChangeEvent {
  readonly on: IsoDate;
  readonly change: "listed" | "added" | "revised" | "became-billable" | "became-heading" | "deleted";
  readonly release?: string;
  /** The title from that day on; of a deletion the one it had. */
  readonly title: string;
}

/** Oldest first. In the first release that is loaded a code is listed: when it was added is not known. */
export function codeChanges(
  spans: readonly CodeSpan[],
  releases: readonly { readonly name: string; readonly effective: string }[],
): readonly CodeChangeEvent[] {
  const events: CodeChangeEvent[] = [];
  spans.forEach((span, at) => {
    const before = spans[at - 1];
    const goesOn = before?.to !== undefined && addDays(before.to, 1) === span.from;
    const isFirst = releases[0] === undefined || span.from <= releases[0].effective;
    const change =
      before === undefined || !goesOn
        ? before === undefined && isFirst
          ? "listed"
          : "added"
        : before.billable === span.billable
          ? "revised"
          : span.billable
            ? "became-billable"
            : "became-heading";
    events.push({ on: span.from, change, title: span.title, ...releaseOf(span.from, releases) });
    const next = spans[at + 1];
    if (span.to === undefined || next?.from === addDays(span.to, 1)) return;
    const end = addDays(span.to, 1);
    events.push({ on: end, change: "deleted", title: span.title, ...releaseOf(end, releases) });
  });
  return events;
}

function releaseOf(
  day: IsoDate,
  releases: readonly { readonly name: string; readonly effective: string }[],
): { readonly release?: string } {
  const release = releases.find((one) => one.effective === day);
  return release === undefined ? {} : { release: release.name };
}
