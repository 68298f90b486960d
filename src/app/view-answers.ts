/** What payers answered about a claim: acknowledgement files, and each decision line by line in words. */
import { addCents, type Cents, formatUsd, sumCents, zeroCents } from "../core/kernel/cents.ts";
import { daysBetween } from "../core/kernel/iso-date.ts";
import { proveBalance } from "../core/remit/balance.ts";
import { allowedOf, classifyAdjustment, isDeniedLine } from "../core/remit/classify.ts";
import type { Adjustment } from "../core/x12/transactions/professional-claim.ts";
import type { RemittanceClaim, RemittanceLine } from "../core/x12/transactions/remittance.ts";
import { readBlob } from "../store/blobs.ts";
import { loadClaimEvents, type StoredClaim } from "../store/claims.ts";
import { loadInboundFile } from "../store/inbound-files.ts";
import { loadRemittance, remittanceClaimsOfClaim, type StoredRemittanceClaim } from "../store/remittances.ts";
import type { Tx } from "../store/transaction.ts";
import { groupWords, kindWords, remittanceStatusWords } from "./adjustment-words.ts";
import { codeWordsOf } from "./code-words.ts";
import type { App } from "./context.ts";
import { segmentsAbout } from "./segment-views.ts";

export async function viewAnswers(app: App, tx: Tx, claim: StoredClaim) {
  const decisions = await remittanceClaimsOfClaim(tx, claim.id);
  const remittances = [];
  for (const decision of decisions) {
    const view = await remittanceView(app, tx, decision);
    if (view !== undefined) remittances.push(view);
  }
  const remittanceFiles = remittances.map((one) => one.inboundFileId);
  return {
    answers: await answerFiles(app, tx, claim, remittanceFiles),
    remittances: remittances.map(({ inboundFileId: _file, ...view }) => view),
  };
}

async function answerFiles(app: App, tx: Tx, claim: StoredClaim, remittanceFiles: readonly number[]) {
  const events = await loadClaimEvents(tx, claim.id);
  const named = events.flatMap(({ event }) => ("inboundFileId" in event ? [event.inboundFileId] : []));
  const answers = [];
  for (const id of [...new Set([...named, ...remittanceFiles])].sort((a, b) => a - b)) {
    const file = await loadInboundFile(tx, id);
    const bytes = file === undefined ? undefined : await readBlob(tx, file.fileId);
    if (file === undefined || bytes === undefined) continue;
    const report = file.report as { readonly words?: string } | undefined;
    answers.push({
      fileId: id,
      fileName: file.name,
      kind: file.kind ?? "file",
      receivedOn: file.receivedOn,
      words: report?.words ?? "",
      segments: segmentsAbout(bytes, { book: app.codeBook, on: claim.serviceFrom, controlNumber: claim.controlNumber }),
    });
  }
  return answers.sort(
    (a, b) => daysBetween({ from: b.receivedOn, to: a.receivedOn }) || answerOrder(a.kind) - answerOrder(b.kind) || a.fileId - b.fileId,
  );
}

/** In the order in which a payer thinks: the envelope, the syntax, the claims, the money. */
function answerOrder(kind: string): number {
  const at = ["TA1", "999", "277CA"].indexOf(kind);
  return at < 0 ? 3 : at;
}

async function remittanceView(app: App, tx: Tx, decision: StoredRemittanceClaim) {
  const remittance = await loadRemittance(tx, decision.remittanceId);
  if (remittance === undefined) return undefined;
  const { content } = decision;
  // The payment's own equation was proven when it came in; the claim's is proven here again, from its values.
  const payment = remittance.proof as { readonly transaction: { readonly by: Cents } };
  const mine = proveBalance({ ...remittance.head, claims: [content], providerAdjustments: [] }).claim.find((one) => one.level === "claim");
  const shares = sumCents(
    [...content.adjustments, ...content.lines.flatMap((line) => line.adjustments)]
      .filter((one) => one.group === "PR")
      .map((one) => one.amount),
  );
  return {
    inboundFileId: remittance.inboundFileId,
    id: remittance.id,
    payerName: remittance.payerName,
    trace: remittance.trace,
    paymentAmount: remittance.amount,
    status: content.status,
    statusWords: remittanceStatusWords[content.status] ?? `status ${content.status}`,
    payerControlNumber: content.payerControlNumber,
    charge: content.charge,
    paid: content.paid,
    patientShare: shares,
    proof: [
      ...lineProof(content),
      {
        level: "claim",
        words: `charge ${formatUsd(content.charge)} less adjustments is ${formatUsd(content.paid)} paid`,
        balanced: mine?.by === 0,
      },
      {
        level: "payment",
        words: `the claims of trace ${remittance.trace}, less provider adjustments, add up to ${formatUsd(remittance.amount)}`,
        balanced: payment.transaction.by === 0,
      },
    ],
    lines: content.lines.map((line, index) => remittanceLineView(app, line, index)),
    ...(remittance.paidOn === undefined ? {} : { paidOn: remittance.paidOn }),
  };
}

function lineProof(content: RemittanceClaim): { level: string; words: string; balanced: boolean }[] {
  return content.lines.map((line, index) => {
    const adjusted = sumCents(line.adjustments.map((one) => one.amount));
    return {
      level: `line ${index + 1}`,
      words: `${formatUsd(line.charge)} less ${formatUsd(adjusted)} adjusted is ${formatUsd(line.paid)} paid`,
      balanced: line.charge === addCents(line.paid, adjusted),
    };
  });
}

/** A line of a remittance with each adjustment in words. */
export function remittanceLineView(app: App, line: RemittanceLine, index: number) {
  const words = codeWordsOf(app.codeBook);
  const lineDenied = isDeniedLine(line);
  const adjustmentView = (adjustment: Adjustment) => {
    const kind = classifyAdjustment(adjustment, { lineDenied });
    return {
      group: adjustment.group,
      groupWords: groupWords[adjustment.group],
      reason: adjustment.reason,
      reasonWords: words.carc(adjustment.reason)?.title ?? "reason not in the loaded table",
      amount: adjustment.amount,
      effect: kind,
      effectWords: kindWords[kind],
    };
  };
  const allowed: Cents | undefined = lineDenied ? zeroCents : (line.allowed ?? allowedOf(line));
  return {
    number: index + 1,
    procedure: line.procedure.code,
    modifiers: [...line.procedure.modifiers],
    charge: line.charge,
    paid: line.paid,
    adjustments: line.adjustments.map(adjustmentView),
    remarks: line.remarks.map((code) => ({ code, words: words.rarc(code)?.title ?? "not in the loaded table" })),
    ...(allowed === undefined ? {} : { allowed }),
  };
}
