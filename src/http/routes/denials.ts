/** Denied lines and the work on them. Each command answers with the case as it then is. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import { askReopeningOfDenial } from "../../app/denials/ask-reopening.ts";
import { discardLetter, previewLetter, readLetterPdf, sendLetter, startLetter, writeLetter } from "../../app/denials/letter.ts";
import { type DenialQuery, listDeniedLines } from "../../app/denials/list.ts";
import { type LoggedWork, logDenialWork } from "../../app/denials/log.ts";
import { billPatientForDenial, writeOffDenial } from "../../app/denials/settle.ts";
import { denialAfterCommand, viewDenial } from "../../app/denials/view.ts";
import type { Outcome } from "../../app/refusal.ts";
import { type DenialId, id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  type DenialSearch,
  type DenialWork,
  denialCaseSchema,
  denialListSchema,
  denialSearchSchema,
  denialWorkSchema,
  giveUpSchema,
  letterSentSchema,
  letterTextSchema,
} from "../contract/denials.ts";
import { problemSchema } from "../contract/values.ts";
import { reopeningSchema } from "../contract/visits.ts";
import { sendPdf } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const params = z.object({ denialId: z.coerce.number().int().positive() });
const answers = { 200: denialCaseSchema, 404: problemSchema, 409: problemSchema };

export function denialRoutes(api: Routes): void {
  letterRoutes(api);
  api.post(
    "/denials/search",
    { config: { access: "denials:read" }, schema: { body: denialSearchSchema, response: { 200: denialListSchema } } },
    ({ work, body }) => listDeniedLines(work, denialQueryOf(body)),
  );
  api.get(
    "/denials/:denialId",
    { config: { access: "denials:read" }, schema: { params, response: answers } },
    async ({ work, params: { denialId } }, reply) => valueOr(reply, await viewDenial(work, id<"denial">(denialId)))?.value ?? reply,
  );
  api.post(
    "/denials/:denialId/work",
    { config: { access: "denials:work" }, schema: { params, body: denialWorkSchema, response: answers } },
    ({ work, params: { denialId }, body }, reply) => command(work, reply, denialId, (one) => logDenialWork(work, one, workOf(body))),
  );
  api.post(
    "/denials/:denialId/reopening",
    { config: { access: "claims:file" }, schema: { params, body: reopeningSchema, response: answers } },
    ({ work, params: { denialId }, body }, reply) =>
      command(work, reply, denialId, (one) => askReopeningOfDenial(work, one, body.reference)),
  );
  api.post(
    "/denials/:denialId/write-off",
    { config: { access: "denials:settle" }, schema: { params, body: giveUpSchema, response: answers } },
    ({ work, params: { denialId }, body }, reply) => command(work, reply, denialId, (one) => writeOffDenial(work, one, body.why)),
  );
  api.post(
    "/denials/:denialId/bill-patient",
    { config: { access: "denials:settle" }, schema: { params, response: answers } },
    ({ work, params: { denialId } }, reply) => command(work, reply, denialId, (one) => billPatientForDenial(work, one)),
  );
}

function letterRoutes(api: Routes): void {
  const write = { config: { access: "denials:work" } } as const;
  api.get(
    "/denials/:denialId/letter.pdf",
    { config: { access: "denials:read" }, schema: { params } },
    async ({ work, params: { denialId } }, reply) => {
      const pdf = valueOr(reply, await previewLetter(work, id<"denial">(denialId)));
      return pdf === undefined ? reply : sendPdf(reply, `appeal-draft-${denialId}`, pdf.value);
    },
  );
  api.post("/denials/:denialId/letter", { ...write, schema: { params, response: answers } }, ({ work, params: { denialId } }, reply) =>
    command(work, reply, denialId, (one) => startLetter(work, one)),
  );
  api.post(
    "/denials/:denialId/letter/text",
    { ...write, schema: { params, body: letterTextSchema, response: answers } },
    ({ work, params: { denialId }, body }, reply) => command(work, reply, denialId, (one) => writeLetter(work, one, body)),
  );
  api.post(
    "/denials/:denialId/letter/discard",
    { ...write, schema: { params, response: answers } },
    ({ work, params: { denialId } }, reply) => command(work, reply, denialId, (one) => discardLetter(work, one)),
  );
  api.post(
    "/denials/:denialId/letter/sent",
    { ...write, schema: { params, body: letterSentSchema, response: answers } },
    ({ work, params: { denialId }, body: { way, reference } }, reply) =>
      command(work, reply, denialId, (one) => sendLetter(work, one, { way, ...(reference === undefined ? {} : { reference }) })),
  );
  const letterParams = z.object({ letterId: z.coerce.number().int().positive() });
  api.get(
    "/letters/:letterId.pdf",
    { config: { access: "denials:read" }, schema: { params: letterParams } },
    async ({ work, params: { letterId } }, reply) => {
      const pdf = valueOr(reply, await readLetterPdf(work, letterId));
      return pdf === undefined ? reply : sendPdf(reply, `appeal-${letterId}`, pdf.value);
    },
  );
}

async function command(work: Context, reply: FastifyReply, denialId: number, run: (denialId: DenialId) => Promise<Outcome<unknown>>) {
  const one = id<"denial">(denialId);
  if (valueOr(reply, await run(one)) === undefined) return reply;
  return valueOr(reply, await denialAfterCommand(work, one))?.value ?? reply;
}

function denialQueryOf({ payers, from, to, after, ...search }: DenialSearch): DenialQuery {
  const { states, categories, causes, actions, reasons, procedures, preventable, dueWithin, sort, descending, limit } = search;
  return {
    ...(states === undefined ? {} : { states }),
    ...(categories === undefined ? {} : { categories }),
    ...(causes === undefined ? {} : { causes }),
    ...(actions === undefined ? {} : { actions }),
    ...(payers === undefined ? {} : { payerIds: payers.map((one) => id<"payer">(one)) }),
    ...(reasons === undefined ? {} : { reasons }),
    ...(procedures === undefined ? {} : { procedures }),
    ...(preventable === undefined ? {} : { preventable }),
    ...(dueWithin === undefined ? {} : { dueWithin }),
    ...(from === undefined ? {} : { from: isoDate(from) }),
    ...(to === undefined ? {} : { to: isoDate(to) }),
    ...(sort === undefined ? {} : { sort }),
    ...(descending === undefined ? {} : { descending }),
    ...(after === undefined ? {} : { after: id<"denial">(after) }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function workOf(body: DenialWork): LoggedWork {
  switch (body.kind) {
    case "call": {
      const { kind, spokeWith, words, reference, promise, nextOn } = body;
      return {
        kind,
        spokeWith,
        words,
        ...(reference === undefined ? {} : { reference }),
        ...(promise === undefined ? {} : { promise }),
        ...(nextOn === undefined ? {} : { nextOn: isoDate(nextOn) }),
      };
    }
    case "note":
      return { kind: body.kind, words: body.words, ...(body.nextOn === undefined ? {} : { nextOn: isoDate(body.nextOn) }) };
    case "documents-sent": {
      const { kind, words, reference, answerBy } = body;
      return {
        kind,
        words,
        ...(reference === undefined ? {} : { reference }),
        ...(answerBy === undefined ? {} : { answerBy: isoDate(answerBy) }),
      };
    }
    case "answered": {
      const { kind, answer, words, reference } = body;
      return { kind, answer, words, ...(reference === undefined ? {} : { reference }) };
    }
  }
}
