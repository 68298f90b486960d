/** A payer's acknowledgements in the order in which it thinks: the envelope (TA1), the syntax (999), the claims (277CA). */
import type { ClaimEvent, DatedClaimEvent } from "./model.ts";

const steps = ["TA1", "999", "277CA"] as const;

/** Undefined for what is no acknowledgement. */
export function acknowledgementStep(event: ClaimEvent): number | undefined {
  switch (event.kind) {
    case "file-accepted":
    case "file-rejected":
      return steps.indexOf(event.by);
    case "acknowledged":
    case "claim-rejected":
      return steps.indexOf("277CA");
    default:
      return undefined;
  }
}

/** A history to be read: acknowledgements that came one after another on one day stand by their steps, whichever file was opened first. */
export function inReadingOrder(events: readonly DatedClaimEvent[]): readonly DatedClaimEvent[] {
  const ordered: DatedClaimEvent[] = [];
  let run: { readonly dated: DatedClaimEvent; readonly step: number }[] = [];
  const endRun = (): void => {
    ordered.push(...run.toSorted((a, b) => a.step - b.step).map(({ dated }) => dated));
    run = [];
  };
  for (const dated of events) {
    const step = acknowledgementStep(dated.event);
    if (step === undefined || run.some((one) => one.dated.on !== dated.on)) endRun();
    if (step === undefined) ordered.push(dated);
    else run.push({ dated, step });
  }
  endRun();
  return ordered;
}
