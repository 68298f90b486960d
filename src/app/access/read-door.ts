/** Where somebody stands at the door: what the browser shows before anything else. */
import type { SecondFactorRule } from "../../core/access/second-factor-rule.ts";
import type { App } from "../context.ts";
import { mustEnrol, type SignedIn } from "./identify.ts";
import { namedPractices } from "./named-practices.ts";
import { hasJustProved } from "./sign-in.ts";

export type DoorState = "sign-in" | "second-factor" | "new-password" | "choose-practice" | "enrol-second-factor" | "in" | "open";

export async function readDoor(
  app: App,
  {
    person,
    open,
    secondFactor,
  }: { readonly person: SignedIn | undefined; readonly open: boolean; readonly secondFactor: SecondFactorRule },
) {
  if (person === undefined) return { state: open ? ("open" as const) : ("sign-in" as const) };
  const state = stateOf(person, secondFactor);
  return {
    state,
    person: { login: person.login, name: person.name, secondFactor: person.hasSecondFactor, justProved: hasJustProved(person) },
    idleSecondsLeft: person.idleSecondsLeft,
    ...(state === "choose-practice" ? { practices: await namedPractices(app, person.memberships) } : {}),
  };
}

function stateOf(person: SignedIn, rule: SecondFactorRule): DoorState {
  if (person.awaitsSecondFactor) return "second-factor";
  if (person.mustChangePassword) return "new-password";
  if (person.practiceId === undefined) return "choose-practice";
  return mustEnrol(person, rule) ? "enrol-second-factor" : "in";
}
