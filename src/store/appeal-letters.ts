/** Letters of a denied line: one draft at a time, and those that were sent, which nobody changes. */
import type { AppealLetter, LetterText } from "../core/denials/appeal-letter.ts";
import type { DenialId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { storeBlob } from "./blobs.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredLetter {
  readonly id: number;
  readonly denialId: DenialId;
  readonly level: number;
  readonly text: LetterText;
  readonly madeBy: string;
  readonly madeOn: IsoDate;
  readonly sentOn?: IsoDate;
  readonly sentBy?: string;
  readonly reference?: string;
  readonly pdfFileId?: number;
  readonly pdfSha256?: string;
}

/** Makes the draft, or writes the one that is there anew. */
export async function saveDraft(
  tx: Tx,
  draft: {
    readonly denialId: DenialId;
    readonly level: number;
    readonly text: LetterText;
    readonly madeBy: string;
    readonly madeOn: IsoDate;
  },
): Promise<void> {
  await tx.run(sql`
    insert into appeal_letter (practice_id, denial_id, level, text, made_by, made_on)
    values (${tx.practiceId}, ${draft.denialId}, ${draft.level}, ${toJson(draft.text)}, ${draft.madeBy}, ${draft.madeOn})
    on conflict (practice_id, denial_id) where sent_on is null do update set text = excluded.text, level = excluded.level`);
}

export async function dropDraft(tx: Tx, denialId: DenialId): Promise<boolean> {
  return (
    (await tx.run(sql`delete from appeal_letter where practice_id = ${tx.practiceId} and denial_id = ${denialId} and sent_on is null`)) > 0
  );
}

/** The bytes are stored once, with everything that the letter says. */
export async function markSent(
  tx: Tx,
  id: number,
  sent: {
    readonly on: IsoDate;
    readonly by: string;
    readonly reference?: string;
    readonly content: AppealLetter;
    readonly pdf: Uint8Array;
  },
): Promise<boolean> {
  const blob = await storeBlob(tx, sent.pdf);
  const changed = await tx.run(sql`
    update appeal_letter set sent_on = ${sent.on}, sent_by = ${sent.by}, reference = ${sent.reference}, content = ${toJson(sent.content)},
      pdf_file_id = ${blob.fileId}, pdf_sha256 = ${blob.sha256}
    where practice_id = ${tx.practiceId} and id = ${id} and sent_on is null`);
  return changed > 0;
}

/** Oldest first; a draft is the last. */
export async function lettersOfDenial(tx: Tx, denialId: DenialId): Promise<readonly StoredLetter[]> {
  const rows = await tx.many<LetterRow>(sql`
    select ${columns} from appeal_letter where practice_id = ${tx.practiceId} and denial_id = ${denialId} order by id`);
  return rows.map(letterOf);
}

export async function loadLetter(tx: Tx, id: number): Promise<StoredLetter | undefined> {
  const row = await tx.maybe<LetterRow>(sql`select ${columns} from appeal_letter where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : letterOf(row);
}

const columns = sql`id, denial_id, level, text, made_by, made_on, sent_on, sent_by, reference, pdf_file_id, pdf_sha256`;

interface LetterRow {
  readonly id: number;
  readonly denial_id: DenialId;
  readonly level: number;
  readonly text: LetterText;
  readonly made_by: string;
  readonly made_on: IsoDate;
  readonly sent_on: IsoDate | null;
  readonly sent_by: string | null;
  readonly reference: string | null;
  readonly pdf_file_id: number | null;
  readonly pdf_sha256: string | null;
}

function letterOf(row: LetterRow): StoredLetter {
  return {
    id: row.id,
    denialId: row.denial_id,
    level: row.level,
    text: row.text,
    madeBy: row.made_by,
    madeOn: row.made_on,
    ...present({
      sentOn: row.sent_on,
      sentBy: row.sent_by,
      reference: row.reference,
      pdfFileId: row.pdf_file_id,
      pdfSha256: row.pdf_sha256,
    }),
  };
}
