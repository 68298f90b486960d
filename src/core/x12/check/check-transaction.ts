/** One transaction against its guide (levels 1 and 2) and, by its kind, balances, situations, codes, services and partner rules. */
import type { CodeLookup } from "../../kernel/code-lookup.ts";
import { type Finding, type FindingKind, finding, type Place } from "../../kernel/finding.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { Guide } from "../guides/model.ts";
import type { SegmentToken } from "../syntax/token.ts";
import { checkClaimBalance } from "./balance-claim.ts";
import { newRemittanceTotals } from "./balance-remittance.ts";
import { type CodeContext, checkCodes, checkLooseCodes, checkPartyCodes } from "./code-sets.ts";
import {
  checkCertified,
  checkPaidClaim,
  checkPayment,
  checkStatus,
  newAcknowledgementTally,
  newClaimStatusTally,
} from "./content-answers.ts";
import { checkBillingStreet, checkClaimContent } from "./content-claim.ts";
import { checkDentalClaim } from "./content-dental.ts";
import { checkInstitutionalClaim } from "./content-institutional.ts";
import { checkBillingNumber, checkProviderNumbers } from "./content-providers.ts";
import { checkBrackets, checkSought, newQuestionTally } from "./content-questions.ts";
import { findingsCut } from "./findings.ts";
import { checkFormats, checkLongZip } from "./formats.ts";
import { newLevelCheck } from "./levels.ts";
import { type PartnerRules, partnerChecksOf } from "./partners.ts";
import { dayAt, type LoopRecord, type Report, type SegmentRecord, textAt } from "./record.ts";
import { checkCodeAge, checkProfessionalServices } from "./services.ts";
import { situationRulesOf } from "./situations.ts";
import { newGuideWalk } from "./walk.ts";

export interface TransactionCheck {
  step(segment: SegmentToken): void;
  /** Gives the findings; `last` is the segment number of SE. */
  end(last: number): readonly Finding[];
}

export interface TransactionCheckOptions {
  readonly lookup?: CodeLookup;
  readonly partner?: PartnerRules;
}

const findingLimit = 500;

/** What is wrong in form has its finding: its content is not judged on top, and nothing is said twice. */
function isTold(findings: readonly Finding[], kind: FindingKind, { segment, element, tag }: Place, missing: unknown): boolean {
  if ((kind.snip ?? 1) < 4) return false;
  if (element !== undefined) return findings.some(({ place }) => place.segment === segment && place.element === element);
  return findings.some(
    ({ code, place, params }) => code === kind.code && place.segment === segment && place.tag === tag && params.missing === missing,
  );
}

/** Loops that are judged as a whole: a claim, a claim's payment, a claim's status, a benefit, a patient's level. */
const units: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["837P", new Set(["2300"])],
  ["837I", new Set(["2300"])],
  ["837D", new Set(["2300"])],
  ["835", new Set(["2100"])],
  ["277CA", new Set(["2200D"])],
  ["277", new Set(["2200D", "2200E"])],
  ["276", new Set(["2200D", "2200E"])],
  ["270", new Set(["2110C", "2110D"])],
  ["271", new Set(["2110C", "2110D"])],
  ["278", new Set(["2000E"])],
]);
const noUnits: ReadonlySet<string> = new Set();

export function newTransactionCheck(guide: Guide, { lookup, partner }: TransactionCheckOptions = {}): TransactionCheck {
  const { name } = guide;
  const isClaim = guide.set === "837";
  const findings: Finding[] = [];
  let cut = false;
  // The claim that the segments belong to which are read now.
  let claim: SegmentRecord | undefined;
  const report: Report = (kind, place, params = {}) => {
    if (findings.length > 0 && isTold(findings, kind, place, params.missing)) return;
    if (findings.length >= findingLimit) cut = true;
    else findings.push(finding(kind, claim === undefined ? place : { ...place, claim: textAt(claim, 1) }, params));
  };
  const levels = newLevelCheck(report);
  const totals = newRemittanceTotals(report);
  const situations = situationRulesOf(name);
  const partnerChecks = partner === undefined ? undefined : partnerChecksOf(partner, name);
  const tally = name === "999" ? newAcknowledgementTally(report) : undefined;
  const statusTally = name === "277CA" ? newClaimStatusTally(report) : undefined;
  const questions = name === "270" || name === "276" ? newQuestionTally(name, report) : undefined;
  let isZipTold = !isClaim;
  const judgedProviders = new WeakSet<LoopRecord>();
  const codes: { -readonly [Key in keyof CodeContext]: CodeContext[Key] } | undefined =
    lookup === undefined ? undefined : { lookup, report, on: undefined };
  let madeOn = "";

  /** The day of the payment or of the file. */
  function setDay(day: IsoDate | undefined): void {
    if (codes !== undefined) codes.on = day;
  }

  function judgeParty(party: LoopRecord): void {
    party.judged = true;
    situations.judgeOwn(party, report);
    partnerChecks?.judgeOwn(party, report);
    if (isClaim && party.loop === "2010AA") checkBillingStreet(party, report);
    if (name === "270") checkSought(party, report);
    if (codes !== undefined) checkPartyCodes(party, codes);
  }

  /** Parties above the units are judged once, with the first unit under them. */
  function judgeAbove(record: LoopRecord): void {
    for (let above = record.parent; above !== undefined && !above.judged; above = above.parent) {
      judgeParty(above);
      for (const child of above.children) if (!child.judged) judgeParty(child);
    }
  }

  function judgeUnit(record: LoopRecord): void {
    const own = claim;
    claim = undefined;
    judgeAbove(record);
    claim = own;
    situations.judge(record, report);
    if (record.loop === "2300") judgeClaim(record);
    else if (name === "835") {
      totals.claim(record);
      checkPaidClaim(record, report);
    } else if (name === "278") checkCertified(record, report);
    else if (name === "271") checkBrackets(record, report);
    partnerChecks?.judge(record, report);
    if (codes !== undefined) checkCodes(record, codes);
    claim = undefined;
  }

  function judgeClaim(record: LoopRecord): void {
    checkClaimBalance(record, report);
    checkClaimContent(record, { report, madeOn });
    checkProviderNumbers(record, report);
    const subscriber = record.parent?.loop === "2000B" ? record.parent : record.parent?.parent;
    const level = subscriber?.parent;
    // A provider is told once, whatever its claims.
    if (level !== undefined && !judgedProviders.has(level)) {
      judgedProviders.add(level);
      checkBillingNumber(level, subscriber, report);
    }
    checkCodeAge(record, report);
    if (name === "837P") checkProfessionalServices(record, report);
    else if (name === "837I") checkInstitutionalClaim(record, report);
    else checkDentalClaim(record, report);
  }

  const walk = newGuideWalk({
    children: guide.children,
    report,
    units: units.get(name) ?? noUnits,
    onUnit: judgeUnit,
    onLoop(record) {
      if (!record.judged) judgeParty(record);
    },
    onHeadless: (record) => levels.headless(record),
    onSegment(segment, record) {
      switch (segment.tag) {
        case "CLM":
        case "CLP":
          claim = segment;
          break;
        case "HL":
          levels.level(segment, record);
          break;
        case "PLB":
          totals.providerAdjustment(segment);
          break;
        case "BPR":
          setDay(dayAt(segment, 16));
          break;
        case "BHT":
          madeOn = dayAt(segment, 4) === undefined ? "" : textAt(segment, 4);
          setDay(dayAt(segment, 4));
          break;
        case "N4":
          if (!isZipTold) isZipTold = checkLongZip(segment, record, report);
          break;
        case "STC":
          if (name === "277CA") checkStatus(segment, record, report);
          // It repeats without bound and is not kept.
          if (codes !== undefined) checkLooseCodes(segment, record, codes);
          break;
        default:
      }
      tally?.segment(segment, record);
      statusTally?.segment(segment, record);
      questions?.segment(segment, record);
      checkFormats(segment, record, report);
    },
  });

  return {
    step: (segment) => walk.step(segment),
    end(last) {
      const root = walk.end(last);
      levels.end();
      statusTally?.end();
      questions?.end();
      for (const record of [root, ...root.children]) if (!record.judged) judgeParty(record);
      if (name === "835") {
        totals.end(root);
        checkPayment(root, report);
      }
      if (cut) findings.push(finding(findingsCut, { segment: last }, { limit: findingLimit }));
      return findings;
    },
  };
}
