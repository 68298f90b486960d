/** The demonstration practice at full size: who comes to it, with which cards. */
import { cents } from "../../core/kernel/cents.ts";
import { decimal } from "../../core/kernel/decimal.ts";
import type { OfficePlan } from "../simulated-practice/open-office.ts";
import { location, payers, plans, practice, providers } from "./cast.ts";
import { coders } from "./staff.ts";

/** Beside the two payers of the first demonstration visits. Names, numbers and terms are invented. */
const morePayers: OfficePlan["payers"] = {
  prairie: {
    payer: {
      name: "Prairie Crest Health",
      payerId: "PCH01",
      filingIndicator: "HM",
      address: { line1: "42 Orchard Parkway", city: "Green Bay", state: "WI", zip: "543010042" },
      timelyFilingDays: 90,
      takesReplacement: true,
      appealDays: 180,
    },
    plan: { name: "Prairie Crest HMO", kind: "hmo", contractFactor: decimal("1.10") },
  },
  bluestem: {
    payer: {
      name: "Bluestem Community Plan",
      payerId: "BCP01",
      filingIndicator: "MC",
      address: { line1: "900 Prairie Avenue", city: "La Crosse", state: "WI", zip: "546010900" },
      timelyFilingDays: 365,
      takesReplacement: true,
      appealDays: 60,
    },
    plan: { name: "Bluestem Medicaid", kind: "medicaid" },
  },
  trades: {
    payer: {
      name: "Union Trades Benefit Fund",
      payerId: "UTB01",
      filingIndicator: "15",
      address: { line1: "18 Foundry Street", city: "Racine", state: "WI", zip: "534030018" },
      timelyFilingDays: 365,
      takesReplacement: false,
      appealDays: 180,
    },
    plan: { name: "Union Trades", kind: "fund" },
  },
  heartland: {
    payer: {
      name: "Heartland Medicare Supplement",
      payerId: "HMS01",
      filingIndicator: "15",
      address: { line1: "7 Silo Street", city: "Eau Claire", state: "WI", zip: "547010007" },
      timelyFilingDays: 540,
      takesReplacement: true,
      appealDays: 180,
    },
    plan: { name: "Heartland Supplement", kind: "supplement" },
  },
};

/** The town that every first start meets. */
export const demonstrationSeed = 20_261_116;

export const mapleHollow: Omit<OfficePlan, "seed" | "from" | "visitsPerDay" | "historyDays"> = {
  practice,
  clinicians: [providers.okafor, providers.lindqvist, providers.abara],
  location,
  payers: {
    lakeshore: { payer: payers.lakeshore, plan: plans.lakeshore },
    federal: { payer: payers.federal, plan: plans.federal },
    ...morePayers,
  },
  covers: [
    { key: "lakeshore", weight: 3, medicare: false, prefix: "LSM", groups: ["GRP-2210", "GRP-0871", "GRP-4409"], copay: cents(3_000) },
    {
      key: "prairie",
      weight: 2,
      medicare: false,
      prefix: "PCH",
      groups: ["PC-100"],
      copay: cents(2_500),
      authorization: { procedures: ["20610"], prefix: "PCA" },
    },
    { key: "bluestem", weight: 2, medicare: false, prefix: "BCP", groups: [] },
    { key: "trades", weight: 1, medicare: false, prefix: "UTB", groups: ["LOCAL-12"] },
    {
      key: "federal",
      weight: 1,
      medicare: true,
      prefix: "",
      groups: [],
      supplement: { key: "heartland", percent: 40, prefix: "HMS" },
    },
  ],
  town: { city: "Maple Hollow", state: "WI", zip: "53599" },
  people: 900,
  coders,
};
