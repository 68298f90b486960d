/** The demonstration practice at full size: who comes to it, with which cards. */
import { cents } from "../../core/kernel/cents.ts";
import type { OfficePlan } from "../simulated-practice/open-office.ts";
import { location, payers, plans, practice, providers } from "./cast.ts";

export const mapleHollow: Omit<OfficePlan, "seed" | "from"> = {
  practice,
  clinicians: [providers.okafor, providers.lindqvist, providers.abara],
  location,
  payers: {
    lakeshore: { payer: payers.lakeshore, plan: plans.lakeshore },
    federal: { payer: payers.federal, plan: plans.federal },
  },
  covers: [
    { key: "lakeshore", weight: 3, medicare: false, prefix: "LSM", groups: ["GRP-2210", "GRP-0871", "GRP-4409"], copay: cents(3_000) },
    { key: "federal", weight: 1, medicare: true, prefix: "", groups: [] },
  ],
  town: { city: "Maple Hollow", state: "WI", zip: "53599" },
  people: 900,
};
