/** The practice's own record as its manager writes it: tidied, and every field checked. */
import { type Cents, formatUsd } from "../kernel/cents.ts";
import { isCliaNumber, isEin, isNpi, isSsn, isTaxonomyCode } from "../kernel/check-digits.ts";
import { compareDecimals, decimal, formatDecimal } from "../kernel/decimal.ts";
import type { Finding } from "../kernel/finding.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { filingIndicators } from "./filing-indicators.ts";
import { formatFullName, parsePhone, parseZip } from "./format.ts";
import type { Address, Location, Payer, PersonName, Plan, Practice, Provider } from "./model.ts";
import { found } from "./settings-findings.ts";
import { isState } from "./states.ts";

type Given<One extends { readonly id: unknown }> = Omit<One, "id">;

export function tidyPractice(given: Given<Practice>): Given<Practice> {
  const { taxonomy, payTo, ...rest } = given;
  return {
    ...rest,
    name: spaced(given.name),
    npi: compact(given.npi),
    taxId: { kind: given.taxId.kind, number: given.taxId.number.replace(/[\s-]/g, "") },
    address: tidyAddress(given.address),
    phone: parsePhone(given.phone) ?? given.phone.trim(),
    contactName: spaced(given.contactName),
    submitterId: compact(given.submitterId),
    ...textOf("taxonomy", taxonomy),
    ...(payTo === undefined ? {} : { payTo: tidyAddress(payTo) }),
  };
}

export function tidyProvider({ taxonomy, ...given }: Given<Provider>): Given<Provider> {
  return {
    ...given,
    name: tidyName(given.name),
    credential: spaced(given.credential),
    npi: compact(given.npi),
    ...textOf("taxonomy", taxonomy),
  };
}

export function tidyLocation({ npi, cliaNumber, ...given }: Given<Location>): Given<Location> {
  return {
    ...given,
    name: spaced(given.name),
    placeOfService: given.placeOfService.trim(),
    address: tidyAddress(given.address),
    ...textOf("npi", npi),
    ...textOf("cliaNumber", cliaNumber),
  };
}

export function tidyPayer({ address, ...given }: Given<Payer>): Given<Payer> {
  return {
    ...given,
    name: spaced(given.name),
    payerId: compact(given.payerId),
    ...(address === undefined ? {} : { address: tidyAddress(address) }),
  };
}

export interface TimeZones {
  readonly has: (name: string) => boolean;
}

/** The record is tidy. */
export function checkPractice(practice: Given<Practice>, zones: TimeZones): readonly Finding[] {
  const { kind, number } = practice.taxId;
  const right = kind === "EI" ? isEin(number) : isSsn(number);
  return [
    ...filled(practice.name, "name", "The practice's name"),
    ...checkNpi(practice.npi, "npi", "The practice's NPI"),
    ...checkTaxonomy(practice.taxonomy, "taxonomy", "The practice"),
    ...(right
      ? []
      : [
          found("taxId", "taxId.number", {
            // Never the number itself: it may be a person's.
            words:
              number === ""
                ? "is empty"
                : kind === "EI"
                  ? "is not nine figures"
                  : "is not nine figures that the Social Security Administration gives",
          }),
        ]),
    ...checkAddress(practice.address, { who: "The billing address", path: "address", street: true, nine: true }),
    ...(practice.payTo === undefined ? [] : checkAddress(practice.payTo, { who: "The pay-to address", path: "payTo" })),
    ...(parsePhone(practice.phone) === undefined
      ? [found("phone", "phone", { found: practice.phone === "" ? "Nothing" : practice.phone })]
      : []),
    ...filled(practice.contactName, "contactName", "The contact's name"),
    ...(zones.has(practice.timeZone) ? [] : [found("timeZone", "timeZone", { found: practice.timeZone })]),
    ...(/^[0-9A-Z]{2,15}$/.test(practice.submitterId) ? [] : [found("submitter", "submitterId", { found: quoted(practice.submitterId) })]),
  ];
}

/** `others`: the practice's other clinicians. */
export function checkProvider(
  provider: Given<Provider>,
  { others, practice }: { readonly others: readonly Provider[]; readonly practice: Pick<Practice, "npi" | "kind"> },
): readonly Finding[] {
  const twin = others.find((one) => one.npi === provider.npi);
  return [
    ...filled(provider.name.last, "name.last", "The last name"),
    ...filled(provider.name.first, "name.first", "The first name"),
    ...checkNpi(provider.npi, "npi", "The clinician's NPI"),
    ...(twin === undefined ? [] : [found("npiTwice", "npi", { found: provider.npi, name: formatFullName(twin.name) })]),
    ...(provider.npi === practice.npi && practice.kind === "organisation" ? [found("npiSame", "npi", { found: provider.npi })] : []),
    ...checkTaxonomy(provider.taxonomy, "taxonomy", "The clinician"),
  ];
}

export function checkLocation(location: Given<Location>, isPlace: (code: string) => boolean): readonly Finding[] {
  return [
    ...filled(location.name, "name", "The name"),
    ...(isPlace(location.placeOfService) ? [] : [found("place", "placeOfService", { found: quoted(location.placeOfService) })]),
    ...checkAddress(location.address, { who: "The place", path: "address", street: true, nine: true }),
    ...(location.npi === undefined ? [] : checkNpi(location.npi, "npi", "The place's NPI")),
    ...(location.cliaNumber === undefined || isCliaNumber(location.cliaNumber)
      ? []
      : [found("clia", "cliaNumber", { found: location.cliaNumber })]),
  ];
}

/** Longer than any limit that is known; what is beyond is a slip of the keyboard. */
const longestFilingDays = 1095;
const longestAppealDays = 730;

/** `before`: as it was, with whether it has claims; absent for one that is new. */
export function checkPayer(
  payer: Given<Payer>,
  { others, before }: { readonly others: readonly Payer[]; readonly before?: { readonly payerId: string; readonly hasClaims: boolean } },
): readonly Finding[] {
  const twin = others.find((one) => one.payerId === payer.payerId);
  const moved = before?.hasClaims === true && before.payerId !== payer.payerId;
  return [
    ...filled(payer.name, "name", "The payer's name"),
    // The folder of its files has its name.
    ...(/^[0-9A-Z]{2,15}$/.test(payer.payerId) ? [] : [found("payerId", "payerId", { found: quoted(payer.payerId) })]),
    ...(twin === undefined ? [] : [found("payerTwice", "payerId", { found: payer.payerId, name: twin.name })]),
    ...(moved ? [found("payerFixed", "payerId", { found: before.payerId, name: payer.name })] : []),
    ...(Object.hasOwn(filingIndicators, payer.filingIndicator)
      ? []
      : [found("filing", "filingIndicator", { found: quoted(payer.filingIndicator) })]),
    ...(payer.address === undefined ? [] : checkAddress(payer.address, { who: "The payer's address", path: "address" })),
    ...checkDays(payer.timelyFilingDays, "timelyFilingDays", { what: "Filing limit", most: longestFilingDays }),
    ...(payer.laterFilingDays === undefined
      ? []
      : checkDays(payer.laterFilingDays, "laterFilingDays", { what: "Filing limit as a later payer", most: longestFilingDays })),
    ...checkDays(payer.appealDays, "appealDays", { what: "Appeal limit", most: longestAppealDays }),
  ];
}

const leastFactor = decimal("0.1");
const mostFactor = decimal("10");

export function checkPlan(plan: Pick<Given<Plan>, "name" | "contractFactor">): readonly Finding[] {
  const factor = plan.contractFactor;
  const right = factor === undefined || (compareDecimals(factor, leastFactor) >= 0 && compareDecimals(factor, mostFactor) <= 0);
  return [
    ...filled(plan.name, "name", "The plan's name"),
    ...(right ? [] : [found("plan", "contractFactor", { found: formatDecimal(factor) })]),
  ];
}

export interface PriceToSet {
  readonly procedure: string;
  readonly from: IsoDate;
  /** Absent: no price any more. */
  readonly amount?: Cents;
}

const dearest = 10_000_000;

/** `medicare`: what the physician schedule pays for one unit, when it is known. */
export function checkPrice(
  price: PriceToSet,
  { today, medicare }: { readonly today: IsoDate; readonly medicare?: Cents },
): readonly Finding[] {
  const { procedure, from, amount } = price;
  const wrong = (path: string, words: string): Finding => found("price", path, { found: quoted(procedure), words });
  return [
    ...(/^[0-9A-Z]{5}$/.test(procedure) ? [] : [wrong("procedure", "that is no procedure code")]),
    ...(from < today ? [wrong("from", "a price holds from today or a later day on")] : []),
    ...(amount !== undefined && (amount < 1 || amount > dearest) ? [wrong("amount", `${formatUsd(amount)} cannot be its price`)] : []),
    ...(amount !== undefined && medicare !== undefined && amount >= 1 && amount < medicare
      ? [found("priceLow", "amount", { found: procedure, medicare: formatUsd(medicare), amount: formatUsd(amount) })]
      : []),
  ];
}

function checkDays(
  days: number,
  path: string,
  { what, least = 1, most }: { readonly what: string; readonly least?: number; readonly most: number },
): readonly Finding[] {
  return days >= least && days <= most ? [] : [found("days", path, { what, found: days, least, most })];
}

/** Numbers of people and of organisations look alike; which of both one is only the registry knows. */
function checkNpi(npi: string, path: string, what: string): readonly Finding[] {
  if (isNpi(npi)) return [];
  if (npi === "") return [found("missing", path, { what })];
  return [found("npi", path, { found: quoted(npi), words: /^\d{10}$/.test(npi) ? "fails its check digit" : "is not ten figures" })];
}

function checkTaxonomy(code: string | undefined, path: string, what: string): readonly Finding[] {
  if (code === undefined) return [found("taxonomyNone", path, { what })];
  return isTaxonomyCode(code) ? [] : [found("taxonomy", path, { found: quoted(code) })];
}

function checkAddress(
  { line1, city, state, zip }: Address,
  {
    who,
    path,
    street = false,
    nine = false,
  }: { readonly who: string; readonly path: string; readonly street?: boolean; readonly nine?: boolean },
): readonly Finding[] {
  const part = (field: string, words: string): Finding => found("address", `${path}.${field}`, { who, part: words });
  const known = parseZip(zip);
  return [
    ...(line1 === "" ? [part("line1", "street")] : street && isPostBox(line1) ? [found("postBox", `${path}.line1`, { who })] : []),
    ...(city === "" ? [part("city", "city")] : []),
    ...(isState(state) ? [] : [part("state", "state")]),
    ...(known === undefined
      ? [part("zip", "ZIP code")]
      : nine && known.length < 9
        ? [found("zip", `${path}.zip`, { who, found: zip })]
        : []),
  ];
}

function isPostBox(line: string): boolean {
  return /^\s*(p\.?\s*o\.?|post\s+office)\s*box\b/i.test(line);
}

function filled(text: string, path: string, what: string): readonly Finding[] {
  return text === "" ? [found("missing", path, { what })] : [];
}

function quoted(text: string): string {
  return text === "" ? "Nothing" : `“${text}”`;
}

function spaced(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function compact(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "");
}

function textOf<Key extends string>(key: Key, text: string | undefined): { readonly [K in Key]?: string } {
  const plain = compact(text ?? "");
  return (plain === "" ? {} : { [key]: plain }) as { readonly [K in Key]?: string };
}

function tidyName({ last, first, middle, suffix }: PersonName): PersonName {
  const more = (key: "middle" | "suffix", text: string | undefined) =>
    text === undefined || spaced(text) === "" ? {} : { [key]: spaced(text) };
  return { last: spaced(last), first: spaced(first), ...more("middle", middle), ...more("suffix", suffix) };
}

function tidyAddress({ line1, line2, city, state, zip }: Address): Address {
  const second = spaced(line2 ?? "");
  return {
    line1: spaced(line1),
    ...(second === "" ? {} : { line2: second }),
    city: spaced(city),
    state: state.trim().toUpperCase(),
    zip: parseZip(zip) ?? zip.trim(),
  };
}
