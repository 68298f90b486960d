/** Situational rules of 005010X222A1 that the file itself can decide, as data. Judged in check/situations.ts. */

export interface SegmentPattern {
  readonly tag: string;
  /** First element. */
  readonly qualifier?: string;
}

export interface Condition extends SegmentPattern {
  /** Where to look: the loop itself, or an enclosing one. */
  readonly in?: string;
  readonly element: number;
  readonly component?: number;
  /** One of these values; or, with `empty`, no value. */
  readonly values?: readonly string[];
  readonly empty?: true;
}

export type Requirement =
  | { readonly kind: "segment"; readonly pattern: SegmentPattern; readonly child?: string }
  | { readonly kind: "element"; readonly pattern: SegmentPattern; readonly element: number; readonly component?: number }
  | { readonly kind: "no-segment"; readonly pattern: SegmentPattern };

export interface Situation {
  readonly id: string;
  readonly guide: string;
  /** The loop whose content is judged; `*` any. */
  readonly loop: string;
  /** All must hold, on the same segment where the tag is that of an element requirement. */
  readonly when: readonly Condition[];
  readonly need: Requirement;
  /** Completes "… is missing: ". */
  readonly because: string;
}

const guide = "005010X222A1";
const billing = ["7", "8"];

export const situations: readonly Situation[] = [
  {
    id: "frequency-needs-payer-number",
    guide,
    loop: "2300",
    when: [{ tag: "CLM", element: 5, component: 3, values: billing }],
    need: { kind: "segment", pattern: { tag: "REF", qualifier: "F8" } },
    because: "a replacement or void names the claim it answers by the payer's number",
  },
  {
    id: "auto-accident-needs-state-1",
    guide,
    loop: "2300",
    when: [{ tag: "CLM", element: 11, component: 1, values: ["AA"] }],
    need: { kind: "element", pattern: { tag: "CLM" }, element: 11, component: 4 },
    because: "an automobile accident is reported with its state",
  },
  {
    id: "auto-accident-needs-state-2",
    guide,
    loop: "2300",
    when: [{ tag: "CLM", element: 11, component: 2, values: ["AA"] }],
    need: { kind: "element", pattern: { tag: "CLM" }, element: 11, component: 4 },
    because: "an automobile accident is reported with its state",
  },
  {
    id: "accident-needs-date-1",
    guide,
    loop: "2300",
    when: [{ tag: "CLM", element: 11, component: 1, values: ["AA", "OA"] }],
    need: { kind: "segment", pattern: { tag: "DTP", qualifier: "439" } },
    because: "an accident is reported with its date",
  },
  {
    id: "accident-needs-date-2",
    guide,
    loop: "2300",
    when: [{ tag: "CLM", element: 11, component: 2, values: ["AA", "OA"] }],
    need: { kind: "segment", pattern: { tag: "DTP", qualifier: "439" } },
    because: "an accident is reported with its date",
  },
  {
    id: "patient-subscriber-needs-birth",
    guide,
    loop: "2010BA",
    when: [{ in: "2000B", tag: "SBR", element: 2, values: ["18"] }],
    need: { kind: "segment", pattern: { tag: "DMG" } },
    because: "the subscriber is the patient",
  },
  {
    id: "patient-subscriber-needs-street",
    guide,
    loop: "2010BA",
    when: [{ in: "2000B", tag: "SBR", element: 2, values: ["18"] }],
    need: { kind: "segment", pattern: { tag: "N3" } },
    because: "the subscriber is the patient",
  },
  {
    id: "patient-subscriber-needs-city",
    guide,
    loop: "2010BA",
    when: [{ in: "2000B", tag: "SBR", element: 2, values: ["18"] }],
    need: { kind: "segment", pattern: { tag: "N4" } },
    because: "the subscriber is the patient",
  },
  {
    id: "us-address-needs-state",
    guide,
    loop: "*",
    when: [{ tag: "N4", element: 4, empty: true }],
    need: { kind: "element", pattern: { tag: "N4" }, element: 2 },
    because: "an address in the United States has a state",
  },
  {
    id: "us-address-needs-zip",
    guide,
    loop: "*",
    when: [{ tag: "N4", element: 4, empty: true }],
    need: { kind: "element", pattern: { tag: "N4" }, element: 3 },
    because: "an address in the United States has a ZIP code",
  },
  {
    id: "attachment-sent-needs-number",
    guide,
    loop: "*",
    when: [{ tag: "PWK", element: 2, values: ["BM", "EL", "EM", "FT", "FX"] }],
    need: { kind: "element", pattern: { tag: "PWK" }, element: 6 },
    because: "what is sent apart is found by its control number",
  },
];
