import { measureDayDiffers } from "../../core/upkeep/verify-findings.ts";
import { compareMeasureDays } from "../../store/measures/read-rows.ts";
import { workSchedule } from "../measures/work-schedule.ts";
import type { Check } from "./check.ts";

export const measureDaysCheck: Check = {
  name: "measure-days",
  holds: "every kept day of a measure is the sum of its rows, unless it is noted as changed",
  of: "practice",
  run: async (tx, app) => {
    const { sums, wrong } = await compareMeasureDays(tx, workSchedule(app.codeBook));
    return { examined: sums, findings: wrong.map((one) => measureDayDiffers({ practice: tx.practiceId, ...one })) };
  },
};
