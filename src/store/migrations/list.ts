import { parties } from "./0001-parties.ts";
import { visits } from "./0002-visits.ts";
import { claims } from "./0003-claims.ts";
import { files } from "./0004-files.ts";
import { ledger } from "./0005-ledger.ts";
import { work } from "./0006-work.ts";
import { simulator } from "./0007-simulator.ts";
import { simulatorPayments } from "./0008-simulator-payments.ts";
import { removedCharges } from "./0009-removed-charges.ts";
import { importClaims } from "./0010-import-claims.ts";
import { oneClaimARank } from "./0011-one-claim-a-rank.ts";
import { access } from "./0012-access.ts";
import { jobs } from "./0013-jobs.ts";
import { audit } from "./0014-audit.ts";
import { books } from "./0015-books.ts";
import { bulkPostings } from "./0018-bulk-postings.ts";
import { visitPlaces } from "./0018-visit-places.ts";
import { worklistIndexes } from "./0018-worklist-indexes.ts";
import { door } from "./0019-door.ts";
import { simulatorFaults } from "./0020-simulator-faults.ts";
import { invitations } from "./0021-invitations.ts";
import { towns } from "./0023-towns.ts";
import { deskWork } from "./0025-desk-work.ts";
import { deskBoard } from "./0026-desk-board.ts";
import { denialCases } from "./0028-denial-cases.ts";
import { appealLetters } from "./0029-appeal-letters.ts";
import { claimList } from "./0031-claim-list.ts";
import { deposits } from "./0032-deposits.ts";
import { openInAState } from "./0034-open-in-a-state.ts";
import { viewsAndBulk } from "./0035-views-and-bulk.ts";
import { measures } from "./0037-measures.ts";
import { patientBilling } from "./0039-patient-billing.ts";
import { patientLinks } from "./0040-patient-links.ts";
import { frontDesk } from "./0041-front-desk.ts";
import { inquiries } from "./0042-inquiries.ts";
import { labs } from "./0043-labs.ts";
import { denialsByDueDay } from "./0045-denials-by-due-day.ts";
import { settings } from "./0046-settings.ts";
import { exceptionActs } from "./0047-exception-acts.ts";
import { codingReviews } from "./0048-coding-reviews.ts";
import { staffRecords } from "./0049-staff-records.ts";
import { patientMerge } from "./0050-patient-merge.ts";
import { refusedQuestions } from "./0051-refused-questions.ts";
import { noteVersions } from "./0052-note-versions.ts";
import { codingDecisions } from "./0053-coding-decisions.ts";
import { listsOfALargePractice } from "./0056-lists-of-a-large-practice.ts";
import { measureDays } from "./0057-measure-days.ts";
import { allowedLines } from "./0058-allowed-lines.ts";
import { wordsKept } from "./0059-words-kept.ts";
import { clinicianAccounts } from "./0060-clinician-accounts.ts";
import { codeMarks } from "./0064-code-marks.ts";
import { tiesWithoutDoor } from "./0065-ties-without-door.ts";
import { filesToldOnce } from "./0066-files-told-once.ts";
import { openTotals } from "./0067-open-totals.ts";
import { whoDidIt } from "./0068-who-did-it.ts";
import type { Migration } from "./migration.ts";

/** In the order in which they are applied. */
export const migrations: readonly Migration[] = [
  parties,
  visits,
  claims,
  files,
  ledger,
  work,
  simulator,
  simulatorPayments,
  removedCharges,
  importClaims,
  oneClaimARank,
  access,
  jobs,
  audit,
  books,
  bulkPostings,
  visitPlaces,
  worklistIndexes,
  door,
  simulatorFaults,
  invitations,
  towns,
  deskWork,
  deskBoard,
  denialCases,
  appealLetters,
  claimList,
  deposits,
  openInAState,
  viewsAndBulk,
  measures,
  patientBilling,
  patientLinks,
  frontDesk,
  inquiries,
  labs,
  denialsByDueDay,
  settings,
  exceptionActs,
  codingReviews,
  staffRecords,
  patientMerge,
  refusedQuestions,
  noteVersions,
  codingDecisions,
  listsOfALargePractice,
  measureDays,
  allowedLines,
  wordsKept,
  clinicianAccounts,
  codeMarks,
  tiesWithoutDoor,
  filesToldOnce,
  openTotals,
  whoDidIt,
];
