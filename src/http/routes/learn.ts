/** What a person learns here: for now, which credential serves whom, and what the work is like. */
import { adviseCredential } from "../../core/academy/careers/advise.ts";
import { credentials } from "../../core/academy/careers/credentials.ts";
import { outlookFigures, payFigures } from "../../core/academy/careers/pay.ts";
import { sources } from "../../core/academy/careers/sources.ts";
import { steps, temperament } from "../../core/academy/careers/way-in.ts";
import { adviceSchema, type GuideView, guideSchema, wishSchema } from "../contract/learn.ts";
import type { Routes } from "../server.ts";

export function learnRoutes(api: Routes): void {
  api.get("/learn/guide", { config: { access: "codes:read" }, schema: { response: { 200: guideSchema } } }, () => guide());
  api.get(
    "/learn/advice",
    { config: { access: "codes:read" }, schema: { querystring: wishSchema, response: { 200: adviceSchema } } },
    ({ query }) => ({ rows: adviseCredential(query).map((row) => ({ ...row, reasons: [...row.reasons] })) }),
  );
}

function guide(): GuideView {
  return {
    credentials: credentials.map(({ asks: _, works, ...credential }) => ({ ...credential, works: [...works] })),
    sources: [...sources],
    steps: steps.map(({ points, ...step }) => ({ ...step, points: [...points] })),
    temperament: [...temperament],
    pay: [...payFigures],
    outlook: [...outlookFigures],
  };
}
