import { equalDecimals } from "../../kernel/decimal.ts";
import { renderingOf } from "../lines.ts";
import { type Hit, none, rule } from "../rule.ts";

export const claimDuplicate = rule({
  code: "CLM-DUPLICATE",
  severity: "error",
  title: "Service was claimed before",
  message: "Line {line}: {code} on {date} was claimed as {claim} and is {outcome} there.",
  why: "The same service twice is denied as a duplicate, and a habit of it is audited.",
  fix: "Ask for the status of the first claim. To change it send a replacement; a true repeat carries 76, 77 or 91.",
  authority: "Medicare Claims Processing Manual, chapter 1, section 120; 835 reason code 18",
  check: (subject) => {
    const { claim, context, lines } = subject;
    if (claim.frequency !== "1" || context.history === undefined) return none;
    const payer = claim.payer.id?.value;
    const hits: Hit[] = [];
    for (const line of lines) {
      const prior = context.history.find(
        (one) =>
          one.outcome !== "denied" &&
          one.controlNumber !== claim.controlNumber &&
          one.payerId === payer &&
          one.on === line.on &&
          one.procedure === line.code &&
          one.placeOfService === line.placeOfService &&
          one.charge === line.line.charge &&
          equalDecimals(one.units, line.line.units) &&
          one.modifiers.length === line.modifiers.length &&
          one.modifiers.every((modifier) => line.modifiers.includes(modifier)) &&
          (one.renderingNpi ?? one.billingNpi) === renderingOf(subject, line),
      );
      if (prior === undefined) continue;
      const outcome = prior.outcome === "open" ? "not decided yet" : "paid";
      hits.push({ line: line.index, path: "procedure", params: { code: line.code, date: prior.on, claim: prior.controlNumber, outcome } });
    }
    return hits.length === 0 ? none : hits;
  },
});
