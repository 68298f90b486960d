/** The palette's search. What is looked for may be a patient's name, so it comes in a body. */
import { findAnything } from "../../app/find-anything.ts";
import { findSchema, foundSchema } from "../contract/find.ts";
import type { Routes } from "../server.ts";

export function findRoutes(api: Routes): void {
  // Who may see nothing of a kind finds nothing of it.
  api.post(
    "/find",
    { config: { access: "practice:read" }, schema: { body: findSchema, response: { 200: foundSchema } } },
    ({ work, body }) => findAnything(work, body.text),
  );
}
