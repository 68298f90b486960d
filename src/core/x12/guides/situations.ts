/** Situational rules of the guides that the file itself can decide, as data. Judged in check/situations.ts. */

export interface SegmentPattern {
  readonly tag: string;
  /** First element. */
  readonly qualifier?: string;
}

export type Condition = SegmentPattern & {
  /** Where to look: the loop itself, or an enclosing one. */
  readonly in?: string;
  readonly element: number;
  readonly component?: number;
} & (
    | { readonly values: readonly string[] }
    | { readonly not: readonly string[] }
    | { readonly filled: true }
    | { readonly empty: true }
    /** No country, or the United States. */
    | { readonly domestic: true }
  );

export type Requirement =
  | { readonly kind: "segment"; readonly pattern: SegmentPattern }
  | { readonly kind: "no-segment"; readonly pattern: SegmentPattern }
  | { readonly kind: "element"; readonly pattern: SegmentPattern; readonly element: number; readonly component?: number }
  | { readonly kind: "no-element"; readonly pattern: SegmentPattern; readonly element: number }
  | { readonly kind: "loop"; readonly loop: string; readonly tag: string };

export interface Situation {
  readonly id: string;
  /** Names of the guides that have the rule. */
  readonly guides: readonly string[];
  /** The loop whose content is judged; `*` any. */
  readonly loop: string;
  /** All must hold, on the same segment where the tag is that of an element requirement. */
  readonly when: readonly Condition[];
  readonly need: Requirement;
  /** Completes "… is missing: ". */
  readonly because: string;
  /** The condition also depends on what no file says: then it is a warning. */
  readonly isAdvice?: true;
}

const claims = ["837P", "837I", "837D"];
const everywhere = ["837P", "837I", "837D", "835", "270", "271", "276", "277", "277CA", "278"];
const causes = [1, 2];

const claimRules: readonly Situation[] = [
  {
    id: "frequency-needs-payer-number",
    guides: claims,
    loop: "2300",
    when: [{ tag: "CLM", element: 5, component: 3, values: ["7", "8"] }],
    need: { kind: "segment", pattern: { tag: "REF", qualifier: "F8" } },
    because: "a replacement or void names the claim it answers by the payer's number",
  },
  ...causes.map(
    (component): Situation => ({
      id: `auto-accident-needs-state-${component}`,
      guides: ["837P", "837D"],
      loop: "2300",
      when: [
        { tag: "CLM", element: 11, component, values: ["AA"] },
        { tag: "CLM", element: 11, component: 5, domestic: true },
      ],
      need: { kind: "element", pattern: { tag: "CLM" }, element: 11, component: 4 },
      because: "an automobile accident is reported with its state",
    }),
  ),
  ...causes.map(
    (component): Situation => ({
      id: `accident-needs-date-${component}`,
      guides: ["837P", "837D"],
      loop: "2300",
      when: [{ tag: "CLM", element: 11, component, values: ["AA", "OA"] }],
      need: { kind: "segment", pattern: { tag: "DTP", qualifier: "439" } },
      because: "an accident is reported with its date",
    }),
  ),
  ...["DMG", "N3", "N4"].map(
    (tag): Situation => ({
      id: `patient-subscriber-needs-${tag}`,
      guides: claims,
      loop: "2010BA",
      when: [
        { in: "2000B", tag: "SBR", element: 2, values: ["18"] },
        { in: "2000B", tag: "HL", element: 4, not: ["1"] },
      ],
      need: { kind: "segment", pattern: { tag } },
      because: "the subscriber is the patient",
    }),
  ),
  {
    id: "original-has-no-payer-number",
    guides: claims,
    loop: "2300",
    when: [{ tag: "CLM", element: 5, component: 3, values: ["1"] }],
    need: { kind: "no-segment", pattern: { tag: "REF", qualifier: "F8" } },
    because: "an original claim answers no other (CLM05-3 is 1)",
  },
  ...["2000B", "2320"].map(
    (loop): Situation => ({
      id: `payer-needs-kind-of-plan-${loop}`,
      guides: claims,
      loop,
      when: [{ tag: "SBR", element: 1, filled: true }],
      need: { kind: "element", pattern: { tag: "SBR" }, element: 9 },
      because: "the kind of plan is told as long as plans have no national number",
    }),
  ),
  ...["2000B", "2320"].map(
    (loop): Situation => ({
      id: `first-payer-has-no-medicare-kind-${loop}`,
      guides: ["837P", "837D"],
      loop,
      when: [{ tag: "SBR", element: 1, values: ["P"] }],
      need: { kind: "no-element", pattern: { tag: "SBR" }, element: 5 },
      because: "it says why Medicare is not the first payer, and this payer is the first",
    }),
  ),
  {
    id: "medicare-second-needs-kind",
    guides: ["837P"],
    loop: "2000B",
    when: [
      { tag: "SBR", element: 9, values: ["MA", "MB"] },
      { tag: "SBR", element: 1, values: ["S", "T", "A", "B", "C", "D", "E", "F", "G", "H"] },
    ],
    need: { kind: "element", pattern: { tag: "SBR" }, element: 5 },
    because: "Medicare is not the first payer, and the reason is told",
  },
  {
    id: "subrogation-needs-plan",
    guides: ["837P", "837I", "837D"],
    loop: "2000A",
    when: [{ in: "ST", tag: "BHT", element: 6, values: ["31"] }],
    need: { kind: "loop", loop: "2010AC", tag: "NM1" },
    because: "a plan asks for what it has paid (BHT06 is 31), and is to be paid",
  },
  {
    id: "bought-service-needs-seller",
    guides: ["837P"],
    loop: "2400",
    when: [{ tag: "PS1", element: 1, filled: true }],
    need: { kind: "loop", loop: "2420B", tag: "NM1" },
    because: "the line was bought from another provider",
  },
  {
    id: "certificate-included-needs-certification",
    guides: ["837P"],
    loop: "2400",
    when: [
      { tag: "PWK", element: 1, values: ["CT"] },
      { tag: "PWK", qualifier: "CT", element: 2, values: ["AD"] },
    ],
    need: { kind: "segment", pattern: { tag: "CR3" } },
    because: "the certificate of medical necessity is said to be in this claim",
  },
  {
    id: "equipment-renewed-needs-date",
    guides: ["837P"],
    loop: "2400",
    when: [{ tag: "CR3", element: 1, values: ["R", "S"] }],
    need: { kind: "segment", pattern: { tag: "DTP", qualifier: "607" } },
    because: "a certification that is renewed or revised has the date of it",
  },
  {
    id: "equipment-needs-therapy-date",
    guides: ["837P"],
    loop: "2400",
    when: [{ tag: "CR3", element: 1, filled: true }],
    need: { kind: "segment", pattern: { tag: "DTP", qualifier: "463" } },
    because: "certified equipment is reported with the day its use began",
  },
  {
    id: "transport-round-trip-needs-purpose",
    guides: ["837P"],
    loop: "*",
    when: [{ tag: "CR1", element: 3, values: ["X"] }],
    need: { kind: "element", pattern: { tag: "CR1" }, element: 9 },
    because: "a round trip is explained",
  },
  {
    id: "attachment-sent-needs-number",
    guides: [...claims, "278"],
    loop: "*",
    when: [{ tag: "PWK", element: 2, values: ["BM", "EL", "EM", "FT", "FX"] }],
    need: { kind: "element", pattern: { tag: "PWK" }, element: 6 },
    because: "what is sent apart is found by its control number",
  },
  ...["4", "5", "7"].map(
    (element): Situation => ({
      id: `organisation-has-no-part-${element}`,
      guides: claims,
      loop: "*",
      when: [{ tag: "NM1", element: 2, values: ["2"] }],
      need: { kind: "no-element", pattern: { tag: "NM1" }, element: Number(element) },
      because: "an organisation has one name",
    }),
  ),
];

const addressRules: readonly Situation[] = [
  {
    id: "us-address-needs-state",
    guides: everywhere,
    loop: "*",
    when: [
      { tag: "N4", element: 4, domestic: true },
      { tag: "N4", element: 7, empty: true },
    ],
    need: { kind: "element", pattern: { tag: "N4" }, element: 2 },
    because: "an address in the United States has a state",
  },
  {
    id: "us-address-needs-zip",
    guides: everywhere,
    loop: "*",
    when: [
      { tag: "N4", element: 4, domestic: true },
      { tag: "N4", element: 7, empty: true },
    ],
    need: { kind: "element", pattern: { tag: "N4" }, element: 3 },
    because: "an address in the United States has a ZIP code",
  },
];

/** What files hardly ever leave out rightly: a person's first name, and the city of an address. */
const usualRules: readonly Situation[] = [
  {
    id: "person-has-first-name",
    guides: claims,
    loop: "*",
    when: [
      { tag: "NM1", element: 2, values: ["1"] },
      { tag: "NM1", element: 3, filled: true },
    ],
    need: { kind: "element", pattern: { tag: "NM1" }, element: 4 },
    because: "a person has a first name, with hardly an exception",
    isAdvice: true,
  },
  ...["2010BB", "2330A", "2330B", "2420E"].map(
    (loop): Situation => ({
      id: `street-needs-city-${loop}`,
      guides: claims,
      loop,
      when: [{ tag: "N3", element: 1, filled: true }],
      need: { kind: "segment", pattern: { tag: "N4" } },
      because: "a street alone is no address",
      isAdvice: true,
    }),
  ),
];

const remittanceRules: readonly Situation[] = [
  ...[5, 6, 7, 8, 9, 12, 13, 14, 15].map(
    (element): Situation => ({
      id: `check-has-no-bank-${element}`,
      guides: ["835"],
      loop: "ST",
      when: [{ tag: "BPR", element: 4, values: ["CHK", "NON"] }],
      need: { kind: "no-element", pattern: { tag: "BPR" }, element },
      because: "a check, or no payment at all, names no format and no banks",
    }),
  ),
  {
    id: "reversal-has-no-patient-share",
    guides: ["835"],
    loop: "2100",
    when: [{ tag: "CLP", element: 2, values: ["22"] }],
    need: { kind: "no-element", pattern: { tag: "CLP" }, element: 5 },
    because: "a reversal does not carry the patient's share (X12 RFI 2548)",
  },
  {
    id: "forwarded-needs-carrier",
    guides: ["835"],
    loop: "2100",
    when: [{ tag: "CLP", element: 2, values: ["19", "20", "21", "23"] }],
    need: { kind: "segment", pattern: { tag: "NM1", qualifier: "TT" } },
    because: "the claim was forwarded, and to whom is told",
  },
  {
    id: "inpatient-remarks-exclude-outpatient",
    guides: ["835"],
    loop: "2100",
    when: [{ tag: "MIA", element: 1, filled: true }],
    need: { kind: "no-segment", pattern: { tag: "MOA" } },
    because: "a claim is adjudicated as a stay (MIA) or as outpatient (MOA), not as both",
  },
  {
    id: "day-excludes-period",
    guides: ["835"],
    loop: "2110",
    when: [{ tag: "DTM", qualifier: "472", element: 2, filled: true }],
    need: { kind: "no-segment", pattern: { tag: "DTM", qualifier: "150" } },
    because: "a line has one day (472) or a period (150 and 151), not both",
  },
  {
    id: "service-from-needs-to",
    guides: ["835"],
    loop: "2110",
    when: [{ tag: "DTM", qualifier: "150", element: 2, filled: true }],
    need: { kind: "segment", pattern: { tag: "DTM", qualifier: "151" } },
    because: "a period of service has its last day",
  },
  {
    id: "service-to-needs-from",
    guides: ["835"],
    loop: "2110",
    when: [{ tag: "DTM", qualifier: "151", element: 2, filled: true }],
    need: { kind: "segment", pattern: { tag: "DTM", qualifier: "150" } },
    because: "a period of service has its first day",
  },
];

const benefitRules: readonly Situation[] = [
  { id: "coinsurance-needs-percent", code: "A", element: 8, because: "a coinsurance is a percentage" },
  { id: "copayment-needs-amount", code: "B", element: 7, because: "a co-payment is an amount" },
].flatMap(({ id, code, element, because }) =>
  ["2110C", "2110D"].map(
    (loop): Situation => ({
      id: `${id}-${loop}`,
      guides: ["271"],
      loop,
      when: [
        { tag: "EB", element: 1, values: [code] },
        { tag: "EB", element: element === 8 ? 7 : 8, empty: true },
        { tag: "EB", element: 5, empty: true },
        { tag: "EB", element: 10, empty: true },
      ],
      need: { kind: "element", pattern: { tag: "EB" }, element },
      because,
    }),
  ),
);

const reviewRules: readonly Situation[] = [
  {
    id: "certified-needs-number",
    guides: ["278"],
    loop: "2000E",
    when: [{ tag: "HCR", element: 1, values: ["A1", "A2", "A6"] }],
    need: { kind: "element", pattern: { tag: "HCR" }, element: 2 },
    because: "what is certified is known by its number",
  },
  ...["2000E", "2000F"].map(
    (loop): Situation => ({
      id: `not-certified-needs-reason-${loop}`,
      guides: ["278"],
      loop,
      when: [{ tag: "HCR", element: 1, values: ["A3"] }],
      need: { kind: "element", pattern: { tag: "HCR" }, element: 3 },
      because: "what is not certified is refused for a reason",
    }),
  ),
  {
    id: "refusal-needs-reason",
    guides: ["278"],
    loop: "*",
    when: [{ tag: "AAA", element: 1, values: ["N"] }],
    need: { kind: "element", pattern: { tag: "AAA" }, element: 3 },
    because: "a question that is refused is refused for a reason",
  },
];

const statusRules: readonly Situation[] = [
  {
    id: "patient-subscriber-needs-birth",
    guides: ["276"],
    loop: "2000D",
    when: [{ tag: "HL", element: 4, values: ["0"] }],
    need: { kind: "segment", pattern: { tag: "DMG" } },
    because: "the subscriber is the patient",
  },
];

export const situations: readonly Situation[] = [
  ...claimRules,
  ...addressRules,
  ...usualRules,
  ...remittanceRules,
  ...benefitRules,
  ...reviewRules,
  ...statusRules,
];
