/** One transaction against its guide (levels 1 and 2) and, by its kind, balances, situations, codes, services and partner rules. */
import type { CodeLookup } from "../../kernel/code-lookup.ts";
import { type Finding, type FindingKind, finding, type Place } from "../../kernel/finding.ts";
import type { Guide } from "../guides/model.ts";
import type { SegmentToken } from "../syntax/token.ts";
import { checkClaimBalance } from "./balance-claim.ts";
import { newRemittanceTotals } from "./balance-remittance.ts";
import { type CodeContext, checkCodes, checkLooseCodes, checkPartyCodes } from "./code-sets.ts";
import { newAcknowledgementTally } from "./content-acknowledgement.ts";
import { checkPaidStatus, checkReceipt, checkStatus, newClaimStatusTally } from "./content-answers.ts";
import { checkBillingStreet, checkClaimContent } from "./content-claim.ts";
import { checkDentalClaim } from "./content-dental.ts";
import { dateAhead, elementPattern } from "./content-findings.ts";
import { checkInstitutionalClaim } from "./content-institutional.ts";
import { checkPerson } from "./content-person.ts";
import { checkBillingNumber, checkProviderNumbers, checkRenderingOnce } from "./content-providers.ts";
import { checkBrackets, checkPointers, checkSought, newQuestionTally, newTraceTally } from "./content-questions.ts";
import { checkPaidClaim, checkPaidDay, checkPayment, checkTrace, newBlockTally, newCorrectionTally } from "./content-remittance.ts";
import { checkRepeatedSegments, newClaimRepeats } from "./content-repeats.ts";
import { checkPersonLevel, checkReview } from "./content-reviews.ts";
import { type FileMemory, newFileMemory } from "./file-memory.ts";
import { elementCode, findingsCut } from "./findings.ts";
import { checkLongZip } from "./formats.ts";
import { newLevelCheck } from "./levels.ts";
import { type PartnerRules, partnerChecksOf } from "./partners.ts";
import { dayAt, dayNumberAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, textAt } from "./record.ts";
import { newSegmentChecks, type SegmentRule } from "./segment-checks.ts";
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
  /** Of the file; its own for each of two that check at the same time. */
  readonly memory?: FileMemory;
  readonly partner?: PartnerRules;
}

const findingLimit = 500;
/** What is kept until all of it is put in order. */
const mostKept = 5000;
/** How many units, parties above them and segments wait to be judged together at most. */
const mostUnits = 16;
const mostParties = 64;
const mostSegments = 4096;

function byPlace({ place: a, code: one }: Finding, { place: b, code: other }: Finding): number {
  const difference =
    (a.segment ?? 0) - (b.segment ?? 0) ||
    (a.element ?? 0) - (b.element ?? 0) ||
    (a.repetition ?? 0) - (b.repetition ?? 0) ||
    (a.component ?? 0) - (b.component ?? 0);
  if (difference !== 0) return difference;
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What is wrong in form has its finding: its content is not judged on top, and nothing is said twice. `ofSegment`: what was told of it. */
function isTold(ofSegment: readonly Finding[], kind: FindingKind, { element, tag }: Place, missing: unknown): boolean {
  if ((kind.snip ?? 1) < 4 && kind !== elementPattern) return false;
  // What a name or a rank calls for depends on its codes: when one of them is none, nothing follows from it.
  const isOfCodes = tag === "NM1" || tag === "SBR";
  if (element !== undefined)
    return ofSegment.some(({ code, place }) => place.element === element || (isOfCodes && code === elementCode.code));
  return ofSegment.some(({ code, place, params }) => code === kind.code && place.tag === tag && params.missing === missing);
}

function takeOut(findings: Finding[], one: Finding): void {
  const at = findings.lastIndexOf(one);
  if (at >= 0) findings.splice(at, 1);
}

/** Loops that are judged as a whole: a claim, a claim's payment, a claim's status, a benefit, a patient's level. */
const unitLoops: ReadonlyMap<string, ReadonlySet<string>> = new Map([
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

export function newTransactionCheck(
  guide: Guide,
  { lookup, memory = newFileMemory(), partner }: TransactionCheckOptions = {},
): TransactionCheck {
  const { name } = guide;
  const isClaim = guide.set === "837";
  const findings: Finding[] = [];
  // The same by the segment they are about: a file that is wrong everywhere is not looked through for each new one.
  const bySegment = new Map<number | undefined, Finding[]>();
  // What was told of the segments read last, as long as it may be taken back.
  const misfits: Finding[] = [];
  let late: Finding | undefined;
  // The claim that the segments belong to which are read now.
  let claim: SegmentRecord | undefined;
  // What is read now: the elements of CLM and CLP are judged before the claim is open.
  let current: SegmentToken | undefined;
  function claimOf(place: Place): string | undefined {
    if (claim !== undefined) return textAt(claim, 1);
    const isHead =
      current !== undefined && (place.tag === "CLM" || place.tag === "CLP") && current.index === place.segment && current.tag === place.tag;
    return isHead ? current?.element(1) : undefined;
  }
  const report: Report = (kind, place, params = {}) => {
    if (findings.length >= mostKept) return;
    const ofSegment = bySegment.get(place.segment);
    if (ofSegment !== undefined && isTold(ofSegment, kind, place, params.missing)) return;
    const id = claimOf(place);
    const one = finding(kind, id === undefined ? place : { ...place, claim: id }, params);
    findings.push(one);
    if (ofSegment === undefined) bySegment.set(place.segment, [one]);
    else ofSegment.push(one);
  };
  function takeBack(one: Finding): void {
    takeOut(findings, one);
    takeOut(bySegment.get(one.place.segment) ?? [], one);
  }

  const levels = newLevelCheck(report);
  const totals = newRemittanceTotals(report);
  const blocks = name === "835" ? newBlockTally(report) : undefined;
  const corrections = newCorrectionTally(report);
  let paidOn = 0;
  let isDayTold = false;
  let received = 0;
  const situations = situationRulesOf(name);
  const partnerChecks = partner === undefined ? undefined : partnerChecksOf(partner, name);
  const statusTally = name === "277CA" ? newClaimStatusTally(report) : undefined;
  const questions = name === "270" || name === "276" ? newQuestionTally(name, report) : undefined;
  let isZipTold = !isClaim;
  // Who names the provider twice does so in each claim.
  let isRenderingTold = false;
  // Persons whose events were read: an event is dropped once it is judged.
  const withEvents = new WeakSet<LoopRecord>();
  const judgedProviders = new WeakSet<LoopRecord>();
  const codes: { -readonly [Key in keyof CodeContext]: CodeContext[Key] } | undefined =
    lookup === undefined ? undefined : { lookup, memory: memory.codes, report, on: 0 };
  let madeOn = "";
  // What has been read and waits to be judged.
  const parties: LoopRecord[] = [];
  const units: { readonly record: LoopRecord; readonly claim: SegmentRecord | undefined }[] = [];
  const unitRules = unitRulesOf();
  const segmentChecks = newSegmentChecks({
    report,
    waiting: memory.waiting,
    turnTo(next) {
      claim = next;
    },
    own: segmentRulesOf(),
    ...(questions === undefined ? {} : { each: questions.segment }),
  });

  /** The day of the payment or of the file. */
  function setDay(day: number): void {
    if (codes !== undefined) codes.on = day;
  }

  function judgeParty(party: LoopRecord): void {
    party.judged = true;
    situations.judgeOwn(party, report);
    partnerChecks?.judgeOwn(party, report);
    if (isClaim && party.loop === "2010AA") checkBillingStreet(party, report);
    if (name === "270") checkSought(party, report);
    if (name === "278" && !withEvents.has(party)) checkPersonLevel(party, report);
    if (codes !== undefined) checkPartyCodes(party, codes);
  }

  /** Parties above the units are judged once, with the first unit under them. */
  function judgeAbove(record: LoopRecord): void {
    for (let above = record.parent; above !== undefined && !above.judged; above = above.parent) {
      judgeParty(above);
      for (let { child } = above; child !== undefined; child = child.next) if (!child.judged) judgeParty(child);
    }
  }

  /** Takes a unit that has ended. */
  function takeUnit(record: LoopRecord): void {
    units.push({ record, claim });
    if (name === "278" && record.parent !== undefined) withEvents.add(record.parent);
    claim = undefined;
    judgeInTurn(record);
  }

  /** Takes a loop above the units that has ended. */
  function takeParty(record: LoopRecord): void {
    if (record.judged) return;
    parties.push(record);
    judgeInTurn(record);
  }

  /** Units wait for each other, so that each rule judges several at a time: its code stays at hand. */
  function judgeInTurn({ index }: LoopRecord): void {
    const first = units[0]?.record.index ?? parties[0]?.index ?? index;
    if (units.length >= mostUnits || parties.length >= mostParties || index - first > mostSegments) judgeWaiting();
  }

  /** Judges what has been read: what is wrong in form first. */
  function judgeWaiting(): void {
    const own = claim;
    segmentChecks.settle();
    claim = undefined;
    for (const party of parties) if (!party.judged) judgeParty(party);
    parties.length = 0;
    for (const { record } of units) judgeAbove(record);
    for (const rule of unitRules) {
      for (const unit of units) {
        claim = unit.claim;
        rule(unit.record);
      }
    }
    units.length = 0;
    memory.records.release();
    claim = own;
  }

  function segmentRulesOf(): Readonly<Record<string, SegmentRule>> {
    if (isClaim) return { N4: checkZipOnce };
    if (blocks !== undefined)
      return {
        PLB: totals.providerAdjustment,
        TS3: blocks.summary,
        CLP: blocks.claim,
        DTM(segment, record) {
          // Told once: whoever has the day of the payment wrong has all others after it.
          if (!isDayTold) isDayTold = checkPaidDay(segment, record, { paidOn, report });
        },
      };
    if (name === "999") {
      const { segment: count } = newAcknowledgementTally(report);
      return { AK1: count, AK2: count, IK3: count, IK4: count, IK5: count, AK9: count };
    }
    const past: Readonly<Record<string, SegmentRule>> = { DMG: checkBirth, DTP: checkPast };
    if (name === "276" || name === "278") return { ...past, TRN: newTraceTally(report) };
    if (statusTally === undefined) {
      return {
        ...past,
        STC(segment, record) {
          if (name === "277") checkPaidStatus(segment, record, report);
          checkLoose(segment, record);
        },
      };
    }
    const { segment: count } = statusTally;
    return {
      TRN: count,
      HL: count,
      QTY: count,
      AMT: count,
      DTP: checkPast,
      STC(segment, record) {
        checkStatus(segment, record, report);
        checkLoose(segment, record);
        count(segment, record);
      },
    };
  }

  /** Nobody who is asked about is born after the day of the question. */
  function checkBirth(dmg: SegmentRecord, record: LoopRecord): void {
    tellAhead(dmg, record, { element: 2, name: "DMG02" });
  }

  /** Days of service of claims that were sent lie before the day of the file; what was received is processed after. */
  function checkPast(dtp: SegmentRecord, record: LoopRecord): void {
    if (isAt(dtp, 1, "050")) received = dayNumberAt(dtp, 3);
    else if (isAt(dtp, 1, "009")) checkReceipt(dtp, record, received, report);
    else if (name.startsWith("27") && name !== "278" && name !== "270" && name !== "271" && isAt(dtp, 1, "472"))
      tellAhead(dtp, record, { element: 3, name: "DTP*472" });
  }

  function tellAhead(
    segment: SegmentRecord,
    record: LoopRecord,
    { element, name: told }: { readonly element: number; readonly name: string },
  ): void {
    const day = madeOn === "" ? 0 : dayNumberAt(segment, element);
    if (day > Number(madeOn)) report(dateAhead, placeOf(segment, record, element), { name: told, value: String(day), madeOn });
  }

  function checkZipOnce(segment: SegmentRecord, record: LoopRecord): void {
    if (!isZipTold) isZipTold = checkLongZip(segment, record, report);
  }

  /** A status repeats without bound and is not kept. */
  function checkLoose(segment: SegmentRecord, record: LoopRecord): void {
    if (codes !== undefined) checkLooseCodes(segment, record, codes);
  }

  function unitRulesOf(): readonly ((record: LoopRecord) => void)[] {
    const rules: ((record: LoopRecord) => void)[] = [(record) => situations.judge(record, report)];
    if (isClaim) {
      rules.push(
        (record) => checkClaimBalance(record, report),
        (record) => checkClaimContent(record, { report, madeOn }),
        (record) => checkPerson(record, report),
        (record) => checkRepeatedSegments(record, report),
        newClaimRepeats(report).claim,
        (record) => checkProviderNumbers(record, report),
        checkProvider,
        (record) => checkCodeAge(record, report),
      );
    }
    const own: Readonly<Record<string, (record: LoopRecord) => void>> = {
      "837P": (record) => checkProfessionalServices(record, report),
      "837I": (record) => checkInstitutionalClaim(record, report),
      "837D": (record) => checkDentalClaim(record, report),
      "835"(record) {
        totals.claim(record);
        corrections(record);
        checkPaidClaim(record, report);
      },
      "278": (record) => checkReview(record, report),
      "270": (record) => checkPointers(record, report),
      "271"(record) {
        checkBrackets(record, report);
        checkPointers(record, report);
      },
    };
    const kind = own[name];
    if (kind !== undefined) rules.push(kind);
    if (partnerChecks !== undefined) rules.push((record) => partnerChecks.judge(record, report));
    if (codes !== undefined) rules.push((record) => checkCodes(record, codes));
    return rules;
  }

  /** A provider is told once, whatever its claims. */
  function checkProvider(record: LoopRecord): void {
    const subscriber = record.parent?.loop === "2000B" ? record.parent : record.parent?.parent;
    const level = subscriber?.parent;
    if (level === undefined) return;
    if (!isRenderingTold) isRenderingTold = checkRenderingOnce(record, level, report);
    if (judgedProviders.has(level)) return;
    judgedProviders.add(level);
    checkBillingNumber(level, subscriber, report);
  }

  const walk = newGuideWalk({
    children: guide.children,
    report,
    pool: memory.records,
    units: unitLoops.get(name) ?? noUnits,
    onUnit: takeUnit,
    onLoop: takeParty,
    reportMisfit(kind, place, params) {
      const { length } = findings;
      report(kind, place, params);
      const told = findings[length];
      if (told !== undefined) misfits.push(told);
    },
    onRunEnd(wasWrong) {
      for (const one of wasWrong ? misfits : []) takeBack(one);
      misfits.length = 0;
    },
    reportLate(kind, place, params) {
      const { length } = findings;
      report(kind, place, params);
      late = findings[length];
    },
    onEarly() {
      if (late !== undefined) takeBack(late);
      late = undefined;
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
        case "BPR":
          paidOn = dayNumberAt(segment, 16);
          setDay(paidOn);
          break;
        case "BHT":
          madeOn = dayAt(segment, 4) === undefined ? "" : textAt(segment, 4);
          setDay(dayNumberAt(segment, 4));
          break;
        default:
      }
      segmentChecks.take(segment, record, claim);
    },
  });

  return {
    step(segment) {
      current = segment;
      walk.step(segment);
    },
    end(last) {
      const root = walk.end(last);
      judgeWaiting();
      levels.end();
      statusTally?.end();
      questions?.end();
      if (!root.judged) judgeParty(root);
      for (let { child } = root; child !== undefined; child = child.next) if (!child.judged) judgeParty(child);
      if (name === "835") {
        totals.end(root);
        blocks?.end();
        checkPayment(root, report);
        checkTrace(root, memory.payments, report);
      }
      // Found together and not in the order of the file: it is put in order before the rest is cut away.
      const inOrder = findings.sort(byPlace);
      if (inOrder.length <= findingLimit) return inOrder;
      return [...inOrder.slice(0, findingLimit), finding(findingsCut, { segment: last }, { limit: findingLimit })];
    },
  };
}
