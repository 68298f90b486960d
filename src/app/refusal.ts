/** Why a command cannot be done now. It goes to the person as it is. */
import { type Result, refuse } from "../core/kernel/result.ts";

export interface Refusal {
  /** A stable word for programs. */
  readonly problem: string;
  readonly message: string;
  readonly fix?: string;
}

export type Outcome<Value> = Result<Value, Refusal>;

export function no(problem: string, message: string, fix?: string): { readonly ok: false; readonly refusal: Refusal } {
  return refuse({ problem, message, ...(fix === undefined ? {} : { fix }) });
}

export function notFound(what: string): { readonly ok: false; readonly refusal: Refusal } {
  return no("not-found", `There is no such ${what} in this practice.`);
}
