/**
 * The professional claim as the 33 items of the CMS-1500 (02/12). What stands in which item follows the crosswalk of the
 * 837P's elements that CMS prints in Pub. 100-04, chapter 26, section 10; the words beside the items are the screen's.
 */
import { type Cents, zeroCents } from "../kernel/cents.ts";
import { formatDecimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type {
  ClaimDate,
  ClaimLine,
  ClaimProvider,
  ProfessionalClaim,
  X12Address,
  X12Name,
} from "../x12/transactions/professional-claim.ts";

export interface PaperPerson {
  readonly name: string;
  readonly birthDate?: IsoDate;
  readonly sex?: "F" | "M" | "U";
  readonly address: readonly string[];
}

export interface PaperProvider {
  readonly name: string;
  readonly npi: string;
  readonly address: readonly string[];
}

export interface PaperDate {
  /** DTP01, which the form prints beside the date. */
  readonly qualifier: string;
  readonly from: IsoDate;
  readonly to?: IsoDate;
}

export interface PaperLine {
  /** 24A. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** 24B. */
  readonly place: string;
  /** 24C. */
  readonly emergency: boolean;
  /** 24D. */
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** 24E, as letters. */
  readonly pointers: string;
  readonly charge: Cents;
  readonly units: string;
  /** 24J. */
  readonly renderingNpi: string;
  /** The shaded half: notes, drug. */
  readonly above: string;
}

export interface PaperForm {
  /** 1. */
  readonly program: "medicare" | "medicaid" | "tricare" | "champva" | "group" | "other";
  /** 1a. */
  readonly insuredId: string;
  /** 2, 3, 5. */
  readonly patient: PaperPerson;
  /** 4, 7, 11a; absent when the patient is the insured. */
  readonly insured?: PaperPerson;
  /** 6. */
  readonly relationship: "self" | "spouse" | "child" | "other";
  /** 9, 9a, 9d. */
  readonly other?: { readonly name: string; readonly policy: string; readonly plan: string };
  /** 10a to 10c. */
  readonly causes: { readonly employment: boolean; readonly auto: boolean; readonly autoState: string; readonly accident: boolean };
  /** 11, 11c. */
  readonly group: string;
  readonly planName: string;
  /** 12, 13. */
  readonly patientSigned: boolean;
  readonly paysPractice: boolean;
  /** 14, 15. */
  readonly onset?: PaperDate;
  readonly otherDate?: PaperDate;
  /** 16, 18. */
  readonly unableToWork?: PaperDate;
  readonly inHospital?: PaperDate;
  /** 17, with the qualifier that the form prints: DN, DK, DQ. */
  readonly source?: { readonly qualifier: string; readonly name: string; readonly npi: string };
  /** 19. */
  readonly note: string;
  /** 21, without dots. */
  readonly diagnoses: readonly { readonly letter: string; readonly code: string }[];
  readonly icd: "0" | "9";
  /** 22. */
  readonly resubmission: { readonly code: string; readonly payerNumber: string };
  /** 23. */
  readonly authorization: string;
  readonly lines: readonly PaperLine[];
  /** 25. */
  readonly taxId: { readonly number: string; readonly kind: "EIN" | "SSN" | "" };
  /** 26. */
  readonly account: string;
  /** 27. */
  readonly acceptsAssignment: boolean;
  readonly total: Cents;
  readonly paid: Cents;
  /** 31. */
  readonly clinician: string;
  /** 32; absent when the billing address is the place. */
  readonly facility?: PaperProvider;
  /** 33. */
  readonly billing: PaperProvider & { readonly phone: string };
}

export function paperForm(claim: ProfessionalClaim): PaperForm {
  const { subscriber, dependent } = claim;
  const insured = dependent === undefined ? undefined : personOf(subscriber);
  const other = claim.otherPayers[0];
  return {
    program: programOf(subscriber.filingIndicator),
    insuredId: subscriber.memberId?.value ?? "",
    patient: personOf(dependent ?? subscriber),
    ...(insured === undefined ? {} : { insured }),
    relationship: relationshipOf(dependent?.relationship ?? subscriber.relationship),
    ...(other === undefined
      ? {}
      : {
          other: {
            name: nameOf(other.subscriber.name),
            policy: other.subscriber.groupNumber ?? other.subscriber.memberId?.value ?? "",
            plan: other.payer.name,
          },
        }),
    causes: causesOf(claim),
    group: subscriber.groupNumber ?? "",
    planName: subscriber.groupName ?? claim.payer.name,
    patientSigned: claim.releaseOfInformation === "Y" || claim.releaseOfInformation === "I",
    paysPractice: claim.benefitsAssigned === "Y",
    ...dates(claim.dates),
    ...sourceOf(claim),
    note: claim.notes.map((one) => one.text).join(" "),
    diagnoses: claim.diagnoses.map((one, index) => ({ letter: letterOf(index + 1), code: one.code })),
    icd: claim.diagnoses[0]?.qualifier === "BK" ? "9" : "0",
    resubmission:
      claim.frequency === "1"
        ? { code: "", payerNumber: "" }
        : { code: claim.frequency, payerNumber: identifier(claim.identifiers, ["F8"]) },
    authorization: identifier(claim.identifiers, ["G1", "9F", "X4"]),
    lines: claim.lines.map((line) => lineOf(line, claim)),
    taxId: taxIdOf(claim.billing),
    account: claim.controlNumber,
    acceptsAssignment: claim.assignment === "A",
    total: claim.charge,
    paid: claim.patientPaid ?? zeroCents,
    clinician: nameOf((claim.rendering ?? claim.billing).name),
    ...(claim.facility === undefined ? {} : { facility: providerOf(claim.facility) }),
    billing: { ...providerOf(claim.billing), phone: claim.billing.contacts[0]?.numbers.find((one) => one.qualifier === "TE")?.value ?? "" },
  };
}

/** SBR09 as the boxes of item 1. */
function programOf(indicator: string | undefined): PaperForm["program"] {
  switch (indicator) {
    case "MA":
    case "MB":
    case "16":
      return "medicare";
    case "MC":
      return "medicaid";
    case "CH":
      return "tricare";
    case "VA":
      return "champva";
    case "12":
    case "13":
    case "14":
    case "15":
    case "CI":
    case "HM":
    case "BL":
      return "group";
    default:
      return "other";
  }
}

function relationshipOf(code: string | undefined): PaperForm["relationship"] {
  if (code === undefined || code === "18") return "self";
  if (code === "01") return "spouse";
  return code === "19" ? "child" : "other";
}

function causesOf({ relatedCauses }: ProfessionalClaim): PaperForm["causes"] {
  const has = (cause: string): boolean => relatedCauses?.causes.includes(cause) ?? false;
  return { employment: has("EM"), auto: has("AA"), autoState: relatedCauses?.autoState ?? "", accident: has("OA") };
}

/** 431 onset, 484 last menstrual period; of others the first; 297/296 or 314 unable to work; 435/096 in hospital. */
function dates(given: readonly ClaimDate[]): Pick<PaperForm, "onset" | "otherDate" | "unableToWork" | "inHospital"> {
  const first = (...qualifiers: readonly string[]): PaperDate | undefined => given.find((one) => qualifiers.includes(one.qualifier));
  const span = (start: string, end: string, both: string): PaperDate | undefined => {
    const [range, from, to] = [first(both), first(start), first(end)];
    return range ?? (from === undefined ? undefined : { ...from, ...(to === undefined ? {} : { to: to.from }) });
  };
  const onset = first("431", "484");
  const otherDate = first("454", "304", "453", "439", "455", "471", "090", "091", "444");
  const unableToWork = span("360", "361", "314");
  const inHospital = span("435", "096", "435");
  return {
    ...(onset === undefined ? {} : { onset }),
    ...(otherDate === undefined ? {} : { otherDate }),
    ...(unableToWork === undefined ? {} : { unableToWork }),
    ...(inHospital === undefined ? {} : { inHospital }),
  };
}

function sourceOf(claim: ProfessionalClaim): Pick<PaperForm, "source"> {
  const ordering = claim.lines.find((line) => line.ordering !== undefined)?.ordering;
  const [qualifier, provider] =
    claim.referring !== undefined ? ["DN", claim.referring] : ordering !== undefined ? ["DK", ordering] : ["DQ", claim.supervising];
  return provider === undefined ? {} : { source: { qualifier, name: nameOf(provider.name), npi: provider.npi ?? "" } };
}

function lineOf(line: ClaimLine, claim: ProfessionalClaim): PaperLine {
  const drug = line.drug === undefined ? [] : [`N4${line.drug.ndc}`];
  const rendering = line.rendering ?? claim.rendering ?? claim.billing;
  return {
    ...(line.serviceFrom === undefined ? {} : { from: line.serviceFrom }),
    ...(line.serviceTo === undefined ? {} : { to: line.serviceTo }),
    place: line.placeOfService ?? claim.placeOfService,
    emergency: line.emergency,
    procedure: line.procedure.code,
    modifiers: [...line.procedure.modifiers],
    pointers: line.pointers.map(letterOf).join(""),
    charge: line.charge,
    units: formatDecimal(line.units),
    renderingNpi: rendering.npi ?? "",
    above: [...drug, ...line.notes.map((one) => one.text)].join(" "),
  };
}

function personOf(person: {
  readonly name: X12Name;
  readonly birthDate?: IsoDate;
  readonly sex?: "F" | "M" | "U";
  readonly address?: X12Address;
}): PaperPerson {
  return {
    name: nameOf(person.name),
    address: addressOf(person.address),
    ...(person.birthDate === undefined ? {} : { birthDate: person.birthDate }),
    ...(person.sex === undefined ? {} : { sex: person.sex }),
  };
}

function providerOf({ name, npi, address }: ClaimProvider): PaperProvider {
  return { name: nameOf(name), npi: npi ?? "", address: addressOf(address) };
}

function taxIdOf({ identifiers }: ClaimProvider): PaperForm["taxId"] {
  const found = identifiers.find((one) => one.qualifier === "EI" || one.qualifier === "SY");
  if (found === undefined) return { number: "", kind: "" };
  return { number: found.value, kind: found.qualifier === "EI" ? "EIN" : "SSN" };
}

function identifier(all: ProfessionalClaim["identifiers"], qualifiers: readonly string[]): string {
  for (const qualifier of qualifiers) {
    const found = all.find((one) => one.qualifier === qualifier);
    if (found !== undefined) return found.value;
  }
  return "";
}

function nameOf(name: X12Name): string {
  const last = name.suffix === undefined ? name.last : `${name.last} ${name.suffix}`;
  return [last, name.first, name.middle].filter((part) => part !== undefined && part !== "").join(", ");
}

function addressOf(address: X12Address | undefined): readonly string[] {
  if (address === undefined) return [];
  const zip = address.zip ?? "";
  const place = [address.city, address.state, zip.length === 9 ? `${zip.slice(0, 5)}-${zip.slice(5)}` : zip].filter(
    (part) => part !== undefined,
  );
  return [address.line1, ...(address.line2 === undefined ? [] : [address.line2]), place.join(" ")];
}

/** 1 is A. */
function letterOf(position: number): string {
  return String.fromCharCode(64 + position);
}
