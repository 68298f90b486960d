/** The correction of a visit's refused claim, in two keys. */
import { z } from "zod";
import { correctAndSend, type GivenCorrection, undoCorrection } from "../../app/denials/correct-and-send.ts";
import { viewCorrection } from "../../app/denials/correction-view.ts";
import { id } from "../../core/kernel/id.ts";
import { correctionSchema, correctionViewSchema, type GivenCorrectionBody } from "../contract/corrections.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const params = z.object({ visitId: z.coerce.number().int().positive() });
const answers = { 200: correctionViewSchema, 404: problemSchema, 409: problemSchema };

export function correctionRoutes(api: Routes): void {
  api.get(
    "/visits/:visitId/correction",
    { config: { access: "claims:file" }, schema: { params, response: answers } },
    async ({ work, params: { visitId } }, reply) => valueOr(reply, await viewCorrection(work, id<"encounter">(visitId)))?.value ?? reply,
  );
  api.post(
    "/visits/:visitId/correction",
    { config: { access: "claims:file" }, schema: { params, body: correctionSchema, response: answers } },
    async ({ work, params: { visitId }, body }, reply) => {
      const visit = id<"encounter">(visitId);
      if (valueOr(reply, await correctAndSend(work, visit, givenOf(body))) === undefined) return reply;
      return valueOr(reply, await viewCorrection(work, visit))?.value ?? reply;
    },
  );
  api.post(
    "/visits/:visitId/correction/undo",
    { config: { access: "claims:file" }, schema: { params, response: answers } },
    async ({ work, params: { visitId } }, reply) => {
      const visit = id<"encounter">(visitId);
      if (valueOr(reply, await undoCorrection(work, visit)) === undefined) return reply;
      return valueOr(reply, await viewCorrection(work, visit))?.value ?? reply;
    },
  );
}

function givenOf({ memberId, authorisation, referring, lines, reference }: GivenCorrectionBody): GivenCorrection {
  return {
    ...(memberId === undefined ? {} : { memberId }),
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(referring === undefined ? {} : { referring }),
    ...(reference === undefined ? {} : { reference }),
    ...(lines === undefined
      ? {}
      : {
          lines: lines.map(({ chargeId, modifiers, pointers }) => ({
            chargeId: id<"charge">(chargeId),
            ...(modifiers === undefined ? {} : { modifiers }),
            ...(pointers === undefined ? {} : { pointers }),
          })),
        }),
  };
}
