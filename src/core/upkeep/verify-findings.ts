/** What `verify` may find: stored data that does not agree with itself. Each is a bug, a broken disk, or somebody's hand in the database. */
import { type Finding, type FindingKind, finding } from "../kernel/finding.ts";

const restoreFix = "Stop posting, take a backup as it is, and ask for help; restore the last backup that verifies if rows are lost.";

const kinds = {
  balance: {
    code: "VER-BAL-01",
    severity: "error",
    title: "A stored balance is not what the journal adds up to",
    message: "Practice {practice}: the balance of {kind} {id} is not the sum of its journal lines.",
    why: "Balances are copies, written in the transaction that writes the lines. One that differs was changed by another way, and a page shows a wrong amount.",
    fix: "The journal is right: have the balance folded anew. Find out who changed it.",
    authority: "Design: stored balances equal the fold",
  },
  unbalanced: {
    code: "VER-JRN-01",
    severity: "error",
    title: "A journal entry does not add up to zero",
    message: "Practice {practice}: the lines of journal entry {id} add up to {cents} cents.",
    why: "Double entry: what one account gets another gives. The database refuses such an entry, so its guard was off.",
    fix: restoreFix,
    authority: "Double-entry bookkeeping; trigger journal_line_sums_to_zero",
  },
  lostLines: {
    code: "VER-JRN-02",
    severity: "error",
    title: "A journal entry has lost lines",
    message: "Practice {practice}: journal entry {id} has {lines} lines, numbered up to {last}.",
    why: "Lines are numbered from 1 without a gap and never removed.",
    fix: restoreFix,
    authority: "Design: the ledger is append-only",
  },
  cash: {
    code: "VER-JRN-03",
    severity: "error",
    title: "The payers' cash is not what was posted",
    message: "Practice {practice}: payments posted say {posted} cents, the cash account says {booked} cents.",
    why: "Each posted payment puts its whole amount (BPR02) into cash, with what belongs to nobody yet in unapplied.",
    fix: "Compare the remittances with the journal by day; post nothing more until it is found.",
    authority: "X12 005010X221A1, BPR02; design: cash always adds up to the payment",
  },
  place: {
    code: "VER-PLC-01",
    severity: "error",
    title: "A visit stands in another queue than what is stored says",
    message: "Practice {practice}: the kept place of visit {id} is not what its codes, claim, denials and balances make it.",
    why: "The list of visits is read from a copy, written in the transaction that changes what it follows from. A place that differs hides work or shows a wrong amount.",
    fix: "The visit's page is right. Save the visit again to have its place made anew, and find out what changed it.",
    authority: "Design: every open item is in exactly one queue",
  },
  merged: {
    code: "VER-MRG-01",
    severity: "error",
    title: "Something stands under a record that was merged into another",
    message:
      "Practice {practice}: patient {id} was merged into another record and still has a visit, claim, payment, balance or search word.",
    why: "A merge carries all of it to the record that stands. What is left behind is on no list and in no account.",
    fix: "Part the two records and bring them together again; if that is refused, take a backup and ask for help.",
    authority: "Design: two records of one person are one after a merge",
  },
  claimPlace: {
    code: "VER-PLC-02",
    severity: "error",
    title: "A claim is listed otherwise than it is stored",
    message: "Practice {practice}: the row of claim {id} in the list of claims is not what its record says.",
    why: "The list of claims is read from a copy, written in the transaction that changes what it follows from. A row that differs hides a claim or shows a wrong amount.",
    fix: "The claim's page is right. Save the visit again to have its row made anew, and find out what changed it.",
    authority: "Design: a stored copy is compared with what it follows from",
  },
  lexicon: {
    code: "VER-LEX-01",
    severity: "error",
    title: "The coders' lexicon is not what their decisions add up to",
    message: "Practice {practice}: {count} phrases of the lexicon are not what the decisions about them add up to.",
    why: "What is suggested follows from the lexicon, which is a copy of the coders' decisions, written with them. One that differs suggests what nobody taught.",
    fix: "The decisions are right. Save a visit with the same words again to have the line made anew, and find out what changed it.",
    authority: "Design: a stored copy is compared with what it follows from",
  },
  behindLock: {
    code: "VER-PER-01",
    severity: "error",
    title: "An entry stands behind the lock",
    message: "Practice {practice}: journal entry {id} is on {day}, which was closed when it was written.",
    why: "What was reported for a closed month must not change; late money goes to the first open day.",
    fix: "Find out how it was written. Reverse it and post it on an open day, or open the month again with a reason.",
    authority: "Decision 0012: a closed day takes nothing",
  },
  lockedDay: {
    code: "VER-PER-02",
    severity: "error",
    title: "The last locked day is not what was closed",
    message: "Practice {practice}: the books say {stored}, what was closed and opened says {told}.",
    why: "The row in books is a copy of the last closing or opening; postings are refused by it.",
    fix: "The events are right: have the row written anew. Find out who changed it.",
    authority: "Decision 0012: a closed day takes nothing",
  },
  otherDay: {
    code: "VER-PER-03",
    severity: "error",
    title: "A line is on another day than its entry",
    message: "Practice {practice}: a line of journal entry {id} is on {day}.",
    why: "A past day is the sum of its lines; an entry is on one day.",
    fix: restoreFix,
    authority: "Decision 0012: a closed day takes nothing",
  },
  dayTotal: {
    code: "VER-PER-04",
    severity: "error",
    title: "A total by day is not the sum of its lines",
    message: "Practice {practice}: the total of {account} on {day} is not the sum of its journal lines.",
    why: "Past days are shown from these totals.",
    fix: "The journal is right: remove the practice's totals and set the mark to zero; they are made anew.",
    authority: "Decision 0012: totals by day",
  },
  serviceTotal: {
    code: "VER-PER-05",
    severity: "error",
    title: "A total by day of visit is not the sum of its lines",
    message: "Practice {practice}: the total of {account} for visits of {day} is not the sum of its journal lines.",
    why: "Collection rates and the charts of open balances are read from these totals.",
    fix: "The journal is right: remove the practice's totals, by day and by day of visit, and set the mark to zero; they are made anew.",
    authority: "Decision 0037: totals by day of visit",
  },
  measureDay: {
    code: "VER-PER-06",
    severity: "error",
    title: "A kept day of a measure is not the sum of its rows",
    message: "Practice {practice}: what is kept of {rows} on {day} is not the sum of its rows.",
    why: "The manager's figures are read from these days.",
    fix: "The rows are right: remove the practice's kept days (measure_day) and note all its days as changed; they are made anew.",
    authority: "Decision 0050: kept days of measures",
  },
  openTotal: {
    code: "VER-PER-07",
    severity: "error",
    title: "What is kept as open on a day is not the sum of its balances",
    message: "Practice {practice}: what is kept as open of services of {day} is not the sum of the balances of its claims and visits.",
    why: "Days in A/R, old balances and credit balances of the manager's board are read from these sums.",
    fix: "The balances are right: remove the practice's sums (open_total) and add them anew from its places, as step 0067 of the schema does.",
    authority: "Decision 0050: kept days of measures",
  },
  pocket: {
    code: "VER-BAL-02",
    severity: "error",
    title: "A patient's unapplied money is not what the journal adds up to",
    message: "Practice {practice}: the unapplied money of patient {id} is not the sum of its journal lines.",
    why: "It is what a statement takes off and what can be refunded.",
    fix: "The journal is right: have the balance folded anew. Find out who changed it.",
    authority: "Design: stored balances equal the fold",
  },
  request: {
    code: "VER-REQ-01",
    severity: "error",
    title: "A write-off or refund and its entry disagree",
    message: "Practice {practice}: request {id}: {words}.",
    why: "What was asked and approved is what is in the books, once and to the cent.",
    fix: "Compare the request with the journal; post the difference as an entry of its own.",
    authority: "Decision 0012: what is given up takes two",
  },
  remittanceCash: {
    code: "VER-JRN-04",
    severity: "error",
    title: "A payment's cash in the books is not its amount",
    message: "Practice {practice}: payment {id} says {says} cents, its postings say {booked} cents.",
    why: "Each posted payment puts its whole amount (BPR02) into cash, and one that is not posted puts none.",
    fix: "Compare the remittance with its entries; post nothing more until it is found.",
    authority: "X12 005010X221A1, BPR02; design: cash always adds up to the payment",
  },
  claimState: {
    code: "VER-CLM-01",
    severity: "error",
    title: "A claim's state is not what its events say",
    message: "Practice {practice}: claim {id} is stored as {stored}, its events say {folded}.",
    why: "A claim's state is the fold of its events; the column is a copy.",
    fix: "The events are right: have the column written anew. Find out who changed it.",
    authority: "Design: events make state",
  },
  claimEvents: {
    code: "VER-CLM-02",
    severity: "error",
    title: "The events of a claim do not make a history",
    message: "Practice {practice}: claim {id}: {words}",
    why: "Events are numbered from 1 without a gap, are never removed, and each passed the fold before it was stored.",
    fix: restoreFix,
    authority: "Design: events make state",
  },
  blobBytes: {
    code: "VER-FIL-01",
    severity: "error",
    title: "Stored bytes are not those that came",
    message: "Practice {practice}: file {id} has {found} bytes, {expected} were stored, and their SHA-256 {same}.",
    why: "What was sent and received is kept byte for byte, with the hash taken before it was stored.",
    fix: "Restore this file from a backup, or from the partner's copy.",
    authority: "Design: file bytes are stored once",
  },
  fileHash: {
    code: "VER-FIL-02",
    severity: "error",
    title: "A file's record names other bytes",
    message: "Practice {practice}: the {direction} file {id} names a SHA-256 that its stored bytes do not have.",
    why: "The hash in the record is how the same file is known again, and what proves what was sent.",
    fix: restoreFix,
    authority: "Design: inbound files are stored first (bytes, hash)",
  },
  snapshot: {
    code: "VER-SNP-01",
    severity: "error",
    title: "A snapshot is not what stands in its file",
    message: "Practice {practice}: snapshot {id} of claim {claim} does not have the bytes {from} to {to} of its file.",
    why: "Reprints and proofs of timely filing come from these bytes.",
    fix: restoreFix,
    authority: "Design: snapshots are immutable",
  },
  counter: {
    code: "VER-NUM-01",
    severity: "error",
    title: "A number would be given out twice",
    message: "Practice {practice}: the next {kind} number is {next}, but {used} is in use.",
    why: "A control number used twice makes a payer's answer ambiguous.",
    fix: "Set the counter above the highest number in use before the next file is written.",
    authority: "X12 005010X222A1, ISA13, GS06, ST02",
  },
  sequence: {
    code: "VER-NUM-02",
    severity: "error",
    title: "A new row would get a number in use",
    message: "The next number of {table}.{column} is {next}, but {used} is in use.",
    why: "Then the next insert fails, or takes a number that a practice has.",
    fix: "Set the sequence above the highest number in use; `restore` does so.",
    authority: "PostgreSQL identity columns",
  },
  auditChain: {
    code: "VER-AUD-01",
    severity: "error",
    title: "The audit was tampered with",
    message: "Practice {practice}: {words}",
    why: "Who saw and did what is kept in a chain that nobody can change without it being seen: the law asks for a record that can be trusted.",
    fix: "Keep the database and the file of heads as they are, find out who had the owner's rights, and compare with a backup.",
    authority: "45 CFR 164.312(b) audit controls, 164.312(c) integrity",
  },
  auditLost: {
    code: "VER-AUD-02",
    severity: "error",
    title: "A practice's audit is gone",
    message: "Practice {practice} has an audit according to the file of heads, but is not in the database, and was not removed on purpose.",
    why: "Removing a practice is written down in the file of heads; this one was removed by another way, or the database is an older one.",
    fix: "Restore the last backup that has the practice, or find out who removed it.",
    authority: "45 CFR 164.316(b)(2): six years",
  },
  guard: {
    code: "VER-SCH-01",
    severity: "error",
    title: "A guard of the database is off",
    message: "{what}",
    why: "The wall between practices, the append-only books and the references between rows are kept by the database itself.",
    fix: "Find out who turned it off, turn it on again, and verify everything anew.",
    authority: "Design: tenancy; the ledger is append-only",
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export const verifyFindings: readonly FindingKind[] = Object.values(kinds);

interface OfPractice {
  readonly practice: number;
}
interface Row extends OfPractice {
  readonly id: number;
}

export function balanceDiffers({ practice, id, kind }: Row & { readonly kind: string }): Finding {
  return finding(kinds.balance, { path: `${kind}_balance ${id}` }, { practice, kind, id });
}

export function entryUnbalanced({ practice, id, cents }: Row & { readonly cents: number }): Finding {
  return finding(kinds.unbalanced, { path: `journal_entry ${id}` }, { practice, id, cents });
}

export function entryLostLines({ practice, id, lines, last }: Row & { readonly lines: number; readonly last: number }): Finding {
  return finding(kinds.lostLines, { path: `journal_entry ${id}` }, { practice, id, lines, last });
}

export function cashDiffers({ practice, posted, booked }: OfPractice & { readonly posted: number; readonly booked: number }): Finding {
  return finding(kinds.cash, { path: "cash" }, { practice, posted, booked });
}

export function visitPlaceDiffers({ practice, id }: Row): Finding {
  return finding(kinds.place, { path: `visit ${id}` }, { practice, id });
}

export function claimPlaceDiffers({ practice, id }: Row): Finding {
  return finding(kinds.claimPlace, { path: `claim ${id}` }, { practice, id });
}

export function lexiconDiffers({ practice, count }: OfPractice & { readonly count: number }): Finding {
  return finding(kinds.lexicon, { path: "coding_phrase" }, { practice, count });
}

export function entryBehindLock({ practice, id, day }: Row & { readonly day: string }): Finding {
  return finding(kinds.behindLock, { path: `journal_entry ${id}` }, { practice, id, day });
}

export function lockedDayDiffers({ practice, stored, told }: OfPractice & { readonly stored: string; readonly told: string }): Finding {
  return finding(kinds.lockedDay, { path: "books" }, { practice, stored, told });
}

export function lineOnOtherDay({ practice, id, day }: Row & { readonly day: string }): Finding {
  return finding(kinds.otherDay, { path: `journal_entry ${id}` }, { practice, id, day });
}

export function dayTotalDiffers({ practice, day, account }: OfPractice & { readonly day: string; readonly account: string }): Finding {
  return finding(kinds.dayTotal, { path: `day_total ${day} ${account}` }, { practice, day, account });
}

export function measureDayDiffers({ practice, day, rows }: OfPractice & { readonly day: string; readonly rows: string }): Finding {
  return finding(kinds.measureDay, { path: `measure_day ${day} ${rows}` }, { practice, day, rows });
}

export function openTotalDiffers({ practice, day }: OfPractice & { readonly day: string }): Finding {
  return finding(kinds.openTotal, { path: `open_total ${day}` }, { practice, day });
}

export function serviceTotalDiffers({ practice, day, account }: OfPractice & { readonly day: string; readonly account: string }): Finding {
  return finding(kinds.serviceTotal, { path: `service_total ${day} ${account}` }, { practice, day, account });
}

export function mergedHasMore({ practice, id }: Row): Finding {
  return finding(kinds.merged, { path: `patient ${id}` }, { practice, id });
}

export function pocketDiffers({ practice, id }: Row): Finding {
  return finding(kinds.pocket, { path: `patient_balance ${id}` }, { practice, id });
}

export function requestDiffers({ practice, id, words }: Row & { readonly words: string }): Finding {
  return finding(kinds.request, { path: `money_request ${id}` }, { practice, id, words });
}

export function remittanceCashDiffers({ practice, id, says, booked }: Row & { readonly says: number; readonly booked: number }): Finding {
  return finding(kinds.remittanceCash, { path: `remittance ${id}` }, { practice, id, says, booked });
}

export function claimStateDiffers({ practice, id, stored, folded }: Row & { readonly stored: string; readonly folded: string }): Finding {
  return finding(kinds.claimState, { path: `claim ${id}` }, { practice, id, stored, folded });
}

export function claimEventsBroken({ practice, id, words }: Row & { readonly words: string }): Finding {
  return finding(kinds.claimEvents, { path: `claim ${id}` }, { practice, id, words });
}

export function bytesDiffer({
  practice,
  id,
  found,
  expected,
  sameHash,
}: Row & { readonly found: number; readonly expected: number; readonly sameHash: boolean }): Finding {
  return finding(kinds.blobBytes, { path: `file_blob ${id}` }, { practice, id, found, expected, same: sameHash ? "agrees" : "differs" });
}

export function fileHashDiffers({ practice, id, direction }: Row & { readonly direction: "inbound" | "outbound" }): Finding {
  return finding(kinds.fileHash, { path: `${direction}_file ${id}` }, { practice, id, direction });
}

export function snapshotDiffers(row: Row & { readonly claim: number; readonly from: number; readonly to: number }): Finding {
  const { practice, id, claim, from, to } = row;
  return finding(kinds.snapshot, { path: `snapshot ${id}` }, { practice, id, claim, from, to });
}

export function counterBehind(row: OfPractice & { readonly kind: string; readonly next: number; readonly used: number }): Finding {
  const { practice, kind, next, used } = row;
  return finding(kinds.counter, { path: `counter ${kind}` }, { practice, kind, next, used });
}

export function sequenceBehind(row: {
  readonly table: string;
  readonly column: string;
  readonly next: number;
  readonly used: number;
}): Finding {
  const { table, column, next, used } = row;
  return finding(kinds.sequence, { path: `${table}.${column}` }, { table, column, next, used });
}

export function auditTampered({ practice, words }: OfPractice & { readonly words: string }): Finding {
  return finding(kinds.auditChain, { path: "audit" }, { practice, words });
}

export function auditLost({ practice }: OfPractice): Finding {
  return finding(kinds.auditLost, { path: "audit" }, { practice });
}

export function guardOff({ table, what }: { readonly table: string; readonly what: string }): Finding {
  return finding(kinds.guard, { path: table }, { what });
}
