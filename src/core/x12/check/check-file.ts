/** A whole X12 file against syntax, envelope, guide, balances, situations and code sets; one transaction at a time in memory. */
import type { CodeLookup } from "../../kernel/code-lookup.ts";
import { type Finding, finding, hasErrors } from "../../kernel/finding.ts";
import { groupCodeOf, guideOf, interchangeAcknowledgementRule, nameOfSet, setsOfGuide } from "../guides/guides.ts";
import { type Interchange, newEnvelopeWalk, type Transaction } from "../syntax/envelope.ts";
import { stSet } from "../syntax/envelope-findings.ts";
import { newSegmentReader } from "../syntax/reader.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { SegmentToken } from "../syntax/token.ts";
import { newTransactionCheck, type TransactionCheck } from "./check-transaction.ts";
import { verdictMismatch } from "./content-findings.ts";
import { checkElements } from "./elements.ts";
import { newFileMemory } from "./file-memory.ts";
import { guideNotChecked } from "./findings.ts";
import type { PartnerRules } from "./partners.ts";

export interface CheckOptions {
  /** Without it level 5 is left out. */
  readonly lookup?: CodeLookup;
  /** Without it level 7 is left out. */
  readonly partner?: PartnerRules;
  /** Gets each transaction as soon as it is checked. */
  readonly onTransaction?: (checked: CheckedTransaction) => void;
}

export interface CheckedTransaction {
  /** ST01. */
  readonly set: string;
  /** 837P, 835, 837I … */
  readonly name: string;
  /** ST03, else GS08. */
  readonly guide: string;
  readonly control: string;
  /** Segment number of ST; ISA of the file's first interchange = 1. */
  readonly segment: number;
  /** False when only the envelope was checked, because the guide is not in Claimwright. */
  readonly checked: boolean;
  /** No finding of severity error. */
  readonly accepted: boolean;
  /** In the order of the file. */
  readonly findings: readonly Finding[];
  readonly envelope: Transaction;
}

export interface CheckResult {
  readonly transactions: readonly CheckedTransaction[];
  /** Everything that belongs to no transaction: reader, interchanges, groups. */
  readonly findings: readonly Finding[];
  /** No error anywhere. */
  readonly accepted: boolean;
  readonly interchanges: readonly Interchange[];
  readonly segments: number;
}

export interface FileChecker {
  /** Takes the next bytes. Leave the chunk alone until `end()`: records that are compared later are windows on it, not copies. */
  push(chunk: Uint8Array): void;
  end(): CheckResult;
}

/** Checks a file that is in memory. */
export function checkFile(bytes: Uint8Array, options: CheckOptions = {}): CheckResult {
  const checker = newFileChecker(options);
  const chunk = 1 << 16;
  for (let at = 0; at < bytes.length; at += chunk) checker.push(bytes.subarray(at, at + chunk));
  return checker.end();
}

/** Checks a file as it streams in. Never throws on what the file holds. */
export function newFileChecker(options: CheckOptions = {}): FileChecker {
  const reader = newSegmentReader();
  const transactions: CheckedTransaction[] = [];
  const outside: Finding[] = [];
  let open: TransactionCheck | undefined;
  // Where ST03 and GS08 name two guides of the set, both are asked: one of them is a slip, and its faults would be invented.
  let rival: TransactionCheck | undefined;
  let segments = 0;
  const checkOptions = { ...options, memory: newFileMemory() };
  // The reader's own view of the segment: the check compares its bytes.
  let token: SegmentToken | undefined;
  // The guide is chosen at the first segment after ST: request and response may differ by it alone.
  let isFirst = false;

  function openCheck({ set, version }: Transaction, purpose: string): void {
    isFirst = false;
    const guide = guideOf(set, version, purpose);
    open = guide === undefined ? undefined : newTransactionCheck(guide, checkOptions);
    const group = walk.interchanges.at(-1)?.groups.at(-1)?.version ?? version;
    const other = group === version || guide === undefined ? undefined : guideOf(set, group, purpose);
    rival = other === undefined || other === guide ? undefined : newTransactionCheck(other, { ...checkOptions, memory: newFileMemory() });
  }

  const walk = newEnvelopeWalk(
    {
      onStart() {
        open = undefined;
        rival = undefined;
        isFirst = true;
      },
      onSegment(segment, transaction) {
        if (isFirst) openCheck(transaction, segment.tag === "BHT" ? purposeOf(segment) : "");
        if (token === undefined) return;
        open?.step(token);
        rival?.step(token);
      },
      onEnd(transaction, _group, lastSegment) {
        if (isFirst) openCheck(transaction, "");
        const named = open?.end(lastSegment) ?? [notChecked(transaction)];
        const others = rival?.end(lastSegment);
        const own = others !== undefined && others.length < named.length ? others : named;
        rival = undefined;
        const findings = [...own, ...transaction.findings].sort((a, b) => (a.place.segment ?? 0) - (b.place.segment ?? 0));
        const { set, control, version, segment } = transaction;
        const checked: CheckedTransaction = {
          set,
          name: nameOfSet(set, version),
          guide: version,
          control,
          segment,
          checked: open !== undefined,
          accepted: !hasErrors(findings),
          findings,
          envelope: transaction,
        };
        open = undefined;
        transactions.push(checked);
        options.onTransaction?.(checked);
      },
      onAcknowledgement(segment) {
        outside.push(...checkTa1(segment));
      },
    },
    groupCodeOf,
  );

  const step = (segment: SegmentToken): void => {
    segments += 1;
    token = segment;
    walk.step(segment);
  };

  return {
    push: (chunk) => reader.push(chunk, step),
    end() {
      reader.end(step);
      walk.end();
      const groups = walk.interchanges.flatMap((one) => [...one.findings, ...one.groups.flatMap((group) => group.findings)]);
      const findings = [...reader.findings, ...walk.findings, ...groups, ...outside].sort(
        (a, b) => (a.place.segment ?? 0) - (b.place.segment ?? 0),
      );
      const accepted = !hasErrors(findings) && transactions.every((transaction) => transaction.accepted);
      return { transactions, findings, accepted, interchanges: walk.interchanges, segments };
    },
  };
}

/** BHT02; where it is no purpose, BHT06 (18, 19, AT) tells an answer too. */
function purposeOf(bht: SegmentView): string {
  const purpose = bht.element(2);
  return /^(01|06|11|13|36)$/.test(purpose) || !/^(18|19|AT)$/.test(bht.element(6)) ? purpose : "11";
}

function notChecked({ set, version, segment }: Transaction): Finding {
  const sets = setsOfGuide(version);
  // 102 is data that goes along with another set.
  if (sets.length > 0 && !sets.includes(set) && set !== "102")
    return finding(stSet, { segment, tag: "ST", element: 1 }, { value: set.slice(0, 20), guide: version, expected: sets.join(" or ") });
  return finding(
    guideNotChecked,
    { segment, tag: "ST" },
    { name: nameOfSet(set, version), guide: version === "" ? "no guide named" : version },
  );
}

function checkTa1(segment: SegmentView): readonly Finding[] {
  const rule = interchangeAcknowledgementRule();
  if (rule === undefined) return [];
  const findings: Finding[] = [];
  const texts = Array.from({ length: segment.elementCount + 1 }, (_, number) => (number === 0 ? segment.tag : segment.element(number)));
  const marks = {
    component: String.fromCharCode(segment.delimiters.component),
    repetition: String.fromCharCode(segment.delimiters.repetition),
  };
  checkElements(rule, { index: segment.index, loop: "", texts, marks }, (kind, place, params = {}) =>
    findings.push(finding(kind, place, params)),
  );
  const verdict = segment.element(4);
  const note = segment.element(5);
  const isOff = /^\d{3}$/.test(note) && ((verdict === "A" && note !== "000") || ((verdict === "R" || verdict === "E") && note === "000"));
  if (isOff && findings.length === 0)
    findings.push(
      finding(
        verdictMismatch,
        { segment: segment.index, tag: "TA1", element: 5 },
        { name: "TA105", value: note, other: `verdict ${verdict} (TA104)` },
      ),
    );
  return findings;
}
