/** A registration while it is written: every field a text, as the form has it. */
import { parseCents } from "../../core/kernel/cents.ts";
import type { RegistrationBody } from "../../http/contract/front-desk.ts";

export interface AddressDraft {
  line1: string;
  line2: string;
  city: string;
  state: string;
  zip: string;
}

export interface NameDraft {
  last: string;
  first: string;
  middle: string;
  suffix: string;
}

export interface CoverageDraft {
  /** Of the form's row. */
  key: string;
  id?: number;
  payerId: string;
  planId: string;
  rank: string;
  memberId: string;
  groupNumber: string;
  relationship: string;
  subscriberName: NameDraft;
  subscriberBirth: string;
  subscriberSex: string;
  from: string;
  to: string;
  copay: string;
  /** What the form does not show and keeps: the group's name, the subscriber's address. */
  kept: Partial<RegistrationBody["coverages"][number]>;
}

export interface Draft {
  name: NameDraft;
  birthDate: string;
  deathDate: string;
  sex: string;
  address: AddressDraft;
  phone: string;
  payer: string;
  payerName: NameDraft;
  payerAddress: AddressDraft;
  payerPhone: string;
  coverages: CoverageDraft[];
}

const noName: NameDraft = { last: "", first: "", middle: "", suffix: "" };
const noAddress: AddressDraft = { line1: "", line2: "", city: "", state: "", zip: "" };

export function newDraft(): Draft {
  return {
    name: noName,
    birthDate: "",
    deathDate: "",
    sex: "",
    address: noAddress,
    phone: "",
    payer: "self",
    payerName: noName,
    payerAddress: noAddress,
    payerPhone: "",
    coverages: [newCoverage(1)],
  };
}

export function newCoverage(rank: number): CoverageDraft {
  return {
    key: crypto.randomUUID(),
    payerId: "",
    planId: "",
    rank: String(rank),
    memberId: "",
    groupNumber: "",
    relationship: "18",
    subscriberName: noName,
    subscriberBirth: "",
    subscriberSex: "",
    from: "",
    to: "",
    copay: "",
    kept: {},
  };
}

export function draftOf({ name, birthDate, deathDate, sex, address, phone, guarantor, coverages }: RegistrationBody): Draft {
  return {
    name: nameDraft(name),
    birthDate,
    deathDate: deathDate ?? "",
    sex,
    address: addressDraft(address),
    phone: phoneText(phone),
    payer: guarantor.relationship,
    payerName: nameDraft(guarantor.name),
    payerAddress: addressDraft(guarantor.address),
    payerPhone: phoneText(guarantor.phone),
    coverages: coverages.map((one) => ({
      key: String(one.id),
      ...(one.id === undefined ? {} : { id: one.id }),
      payerId: String(one.payerId ?? ""),
      planId: String(one.planId ?? ""),
      rank: String(one.rank),
      memberId: one.memberId,
      groupNumber: one.groupNumber ?? "",
      relationship: one.relationship,
      subscriberName: one.subscriber === undefined ? noName : nameDraft(one.subscriber.name),
      subscriberBirth: one.subscriber?.birthDate ?? "",
      subscriberSex: one.subscriber?.sex ?? "",
      from: one.from ?? "",
      to: one.to ?? "",
      copay: one.copay === undefined ? "" : (one.copay / 100).toFixed(2),
      kept: one,
    })),
  };
}

function nameDraft({ last, first, middle = "", suffix = "" }: RegistrationBody["name"]): NameDraft {
  return { last, first, middle, suffix };
}

function addressDraft({ zip, line2 = "", ...rest }: RegistrationBody["address"]): AddressDraft {
  return { ...rest, line2, zip: zip.length === 9 ? `${zip.slice(0, 5)}-${zip.slice(5)}` : zip };
}

function phoneText(phone: string | undefined): string {
  return phone !== undefined && /^\d{10}$/.test(phone) ? `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}` : (phone ?? "");
}

/** Undefined as long as the date of birth or the sex is missing: without them nothing can be looked up. */
export function registrationOf(draft: Draft): RegistrationBody | undefined {
  if (draft.birthDate === "" || draft.sex === "") return undefined;
  const self = draft.payer === "self";
  return {
    name: nameOf(draft.name),
    birthDate: draft.birthDate,
    ...(draft.deathDate === "" ? {} : { deathDate: draft.deathDate }),
    sex: draft.sex as RegistrationBody["sex"],
    address: addressOf(draft.address),
    ...given("phone", draft.phone),
    guarantor: {
      relationship: draft.payer as RegistrationBody["guarantor"]["relationship"],
      name: nameOf(self ? draft.name : draft.payerName),
      address: addressOf(self ? draft.address : draft.payerAddress),
      ...given("phone", self ? draft.phone : draft.payerPhone),
    },
    coverages: draft.coverages.map(coverageOf),
  };
}

function coverageOf(one: CoverageDraft): RegistrationBody["coverages"][number] {
  const { id, payerId, planId, rank, memberId, relationship, subscriberName, subscriberBirth, subscriberSex, from, to, copay, kept } = one;
  const amount = parseCents(copay);
  return {
    ...(id === undefined ? {} : { id }),
    ...(payerId === "" ? {} : { payerId: Number(payerId) }),
    ...(planId === "" ? {} : { planId: Number(planId) }),
    rank: Number(rank) as 1 | 2 | 3,
    memberId,
    ...given("groupNumber", one.groupNumber),
    ...(kept.groupName === undefined ? {} : { groupName: kept.groupName }),
    relationship,
    ...(relationship === "18"
      ? {}
      : {
          subscriber: {
            name: nameOf(subscriberName),
            ...given("birthDate", subscriberBirth),
            ...(subscriberSex === "" ? {} : { sex: subscriberSex as "F" | "M" | "U" }),
            ...(kept.subscriber?.address === undefined ? {} : { address: kept.subscriber.address }),
          },
        }),
    ...given("from", from),
    ...given("to", to),
    ...(amount === undefined ? {} : { copay: amount }),
  };
}

function nameOf({ last, first, middle, suffix }: NameDraft): RegistrationBody["name"] {
  return { last, first, ...given("middle", middle), ...given("suffix", suffix) };
}

function addressOf({ line1, line2, city, state, zip }: AddressDraft): RegistrationBody["address"] {
  return { line1, ...given("line2", line2), city, state, zip };
}

function given<Key extends string>(key: Key, text: string): { readonly [Name in Key]?: string } {
  return text.trim() === "" ? {} : ({ [key]: text.trim() } as { readonly [Name in Key]: string });
}
