/** A practice whose record is still to be filled in: claims by others can be imported, and the check says what is missing. */
import type { PracticeId } from "../core/kernel/id.ts";
import { createPractice } from "../store/practices.ts";
import type { App } from "./context.ts";

export function createEmptyPractice(app: App): Promise<PracticeId> {
  return createPractice(app.pool, {
    name: "Practice without a name yet",
    kind: "organisation",
    npi: "",
    taxId: { kind: "EI", number: "" },
    address: { line1: "", city: "", state: "", zip: "" },
    phone: "",
    contactName: "",
    timeZone: "America/New_York",
    submitterId: "PRACTICE",
  });
}
