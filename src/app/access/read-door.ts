/** Where somebody stands at the door: what the browser shows before anything else. */
import type { App } from "../context.ts";
import type { SignedIn } from "./identify.ts";
import { namedPractices } from "./named-practices.ts";

export type DoorState = "sign-in" | "second-factor" | "new-password" | "choose-practice" | "in" | "open";

export async function readDoor(app: App, { person, open }: { readonly person: SignedIn | undefined; readonly open: boolean }) {
  if (person === undefined) return { state: open ? ("open" as const) : ("sign-in" as const) };
  const state = stateOf(person);
  return {
    state,
    person: { login: person.login, name: person.name, secondFactor: person.hasSecondFactor },
    idleSecondsLeft: person.idleSecondsLeft,
    ...(state === "choose-practice" ? { practices: await namedPractices(app, person.memberships) } : {}),
  };
}

function stateOf(person: SignedIn): DoorState {
  if (person.awaitsSecondFactor) return "second-factor";
  if (person.mustChangePassword) return "new-password";
  return person.practiceId === undefined ? "choose-practice" : "in";
}
