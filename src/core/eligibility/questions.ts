/** What we ask a payer: whether somebody is insured on a day (270), and how a claim stands (276). */
import type { Cents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { isSelf, subscriberOf } from "../parties/coverage.ts";
import { plainMemberId } from "../parties/member-id.ts";
import type { Coverage, Patient, Payer, PersonName, Practice } from "../parties/model.ts";
import type { StatusQuestion } from "../x12/transactions/claim-status.ts";
import type { EligibilityPerson, EligibilityQuestion, InquiryParty } from "../x12/transactions/eligibility.ts";
import type { X12Name } from "../x12/transactions/professional-claim.ts";

interface Subject {
  readonly practice: Practice;
  readonly payer: Payer;
  readonly patient: Patient;
  readonly coverage: Coverage;
  /** Comes back in the answer, and leads it to its question. */
  readonly trace: string;
}

/** Service type 30: the plan as a whole, which is the one that every payer has to answer (CORE 154). */
export function eligibilityQuestion({
  practice,
  payer,
  patient,
  coverage,
  trace,
  on,
}: Subject & { readonly on: IsoDate }): EligibilityQuestion {
  const card = subscriberOf(patient, coverage);
  const subscriber: EligibilityPerson = {
    name: nameOf(card.name),
    memberId: { qualifier: "MI", value: plainMemberId(coverage.memberId) },
    identifiers: coverage.groupNumber === undefined ? [] : [{ qualifier: "6P", value: coverage.groupNumber }],
    ...(card.birthDate === undefined ? {} : { birthDate: card.birthDate }),
    ...(card.sex === undefined || card.sex === "U" ? {} : { sex: card.sex }),
  };
  const dependent: EligibilityPerson = {
    name: nameOf(patient.name),
    identifiers: [],
    birthDate: patient.birthDate,
    ...(patient.sex === "U" ? {} : { sex: patient.sex }),
    ...(coverage.relationship === "01" || coverage.relationship === "19"
      ? { relationship: coverage.relationship }
      : { relationship: "34" }),
  };
  return {
    payer: payerParty(payer),
    receiver: {
      role: "1P",
      name: practiceName(practice),
      id: { qualifier: "XX", value: practice.npi },
      identifiers: [],
    },
    traces: [{ kind: "1", number: trace, originator: originatorOf(practice) }],
    subscriber,
    ...(isSelf(coverage) ? {} : { dependent }),
    dates: [{ qualifier: "291", from: on }],
    services: [{ types: ["30"], identifiers: [], dates: [] }],
  };
}

export interface AskedClaim {
  readonly controlNumber: string;
  readonly payerControlNumber?: string;
  readonly charge: Cents;
  readonly serviceFrom: IsoDate;
  readonly serviceTo: IsoDate;
}

/** By the payer's own number when it gave one: nothing finds a claim better. */
export function statusQuestion({
  practice,
  payer,
  patient,
  coverage,
  trace,
  claim,
}: Subject & { readonly claim: AskedClaim }): StatusQuestion {
  const card = subscriberOf(patient, coverage);
  const self = isSelf(coverage);
  return {
    payer: payerParty(payer),
    receiver: { role: "41", name: practiceName(practice), id: { qualifier: "46", value: practice.submitterId } },
    providers: [{ role: "1P", name: practiceName(practice), id: { qualifier: "XX", value: practice.npi } }],
    subscriber: {
      name: nameOf(card.name),
      memberId: { qualifier: "MI", value: plainMemberId(coverage.memberId) },
      ...(self ? { birthDate: patient.birthDate, ...(patient.sex === "U" ? {} : { sex: patient.sex }) } : {}),
    },
    ...(self
      ? {}
      : { dependent: { name: nameOf(patient.name), birthDate: patient.birthDate, ...(patient.sex === "U" ? {} : { sex: patient.sex }) } }),
    trace,
    identifiers: [
      ...(claim.payerControlNumber === undefined ? [] : [{ qualifier: "1K", value: claim.payerControlNumber }]),
      { qualifier: "EJ", value: claim.controlNumber },
    ],
    charge: claim.charge,
    serviceFrom: claim.serviceFrom,
    serviceTo: claim.serviceTo,
    lines: [],
  };
}

function payerParty({ name, payerId }: Payer): InquiryParty {
  return { role: "PR", name: { kind: "organisation", last: name }, id: { qualifier: "PI", value: payerId } };
}

function practiceName({ name, kind }: Practice): X12Name {
  return { kind, last: name };
}

function nameOf({ last, first, middle, suffix }: PersonName): X12Name {
  return {
    kind: "person",
    last,
    first,
    ...(middle === undefined ? {} : { middle }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

/** TRN03 has ten characters: 1 and the employer's number, else 9 and what the practice chose. */
function originatorOf({ taxId, submitterId }: Practice): string {
  return taxId.kind === "EI" ? `1${taxId.number}`.slice(0, 10) : `9${submitterId}`.padEnd(10, "0").slice(0, 10);
}
