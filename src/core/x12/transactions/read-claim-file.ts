/** Files of claims whose loops are read by their guide (837I, 837D): claim by claim, with the head of each batch. */
import type { Finding } from "../../kernel/finding.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import { forEachLoop, type LoopView, loopIn, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import { textOf } from "./claim-loops.ts";
import type { ProfessionalClaimBatchHead } from "./professional-claim.ts";
import { contactOf, dateAt, nameOf, newReadingContext, type ReadingContext } from "./segment-values.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface ClaimBatch<Claim> extends ProfessionalClaimBatchHead {
  readonly claims: readonly Claim[];
}

export interface ReadClaimFile<Claim> {
  readonly batches: readonly { readonly envelope: TransactionEnvelope; readonly batch: ClaimBatch<Claim> }[];
  readonly findings: readonly Finding[];
}

interface Kind<Claim> {
  /** 837I or 837D. */
  readonly name: string;
  readonly claimOf: (context: ReadingContext, view: LoopView) => Claim;
}

export function readClaimFile<Claim>(bytes: Uint8Array, { name, claimOf }: Kind<Claim>): ReadClaimFile<Claim> {
  const values: Finding[] = [];
  const context = newReadingContext((finding) => values.push(finding));
  const batches: { readonly envelope: TransactionEnvelope; readonly batch: ClaimBatch<Claim> }[] = [];
  let claims: Claim[] = [];
  const findings = forEachLoop(bytes, {
    unit: "2300",
    wants: (guide) => guide.name === name,
    onUnit(view) {
      context.loop = "2300";
      claims.push(claimOf(context, view));
    },
    onEnd(root, { envelope }) {
      context.loop = "";
      batches.push({ envelope, batch: { ...headOf(context, root, envelope), claims } });
      claims = [];
    },
  });
  return { batches, findings: [...findings, ...values] };
}

function headOf(context: ReadingContext, root: LoopView, envelope: TransactionEnvelope): ProfessionalClaimBatchHead {
  const bht = segmentIn(root, "BHT");
  const submitter = loopIn(root, "1000A");
  const name = segmentIn(submitter, "NM1");
  const receiver = segmentIn(loopIn(root, "1000B"), "NM1");
  const written = bht === undefined ? undefined : dateAt(context, bht, 4);
  return {
    control: envelope.set.control,
    reference: textOf(bht, 3),
    purpose: textOf(bht, 2),
    createdOn: written ?? parseCompactDate(envelope.group.date) ?? ("1900-01-01" as IsoDate),
    createdAt: textOf(bht, 5),
    kind: textOf(bht, 6),
    submitter: {
      name: name === undefined ? { kind: "organisation", last: "" } : nameOf(name),
      id: textOf(name, 9),
      contacts: segmentsIn(submitter, "PER").map(contactOf),
    },
    receiver: { name: textOf(receiver, 3), id: textOf(receiver, 9) },
  };
}
