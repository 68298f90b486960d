/** A practice whose record is whole, with claims that pass the check: what the bulk steps of `bench` work on. */
import { cents, sumCents } from "../../core/kernel/cents.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { inventedProfessionalClaims } from "../../core/x12/samples/invented-837p.ts";
import type { ClaimLine, ProfessionalClaim, ProfessionalClaimBatch } from "../../core/x12/transactions/professional-claim.ts";
import { createPractice } from "../../store/practices.ts";
import type { App } from "../context.ts";
import { practice } from "../demonstration/cast.ts";

export function createBenchPractice(app: App): Promise<PracticeId> {
  return createPractice(app.pool, practice);
}

/** The visit with modifier 25, a blood draw and an electrocardiogram: nothing that the check would hold. */
const services = [
  { code: "99213", charge: 15_000 },
  { code: "36415", charge: 1_800 },
  { code: "93000", charge: 6_500 },
] as const;

/** Invented claims of one to three lines, the same for the same seed. */
export function soundClaims(request: { readonly claims: number; readonly seed: number }): ProfessionalClaimBatch {
  const batch = inventedProfessionalClaims(request);
  return { ...batch, claims: batch.claims.map(sound) };
}

function sound(claim: ProfessionalClaim): ProfessionalClaim {
  const lines = services.slice(0, Math.min(claim.lines.length, services.length)).map(({ code, charge }, at, all): ClaimLine => {
    const line = claim.lines[at] as ClaimLine;
    return { ...line, procedure: { ...line.procedure, code, modifiers: at === 0 && all.length > 1 ? ["25"] : [] }, charge: cents(charge) };
  });
  return {
    ...claim,
    diagnoses: [
      { qualifier: "ABK", code: "I10" },
      { qualifier: "ABF", code: "E119" },
    ],
    lines,
    charge: sumCents(lines.map((line) => line.charge)),
  };
}
