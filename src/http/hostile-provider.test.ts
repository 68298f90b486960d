/** An identity provider that lies: tokens that nobody signed, that are for others, of another time or another question, and a description of somebody else. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "../../test/support/door-world.ts";
import { openProvider } from "../app/access/provider.ts";

interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
  readonly sign?: (input: string) => string;
  readonly token?: (token: string) => string;
  readonly issuer?: string;
  readonly redirect?: string;
}

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const clientId = "claimwright";
let world: DoorWorld;
let http: Server;
let issuer: string;
let lie: Lie = {};
let nonce = "";
const asked: string[] = [];

beforeAll(async () => {
  http = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (lie.redirect !== undefined && request.url?.startsWith("/token") === true)
      return void response.writeHead(307, { location: lie.redirect }).end();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answerTo(request.url ?? "")));
  });
  await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  // A provider of its own for each sign-in: what it said of itself is not kept.
  world = await openDoorWorld((app) => ({
    provider: {
      name: "Liar",
      begin: (flow) => openProvider(app, { name: "Liar", issuer, clientId, clientSecret: "secret" }).begin(flow),
      finish: (answer) => openProvider(app, { name: "Liar", issuer, clientId, clientSecret: "secret" }).finish(answer),
    },
  }));
  await world.addPerson("ruth@example.org", "coder");
});
afterAll(async () => {
  await world.close();
  await new Promise<void>((closed) => {
    http.close(() => closed());
    http.closeAllConnections();
  });
});
beforeEach(() => {
  lie = {};
  asked.length = 0;
});

function answerTo(url: string): unknown {
  if (url.startsWith("/.well-known"))
    return {
      issuer: lie.issuer ?? issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      userinfo_endpoint: `${issuer}/me`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    };
  if (url.startsWith("/keys")) return { keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }] };
  return { access_token: "access", token_type: "Bearer", expires_in: 60, id_token: idToken() };
}

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    sub: "number-1",
    aud: clientId,
    iat: now,
    exp: now + 60,
    nonce,
    email: "ruth@example.org",
    email_verified: true,
    ...lie.claims,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg: "RS256", kid: "one", typ: "JWT", ...lie.header })}.${part(claims)}`;
  const sign =
    lie.sign ??
    ((text: string) =>
      createSign("RSA-SHA256")
        .update(text)
        .sign(lie.key ?? own.privateKey)
        .toString("base64url"));
  const token = `${input}.${sign(input)}`;
  return lie.token?.(token) ?? token;
}

/** Where the browser is sent after the provider's answer. */
async function signIn(): Promise<{ readonly to: string; readonly signedIn: boolean }> {
  const client = world.browser();
  const begun = await client.post("/door/provider", { path: "/", anew: false });
  if (begun.status !== 200) return { to: `not begun: ${begun.status}`, signedIn: false };
  const url = new URL(begun.json.url as string);
  nonce = url.searchParams.get("nonce") ?? "";
  const { headers } = await client.get(
    `/door/provider/answer?code=any&state=${url.searchParams.get("state")}&iss=${encodeURIComponent(issuer)}`,
  );
  return { to: String(headers.location), signedIn: client.token() !== undefined };
}

it("lets in who comes with a token that is right in everything, so that what follows is refused for its lie", async () => {
  expect(await signIn()).toEqual({ to: "/", signedIn: true });
});

describe("a provider's token is refused", () => {
  const past = Math.floor(Date.now() / 1000) - 3_600;
  const lies: Readonly<Record<string, Lie>> = {
    "signed by another key": { key: foreign.privateKey },
    "without a signature": { header: { alg: "none" }, sign: () => "" },
    "signed with the public key as if it were a secret": {
      header: { alg: "HS256" },
      sign: (input) =>
        createHmac("sha256", own.publicKey.export({ format: "pem", type: "spki" }))
          .update(input)
          .digest("base64url"),
    },
    "signed with the client's secret, which is not agreed": {
      header: { alg: "HS256" },
      sign: (input) => createHmac("sha256", "secret").update(input).digest("base64url"),
    },
    "with its key beside it": { key: foreign.privateKey, header: { jwk: foreign.publicKey.export({ format: "jwk" }) } },
    "changed after it was signed": {
      token: (token) =>
        token.replace(
          /\.([^.]+)\./,
          (_, body: string) =>
            `.${Buffer.from(Buffer.from(body, "base64url").toString().replace("number-1", "number-9")).toString("base64url")}.`,
        ),
    },
    "for another client": { claims: { aud: "somebody-else" } },
    "for several, issued to another": { claims: { aud: [clientId, "somebody-else"], azp: "somebody-else" } },
    "of another issuer": { claims: { iss: "https://id.example.org" } },
    "that has ended": { claims: { iat: past - 60, exp: past } },
    "of another question": { claims: { nonce: "somebody-else's" } },
    "without the question's number": { claims: { nonce: undefined } },
    "without a subject": { claims: { sub: undefined } },
  };
  it.each(Object.entries(lies))("%s", async (_, one) => {
    lie = one;
    expect(await signIn()).toEqual({ to: "/?door=provider-failed", signedIn: false });
  });
});

it("a description of another issuer than the one that was set is not used", async () => {
  lie = { issuer: "https://id.example.org" };
  expect((await signIn()).signedIn).toBe(false);
});

it("a redirect of the provider is not followed with the code and the secret", async () => {
  lie = { redirect: `${issuer}/elsewhere` };
  expect((await signIn()).signedIn).toBe(false);
  expect(asked.filter((url) => url.startsWith("/elsewhere"))).toEqual([]);
});
