import type { ClaimProvider } from "../../x12/transactions/professional-claim.ts";
import { type Hit, none, rule } from "../rule.ts";

export const facilityZip = rule({
  code: "CLM-FACILITY-ZIP",
  severity: "error",
  title: "Service facility lacks its nine-digit ZIP code",
  message: "The ZIP code of the service facility is {zip}; nine digits are needed and the last four may not be 0000.",
  why: "The place of the service decides the locality, and with it the price; the guide asks for the full ZIP+4.",
  fix: "Enter the ZIP+4 of the place of service in the practice's settings.",
  authority: "005010X222A1 loops 2310C and 2420C N403",
  check: ({ claim, lines }) => {
    const hits: Hit[] = [];
    if (isBad(claim.facility)) hits.push({ path: "facility.address.zip", params: { zip: claim.facility?.address?.zip ?? "missing" } });
    for (const { line, index } of lines) {
      if (isBad(line.facility))
        hits.push({ line: index, path: "facility.address.zip", params: { zip: line.facility?.address?.zip ?? "missing" } });
    }
    return hits.length === 0 ? none : hits;
  },
});

function isBad(facility: ClaimProvider | undefined): boolean {
  if (facility === undefined || (facility.address?.country ?? "US") !== "US") return false;
  const zip = facility.address?.zip ?? "";
  return !/^\d{9}$/.test(zip) || zip.endsWith("0000");
}
