/** Level 4 of providers on a claim: each has a number by which the payer finds it. */
import * as kinds from "./content-findings.ts";
import { childOf, hasAt, isAt, type LoopRecord, placeOf, type Report, segmentOf, segmentsOf, textAt } from "./record.ts";

/** Who renders or attends, by NM101: the loops of claims and lines in which payers look for a number. */
const roles: ReadonlySet<string> = new Set(["82", "71", "72"]);

/** Judges the billing provider with its claims' rendering, attending and operating providers. */
export function checkProviderNumbers(claim: LoopRecord, report: Report): void {
  for (let { child } = claim; child !== undefined; child = child.next) {
    if (child.loop.startsWith("2310")) checkProvider(child, report);
    else if (child.loop === "2400") checkLine(child, report);
  }
}

function checkLine(line: LoopRecord, report: Report): void {
  for (let { child } = line; child !== undefined; child = child.next) if (child.loop.startsWith("2420")) checkProvider(child, report);
}

function checkProvider(provider: LoopRecord, report: Report): void {
  const nm1 = segmentOf(provider, "NM1");
  if (nm1 === undefined || !roles.has(textAt(nm1, 1)) || hasAt(nm1, 9) || hasAt(nm1, 8)) return;
  if (segmentsOf(provider, "REF").length === 0) report(kinds.providerUnnamed, placeOf(nm1, provider, 9), { name: `NM1*${textAt(nm1, 1)}` });
}

/** A rendering provider that is the billing provider is not named again (loop 2310B: required when it is another). */
export function checkRenderingOnce(claim: LoopRecord, level: LoopRecord, report: Report): boolean {
  const rendering = childOf(claim, "2310B");
  const nm1 = segmentOf(rendering, "NM1");
  const billing = segmentOf(childOf(level, "2010AA"), "NM1");
  if (rendering === undefined || nm1 === undefined || billing === undefined || !isAt(nm1, 1, "82") || !hasAt(nm1, 9)) return false;
  if (textAt(nm1, 9) !== textAt(billing, 9)) return false;
  report(kinds.unusualValue, placeOf(nm1, rendering, 9), {
    name: "NM109",
    value: textAt(nm1, 9),
    because: "the rendering provider is named only when it is not the billing provider",
  });
  return true;
}

/** The billing provider without an NPI has the number that the payer gave it (2010BB REF*G2 or LU), or a license (2010AA REF*0B or 1G). */
export function checkBillingNumber(level: LoopRecord, subscriber: LoopRecord | undefined, report: Report): void {
  const billing = childOf(level, "2010AA");
  const nm1 = segmentOf(billing, "NM1");
  if (billing === undefined || nm1 === undefined || hasAt(nm1, 9) || hasAt(nm1, 8)) return;
  const payer = childOf(subscriber, "2010BB");
  const hasOther =
    ["0B", "1G"].some((one) => segmentOf(billing, "REF", one) !== undefined) ||
    ["G2", "LU"].some((one) => segmentOf(payer, "REF", one) !== undefined);
  if (!hasOther) report(kinds.providerUnnamed, placeOf(nm1, billing, 9), { name: "NM1*85" });
}
