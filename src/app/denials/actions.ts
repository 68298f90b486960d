/** What can be done about a denied line now, and why not what cannot. */

import { isDecided, isUnderway } from "../../core/claims/state.ts";
import type { AppealRight } from "../../core/denials/appeal-levels.ts";
import { isUnsettled } from "../../core/denials/case.ts";
import { mayBillPatient } from "../../core/denials/categorise.ts";
import { formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import type { CaseRecord } from "./case-record.ts";

export type DenialActionName = "log" | "answer" | "appeal" | "ask-reopening" | "write-off" | "bill-patient";

export interface DenialAction {
  readonly name: DenialActionName;
  readonly allowed: boolean;
  /** Why it cannot be done; or, when it can, what to mind. */
  readonly why: string;
}

export function denialActions(
  record: CaseRecord,
  { right, today }: { readonly right: AppealRight | undefined; readonly today: IsoDate },
): DenialAction[] {
  const { denial, claim, payer, hasNextPayer } = record;
  const unsettled = isUnsettled(denial.status);
  const free = unsettled && isDecided(claim.state) && !isUnderway(claim.state);
  const closed = "This case is closed.";
  const underway = unsettled ? "A new version of the claim is with the payer." : closed;
  return [
    action("log", unsettled, closed),
    action("answer", unsettled && denial.status !== "open", unsettled ? "Nothing was asked of the payer." : closed),
    action(
      "appeal",
      free && denial.status !== "appealed" && right !== undefined && right.bar === undefined,
      appealBar(right, { free, underway }),
    ),
    action(
      "ask-reopening",
      free && !payer.takesReplacement && denial.status === "open",
      free ? (payer.takesReplacement ? `${payer.name} takes replacement claims.` : "It waits for an answer.") : underway,
    ),
    action("write-off", free, underway, openWindow(right, today)),
    action(
      "bill-patient",
      free && mayBillPatient(denial) && !hasNextPayer,
      !free
        ? underway
        : hasNextPayer
          ? "Another insurance comes next: the patient is asked after the last payer."
          : "Only what the payer reported as the patient's (group PR), and no remark relieves the patient of, may be billed to the patient.",
    ),
  ];
}

function appealBar(right: AppealRight | undefined, { free, underway }: { readonly free: boolean; readonly underway: string }): string {
  if (!free) return underway;
  return right === undefined ? "There is no right of appeal, or no level is left." : (right.bar ?? "An appeal waits for its answer.");
}

/** Giving up while a way is open is a decision of its own, so it is said. */
function openWindow(right: AppealRight | undefined, today: IsoDate): string {
  return right === undefined || right.late || right.by < today ? "" : `The appeal is open until ${formatUsDate(right.by)}.`;
}

function action(name: DenialActionName, allowed: boolean, why: string, mind = ""): DenialAction {
  return { name, allowed, why: allowed ? mind : why };
}
