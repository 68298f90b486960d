/** One transaction against its guide and, for 837P and 835, its balances, situations and code sets. */
import { isNpi } from "../../kernel/check-digits.ts";
import type { CodeLookup } from "../../kernel/code-lookup.ts";
import { type Finding, finding } from "../../kernel/finding.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { Guide } from "../guides/model.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { checkClaimBalance } from "./balance-claim.ts";
import { newRemittanceTotals } from "./balance-remittance.ts";
import { checkCodes, checkPartyCodes } from "./code-sets.ts";
import { findingsCut, npiCheckDigit } from "./findings.ts";
import { newLevelCheck } from "./levels.ts";
import { type LoopRecord, type Marks, placeOf, type Report, type SegmentRecord } from "./record.ts";
import { checkSituations, judgeTree } from "./situations.ts";
import { newGuideWalk } from "./walk.ts";

export interface TransactionCheck {
  step(segment: SegmentView): void;
  /** Gives the findings; `last` is the segment number of SE. */
  end(last: number): readonly Finding[];
}

const findingLimit = 500;

/** Loops that are judged as a whole: a claim, a claim's payment, a claim's status. */
const units: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["837P", new Set(["2300"])],
  ["835", new Set(["2100"])],
  ["277CA", new Set(["2200D"])],
]);

export function newTransactionCheck(guide: Guide, lookup?: CodeLookup): TransactionCheck {
  const findings: Finding[] = [];
  let cut = false;
  // The claim that the segments belong to which are read now.
  let claim = "";
  const report: Report = (kind, place, params = {}) => {
    if (findings.length < findingLimit) findings.push(finding(kind, claim === "" ? place : { ...place, claim }, params));
    else cut = true;
  };
  const levels = newLevelCheck(report);
  const totals = newRemittanceTotals(report);
  const judged = new WeakSet<LoopRecord>();
  let on: IsoDate | undefined;

  function judgeParty(party: LoopRecord, marks: Marks): void {
    if (guide.name === "837P") judgeTree(party, { marks, report });
    if (lookup !== undefined) checkPartyCodes(party, { lookup, marks, report, ...(on === undefined ? {} : { on }) });
  }

  /** Parties above the claims are judged once, with the first claim under them. */
  function judgeAbove(record: LoopRecord, marks: Marks): void {
    for (let above = record.parent; above !== undefined && !judged.has(above); above = above.parent) {
      judged.add(above);
      for (const child of above.children) if (!judged.has(child)) judgeParty(child, marks);
    }
  }

  function judgeUnit(record: LoopRecord, marks: Marks): void {
    const own = claim;
    claim = "";
    judgeAbove(record, marks);
    claim = own;
    if (guide.name === "837P") {
      checkClaimBalance(record, report);
      checkSituations(record, { marks, report });
    } else if (guide.name === "835") {
      totals.claim(record);
    }
    if (lookup !== undefined) checkCodes(record, { lookup, marks, report, ...(on === undefined ? {} : { on }) });
    claim = "";
  }

  const walk = newGuideWalk({
    children: guide.children,
    report,
    units: units.get(guide.name) ?? new Set(),
    onUnit: judgeUnit,
    onSegment(segment, record) {
      switch (segment.tag) {
        case "CLM":
        case "CLP":
          claim = segment.texts[1] ?? "";
          break;
        case "HL":
          levels.level(segment, record);
          break;
        case "PLB":
          totals.providerAdjustment(segment);
          break;
        case "BPR":
          on = parseCompactDate(segment.texts[16] ?? "");
          break;
        case "BHT":
          on = parseCompactDate(segment.texts[4] ?? "");
          break;
        case "NM1":
          checkNpi(segment, record, { qualifier: 8, report });
          break;
        case "N1":
          checkNpi(segment, record, { qualifier: 3, report });
          break;
        default:
      }
    },
  });

  return {
    step: (segment) => walk.step(segment),
    end(last) {
      const root = walk.end(last);
      levels.end();
      if (guide.name === "835") totals.end(root);
      if (cut) findings.push(finding(findingsCut, { segment: last }, { limit: findingLimit }));
      return findings;
    },
  };
}

function checkNpi(
  segment: SegmentRecord,
  record: LoopRecord,
  { qualifier, report }: { readonly qualifier: number; readonly report: Report },
): void {
  const value = segment.texts[qualifier + 1] ?? "";
  if (segment.texts[qualifier] !== "XX" || value === "" || isNpi(value)) return;
  const name = `${segment.tag}${String(qualifier + 1).padStart(2, "0")}`;
  report(npiCheckDigit, placeOf(segment, record, qualifier + 1), { name, value: value.slice(0, 30) });
}
