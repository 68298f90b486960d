/** A payer's answer about eligibility (271) as a person at the desk needs it: what it says, what it does not, and what to correct. */
import type { Cents } from "../kernel/cents.ts";
import { type Decimal, decimalFromInteger, formatDecimal, multiplyDecimals } from "../kernel/decimal.ts";
import { formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import type { Benefit, EligibilityAnswer, EligibilityRejection } from "../x12/transactions/eligibility.ts";
import { rejectionReasons, serviceTypes } from "../x12/transactions/explain-inquiry-words.ts";
import { correctionOf, followUpOf, wordOf } from "./corrections.ts";

/** A limit of the year: what it is, what is left, and so what is met. */
export interface YearLimit {
  readonly of: "deductible" | "out-of-pocket";
  readonly who: "person" | "family";
  readonly total?: Cents;
  readonly left?: Cents;
  readonly met?: Cents;
}

export interface Copay {
  /** "office visit, primary care". */
  readonly service: string;
  readonly types: readonly string[];
  readonly amount: Cents;
  /** Undefined: the answer does not say in which network. */
  readonly network?: "in" | "out" | "both";
  readonly needsAuthorization: boolean;
  readonly messages: readonly string[];
}

export interface EligibilitySummary {
  readonly state: "active" | "inactive" | "refused" | "unclear";
  readonly plan?: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly limits: readonly YearLimit[];
  /** "20 % in the network". */
  readonly coinsurance: readonly string[];
  readonly copays: readonly Copay[];
  readonly notCovered: readonly string[];
  /** Who else insures the patient; must be settled before the claim goes. */
  readonly otherPayers: readonly string[];
  readonly messages: readonly string[];
  readonly refusals: readonly { readonly words: string; readonly correct: string; readonly after: string }[];
  /** The answer names another member id, name or birth date than the card that was asked about. */
  readonly differs: readonly string[];
  /** What the answer leaves open, so that nobody takes silence for a yes. */
  readonly silent: readonly string[];
}

/** Total over every answer that the reader can make, also one that says nothing. */
export function summariseEligibility(
  answer: EligibilityAnswer,
  asked?: { readonly memberId: string; readonly last: string },
): EligibilitySummary {
  const { benefits, rejections } = answer;
  const refusals = [...rejections, ...benefits.flatMap((one) => one.rejections)].map(refusalWords);
  const state = stateOf(benefits, refusals.length);
  const from = dateOf(answer, ["346", "356", "307", "291"]);
  const to = dateOf(answer, ["347", "357"]);
  const plan = benefits.find((one) => one.plan !== undefined && one.plan.trim() !== "")?.plan;
  const limits = yearLimits(benefits);
  const copays = benefits.flatMap(copayOf);
  const coinsurance = benefits.flatMap(coinsuranceOf);
  return {
    state,
    ...(plan === undefined ? {} : { plan }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    limits,
    coinsurance: [...new Set(coinsurance)],
    copays,
    notCovered: [...new Set(benefits.filter((one) => one.kind === "I").map(serviceWords))],
    otherPayers: benefits.filter((one) => one.kind === "R").map(otherPayerWords),
    messages: [...new Set(benefits.flatMap((one) => (one.kind === "B" || one.kind === "R" ? [] : one.messages)))].slice(0, 20),
    refusals,
    differs: differences(answer, asked),
    silent: state === "active" ? silences({ limits, copays, coinsurance, to, benefits }) : [],
  };
}

function stateOf(benefits: readonly Benefit[], refusals: number): EligibilitySummary["state"] {
  const kinds = new Set(benefits.map((one) => one.kind));
  if (["6", "7", "8"].some((kind) => kinds.has(kind))) return "inactive";
  if (["1", "2", "3", "4"].some((kind) => kinds.has(kind))) return "active";
  return refusals > 0 || kinds.has("V") ? "refused" : "unclear";
}

function refusalWords({ reason, followUp }: EligibilityRejection): EligibilitySummary["refusals"][number] {
  const words = wordOf(rejectionReasons, reason);
  return {
    words: words === undefined ? `The payer refused with reason ${reason}.` : `The payer says: ${words} (${reason}).`,
    correct: correctionOf(reason),
    after: followUpOf(followUp),
  };
}

/** Of the person's own dates first, then of the plan's line. A range of one day counts from its first. */
function dateOf({ dates, benefits }: EligibilityAnswer, qualifiers: readonly string[]): IsoDate | undefined {
  const all = [...dates, ...benefits.filter((one) => one.kind === "1" || one.kind === "6").flatMap((one) => one.dates)];
  for (const qualifier of qualifiers) {
    const found = all.find((one) => one.qualifier === qualifier);
    if (found !== undefined) return found.from;
  }
  return undefined;
}

function yearLimits(benefits: readonly Benefit[]): readonly YearLimit[] {
  const limits: YearLimit[] = [];
  for (const [kind, of] of [
    ["C", "deductible"],
    ["G", "out-of-pocket"],
  ] as const) {
    for (const who of ["person", "family"] as const) {
      const own = benefits.filter(
        (one) => one.kind === kind && (one.coverage === "FAM") === (who === "family") && one.network !== "N" && ofWholePlan(one),
      );
      const total = own.find((one) => one.period === "23" || one.period === "22" || one.period === "25")?.amount;
      const left = own.find((one) => one.period === "29")?.amount;
      if (total === undefined && left === undefined) continue;
      const met = total !== undefined && left !== undefined && left <= total ? ((total - left) as Cents) : undefined;
      limits.push({
        of,
        who,
        ...(total === undefined ? {} : { total }),
        ...(left === undefined ? {} : { left }),
        ...(met === undefined ? {} : { met }),
      });
    }
  }
  return limits;
}

function ofWholePlan({ serviceTypes: types }: Benefit): boolean {
  return types.length === 0 || types.includes("30");
}

function copayOf(one: Benefit): readonly Copay[] {
  if (one.kind !== "B" || one.amount === undefined) return [];
  const network = one.network === "Y" ? "in" : one.network === "N" ? "out" : one.network === "W" ? "both" : undefined;
  return [
    {
      service: [serviceWords(one), ...one.messages.map((message) => message.toLowerCase())].join(", "),
      types: one.serviceTypes,
      amount: one.amount,
      ...(network === undefined ? {} : { network }),
      needsAuthorization: one.authorization === "Y",
      messages: one.messages,
    },
  ];
}

function coinsuranceOf(one: Benefit): readonly string[] {
  if (one.kind !== "A" || one.percent === undefined) return [];
  const where = one.network === "Y" ? " in the network" : one.network === "N" ? " outside of the network" : "";
  const what = ofWholePlan(one) ? "" : ` for ${serviceWords(one)}`;
  return [`${percentWords(one.percent)}${where}${what}`];
}

/** EB08 is a share of one: 0.2 is 20 %. */
function percentWords(share: Decimal): string {
  return `${formatDecimal(multiplyDecimals(share, decimalFromInteger(100)))
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "")} %`;
}

function serviceWords({ serviceTypes: types, procedure }: Benefit): string {
  if (procedure !== undefined) return `service ${procedure.code}`;
  const words = types.map((type) => wordOf(serviceTypes, type) ?? `service type ${type}`);
  return words.length === 0 ? "the plan as a whole" : words.join(", ");
}

function otherPayerWords({ parties, messages, identifiers }: Benefit): string {
  const names = parties.map((party) => [party.name.first, party.name.last].filter((part) => part !== undefined && part !== "").join(" "));
  const words = [...names, ...messages.map((message) => message.toLowerCase())].filter((part) => part !== "");
  const ids = identifiers.map((one) => one.value);
  return `${words.length === 0 ? "another payer, not named" : words.join("; ")}${ids.length === 0 ? "" : ` (${ids.join(", ")})`}`;
}

function differences(
  answer: EligibilityAnswer,
  asked: { readonly memberId: string; readonly last: string } | undefined,
): readonly string[] {
  if (asked === undefined || answer.rejections.length > 0) return [];
  const id = answer.subscriber?.memberId?.value;
  const last = answer.subscriber?.name?.last;
  return [
    ...(id !== undefined && plain(id) !== plain(asked.memberId) ? [`The payer writes the member id ${id}.`] : []),
    ...(last !== undefined && last !== "" && plain(last) !== plain(asked.last)
      ? [`The payer writes the subscriber's last name ${last}.`]
      : []),
  ];
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
}

function silences({
  limits,
  copays,
  coinsurance,
  to,
  benefits,
}: Pick<EligibilitySummary, "limits" | "copays"> & {
  readonly coinsurance: readonly string[];
  readonly to: IsoDate | undefined;
  readonly benefits: readonly Benefit[];
}): readonly string[] {
  const has = (of: YearLimit["of"]): boolean => limits.some((one) => one.of === of && one.left !== undefined);
  return [
    ...(has("deductible") ? [] : ["It does not say what is left of the deductible."]),
    ...(copays.some((one) => isOfficeVisit(one)) ? [] : ["It does not say the co-pay of an office visit."]),
    ...(coinsurance.length > 0 ? [] : ["It does not say the coinsurance."]),
    ...(has("out-of-pocket") ? [] : ["It does not say what is left of the yearly maximum."]),
    ...(benefits.some((one) => one.kind === "R") ? [] : ["It names no other payer, which is no proof that there is none."]),
    ...(to === undefined ? [] : [`The insurance ends on ${formatUsDate(to)}.`]),
    "It is no promise to pay: the payer decides on the claim.",
  ];
}

const officeTypes: readonly string[] = ["98", "BY", "A0"];

function isOfficeVisit({ types }: Copay): boolean {
  return types.some((type) => officeTypes.includes(type));
}

/**
 * What the patient pays at the desk for an office visit. The payer's answer first: in the network, for primary care or a
 * specialist where it tells them apart. When it says several amounts and not which, the card's own decides among them; else nothing is guessed.
 */
export function officeCopay(
  summary: Pick<EligibilitySummary, "state" | "copays"> | undefined,
  { card, specialist }: { readonly card: Cents | undefined; readonly specialist: boolean },
): { readonly amount: Cents; readonly from: "payer" | "card" } | undefined {
  const own = summary?.state === "active" ? summary.copays.filter((one) => isOfficeVisit(one) && one.network !== "out") : [];
  const words = specialist ? "SPECIALIST" : "PRIMARY";
  const named = own.filter((one) => one.messages.some((message) => message.toUpperCase().includes(words)));
  const chosen = named.length > 0 ? named : own;
  const amounts = [...new Set(chosen.map((one) => one.amount))];
  const [only] = amounts;
  if (only !== undefined && amounts.length === 1) return { amount: only, from: "payer" };
  if (card !== undefined) return { amount: card, from: amounts.includes(card) ? "payer" : "card" };
  return undefined;
}

/** Taxonomies of family and general practice, internal medicine, pediatrics, and of nurse practitioners and assistants in primary care. */
const primaryCare = /^(207Q|208D|207R00000X|208000000X|363LF|363LP2300|363LA2200|363AM0700|207RG0300)/;

export function isSpecialist(taxonomy: string | undefined): boolean {
  return taxonomy !== undefined && !primaryCare.test(taxonomy);
}
