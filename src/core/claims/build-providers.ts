/** The provider loops of a claim: 2010AA billing, 2310A referring, 2310B rendering, 2310C facility, 2310D supervising. */
import type { Address, Location, PersonName, Practice, Provider } from "../parties/model.ts";
import type { Encounter } from "../visits/model.ts";
import type { ClaimProvider, X12Name } from "../x12/transactions/professional-claim.ts";

export function personName(name: PersonName): X12Name {
  return {
    kind: "person",
    last: name.last,
    first: name.first,
    ...(name.middle === undefined ? {} : { middle: name.middle }),
    ...(name.suffix === undefined ? {} : { suffix: name.suffix }),
  };
}

/** "Rivera, Ana" of a practice that is a person is split at the comma, so that NM103 and NM104 are filled. */
function practiceName(practice: Practice): X12Name {
  const at = practice.kind === "person" ? practice.name.indexOf(",") : -1;
  if (at < 0) return { kind: practice.kind, last: practice.name };
  return { kind: "person", last: practice.name.slice(0, at).trim(), first: practice.name.slice(at + 1).trim() };
}

export function billingProvider(practice: Practice): ClaimProvider {
  return {
    name: practiceName(practice),
    npi: practice.npi,
    ...(practice.taxonomy === undefined ? {} : { taxonomy: practice.taxonomy }),
    address: practice.address,
    identifiers: [{ qualifier: practice.taxId.kind, value: practice.taxId.number }],
    contacts: practice.phone === "" ? [] : [{ name: practice.contactName, numbers: [{ qualifier: "TE", value: practice.phone }] }],
  };
}

export function personProvider(provider: Provider): ClaimProvider {
  return {
    name: personName(provider.name),
    npi: provider.npi,
    ...(provider.taxonomy === undefined ? {} : { taxonomy: provider.taxonomy }),
    identifiers: [],
    contacts: [],
  };
}

export function referringProvider(referring: NonNullable<Encounter["referring"]>): ClaimProvider {
  return {
    name: { kind: "person", last: referring.name.last, first: referring.name.first },
    npi: referring.npi,
    identifiers: [],
    contacts: [],
  };
}

/**
 * Loop 2310C only when the service was given somewhere else than at the billing address, and never for the patient's
 * home (POS 12). The NPI goes with it only when the place has one of its own.
 */
export function serviceFacility(practice: Practice, location: Location, placeOfService: string): ClaimProvider | undefined {
  const elsewhere = !isSameAddress(practice.address, location.address) || (location.npi !== undefined && location.npi !== practice.npi);
  if (placeOfService === "12" || placeOfService === "10" || !elsewhere) return undefined;
  return {
    name: { kind: "organisation", last: location.name },
    ...(location.npi === undefined || location.npi === practice.npi ? {} : { npi: location.npi }),
    address: location.address,
    identifiers: [],
    contacts: [],
  };
}

function isSameAddress(a: Address, b: Address): boolean {
  return plain(a.line1) === plain(b.line1) && plain(a.line2 ?? "") === plain(b.line2 ?? "") && a.zip.slice(0, 5) === b.zip.slice(0, 5);
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, "");
}
