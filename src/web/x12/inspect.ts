/** What the page shows of a file: its segments in plain words as a tree, findings where they stand, the answer and the JSON. Runs in the browser. */
import { type Finding, type FindingKind, messageOf } from "../../core/kernel/finding.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { acknowledge } from "../../core/x12/acknowledge/acknowledge.ts";
import { checkFile } from "../../core/x12/check/check-file.ts";
import { findingKinds } from "../../core/x12/finding-kinds.ts";
import { forEachSegment } from "../../core/x12/syntax/reader.ts";
import { newExplainer } from "../../core/x12/transactions/explain.ts";
import { x12Json } from "../../core/x12/transactions/json.ts";
import type { FindingView } from "../../http/contract/values.ts";

export interface SegmentRow {
  readonly kind: "segment";
  readonly segment: number;
  readonly depth: number;
  readonly tag: string;
  readonly text: string;
  readonly words: string;
}

export interface FindingRow {
  readonly kind: "finding";
  readonly segment: number;
  readonly depth: number;
  readonly severity: Finding["severity"];
  readonly words: string;
}

export interface PlacedFinding {
  readonly segment: number;
  readonly view: FindingView;
}

export interface Inspection {
  readonly rows: readonly (SegmentRow | FindingRow)[];
  readonly findings: readonly PlacedFinding[];
  /** "837P 0001" and whether it would be taken. */
  readonly transactions: readonly {
    readonly name: string;
    readonly control: string;
    readonly accepted: boolean;
    readonly segment: number;
  }[];
  readonly accepted: boolean;
  readonly segments: number;
  /** The TA1 and 999 that a receiver would send, a segment a line; "" when nothing is to be answered. */
  readonly answer: string;
}

/** `today` is for the answer's envelope. Never throws on what the file holds. */
export function inspect(bytes: Uint8Array, today: string): Inspection {
  const result = checkFile(bytes);
  const all = [...result.findings, ...result.transactions.flatMap((one) => one.findings)].sort(
    (a, b) => (a.place.segment ?? 0) - (b.place.segment ?? 0),
  );
  const bySegment = new Map<number, Finding[]>();
  for (const one of all) {
    const segment = one.place.segment ?? 1;
    const list = bySegment.get(segment);
    if (list === undefined) bySegment.set(segment, [one]);
    else list.push(one);
  }
  return {
    rows: rowsOf(bytes, bySegment),
    findings: all.map((one) => ({ segment: one.place.segment ?? 1, view: viewOf(one) })),
    transactions: result.transactions.map(({ name, control, accepted, segment }) => ({ name, control, accepted, segment })),
    accepted: result.accepted,
    segments: result.segments,
    answer: acknowledge(result, { today: isoDate(today), time: "0800", control: 1 }).replaceAll("~", "~\n"),
  };
}

/** The typed content, for reading. */
export function jsonOf(bytes: Uint8Array): string {
  return JSON.stringify(x12Json(bytes).transactions, null, 2);
}

function rowsOf(bytes: Uint8Array, bySegment: ReadonlyMap<number, readonly Finding[]>): readonly (SegmentRow | FindingRow)[] {
  const rows: (SegmentRow | FindingRow)[] = [];
  const explain = newExplainer();
  const depthOf = newDepths();
  forEachSegment(bytes, (token) => {
    const { tag, words, segment } = explain(token);
    const depth = depthOf(tag, tag === "HL" ? [token.element(1), token.element(2)] : []);
    rows.push({ kind: "segment", segment, depth, tag, text: token.text(), words });
    for (const one of bySegment.get(segment) ?? [])
      rows.push({ kind: "finding", segment, depth, severity: one.severity, words: messageOf(kindOf(one.code), one.params) });
  });
  return rows;
}

/** How deep a segment stands: envelope, levels by HL, then claim and line. */
function newDepths(): (tag: string, level: readonly string[]) => number {
  const levels = new Map<string, number>();
  let base = 0;
  let inner = 0;
  return (tag, [id = "", parent = ""]) => {
    switch (tag) {
      case "ISA":
      case "IEA":
        base = 0;
        inner = 0;
        return 0;
      case "GS":
      case "GE":
      case "TA1":
        base = 1;
        inner = 0;
        return 1;
      case "ST":
        levels.clear();
        base = 3;
        inner = 0;
        return 2;
      case "SE":
        inner = 0;
        return 2;
      case "HL": {
        const depth = Math.min(9, (levels.get(parent) ?? 2) + 1);
        levels.set(id, depth);
        base = depth + 1;
        inner = 0;
        return depth;
      }
      case "CLM":
      case "CLP":
      case "AK2":
      case "TRN":
      case "EB":
        inner = 1;
        return base;
      case "LX":
      case "SVC":
        inner = 2;
        return base + 1;
      case "PLB":
      case "AK9":
        inner = 0;
        return base;
      default:
        return base + inner;
    }
  };
}

function viewOf({ code, severity, params, place }: Finding): FindingView {
  const kind = kindOf(code);
  const { title, why, fix, authority } = kind;
  const where = [
    `segment ${place.segment ?? 1}`,
    place.loop ?? "",
    place.tag ?? "",
    place.element === undefined ? "" : `element ${place.element}`,
  ];
  const path = where.filter((one) => one !== "").join(", ");
  return { code, severity, title, message: messageOf(kind, params), why, fix, authority, path };
}

function kindOf(code: string): FindingKind {
  const kind = findingKinds.get(code);
  if (kind === undefined) throw new Error(`no such finding: ${code}`);
  return kind;
}
