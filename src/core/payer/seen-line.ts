/** A claim line as the payer works with it: what the claim says, with everything that the line inherits filled in. */
import type { Cents } from "../kernel/cents.ts";
import { type Decimal, decimal, parseDecimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ClaimLine, ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
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
  readonly authorized: boolean;
  readonly cliaGiven: boolean;
  readonly billingNpi: string;
  readonly renderingNpi: string;
  readonly taxonomy?: string;
}

/** A line decided before, for the rules that look back. */
export interface HistoryLine {
  readonly line: DecidedLine;
  readonly billingNpi: string;
  readonly renderingNpi: string;
}

/** Undefined when a line has no date: the front door refuses such a claim. */
export function seeLines(claim: ProfessionalClaim): readonly SeenLine[] | undefined {
  const seen: SeenLine[] = [];
  for (const line of claim.lines) {
    const from = line.serviceFrom;
    if (from === undefined) return undefined;
    seen.push(seeLine(claim, line, from));
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

/** Units of a decided line. They were written by us, from a Decimal. */
export function unitsOf(line: DecidedLine): Decimal {
  return parseDecimal(line.units) ?? decimal("0");
}

function seeLine(claim: ProfessionalClaim, line: ClaimLine, from: IsoDate): SeenLine {
  const rendering = line.rendering ?? claim.rendering ?? claim.billing;
  const identified = [...claim.identifiers, ...line.identifiers];
  const has = (qualifier: string): boolean => identified.some((one) => one.qualifier === qualifier && one.value !== "");
  return {
    number: line.number,
    qualifier: line.procedure.qualifier,
    procedure: line.procedure.code.toUpperCase(),
    modifiers: line.procedure.modifiers.map((modifier) => modifier.toUpperCase()),
    units: line.units,
    charge: line.charge,
    placeOfService: line.placeOfService ?? claim.placeOfService,
    from,
    to: line.serviceTo ?? from,
    diagnoses: line.pointers.flatMap((pointer) => claim.diagnoses[pointer - 1]?.code ?? []),
    authorized: has("G1"),
    cliaGiven: has("X4"),
    billingNpi: claim.billing.npi ?? "",
    renderingNpi: rendering.npi ?? claim.billing.npi ?? "",
    ...(rendering.taxonomy === undefined ? {} : { taxonomy: rendering.taxonomy }),
    ...(line.controlNumber === undefined ? {} : { controlNumber: line.controlNumber }),
  };
}
