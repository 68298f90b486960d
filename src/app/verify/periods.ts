import { entryBehindLock, lineOnOtherDay, lockedDayDiffers } from "../../core/upkeep/verify-findings.ts";
import { countEntries } from "../../store/verify/books.ts";
import { entriesBehindLock, linesOnOtherDays, lockedDays } from "../../store/verify/periods.ts";
import type { Check } from "./check.ts";

export const periodsCheck: Check = {
  name: "periods",
  holds: "no entry was written on a day that was closed then, and every line is on the day of its entry",
  of: "practice",
  run: async (tx) => {
    const practice = tx.practiceId;
    const { events, stored, told } = await lockedDays(tx);
    const asWords = (day: string | undefined): string => day ?? "nothing";
    return {
      examined: events + (await countEntries(tx)),
      findings: [
        ...(await entriesBehindLock(tx)).map((one) => entryBehindLock({ practice, ...one })),
        ...(await linesOnOtherDays(tx)).map((one) => lineOnOtherDay({ practice, ...one })),
        ...(stored === told ? [] : [lockedDayDiffers({ practice, stored: asWords(stored), told: asWords(told) })]),
      ],
    };
  },
};
