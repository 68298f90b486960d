/** A claim line as the payer works with it: what the claim says, with everything that the line inherits filled in. */
import { type Cents, cents } from "../kernel/cents.ts";
import { type Decimal, decimal, divideHalfUp, parseDecimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ClaimLine, ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import { type BenefitPlan, type BenefitTerms, termsOn } from "./plan.ts";
import { type ServiceKind, serviceKindOf } from "./service-lists.ts";
import type { DecidedClaim, DecidedLine } from "./state.ts";

export interface SeenLine {
  readonly number: number;
  readonly qualifier: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  readonly charge: Cents;
  readonly placeOfService: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Diagnosis codes that the line points to. */
  readonly diagnoses: readonly string[];
  readonly controlNumber?: string;
  /** REF*G1 of the line, else of the claim. */
  readonly authorization?: string;
  /** REF*9F. */
  readonly referral?: string;
  readonly cliaGiven: boolean;
  /** An ordering or referring practitioner with an NPI. */
  readonly orderingGiven: boolean;
  readonly ndcGiven: boolean;
  readonly billingNpi: string;
  readonly renderingNpi: string;
  readonly taxonomy?: string;
  readonly kind: ServiceKind;
  /** In force on its date. */
  readonly terms: BenefitTerms;
}

/** A line decided before, for the rules that look back. */
export interface HistoryLine {
  readonly line: DecidedLine;
  readonly billingNpi: string;
  readonly renderingNpi: string;
}

/** Undefined when a line has no date: the front door refuses such a claim. */
export function seeLines(claim: ProfessionalClaim, plan: BenefitPlan): readonly SeenLine[] | undefined {
  const seen: SeenLine[] = [];
  for (const line of claim.lines) {
    const from = line.serviceFrom;
    if (from === undefined) return undefined;
    seen.push(seeLine(claim, line, { plan, from }));
  }
  return seen;
}

/** Lines of claims that still stand, of one patient. */
export function historyOf(claims: readonly DecidedClaim[]): readonly HistoryLine[] {
  return claims
    .filter((claim) => claim.kind === "decision" && claim.supersededBy === undefined)
    .flatMap((claim) =>
      claim.lines.map((line) => ({ line, billingNpi: claim.payee.npi, renderingNpi: line.renderingNpi ?? claim.payee.npi })),
    );
}

/** Units of a decided line that stood. They were written by us, from a Decimal. */
export function unitsOf(line: DecidedLine): Decimal {
  return parseDecimal(line.unitsPaid ?? line.units) ?? decimal("0");
}

/** The line with fewer units, at their part of the charge. */
export function keptLine(line: SeenLine, kept: Decimal): SeenLine {
  const scale = 10n ** BigInt(line.units.scale + kept.scale);
  const keptDigits = (kept.digits * scale) / 10n ** BigInt(kept.scale);
  const allDigits = (line.units.digits * scale) / 10n ** BigInt(line.units.scale);
  return { ...line, units: kept, charge: cents(Number(divideHalfUp(BigInt(line.charge) * keptDigits, allDigits))) };
}

function seeLine(
  claim: ProfessionalClaim,
  line: ClaimLine,
  { plan, from }: { readonly plan: BenefitPlan; readonly from: IsoDate },
): SeenLine {
  const rendering = line.rendering ?? claim.rendering ?? claim.billing;
  const number = (qualifier: string): string | undefined => identifierOf(line, qualifier) ?? identifierOf(claim, qualifier);
  const authorization = number("G1");
  const referral = number("9F");
  const orderer = line.ordering ?? line.referring ?? claim.referring;
  const procedure = line.procedure.code.toUpperCase();
  const modifiers = line.procedure.modifiers.map((modifier) => modifier.toUpperCase());
  const seen: { -readonly [Key in keyof SeenLine]: SeenLine[Key] } = {
    number: line.number,
    qualifier: line.procedure.qualifier,
    procedure,
    modifiers,
    units: line.units,
    charge: line.charge,
    placeOfService: line.placeOfService ?? claim.placeOfService,
    from,
    to: line.serviceTo ?? from,
    diagnoses: line.pointers.flatMap((pointer) => claim.diagnoses[pointer - 1]?.code ?? []),
    cliaGiven: number("X4") !== undefined,
    orderingGiven: orderer?.npi !== undefined,
    ndcGiven: line.drug !== undefined,
    billingNpi: claim.billing.npi ?? "",
    renderingNpi: rendering.npi ?? claim.billing.npi ?? "",
    kind: serviceKindOf({ procedure, modifiers, taxonomy: rendering.taxonomy }, plan.kind),
    terms: termsOn(plan, from),
  };
  if (authorization !== undefined) seen.authorization = authorization;
  if (referral !== undefined) seen.referral = referral;
  if (rendering.taxonomy !== undefined) seen.taxonomy = rendering.taxonomy;
  if (line.controlNumber !== undefined) seen.controlNumber = line.controlNumber;
  return seen;
}

function identifierOf({ identifiers }: Pick<ProfessionalClaim, "identifiers">, qualifier: string): string | undefined {
  return identifiers.find((one) => one.qualifier === qualifier && one.value !== "")?.value;
}
