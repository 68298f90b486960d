/** How a case looks. */
import type { DenialRow } from "../../http/contract/denials.ts";

export const stateColors: Readonly<Record<DenialRow["state"], string>> = {
  open: "red",
  waiting: "gray",
  won: "teal",
  lost: "orange",
  "written-off": "grape",
  "billed-on": "violet",
  void: "gray",
};
