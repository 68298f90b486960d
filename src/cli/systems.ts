/** The code systems that the commands know by name. */
import type { CodeSystem } from "../core/kernel/code-lookup.ts";
import { UsageError } from "./io.ts";

const systems: readonly CodeSystem[] = [
  "icd10cm",
  "icd10pcs",
  "cpt",
  "hcpcs",
  "modifier",
  "pos",
  "carc",
  "rarc",
  "claim-status",
  "claim-status-category",
  "taxonomy",
  "state",
  "country",
];

const shortNames: Readonly<Record<string, CodeSystem>> = { cm: "icd10cm", pcs: "icd10pcs" };

/** Names given once or more often, or with commas between. Undefined: all of them. */
export function systemsOption(given: readonly string[] | undefined): readonly CodeSystem[] | undefined {
  const names = (given ?? []).flatMap((one) => one.split(",")).filter((one) => one !== "");
  if (names.length === 0) return undefined;
  return names.map((name) => {
    const system = systems.find((one) => one === (shortNames[name.toLowerCase()] ?? name.toLowerCase()));
    if (system === undefined) throw new UsageError(`No such code system: ${name}. There are: ${systems.join(", ")}.`);
    return system;
  });
}
