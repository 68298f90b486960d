import { isNpi } from "../../kernel/check-digits.ts";
import type { ClaimProvider } from "../../x12/transactions/professional-claim.ts";
import { type Hit, none, rule } from "../rule.ts";

export const referringNpi = rule({
  code: "CLM-REFERRING-NPI",
  severity: "error",
  title: "NPI of the referring, ordering or supervising provider is wrong",
  message: "The NPI of the {role} provider is {npi}.",
  why: "Payers check who referred or ordered against their enrolment list; a number that fails its check digit is on no list.",
  fix: "Look the provider up in the public NPI registry and correct the number.",
  authority: "45 CFR 162.410; 005010X222A1 loops 2310A, 2310D, 2420D, 2420E, 2420F NM109",
  check: ({ claim, lines }) => {
    const hits: Hit[] = [];
    const look = (provider: ClaimProvider | undefined, role: string, line?: number): void => {
      if (provider?.npi === undefined || isNpi(provider.npi)) return;
      hits.push({ path: `${role}.npi`, params: { role, npi: provider.npi }, ...(line === undefined ? {} : { line }) });
    };
    look(claim.referring, "referring");
    look(claim.supervising, "supervising");
    for (const { line, index } of lines) {
      look(line.ordering, "ordering", index);
      look(line.referring, "referring", index);
      look(line.supervising, "supervising", index);
    }
    return hits.length === 0 ? none : hits;
  },
});
