/** The statements that were sent on an account, as they were. */
import type { Statement } from "../../core/billing/statement.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { listStatements } from "../../store/statements.ts";
import { onRecord } from "../audit/record.ts";
import type { Context } from "../context.ts";

const mostShown = 500;

/** The newest first. */
export async function viewPatientStatements(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "account.open", object: ["patient", patientId], snapshot: true }, async (tx) =>
    ok({
      statements: (await listStatements(tx, { patientId, limit: mostShown })).map(
        ({ id, number, date, dueDate, amount, content, runId }) => ({
          id,
          number,
          date,
          amount,
          stepTitle: (content as Statement).step?.title ?? "Statement",
          byRun: runId !== undefined,
          ...(dueDate === undefined ? {} : { dueDate }),
        }),
      ),
    }),
  );
}
