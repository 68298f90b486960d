/** Level 4 of an 835: how it is paid, statuses, reasons, groups and days of its claims that must fit together. */
import { type Cents, formatCents } from "../../kernel/cents.ts";
import * as kinds from "./content-findings.ts";
import {
  centsAt,
  childrenOf,
  dayNumberAt,
  hasAt,
  isAt,
  keyAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";
import { hasKey, keySetOf, packText } from "./tags.ts";

/** 835: how it is paid, and who started it (BPR and TRN). */
export function checkPayment(root: LoopRecord, report: Report): void {
  const bpr = segmentOf(root, "BPR");
  const trn = segmentOf(root, "TRN");
  if (bpr === undefined) return;
  const amount = centsAt(bpr, 2);
  const off = (element: number, other: string): void =>
    report(kinds.verdictMismatch, placeOf(bpr, root, element), {
      name: `BPR${String(element).padStart(2, "0")}`,
      value: textAt(bpr, element),
      other,
    });
  if (amount !== undefined && amount < 0) off(2, "a payment, which is never below zero");
  else if (amount !== undefined && amount > 0 && isAt(bpr, 4, "NON")) off(4, `a payment of ${textAt(bpr, 2)}`);
  else if (amount !== undefined && amount > 0 && isAt(bpr, 1, "H")) off(1, `a payment of ${textAt(bpr, 2)}`);
  else if (amount === 0 && !isAt(bpr, 4, "NON") && hasAt(bpr, 4))
    report(kinds.unusualValue, placeOf(bpr, root, 4), {
      name: "BPR04",
      value: textAt(bpr, 4),
      because: "nothing is paid (BPR02 is 0), which is NON",
    });
  checkBanks(bpr, root, report);
  checkOriginator(bpr, trn, root, report);
}

/** A payment is found by its trace and who made it: two of one file with the same ones cannot be told apart. */
export function checkTrace(root: LoopRecord, payments: Set<string>, report: Report): void {
  const trn = segmentOf(root, "TRN");
  if (trn === undefined || !hasAt(trn, 2)) return;
  const key = `${textAt(trn, 2)}*${textAt(trn, 3)}`;
  if (payments.has(key))
    report(kinds.unusualValue, placeOf(trn, root, 2), {
      name: "TRN02",
      value: textAt(trn, 2),
      because: "another payment of this file has the same trace, by which the money is matched",
    });
  payments.add(key);
}

/** A claim that was reversed and decided anew names the number of the first decision. */
export function newCorrectionTally(report: Report): (claim: LoopRecord) => void {
  const reversed = new Map<string, string>();
  return (claim) => {
    const clp = segmentOf(claim, "CLP");
    if (clp === undefined) return;
    if (isAt(clp, 2, "22")) {
      if (reversed.size < mostReversals) reversed.set(textAt(clp, 1), textAt(clp, 7));
      return;
    }
    if (reversed.size === 0) return;
    const first = reversed.get(textAt(clp, 1));
    if (first === undefined || first === textAt(clp, 7) || segmentOf(claim, "REF", "F8") !== undefined) return;
    report(
      kinds.serviceMayNeed,
      { segment: claim.index, tag: "REF", loop: "2100" },
      {
        code: `Claim ${textAt(clp, 1).slice(0, 40)} decided anew after a reversal`,
        missing: "REF*F8",
        because: `the first decision is named by its number (${first.slice(0, 40)})`,
      },
    );
  };
}

const mostReversals = 10_000;

/** Who started the payment is the same in BPR (10, 11) and TRN (03, 04): the bank passes TRN on, and the payment is found by it. */
function checkOriginator(bpr: SegmentRecord, trn: SegmentRecord | undefined, root: LoopRecord, report: Report): void {
  if (trn === undefined) return;
  const off = (element: number, other: string): void =>
    report(kinds.verdictMismatch, placeOf(trn, root, element), { name: `TRN0${element}`, value: textAt(trn, element), other });
  const [payer, named] = [textAt(bpr, 10), textAt(trn, 3)];
  // What has not ten characters has its own finding.
  if (payer.length === 10 && named.length === 10 && payer !== named) off(3, `BPR10 ${payer}`);
  else if (hasAt(bpr, 11) && hasAt(trn, 4) && textAt(bpr, 11) !== textAt(trn, 4)) off(4, `BPR11 ${textAt(bpr, 11)}`);
}

/** What a transfer names: the banks and accounts of both sides and who started it; ACH also its format. */
const transferElements = [6, 7, 8, 9, 10, 12, 13, 14, 15];

/** One finding tells all that is missing. */
function checkBanks(bpr: SegmentRecord, root: LoopRecord, report: Report): void {
  const isAch = isAt(bpr, 4, "ACH");
  if (!isAch && !isAt(bpr, 4, "FWT") && !isAt(bpr, 4, "BOP")) return;
  const missing = (isAch ? [5, ...transferElements] : transferElements).filter((element) => !hasAt(bpr, element));
  const [first] = missing;
  if (first === undefined) return;
  report(kinds.situationElement, placeOf(bpr, root, first), {
    missing: missing.map((element) => `BPR${String(element).padStart(2, "0")}`).join(", "),
    because: "a transfer names both banks, both accounts and who started it, by ACH also its format",
  });
}

/** 835: a priced but unpaid claim pays nothing; a claim's lines or the claim itself have their days. */
export function checkPaidClaim(claim: LoopRecord, report: Report): void {
  const clp = segmentOf(claim, "CLP");
  if (clp === undefined) return;
  const paid = centsAt(clp, 4);
  if (isAt(clp, 2, "25") && paid !== undefined && paid !== 0)
    report(kinds.verdictMismatch, placeOf(clp, claim, 4), { name: "CLP04", value: textAt(clp, 4), other: "status 25, which pays nothing" });
  const charge = centsAt(clp, 3);
  if (isAt(clp, 2, "22") && charge !== undefined && charge > 0)
    report(kinds.verdictMismatch, placeOf(clp, claim, 3), {
      name: "CLP03",
      value: textAt(clp, 3),
      other: "status 22, which takes back what was charged",
    });
  if (charge !== undefined && charge < 0 && !isAt(clp, 2, "22"))
    report(kinds.unusualValue, placeOf(clp, claim, 2), {
      name: "CLP02",
      value: textAt(clp, 2),
      because: "a charge below zero takes back an earlier one, which is status 22",
    });
  checkStatement(claim, report);
  checkClaimStatus(clp, claim, report);
  checkGroups(claim, charge, report);
  const isReversal = isAt(clp, 2, "22");
  if (!isReversal) checkRemarks(claim, report);
  const hasPeriod = segmentOf(claim, "DTM", "232") !== undefined || segmentOf(claim, "DTM", "233") !== undefined;
  for (const line of childrenOf(claim, "2110")) {
    const svc = segmentOf(line, "SVC");
    if (svc !== undefined && !hasPeriod && segmentOf(line, "DTM") === undefined)
      report(
        kinds.situation,
        { segment: line.index, tag: "DTM", loop: "2110" },
        { missing: "DTM*472", because: "the claim has no statement dates, so the line has its own" },
      );
    checkPeriod(line, report);
    checkGroups(line, centsAt(svc, 2), report);
  }
}

/** Status 4 is for a patient whom the payer does not know: nothing is paid, and no share of an allowed amount is owed (X12 RFI 1423). */
function checkClaimStatus(clp: SegmentRecord, claim: LoopRecord, report: Report): void {
  if (!isAt(clp, 2, "4")) return;
  const paid = centsAt(clp, 4);
  const off =
    paid !== undefined && paid !== 0 ? `CLP04 is ${formatCents(paid)}` : hasCostShare(claim) ? "the patient owes a share" : undefined;
  if (off !== undefined)
    report(kinds.unusualValue, placeOf(clp, claim, 2), {
      name: "CLP02",
      value: "4",
      because: `a claim is denied where the patient is not known, and here ${off}`,
    });
}

const costShares = keySetOf(["1", "2", "3", "66", "247", "248"]);

function hasCostShare(claim: LoopRecord): boolean {
  return hasReason(claim, costShares) || childrenOf(claim, "2110").some((line) => hasReason(line, costShares));
}

function hasReason(record: LoopRecord, reasons: Parameters<typeof hasKey>[0]): boolean {
  for (let cas = record.head; cas !== undefined; cas = cas.next) {
    if (cas.tag !== "CAS") continue;
    for (let element = 2; element <= cas.count; element += 3) if (hasKey(reasons, keyAt(cas, element))) return true;
  }
  return false;
}

/** Reasons whose own text fixes the group (X12 code list 139). */
const fixedGroups: readonly (readonly [groups: string, reasons: readonly string[]])[] = [
  ["OA", ["18", "23", "133", "136", "209", "257", "271", "277", "P11"]],
  ["PR", ["85", "201", "238", "275", "P3"]],
  ["CO", ["139", "249", "281", "303", "P24", "P25", "P26"]],
  ["CO PI", ["278"]],
  ["CO PR", ["45"]],
];
/** Groups by the packed reason, as packed groups. */
const groupsByReason: ReadonlyMap<number, readonly number[]> = new Map(
  fixedGroups.flatMap(([groups, reasons]) => reasons.map((reason) => [packText(reason), groups.split(" ").map(packText)] as const)),
);
const anyGroup = keySetOf(["CO", "OA", "PI", "PR"]);
const writeOff = packText("CO");
const aboveFee = packText("45");
const duplicate = packText("18");

function wordsOf(key: number): string {
  return fixedGroups.find(([, reasons]) => reasons.some((reason) => packText(reason) === key))?.[0].replace(" ", " or ") ?? "";
}

/** The group of each reason, and that what is above a fee is never all of a charge. */
function checkGroups(record: LoopRecord, charge: Cents | undefined, report: Report): void {
  for (let cas = record.head; cas !== undefined; cas = cas.next) {
    if (cas.tag !== "CAS") continue;
    for (let element = 2; element <= cas.count; element += 3) {
      const key = keyAt(cas, element);
      const groups = groupsByReason.get(key);
      if (groups === undefined) continue;
      const group = keyAt(cas, 1);
      // Workers' compensation of some states writes off what was sent twice.
      const isExempt =
        key === duplicate && group === writeOff && isAt(segmentOf(record, "CLP") ?? segmentOf(record.parent, "CLP") ?? cas, 6, "WC");
      if (!groups.includes(group) && hasKey(anyGroup, group) && !isExempt)
        report(kinds.unusualValue, placeOf(cas, record, 1), {
          name: "CAS01",
          value: textAt(cas, 1),
          because: `the text of reason ${textAt(cas, element)} asks for ${wordsOf(key)}`,
        });
      if (key === aboveFee && charge !== undefined && charge !== 0 && centsAt(cas, element + 1) === charge)
        report(kinds.unusualValue, placeOf(cas, record, element + 1), {
          name: `CAS${String(element + 1).padStart(2, "0")}`,
          value: textAt(cas, element + 1),
          because: "reason 45 is what is above a fee, and its own text says that it is never the whole charge",
        });
    }
  }
}

const days: readonly string[] = ["150", "151", "472", "232", "233", "050"];

/** A day of a claim's payment that had not come yet when it was paid: `paidOn` as CCYYMMDD, 0 when there is none. True when it was told. */
export function checkPaidDay(
  dtm: SegmentRecord,
  record: LoopRecord,
  { paidOn, report }: { readonly paidOn: number; readonly report: Report },
): boolean {
  const day = paidOn === 0 ? 0 : dayNumberAt(dtm, 2);
  if (day <= paidOn || !days.some((one) => isAt(dtm, 1, one))) return false;
  report(kinds.unusualValue, placeOf(dtm, record, 2), {
    name: `DTM*${textAt(dtm, 1)}`,
    value: String(day),
    because: `it is after ${paidOn}, the day of the payment (BPR16)`,
  });
  return true;
}

/** TS3: how many claims a block has and what they charge; blocks with reversals are counted in several ways. */
export interface BlockTally {
  summary(ts3: SegmentRecord, record: LoopRecord): void;
  claim(clp: SegmentRecord): void;
  end(): void;
}

export function newBlockTally(report: Report): BlockTally {
  let open: { readonly ts3: SegmentRecord; readonly record: LoopRecord } | undefined;
  let claims = 0;
  let charges: number | undefined = 0;
  let hasReversal = false;
  function end(): void {
    if (open !== undefined && !hasReversal) {
      const { ts3, record } = open;
      const off = (element: number, other: string): void =>
        report(kinds.verdictMismatch, placeOf(ts3, record, element), { name: `TS30${element}`, value: textAt(ts3, element), other });
      const count = textAt(ts3, 4);
      const total = centsAt(ts3, 5);
      if (/^\d*\.?\d+$/.test(count) && Number(count) !== claims) off(4, `the ${claims} claims of the block`);
      else if (charges !== undefined && total !== undefined && total !== charges) off(5, "what the claims of the block charge");
    }
    open = undefined;
    claims = 0;
    charges = 0;
    hasReversal = false;
  }
  return {
    summary(ts3, record) {
      end();
      open = { ts3, record };
    },
    claim(clp) {
      if (open === undefined) return;
      claims += 1;
      const charge = centsAt(clp, 3);
      charges = charge === undefined || charges === undefined ? undefined : charges + charge;
      if (isAt(clp, 2, "22")) hasReversal = true;
    },
    end,
  };
}

/** A claim's own days, which are told for people: nothing is posted by them, so a payment is not refused for them. */
function checkStatement(claim: LoopRecord, report: Report): void {
  const end = segmentOf(claim, "DTM", "233");
  if (end === undefined) return;
  const from = textAt(segmentOf(claim, "DTM", "232"), 2);
  const to = textAt(end, 2);
  if (from.length === 8 && to.length === 8 && to < from)
    report(kinds.unusualValue, placeOf(end, claim, 2), { name: "DTM*233", value: to, because: `it is before DTM*232 ${from}` });
}

/** The last day is not before the first. */
function checkPeriod(line: LoopRecord, report: Report): void {
  const end = segmentOf(line, "DTM", "151");
  if (end === undefined) return;
  const from = textAt(segmentOf(line, "DTM", "150"), 2);
  const to = textAt(end, 2);
  if (from !== "" && to !== "" && to < from)
    report(kinds.dateOrder, placeOf(end, line, 2), { name: "DTM*151", value: to, other: "DTM*150", than: from, how: "before" });
}

/** Reasons whose own text says that a remark code has to be given (X12 external code list 139). */
const needRemark = keySetOf(["16", "96", "129", "148", "226", "227", "234", "237", "251", "252", "A1"]);

/** Reversals repeat the reasons of what they take back, not always its remarks. */
function checkRemarks(claim: LoopRecord, report: Report): void {
  const hasOwn = segmentOf(claim, "MOA") !== undefined || segmentOf(claim, "MIA") !== undefined;
  if (hasOwn) return;
  checkReasons(claim, report);
  for (const line of childrenOf(claim, "2110")) if (segmentOf(line, "LQ") === undefined) checkReasons(line, report);
}

function checkReasons(record: LoopRecord, report: Report): void {
  for (let cas = record.head; cas !== undefined; cas = cas.next) {
    if (cas.tag !== "CAS") continue;
    for (let element = 2; element <= cas.count; element += 3) {
      if (!hasKey(needRemark, keyAt(cas, element))) continue;
      report(kinds.remarkMissing, placeOf(cas, record, element), { value: textAt(cas, element) });
      return;
    }
  }
}
