/** A question of eligibility (270) answered from the payer's own records and accumulators (271). */
import { type Cents, zeroCents } from "../kernel/cents.ts";
import { isNpi } from "../kernel/check-digits.ts";
import type { Decimal } from "../kernel/decimal.ts";
import { addDays, addYears, type IsoDate, yearOf } from "../kernel/iso-date.ts";
import type {
  Benefit,
  EligibilityAnswer,
  EligibilityPerson,
  EligibilityQuestion,
  EligibilityRejection,
} from "../x12/transactions/eligibility.ts";
import type { X12Name } from "../x12/transactions/professional-claim.ts";
import { leftOf, type Met, nothingMet } from "./benefits.ts";
import { type Books, metInYears } from "./books.ts";
import { dependentKey, familyKeyOf, plainId, sameName } from "./members.ts";
import { type BenefitPlan, type BenefitTerms, planByPayerId, termsOn } from "./plan.ts";
import type { Directory, Member } from "./records.ts";
import type { ServiceKind } from "./service-lists.ts";

export interface EligibilityInput {
  readonly books: Books;
  readonly plans: readonly BenefitPlan[];
  readonly directory: Directory;
  readonly today: IsoDate;
}

/** Who was found, and since when and until when insured. */
interface Insured {
  readonly memberId: string;
  readonly member?: Member;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** Not found, found twice or asked wrongly: AAA with the reason. Else the coverage, and when it is active the benefits. */
export function answerEligibility(question: EligibilityQuestion, input: EligibilityInput): EligibilityAnswer {
  const plan = planByPayerId(input.plans, question.payer.id?.value ?? "");
  const base = {
    payer: question.payer,
    contacts: plan === undefined ? [] : [{ name: "PROVIDER SERVICES", numbers: [{ qualifier: "TE", value: plan.phone }] }],
    receiver: question.receiver,
    traces: question.traces.map((one) => ({ ...one, kind: "2" })),
    subscriber: question.subscriber,
    ...(question.dependent === undefined ? {} : { dependent: question.dependent }),
    dates: [],
    benefits: [],
  };
  const refuse = (rejection: EligibilityRejection): EligibilityAnswer => {
    if (rejection.at === "payer")
      return { payer: base.payer, contacts: base.contacts, traces: [], dates: [], rejections: [rejection], benefits: [] };
    if (rejection.at === "receiver") {
      return {
        payer: base.payer,
        contacts: base.contacts,
        receiver: base.receiver,
        traces: [],
        dates: [],
        rejections: [rejection],
        benefits: [],
      };
    }
    return { ...base, rejections: [rejection] };
  };
  if (plan === undefined) return refuse(rejected("payer", "79"));
  if (!isNpi(question.receiver.id?.value ?? "")) return refuse(rejected("receiver", "43"));
  const on = question.dates.find((one) => one.qualifier === "291")?.from ?? input.today;
  if (on < addYears(input.today, -2)) return refuse(rejected("subscriber", "62"));
  if (on > addDays(input.today, 92)) return refuse(rejected("subscriber", "63"));
  const found = findInsured(question, { plan, directory: input.directory });
  if ("reason" in found) return refuse(found);
  const active = (found.from === undefined || on >= found.from) && (found.to === undefined || on <= found.to);
  const terms = termsOn(plan, on);
  return {
    ...base,
    subscriber: subscriberOf(question.subscriber, found),
    dates: [
      ...(found.from === undefined ? [] : [{ qualifier: "346", from: found.from }]),
      ...(found.to === undefined ? [] : [{ qualifier: "347", from: found.to }]),
    ],
    rejections: [],
    benefits: active ? benefitsOf(question, { plan, terms, found, input, on }) : [benefit("6", { serviceTypes: ["30"], plan: plan.name })],
  };
}

function rejected(at: EligibilityRejection["at"], reason: string): EligibilityRejection {
  return { at, valid: reason === "62" || reason === "63", reason, followUp: "C" };
}

/** By the id, checked against what is on file; without an id by name and birth date among the listed members. */
function findInsured(
  { subscriber, dependent }: EligibilityQuestion,
  { plan, directory }: { readonly plan: BenefitPlan; readonly directory: Directory },
): Insured | EligibilityRejection {
  const memberId = plainId(subscriber.memberId?.value ?? "");
  if (memberId === "") return findByName(subscriber, { plan, directory });
  const membership = directory.membership(plan, memberId);
  if (membership.kind === "unknown") return rejected("subscriber", "72");
  if (membership.kind === "by-pattern") return { memberId, from: membership.from };
  const { member } = membership;
  if (subscriber.name !== undefined && !sameName(subscriber.name.last, member.last)) return rejected("subscriber", "73");
  const birth = member.birthDate;
  if (birth !== undefined && subscriber.birthDate !== undefined && birth !== subscriber.birthDate) return rejected("subscriber", "71");
  if (dependent !== undefined && member.dependents !== undefined) {
    const known = member.dependents.some(
      (one) =>
        sameName(one.first, dependent.name?.first ?? "") && (dependent.birthDate === undefined || one.birthDate === dependent.birthDate),
    );
    if (!known) return rejected("dependent", "77");
  }
  return insured(member);
}

function findByName(
  { name, birthDate }: EligibilityPerson,
  { plan, directory }: { readonly plan: BenefitPlan; readonly directory: Directory },
): Insured | EligibilityRejection {
  if (name === undefined || birthDate === undefined) return rejected("subscriber", "72");
  const found = directory.membersOf(plan.id).filter((one) => isNamed(one, name) && one.birthDate === birthDate);
  const [only] = found;
  if (only === undefined) return rejected("subscriber", "75");
  return found.length > 1 ? rejected("subscriber", "76") : insured(only);
}

export function isNamed(member: Member, name: X12Name): boolean {
  return sameName(member.last, name.last) && sameName(member.first, name.first ?? "");
}

function insured(member: Member): Insured {
  return {
    memberId: member.memberId,
    member,
    ...(member.from === undefined ? {} : { from: member.from }),
    ...(member.to === undefined ? {} : { to: member.to }),
  };
}

function subscriberOf(asked: EligibilityPerson, { memberId, member }: Insured): EligibilityPerson {
  const name: X12Name | undefined = member === undefined ? asked.name : { kind: "person", last: member.last, first: member.first };
  const birthDate = member?.birthDate ?? asked.birthDate;
  return {
    ...asked,
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
    memberId: { qualifier: "MI", value: memberId },
  };
}

/** Which EB03 says a kind of service; office visits of both kinds are 98, told apart by a message. */
const typeOfKind: Partial<Readonly<Record<ServiceKind, string>>> = {
  preventive: "BZ",
  "primary-visit": "98",
  "specialist-visit": "98",
  emergency: "86",
  "mental-health": "MH",
  therapy: "PT",
  laboratory: "5",
  imaging: "4",
  "advanced-imaging": "62",
};

const words: Partial<Readonly<Record<ServiceKind, string>>> = { "primary-visit": "PRIMARY CARE", "specialist-visit": "SPECIALIST" };
/** Dental, vision, pharmacy: nobody here insures them. */
const otherPlans = new Set(["35", "AL", "88"]);

interface Asked {
  readonly plan: BenefitPlan;
  readonly terms: BenefitTerms;
  readonly found: Insured;
  readonly input: EligibilityInput;
  readonly on: IsoDate;
}

function benefitsOf({ services, dependent }: EligibilityQuestion, asked: Asked): readonly Benefit[] {
  const types = new Set(services.flatMap((one) => one.types));
  const wanted = (type: string): boolean => types.size === 0 || types.has("30") || types.has(type);
  const { plan, terms, found } = asked;
  const other =
    found.member?.otherCoverageFirst === true ? [benefit("R", { serviceTypes: ["30"], messages: ["ANOTHER PAYER IS PRIMARY"] })] : [];
  return [
    benefit("1", { coverage: "IND", serviceTypes: ["30"], insuranceType: insuranceTypes[plan.kind], plan: plan.name }),
    ...other,
    ...limitsOf(dependent, asked),
    ...shareOf(terms),
    ...kindsOf(terms).filter((one) => one.serviceTypes.some(wanted)),
    ...[...types].filter((type) => otherPlans.has(type)).map((type) => benefit("I", { serviceTypes: [type] })),
  ];
}

const insuranceTypes: Readonly<Record<BenefitPlan["kind"], string>> = {
  commercial: "C1",
  medicare: "MB",
  supplement: "SP",
  medicaid: "MC",
};

/** Deductible and out-of-pocket maximum: the year's, and what is left of it, of the patient and of the family. */
function limitsOf(dependent: EligibilityPerson | undefined, { plan, terms, found, input, on }: Asked): readonly Benefit[] {
  const { benefits } = terms;
  const year = yearOf(on);
  const key = dependent?.name === undefined ? found.memberId : dependentKey(found.memberId, dependent.name, dependent.birthDate);
  const metOf = (patientKey: string): Met =>
    metInYears(input.books, { planId: plan.id, patientKey, years: [year] }).get(year) ?? nothingMet;
  const own = metOf(key);
  const family = metOf(familyKeyOf(found.memberId));
  return [
    ...limit("C", "IND", benefits.deductible === 0 ? undefined : benefits.deductible, own.deductible),
    ...limit("C", "FAM", benefits.familyDeductible, family.deductible),
    ...limit("G", "IND", benefits.outOfPocketMaximum, own.outOfPocket),
    ...limit("G", "FAM", benefits.familyOutOfPocketMaximum, family.outOfPocket),
  ];
}

function limit(kind: "C" | "G", coverage: "IND" | "FAM", amount: Cents | undefined, met: Cents): readonly Benefit[] {
  const left = leftOf(amount, met);
  if (amount === undefined || left === undefined) return [];
  const of = (period: string, value: Cents): Benefit =>
    benefit(kind, { coverage, serviceTypes: ["30"], period, amount: value, network: "Y" });
  return [of("23", amount), of("29", left)];
}

function shareOf({ benefits }: BenefitTerms): readonly Benefit[] {
  const share = (percent: Decimal, network: string): Benefit =>
    benefit("A", { coverage: "IND", serviceTypes: ["30"], period: "27", percent, network });
  const outside = benefits.network.kind === "reduced" ? [share(benefits.network.coinsurance, "N")] : [];
  return [share(benefits.coinsurance, benefits.network.kind === "any" ? "W" : "Y"), ...outside];
}

/** Copays, and what is paid in full, by service type. */
function kindsOf({ benefits }: BenefitTerms): readonly Benefit[] {
  const kinds = Object.keys(typeOfKind) as readonly ServiceKind[];
  return kinds.flatMap((kind) => {
    const type = typeOfKind[kind];
    const copay = benefits.inFull.includes(kind) ? zeroCents : benefits.copays[kind];
    if (type === undefined || copay === undefined) return [];
    const message = words[kind];
    const needsAuthorization = kind === "advanced-imaging" && benefits.authorizationNeeded.length > 0;
    return [
      benefit("B", {
        coverage: "IND",
        serviceTypes: [type],
        period: "27",
        amount: copay,
        network: benefits.network.kind === "any" ? "W" : "Y",
        ...(needsAuthorization ? { authorization: "Y" } : {}),
        messages: message === undefined ? [] : [message],
      }),
    ];
  });
}

function benefit(kind: string, more: Partial<Omit<Benefit, "kind">>): Benefit {
  return { kind, serviceTypes: [], identifiers: [], dates: [], rejections: [], messages: [], parties: [], ...more };
}
