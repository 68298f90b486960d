/** Whether what papers say of some days is what the books have for them; every difference has a name and its items. */
import { addCents, type Cents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";

/** One paper: a visit with its charges, a payer's payment, a patient's payment. Entries without a paper are one too, which says nothing. */
export interface TiedItem {
  /** Whether the paper is of these days. */
  readonly ofDays: boolean;
  readonly says: Cents;
  /** What the books have for it on these days, and on others. */
  readonly booked: Cents;
  readonly bookedElsewhere: Cents;
  /** It is an entry that takes another back, or has no paper behind it. */
  readonly withoutPaper?: boolean;
}

/** How far a visit had come on a day. */
export interface VisitStanding {
  readonly selfPay: boolean;
  /** How many lines it was coded with. */
  readonly charges: number;
  readonly claim?: number;
  readonly claimSent: boolean;
}

export function standingWords({ selfPay, charges, claim, claimSent }: VisitStanding): string {
  if (claimSent) return "claim sent";
  if (claim !== undefined) return "claim made, not sent";
  if (charges === 0) return "waits for codes";
  return selfPay ? "self-pay" : "coded, no claim yet";
}

export const differenceKinds = ["not-booked", "booked-otherwise", "other-day", "of-other-days", "without-paper"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference<Item> {
  readonly kind: DifferenceKind;
  /** What it adds on the way from the papers to the books. */
  readonly amount: Cents;
  readonly items: readonly { readonly item: Item; readonly amount: Cents }[];
}

export interface Tie<Item> {
  readonly papers: Cents;
  readonly differences: readonly Difference<Item>[];
  /** The papers with all differences: what the books must have. */
  readonly books: Cents;
}

/** `papers` and the amounts of the differences add up to `books`, which is the sum of what is booked on these days. */
export function tieOut<Item extends TiedItem>(items: readonly Item[]): Tie<Item> {
  const found = items.flatMap((item) => differencesOf(item).map(({ kind, amount }) => ({ kind, amount, item })));
  const differences = differenceKinds.flatMap((kind): readonly Difference<Item>[] => {
    const mine = found.filter((one) => one.kind === kind);
    if (mine.length === 0) return [];
    return [{ kind, amount: sumCents(mine.map((one) => one.amount)), items: mine.map(({ item, amount }) => ({ item, amount })) }];
  });
  const papers = sumCents(items.filter((item) => item.ofDays && item.withoutPaper !== true).map((item) => item.says));
  return { papers, differences, books: addCents(papers, sumCents(differences.map((one) => one.amount))) };
}

function differencesOf({
  ofDays,
  says,
  booked,
  bookedElsewhere,
  withoutPaper = false,
}: TiedItem): readonly { readonly kind: DifferenceKind; readonly amount: Cents }[] {
  if (withoutPaper) return some("without-paper", booked);
  if (!ofDays) return some("of-other-days", booked);
  if (booked === zeroCents && bookedElsewhere === zeroCents) return some("not-booked", negateCents(says));
  return [
    ...some("booked-otherwise", subtractCents(addCents(booked, bookedElsewhere), says)),
    ...some("other-day", negateCents(bookedElsewhere)),
  ];
}

function some(kind: DifferenceKind, amount: Cents) {
  return amount === zeroCents ? [] : [{ kind, amount }];
}
