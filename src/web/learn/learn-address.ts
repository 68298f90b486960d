/** The page's address is the advice one looks at, so that it can be sent to somebody. */
import { type Wish, wishSchema } from "../../http/contract/learn.ts";

export type LearnTab = "credential" | "compare" | "way-in" | "pay" | "cases" | "staff";

export interface LearnAddress extends Partial<Wish> {
  readonly tab?: LearnTab;
  /** The practice case that is looked at. */
  readonly case?: string;
}

const tabs: readonly string[] = ["credential", "compare", "way-in", "pay", "cases", "staff"];

/** Only what is well formed is taken from an address. */
export function readLearnAddress(search: Record<string, unknown>): LearnAddress {
  const wish = wishSchema.partial().safeParse({ work: search.work, experience: search.experience, schooling: search.schooling });
  return {
    ...(typeof search.tab === "string" && tabs.includes(search.tab) ? { tab: search.tab as LearnTab } : {}),
    ...(typeof search.case === "string" && /^[a-z0-9-]{1,40}$/.test(search.case) ? { case: search.case } : {}),
    ...(wish.success ? Object.fromEntries(Object.entries(wish.data).filter(([, value]) => value !== undefined)) : {}),
  };
}

/** Where nothing is chosen: somebody who begins. */
export function wishOf({ work = "office-coding", experience = "none", schooling = "high-school" }: LearnAddress): Wish {
  return { work, experience, schooling };
}
