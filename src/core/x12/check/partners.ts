/** Level 7: what a trading partner asks beyond the guide, as data like the guide's own situations. */
import type { Situation } from "../guides/situations.ts";
import * as kinds from "./content-findings.ts";
import type { Report } from "./record.ts";
import { rulesOf, type SituationRules } from "./situations.ts";

export interface PartnerRules {
  /** As people call the partner. */
  readonly name: string;
  readonly rules: readonly Situation[];
}

/** The partner's rules for one guide. What they say is level 7, whatever the rule is made of. */
export function partnerChecksOf({ name, rules }: PartnerRules, guide: string): SituationRules {
  const own = rulesOf(rules.filter((one) => one.guides.includes(guide)));
  const asPartner =
    (report: Report): Report =>
    (_kind, place, params = {}) => {
      const missing = params.missing === undefined ? `${params.present ?? ""} is not taken` : `${params.missing} is asked for`;
      report(kinds.partnerRule, place, { partner: name, rule: `${missing}, ${params.because ?? ""}` });
    };
  return {
    judge: (record, report) => own.judge(record, asPartner(report)),
    judgeOwn: (record, report) => own.judgeOwn(record, asPartner(report)),
  };
}
