/** Page by page until one request is full or nothing is left: those of which most is owed may all be left out. */
export async function firstSmall<Id, Small, Why>(
  ids: readonly Id[],
  most: number,
  sort: (page: readonly Id[]) => Promise<{ readonly small: readonly Small[]; readonly why: readonly Why[] }>,
): Promise<{ readonly small: readonly Small[]; readonly why: readonly (Why | "later")[] }> {
  const small: Small[] = [];
  const why: Why[] = [];
  let at = 0;
  for (; at < ids.length && small.length < most; at += most) {
    const page = await sort(ids.slice(at, at + most));
    small.push(...page.small);
    why.push(...page.why);
  }
  const later = small.splice(most).length + ids.slice(at).length;
  return { small, why: [...why, ...Array.from({ length: later }, () => "later" as const)] };
}
