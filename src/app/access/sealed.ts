/** Text sealed with the installation's key (AES-256-GCM). It opens only for what it was sealed for, so no row can stand for another. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { App } from "../context.ts";

const cipher = "aes-256-gcm";

/** `use` is the purpose and whose it is, such as "second-factor 17". */
export function seal(app: Pick<App, "installationKey">, use: string, text: string): string {
  const iv = randomBytes(12);
  const sealing = createCipheriv(cipher, keyFor(app), iv);
  sealing.setAAD(Buffer.from(use));
  const bytes = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
  return ["v1", iv, sealing.getAuthTag(), bytes].map((part) => (typeof part === "string" ? part : part.toString("base64url"))).join(".");
}

/** Undefined when it was changed, sealed for another use, or under another key. */
export function unseal(app: Pick<App, "installationKey">, use: string, sealed: string): string | undefined {
  const [version, iv, tag, bytes] = sealed.split(".");
  if (version !== "v1" || iv === undefined || tag === undefined || bytes === undefined) return undefined;
  try {
    const opening = createDecipheriv(cipher, keyFor(app), Buffer.from(iv, "base64url"), { authTagLength: 16 });
    opening.setAAD(Buffer.from(use));
    opening.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([opening.update(Buffer.from(bytes, "base64url")), opening.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function keyFor({ installationKey }: Pick<App, "installationKey">): Buffer {
  return Buffer.from(hkdfSync("sha256", installationKey(), "", "claimwright sealing v1", 32));
}
