/** The body of a 999: what is said of one transaction (AK2 … IK5) and of its group (AK9). */
import type { Finding, FindingKind } from "../../kernel/finding.ts";
import { elementNumber } from "../guides/element-numbers.ts";
import { isKnownCode } from "../guides/known-codes.ts";
import type { Group, Transaction } from "../syntax/envelope.ts";
import type { SegmentValue } from "../syntax/writer.ts";

type KindOf = (code: string) => FindingKind | undefined;

export interface SetAnswer {
  readonly segments: readonly SegmentValue[];
  readonly accepted: boolean;
}

/** What a group of this code holds, for a transaction whose ST01 cannot be read: AK201 may not be empty. */
const setOfGroup: Readonly<Record<string, string>> = {
  HC: "837",
  HP: "835",
  HB: "271",
  HS: "270",
  HN: "277",
  HR: "276",
  HI: "278",
  BE: "834",
  RA: "820",
};

/** What came in, as far as it can stand in an answer: no delimiters, no control characters, no blanks at the ends. */
export function answerText(text: string, most: number): string {
  return text
    .replace(/[^\x20-\x7e]|[*:^~]/g, "")
    .slice(0, most)
    .trim();
}

/** Findings that a 999 does not carry (balances, code sets) do not refuse the transaction: the 277CA says them. */
export function setSegments(
  transaction: Transaction,
  { findings, group, kindOf }: { readonly findings: readonly Finding[]; readonly group: string; readonly kindOf: KindOf },
): SetAnswer {
  const errors = findings.filter((one) => one.severity === "error");
  const inside = errors.filter((one) => isIn(one, kindOf, "IK3") || isIn(one, kindOf, "IK4"));
  const notes = new Set(errors.filter((one) => isIn(one, kindOf, "IK5")).map((one) => kindOf(one.code)?.acknowledgement?.code ?? ""));
  for (const one of inside) notes.add(isOfStandard(one, kindOf) ? "5" : "I5");
  const accepted = notes.size === 0;
  const set = /^\d{3}$/.test(transaction.set) ? transaction.set : (setOfGroup[group] ?? "837");
  const control = answerText(transaction.control, 9).padEnd(4, "0");
  return {
    accepted,
    segments: [
      ["AK2", set, control, answerText(transaction.reference, 35)],
      ...bySegment(inside).flatMap((group) => segmentErrors(group, transaction, kindOf)),
      ["IK5", accepted ? "A" : "R", ...[...notes].slice(0, 5)],
    ],
  };
}

/** Broken is the standard itself, and not only the guide. */
function isOfStandard(one: Finding, kindOf: KindOf): boolean {
  return kindOf(one.code)?.snip === 1 || (one.code === codeNotAllowed && elementCode(one, kindOf) === "7");
}

const codeNotAllowed = "X12-ELEMENT-CODE";

/** I6 for a code that the standard has and the guide does not allow here; 7 for one that no guide has (005010X231A1, IK403). */
function elementCode({ code, place, params }: Finding, kindOf: KindOf): string {
  const { tag = "", element = 1, component = 0 } = place;
  if (code === codeNotAllowed && isKnownCode(tag, { element, component }, String(params.value ?? ""))) return "I6";
  return kindOf(code)?.acknowledgement?.code ?? "7";
}

/** AK9: accepted, partly accepted, refused; a fault of the group itself refuses all of it. */
export function groupVerdict(
  group: Group,
  { notes, accepted }: { readonly notes: readonly string[]; readonly accepted: number },
): SegmentValue {
  const received = group.transactions.length;
  const taken = notes.length > 0 ? 0 : accepted;
  const verdict = taken === received ? "A" : taken === 0 ? "R" : "P";
  return ["AK9", verdict, String(group.declared ?? received), String(received), String(taken), ...[...new Set(notes)].slice(0, 5)];
}

function isIn(one: Finding, kindOf: KindOf, where: string): boolean {
  return kindOf(one.code)?.acknowledgement?.in === where;
}

/** Findings of one segment and loop stand together: one IK3 with its IK4. */
function bySegment(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const { segment, tag, loop } = one.place;
    const key = `${segment ?? 0} ${tag ?? ""} ${loop ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function segmentErrors(findings: readonly Finding[], { set, segment: st }: Transaction, kindOf: KindOf): readonly SegmentValue[] {
  const place = findings[0]?.place ?? {};
  const unit = set === "837" ? businessUnit(place.claim) : [];
  const position = String(Math.min(999_999, Math.max(1, (place.segment ?? st) - st + 1)));
  const tag = /^[A-Z0-9]{2,3}$/.test(place.tag ?? "") ? (place.tag ?? "") : "UN";
  // IK303 takes four characters: the loop without its letters.
  const loop = /^\d{4}/.test(place.loop ?? "") ? (place.loop ?? "").slice(0, 4) : "";
  const ik3 = (code: string): SegmentValue => ["IK3", tag, position, loop, code];
  const whole = findings.filter((one) => isIn(one, kindOf, "IK3"));
  const elements = findings.filter((one) => isIn(one, kindOf, "IK4"));
  return [
    ...whole.flatMap((one) => [ik3(kindOf(one.code)?.acknowledgement?.code ?? "2"), ...unit]),
    ...(elements.length === 0 ? [] : [ik3("8"), ...unit, ...elements.map((one) => elementError(one, kindOf))]),
  ];
}

/** CTX names the claim that the fault belongs to (005010X231A1 loop 2100, business unit). */
function businessUnit(claim: string | undefined): readonly SegmentValue[] {
  const control = answerText(claim ?? "", 35);
  return control === "" ? [] : [["CTX", ["CLM01", control]]];
}

function elementError(one: Finding, kindOf: KindOf): SegmentValue {
  const { element, component, repetition } = one.place;
  const position = [
    String(element ?? 1),
    component === undefined ? "" : String(component),
    repetition === undefined ? "" : String(repetition),
  ];
  const bad = one.params.value;
  const number = elementNumber(one.place.tag ?? "", element ?? 1, component ?? 0);
  return [
    "IK4",
    position,
    number === undefined ? "" : String(number),
    elementCode(one, kindOf),
    bad === undefined ? "" : answerText(String(bad), 99),
  ];
}
