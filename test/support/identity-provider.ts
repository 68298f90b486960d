/** A real OpenID provider inside the test's process, and the person who signs in at it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who has which checked or unchecked e-mail address, by their number at the provider. */
  readonly people: Map<string, { readonly email: string; readonly verified: boolean }>;
  /** Goes through the provider's own pages as this person; answers with the address that the browser is sent back to. */
  readonly signInAs: (subject: string, url: string) => Promise<URL>;
  readonly close: () => Promise<void>;
}

export async function openIdentityProvider(redirectUri: string): Promise<TestProvider> {
  const people: TestProvider["people"] = new Map();
  const http = createServer();
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ["claimwright", "a secret of the test that is long enough"];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["a key of the test"] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => {
        const person = people.get(sub);
        return { sub, ...(person === undefined ? {} : { email: person.email, email_verified: person.verified }) };
      },
    }),
  });
  http.on("request", provider.callback());
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    signInAs: (subject, url) => walk({ issuer, redirectUri, subject }, url),
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

/** A browser with cookies on the provider's pages: sign in, consent, and back. */
async function walk(
  { issuer, redirectUri, subject }: { readonly issuer: string; readonly redirectUri: string; readonly subject: string },
  url: string,
): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = new URL(url);
  let form: string | undefined;
  for (let steps = 0; steps < 20; steps += 1) {
    if (next.href.startsWith(redirectUri)) return next;
    const response = await fetch(next, {
      redirect: "manual",
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    form = undefined;
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    if (location !== null) {
      next = new URL(location, issuer);
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (prompt === undefined) throw new Error(`the provider's page has no form: ${response.status}`);
    form = prompt === "login" ? `prompt=login&login=${encodeURIComponent(subject)}&password=x` : "prompt=consent";
  }
  throw new Error("the provider sends the browser in a circle");
}
