import { formatCents } from "../../kernel/cents.ts";
import { type Hit, none, rule } from "../rule.ts";

export const lineCharge = rule({
  code: "CLM-CHARGE",
  severity: "error",
  title: "Line without a charge",
  message: "Line {line} ({code}) charges {charge}.",
  why: "A line with nothing to pay is denied, and a negative charge is refused. Only follow-up visits inside a surgical package and performance measures go without a price.",
  fix: "Price the line from the practice's fee schedule.",
  authority: "005010X222A1 loop 2400 SV102; 835 reason code 16",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, code, index } of lines) {
      if (line.charge > 0 || (line.charge === 0 && isWithoutPrice(code))) continue;
      hits.push({ line: index, path: "charge", params: { code, charge: formatCents(line.charge) } });
    }
    return hits.length === 0 ? none : hits;
  },
});

/** 99024 (visit in the global period) and performance measures (four digits and F). */
function isWithoutPrice(code: string): boolean {
  return code === "99024" || /^\d{4}F$/.test(code);
}
