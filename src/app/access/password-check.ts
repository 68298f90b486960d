/** Whether a password may be chosen: the one place that every way to set one goes through. */
import { passwordObjection } from "../../core/access/password-rules.ts";
import type { App } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { BreachListFailure, isBreached } from "./breached-passwords.ts";

/** The refusal; undefined when it may. A list that is named and cannot be read refuses: a check that is off must not look like one. */
export async function refusePassword(
  { breachList }: Pick<App, "breachList">,
  password: string,
  who: { readonly login: string; readonly name: string },
): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
  const objection = passwordObjection(password, who);
  if (objection !== undefined) return no("weak-password", objection);
  if (breachList === undefined) return undefined;
  try {
    if (!(await isBreached(breachList, password))) return undefined;
  } catch (error) {
    if (!(error instanceof BreachListFailure)) throw error;
    console.error(`the list of breached passwords cannot be used: ${error.message}`);
    return no(
      "no-breach-list",
      "The list of passwords from breaches cannot be read, so no password can be set now.",
      "Whoever runs the server finds the reason with `claimwright doctor`.",
    );
  }
  return no(
    "weak-password",
    "This password is in a list of passwords from breaches, which are among the first that are tried.",
    "Choose another; if you use it elsewhere, change it there too.",
  );
}
