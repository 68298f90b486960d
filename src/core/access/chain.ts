/** The text over which the audit's chain is made, and what is wrong with a chain. The shell brings the hash function. */

/** A row as it is chained: every value as the text that the database holds. */
export interface ChainedRow {
  readonly id: number;
  /** UTC with microseconds. */
  readonly happenedAt: string;
  readonly actorKind: string;
  readonly actor: string;
  readonly accountId: number | null;
  readonly role: string | null;
  readonly purpose: string;
  readonly act: string;
  readonly outcome: string;
  readonly patientId: number | null;
  readonly patientGroup: string | null;
  readonly patients: number;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly changes: string | null;
  readonly session: string | null;
  readonly request: string | null;
}

/** Where each chain begins. */
export const chainStart = "0".repeat(64);

/** What the link's hash is taken over: the link before, the place in the chain, the row. JSON keeps values apart from each other. */
export function linkText(
  row: ChainedRow,
  { practice, sequence, before }: { readonly practice: number; readonly sequence: number; readonly before: string },
): string {
  return JSON.stringify([
    "claimwright-audit-1",
    practice,
    sequence,
    before,
    row.id,
    row.happenedAt,
    row.actorKind,
    row.actor,
    row.accountId,
    row.role,
    row.purpose,
    row.act,
    row.outcome,
    row.patientId,
    row.patientGroup,
    row.patients,
    row.objectKind,
    row.objectId,
    row.changes,
    row.session,
    row.request,
  ]);
}

/** The text whose hash names a list of patients. */
export function groupText(patientIds: readonly number[]): string {
  return [...patientIds].sort((a, b) => a - b).join(",");
}

export type ChainFault =
  | { readonly kind: "changed"; readonly sequence: number; readonly entryId: number }
  | { readonly kind: "missing"; readonly sequence: number; readonly entryId: number }
  | { readonly kind: "gap"; readonly sequence: number }
  | { readonly kind: "behind"; readonly entryId: number }
  | { readonly kind: "backdated"; readonly sequence: number; readonly entryId: number; readonly happenedAt: string }
  | { readonly kind: "group"; readonly hash: string }
  | { readonly kind: "rewritten"; readonly sequence: number }
  | { readonly kind: "cut"; readonly last: number; readonly known: number };

/** What it means, in a sentence that names the row. */
export function formatChainFault(fault: ChainFault): string {
  switch (fault.kind) {
    case "changed":
      return `Row ${fault.entryId}, link ${fault.sequence} of the chain, is not what was sealed: it or a link before it was changed.`;
    case "missing":
      return `Row ${fault.entryId}, link ${fault.sequence} of the chain, is gone.`;
    case "gap":
      return `Link ${fault.sequence} of the chain is gone.`;
    case "behind":
      return `Row ${fault.entryId} stands among rows that were sealed, but was never sealed: it was put in afterwards.`;
    case "backdated":
      return `Row ${fault.entryId}, link ${fault.sequence} of the chain, says ${fault.happenedAt}, which is before what was sealed ahead of it: it was put in afterwards.`;
    case "group":
      return `The list of patients ${fault.hash.slice(0, 12)} is not the one that was seen: it was changed or removed.`;
    case "rewritten":
      return `Link ${fault.sequence} of the chain is not the one that was written down outside of the database: the chain was made anew.`;
    case "cut":
      return `The chain ends at link ${fault.last}, but ${fault.known} is written down outside of the database: its end was removed.`;
  }
}
