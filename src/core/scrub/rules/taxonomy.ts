import { isTaxonomyCode } from "../../kernel/check-digits.ts";
import { type Hit, none, rule } from "../rule.ts";

export const taxonomy = rule({
  code: "CLM-TAXONOMY",
  severity: "error",
  title: "Taxonomy code has the wrong shape",
  message: "The taxonomy code {taxonomy} of the {role} provider is not ten characters that end with X.",
  why: "The specialty that a claim names decides how some payers price it; a malformed code is refused.",
  fix: "Choose the provider's specialty from the NUCC list.",
  authority: "NUCC Health Care Provider Taxonomy; 005010X222A1 PRV03",
  check: ({ claim: { billing, rendering } }) => {
    const hits: Hit[] = [];
    if (billing.taxonomy !== undefined && !isTaxonomyCode(billing.taxonomy)) {
      hits.push({ path: "billing.taxonomy", params: { taxonomy: billing.taxonomy, role: "billing" } });
    }
    if (rendering?.taxonomy !== undefined && !isTaxonomyCode(rendering.taxonomy)) {
      hits.push({ path: "rendering.taxonomy", params: { taxonomy: rendering.taxonomy, role: "rendering" } });
    }
    return hits.length === 0 ? none : hits;
  },
});
