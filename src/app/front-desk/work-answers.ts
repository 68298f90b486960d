/** 271 and 277: each answer leads back to its question by the trace, else by the file that it answers, and is kept with it. */
import { counted } from "../../core/kernel/counted.ts";
import type { StatusAnswer } from "../../core/x12/transactions/claim-status.ts";
import type { EligibilityAnswer } from "../../core/x12/transactions/eligibility.ts";
import { readInquiryFile } from "../../core/x12/transactions/read-inquiries.ts";
import type { InboundFile } from "../../store/inbound-files.ts";
import { type InquiryRow, lockInquiries, saveAnswer } from "../../store/inquiries.ts";
import { findOutboundFiles } from "../../store/outbound-files.ts";
import { listPayers } from "../../store/parties.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { findingWords, type WorkedFile } from "../take-in.ts";

/** What a payer said of one question; without a trace it is said of all questions of the file that it answers. */
interface Said {
  readonly kind: InquiryRow["kind"];
  readonly traces: readonly string[];
  readonly reference?: string;
  readonly value: EligibilityAnswer | StatusAnswer;
}

export async function workInquiryAnswers(
  context: Context,
  { file, bytes, partner }: { readonly file: InboundFile; readonly bytes: Uint8Array; readonly partner?: string },
): Promise<WorkedFile> {
  const { inquiries, findings } = readInquiryFile(bytes);
  const said = inquiries.flatMap((one): readonly Said[] => {
    if (one.kind === "271") {
      const { reference, answers } = one.value;
      return answers.map((value) => ({
        kind: "eligibility",
        traces: value.traces.filter((trace) => trace.kind === "2").map((trace) => trace.number),
        ...(reference === undefined ? {} : { reference }),
        value,
      }));
    }
    if (one.kind !== "277") return [];
    return one.value.answers.map((value) => ({
      kind: "claim-status",
      traces: value.trace === undefined ? [] : [value.trace],
      value,
    }));
  });
  const kind = [...new Set(inquiries.map((one) => one.kind))].join(", ") || "unknown";
  if (said.length === 0) return { kind, status: "exception", words: `No answer could be read from this file.${findingWords(findings)}` };
  const counts = await inPractice(context.app.pool, context.practiceId, (tx) => keepAnswers(context, tx, { file, said, partner }));
  const parts = [
    ...(counts.kept > 0 ? [`${counted(counts.kept, "question")} answered`] : []),
    ...(counts.again > 0 ? [`${counted(counts.again, "answer")} came again and changed nothing`] : []),
    ...(counts.strange > 0 ? [`${counted(counts.strange, "answer")} to no question of ours`] : []),
  ];
  return { kind, status: counts.strange > 0 ? "exception" : "worked", words: `${kind}: ${parts.join(", ")}.${findingWords(findings)}` };
}

async function keepAnswers(
  context: Context,
  tx: Tx,
  { file, said, partner }: { readonly file: InboundFile; readonly said: readonly Said[]; readonly partner: string | undefined },
): Promise<{ kept: number; again: number; strange: number }> {
  const { today } = await practiceToday(context, tx);
  const payerIds = new Map((await listPayers(tx)).map((one) => [one.payerId, one.id]));
  const counts = { kept: 0, again: 0, strange: 0 };
  const patients = new Set<InquiryRow["patientId"]>();
  for (const one of said) {
    // What lies in a payer's folder speaks for that payer alone.
    const questions = (await questionsOf(tx, one)).filter(
      (question) => question.kind === one.kind && (partner === undefined || payerIds.get(partner) === question.payerId),
    );
    if (questions.length === 0) counts.strange += 1;
    for (const question of questions) {
      if (question.state === "answered") {
        counts.again += 1;
        continue;
      }
      await saveAnswer(tx, question.id, { value: one.value, on: today, inboundFileId: file.id });
      patients.add(question.patientId);
      counts.kept += 1;
    }
  }
  if (patients.size > 0) await recordAct(context, tx, { act: "inquiry.answer", patients: [...patients], object: ["file in", file.id] });
  return counts;
}

async function questionsOf(tx: Tx, { traces, reference }: Said): Promise<readonly InquiryRow[]> {
  if (traces.length > 0) return lockInquiries(tx, { traces });
  if (reference === undefined || reference === "") return [];
  const files = await findOutboundFiles(tx, { batches: [reference] });
  return lockInquiries(tx, { outboundFileIds: files.map((one) => one.id) });
}
