/** What a server with simulated payers can do for students: make a private copy, throw it away, open it on this machine. */
import type { CopyMaker } from "../app/lab/start-copy.ts";
import type { PracticeId } from "../core/kernel/id.ts";

export interface LabDoor extends CopyMaker {
  /** The open demonstration shows this practice from now on; undefined: the demonstration's own again. */
  readonly openHere: (practiceId: PracticeId | undefined) => void;
}
