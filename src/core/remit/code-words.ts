/** The words of the answers' code lists, asked for by number. The code book (or a payer's own table) answers. */

/** Category of a CARC or RARC: which queue and which play. */
export type DenialCategory =
  | "PR"
  | "ELG"
  | "BEN"
  | "COB"
  | "AUT"
  | "NET"
  | "COD"
  | "BUN"
  | "MN"
  | "INF"
  | "DOC"
  | "DUP"
  | "TF"
  | "ENR"
  | "CON"
  | "PEN"
  | "APP"
  | "REG";

export interface CarcWords {
  readonly title: string;
  readonly category: DenialCategory;
  readonly preventable: "yes" | "partly" | "no";
  readonly nextAction: string;
  /** Y appeal worthwhile, R correct or resubmit instead, U underpayment dispute, P procedural, N none. */
  readonly appeal: "Y" | "R" | "U" | "P" | "N";
}

export interface RarcWords {
  readonly title: string;
  /** Informational: explains nothing by itself and opens no denial. */
  readonly alert: boolean;
  /** Where a general adjustment reason (16, 96, A1 …) gets its category from. */
  readonly category?: DenialCategory;
}

/** Undefined = the number is not in the table: said so, never guessed. */
export interface CodeWords {
  carc(code: string): CarcWords | undefined;
  rarc(code: string): RarcWords | undefined;
  /** 277 category: A0 … A8. */
  statusCategory(code: string): string | undefined;
  /** 277 claim status: 21, 562 … */
  status(code: string): string | undefined;
}
