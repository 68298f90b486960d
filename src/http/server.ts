/** The HTTP edge: the API under /api/v1 with its OpenAPI document, and the web application beside it. */
import compress from "@fastify/compress";
import swagger from "@fastify/swagger";
import fastify, { type FastifyInstance, LogController } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Provider } from "../app/access/provider.ts";
import type { App, Context } from "../app/context.ts";
import type { DiskRoom } from "../app/disk-room.ts";
import type { PayersWork } from "../app/simulated-practice/run-days.ts";
import type { SecondFactorRule } from "../core/access/second-factor-rule.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import { answerFhirProblems } from "./fhir-problems.ts";
import { refuseForeignRequests } from "./foreign-requests.ts";
import { refuseWritesWhenFull } from "./full-disk.ts";
import { demandAccess, type RouteEntry } from "./identity.ts";
import type { LabDoor } from "./lab-door.ts";
import { limitTries, usualCostlyPerMinute } from "./limit-tries.ts";
import { connectionLimits, mostConnections } from "./limits.ts";
import { measureRequests } from "./metrics.ts";
import { refuseBrokenText } from "./plain-text.ts";
import { answerProblems } from "./problems.ts";
import { type LogLevel, loggerOptions, logRequests } from "./request-log.ts";
import { accountRoutes } from "./routes/account.ts";
import { auditRoutes, disclosureRoutes, emergencyRoutes } from "./routes/audit.ts";
import { bookRoutes } from "./routes/books.ts";
import { claimRoutes } from "./routes/claims.ts";
import { codeBookRoutes } from "./routes/code-book.ts";
import { codeRoutes } from "./routes/codes.ts";
import { codingRoutes } from "./routes/coding.ts";
import { correctionRoutes } from "./routes/corrections.ts";
import { demonstrationRoutes } from "./routes/demonstration.ts";
import { denialRoutes } from "./routes/denials.ts";
import { doorRoutes } from "./routes/door.ts";
import { fhirRoutes } from "./routes/fhir.ts";
import { fileRoutes } from "./routes/files.ts";
import { findRoutes } from "./routes/find.ts";
import { frontDeskRoutes } from "./routes/front-desk.ts";
import { inquiryRoutes } from "./routes/inquiries.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { labRoutes } from "./routes/lab.ts";
import { learnRoutes } from "./routes/learn.ts";
import { noteRoutes } from "./routes/notes.ts";
import { numberRoutes } from "./routes/numbers.ts";
import { operationRoutes } from "./routes/operations.ts";
import { ownBillRoutes } from "./routes/own-bill.ts";
import { patientBillingRoutes } from "./routes/patient-billing.ts";
import { patientMergeRoutes } from "./routes/patient-merges.ts";
import { patientRoutes } from "./routes/patients.ts";
import { peopleRoutes } from "./routes/people.ts";
import { practiceRoutes } from "./routes/practice.ts";
import { remittanceRoutes } from "./routes/remittances.ts";
import { reviewRoutes } from "./routes/reviews.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { smallBalanceRoutes } from "./routes/small-balances.ts";
import { staffRoutes } from "./routes/staff.ts";
import { viewRoutes } from "./routes/views.ts";
import { visitRoutes } from "./routes/visits.ts";
import { worklistRoutes } from "./routes/worklist.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { serveWeb } from "./web-page.ts";

/** What the edge needs from outside. */
export interface Edge {
  readonly app: App;
  readonly version: string;
  /** The demonstration that opens without a password. Only ever set when the server listens on this machine alone. */
  readonly openPractice?: () => PracticeId;
  /** Names under which the server may be asked beside those of this machine, such as billing.example.org. */
  readonly hostNames?: readonly string[];
  /** Answers over a network without encryption. */
  readonly plainHttp?: boolean;
  /** Addresses of the proxies whose word on the visitor's address and on https counts; none when absent. */
  readonly proxies?: readonly string[];
  /** Minutes without a sign of life after which a session ends by itself. */
  readonly idleMinutes?: number;
  /** Who must have a second factor; nobody when absent. */
  readonly secondFactor?: SecondFactorRule;
  /** How often a minute one person may ask for each thing that costs much. */
  readonly costlyPerMinute?: number;
  /** The identity provider, when one is set up. */
  readonly provider?: Provider;
  /** Private copies for students; absent without simulated payers. */
  readonly lab?: LabDoor;
  /** Lets the simulated payers work and moves the practice's clock when they have nothing to say today. */
  readonly letPayersAnswer: (context: Context) => Promise<void>;
  /** The simulated payers of this practice read what lies for them, and answer questions at once. */
  readonly payersListen?: (context: Context) => Promise<void>;
  /** One business day of the simulated payers; absent: nobody answers. */
  readonly payersWork?: PayersWork;
  /** Absent: nothing is logged. The stream is standard error when none is given. */
  readonly log?: { readonly level: LogLevel; readonly stream?: { write: (line: string) => void } };
  /** Whether there is room to save; absent: nobody watches. */
  readonly diskRoom?: DiskRoom;
  /** The built web application; absent in tests of the API alone. */
  readonly webFolder?: string;
}

export type Server = FastifyInstance;
export type Routes = ReturnType<typeof withTypes>;

export async function buildServer(edge: Edge): Promise<Server> {
  const server = fastify({
    logger: loggerOptions(edge.log?.level ?? "silent", edge.log?.stream),
    logController: new LogController({ disableRequestLogging: true }),
    ...connectionLimits,
    trustProxy: edge.proxies === undefined || edge.proxies.length === 0 ? false : [...edge.proxies],
  });
  server.server.maxConnections = mostConnections;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  answerProblems(server);
  logRequests(server);
  const metrics = measureRequests(server, edge.app);
  await setSecurityHeaders(server);
  refuseForeignRequests(server, { hostNames: edge.hostNames ?? [], plainHttp: edge.plainHttp === true });
  if (edge.diskRoom !== undefined) refuseWritesWhenFull(server, edge.diskRoom);
  await server.register(compress, { global: true, encodings: ["gzip"] });
  await server.register(swagger, {
    openapi: {
      info: {
        title: "Claimwright",
        description: "Medical coding and billing: everything the web application does.",
        version: edge.version,
      },
    },
    transform: jsonSchemaTransform,
  });
  refuseBrokenText(server);
  server.removeContentTypeParser("text/plain");
  server.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  const routeEntries: RouteEntry[] = [];
  server.decorate("routeEntries", routeEntries);
  await server.register(
    async (scope) => {
      demandAccess(scope, edge, routeEntries);
      await limitTries(scope, { costlyPerMinute: edge.costlyPerMinute ?? usualCostlyPerMinute });
      const api = withTypes(scope);
      doorRoutes(api, edge);
      accountRoutes(api, edge);
      peopleRoutes(api);
      practiceRoutes(api, edge);
      settingsRoutes(api, edge);
      smallBalanceRoutes(api);
      demonstrationRoutes(api, edge);
      visitRoutes(api);
      codingRoutes(api);
      denialRoutes(api);
      correctionRoutes(api);
      worklistRoutes(api);
      viewRoutes(api);
      emergencyRoutes(api);
      auditRoutes(api);
      disclosureRoutes(api);
      findRoutes(api);
      frontDeskRoutes(api);
      inquiryRoutes(api, edge);
      claimRoutes(api);
      remittanceRoutes(api);
      codeRoutes(api, edge);
      codeBookRoutes(api, edge);
      fileRoutes(api);
      bookRoutes(api);
      patientRoutes(api);
      numberRoutes(api);
      reviewRoutes(api);
      staffRoutes(api);
      patientBillingRoutes(api);
      patientMergeRoutes(api);
      noteRoutes(api);
      ownBillRoutes(api, edge);
      jobRoutes(api);
      learnRoutes(api);
      labRoutes(api, edge);
      operationRoutes(api, edge, metrics);
      api.get("/openapi.json", { config: { access: "open" }, schema: { hide: true } }, () => server.swagger());
    },
    { prefix: "/api/v1" },
  );
  await server.register(
    async (scope) => {
      answerFhirProblems(scope);
      demandAccess(scope, edge, routeEntries);
      await limitTries(scope, { costlyPerMinute: edge.costlyPerMinute ?? usualCostlyPerMinute });
      fhirRoutes(withTypes(scope), edge);
    },
    { prefix: "/fhir" },
  );
  await serveWeb(server, edge.webFolder);
  return server;
}

function withTypes(server: FastifyInstance) {
  return server.withTypeProvider<ZodTypeProvider>();
}
