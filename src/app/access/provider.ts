/**
 * Sign-in by an identity provider (OpenID Connect: code flow with PKCE, state and nonce). It says who somebody is; it never
 * makes an account. What one sign-in needs is sealed into the browser's own cookie, so that any process can finish it, and
 * only in the browser that began it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as client from "openid-client";
import { accountByLogin, accountByProvider, linkProvider, lockAccount } from "../../store/access/accounts.ts";
import { acceptEverything } from "../../store/access/memberships.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { type Env, readSecretSetting } from "../../store/secret-settings.ts";
import { outsidePractices } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { isUnused } from "./invitations.ts";
import { type Knock, openSession } from "./open-session.ts";
import { seal, unseal } from "./sealed.ts";

export interface ProviderConfig {
  /** As people know it: "Sign in with …". */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
}

export interface Provider {
  readonly name: string;
  readonly begin: (flow: {
    readonly redirectUri: string;
    readonly path: string;
    /** The provider asks the person anew, also when it knows the browser. */
    readonly anew: boolean;
  }) => Promise<{ readonly url: string; readonly sealedFlow: string }>;
  readonly finish: (answer: {
    readonly url: URL;
    readonly sealedFlow: string;
  }) => Promise<{ readonly who: ProviderPerson; readonly path: string } | undefined>;
}

export interface ProviderPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Only when the provider says that it has checked it. */
  readonly verifiedEmail: string | undefined;
  /** Seconds since the provider itself last asked who it is; undefined when it does not say. */
  readonly askedSecondsAgo: number | undefined;
}

export class ProviderConfigFailure extends Error {
  override readonly name = "ProviderConfigFailure";
}

/** From CLAIMWRIGHT_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET (or where it is) and _NAME, or the file `oidc.json` of the data folder. */
export function readProviderConfig(dataDir: string, env: Env): ProviderConfig | undefined {
  const fromFile = readConfigFile(join(dataDir, "oidc.json"));
  const config = {
    name: env.CLAIMWRIGHT_OIDC_NAME ?? fromFile.name ?? "your organisation",
    issuer: env.CLAIMWRIGHT_OIDC_ISSUER ?? fromFile.issuer,
    clientId: env.CLAIMWRIGHT_OIDC_CLIENT_ID ?? fromFile.clientId,
    clientSecret: readSecretSetting("CLAIMWRIGHT_OIDC_CLIENT_SECRET", env) ?? fromFile.clientSecret,
  };
  const { name, issuer, clientId, clientSecret } = config;
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || !URL.canParse(issuer))
    throw new ProviderConfigFailure("The identity provider needs both: the issuer's address and the client's id.");
  if (new URL(issuer).protocol !== "https:" && !isLoopback(new URL(issuer)))
    throw new ProviderConfigFailure("The identity provider's address must begin with https://.");
  return { name, issuer, clientId, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

function readConfigFile(path: string): Partial<Record<keyof ProviderConfig, string>> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return {};
  }
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null)
      return Object.fromEntries(Object.entries(json).filter(([, value]) => typeof value === "string")) as Partial<
        Record<keyof ProviderConfig, string>
      >;
  } catch {
    // Said below: the text itself may hold the secret.
  }
  throw new ProviderConfigFailure("oidc.json in the data folder is not JSON with issuer, clientId, clientSecret and name.");
}

interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly path: string;
  readonly anew: boolean;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

const flowMinutes = 10;
const sealedFor = "sign-in by the provider";

/** Nothing is asked of the provider before somebody wants to sign in by it: it may be away when the server starts. */
export function openProvider(app: App, config: ProviderConfig): Provider {
  let known: Promise<client.Configuration> | undefined;
  const discovered = (): Promise<client.Configuration> => {
    known ??= discover(config).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    name: config.name,
    begin: async ({ redirectUri, path, anew }) => {
      const flow: Flow = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        path,
        anew,
        endsAt: Date.now() + flowMinutes * 60_000,
      };
      const url = client.buildAuthorizationUrl(await discovered(), {
        redirect_uri: redirectUri,
        scope: "openid email",
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: "S256",
        ...(anew ? { prompt: "login", max_age: "0" } : {}),
      });
      return { url: url.href, sealedFlow: seal(app, sealedFor, JSON.stringify(flow)) };
    },
    finish: async ({ url, sealedFlow }) => {
      const text = unseal(app, sealedFor, sealedFlow);
      if (text === undefined) return undefined;
      const flow = JSON.parse(text) as Flow;
      if (flow.endsAt < Date.now()) return undefined;
      return { who: await exchange(await discovered(), { url, flow }), path: flow.path };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: ProviderConfig): Promise<client.Configuration> {
  const url = new URL(issuer);
  return client.discovery(url, clientId, clientSecret, clientSecret === undefined ? client.None() : undefined, {
    timeout: 10,
    // The token comes over the provider's own connection; its signature is checked all the same (RFC 7515, the provider's keys).
    execute: [client.enableNonRepudiationChecks, ...(isLoopback(url) ? [client.allowInsecureRequests] : [])],
  });
}

/** Only a provider on this machine may be asked without encryption. */
function isLoopback({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** Checks state, nonce, issuer, audience, signature and time, all by the client; the subject comes from the signed token alone. */
async function exchange(config: client.Configuration, { url, flow }: { readonly url: URL; readonly flow: Flow }): Promise<ProviderPerson> {
  const tokens = await client.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: flow.verifier,
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    idTokenExpected: true,
    // Seconds between the provider's page and our answer; the client refuses an older sign-in.
    ...(flow.anew ? { maxAge: flowMinutes * 60 } : {}),
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error("the provider gave no identity");
  const more = claims.email === undefined ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
  const verified = more.email_verified === true && typeof more.email === "string";
  return {
    issuer: claims.iss,
    subject: claims.sub,
    verifiedEmail: verified ? String(more.email).toLowerCase() : undefined,
    askedSecondsAgo: claims.auth_time === undefined ? undefined : Math.max(0, Math.round(Date.now() / 1000 - claims.auth_time)),
  };
}

/** By the provider's number; the first time by a checked e-mail address that is somebody's login here. */
export async function signInByProvider(
  app: App,
  { who, knock }: { readonly who: ProviderPerson; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  return outsidePractices(app.pool, async (queries) => {
    const known = await accountByProvider(queries, who);
    const byMail = known === undefined && who.verifiedEmail !== undefined ? await accountByLogin(queries, who.verifiedEmail) : undefined;
    const found = known ?? (byMail?.providerSubject === undefined ? byMail : undefined);
    // Under the lock: what was just disabled, or rests after too many tries, stays out by this way too.
    const account = found === undefined ? undefined : await lockAccount(queries, found.id);
    const reason =
      account === undefined
        ? "the identity provider named somebody who has no account"
        : account.disabled
          ? "the account is disabled"
          : account.resting
            ? "the account rests after too many tries"
            : undefined;
    if (account === undefined || reason !== undefined) {
      await recordSecurityEvent(queries, {
        kind: "sign-in-failed",
        ...(account === undefined ? {} : { accountId: account.id }),
        address: knock.address,
        words: reason ?? "",
      });
      return no(
        "unknown-person",
        "The identity provider knows you, but you have no account here, or it may not sign in now.",
        "Ask whoever manages people here.",
      );
    }
    if (known === undefined) {
      // The provider vouches for the address that was invited, and nobody else could use the account: the person is known.
      if (isUnused(account)) await acceptEverything(queries, account.id);
      await linkProvider(queries, account.id, who);
      await recordSecurityEvent(queries, {
        kind: "provider-linked",
        accountId: account.id,
        address: knock.address,
        words: "by a checked e-mail address, at the first sign-in",
      });
    }
    const asked = who.askedSecondsAgo === undefined ? {} : { providedSecondsAgo: who.askedSecondsAgo };
    return { ok: true, value: { token: await openSession(queries, account, { knock, method: "provider", ...asked }) } };
  });
}
