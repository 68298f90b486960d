/** Which releases stand, which should have followed by the calendar, and how each is fetched. Nobody outside is asked. */
import { type ReleaseState, releaseStates } from "../../core/codebook/release-calendar.ts";
import { readPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { type OfficialFile, officialFiles } from "./official-files.ts";

export async function viewReleases(context: Context) {
  const { today } = await readPractice(context.app.pool, context.practiceId, (tx) => practiceToday(context, tx));
  const files = officialFiles();
  const states = releaseStates(context.app.codeBook.releases, today);
  return { today, states: states.map((state) => ({ ...state, ...wayOf(files, state) })) };
}

/**
 * `fetch`: `codes update` knows an address for it. `agreement`: the publisher gives it after its licence was agreed to. `page`: it is
 * newer than the addresses that this version of the program knows.
 */
export function wayOf(
  files: readonly OfficialFile[],
  { set, due }: Pick<ReleaseState, "set" | "due">,
): { readonly way: "fetch" | "agreement" | "page"; readonly page: string } {
  const own = files.filter((one) => one.set === set);
  const page = own[0]?.page ?? "";
  if (own.some((one) => one.how === "agreement")) return { way: "agreement", page };
  // An address without a day is made from the quarter that is asked for.
  return { way: own.some((one) => one.from === undefined || one.from >= due) ? "fetch" : "page", page };
}
