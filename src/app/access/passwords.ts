/** Passwords as argon2id hashes (RFC 9106; 19 MiB, two passes, as OWASP advises). */
import { randomBytes } from "node:crypto";
import { hash, parseOptions, verify } from "@node-rs/argon2";

/** argon2id is the package's default; its constant is an enum that only the package's types know. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

let nobodys: Promise<string> | undefined;

/** Without a hash the same work is done for nothing, so that the time says nothing about who has an account. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(24).toString("base64"));
  const known = passwordHash ?? (await nobodys);
  return (await verify(known, normal(password))) && passwordHash !== undefined;
}

/** Made under weaker parameters than today's. */
export function isWeakHash(passwordHash: string): boolean {
  const { memoryCost, timeCost } = parseOptions(passwordHash);
  return !passwordHash.startsWith("$argon2id$") || memoryCost < cost.memoryCost || timeCost < cost.timeCost;
}

/** The same password from keyboards that compose letters differently (NIST SP 800-63B, 5.1.1.2). */
function normal(password: string): string {
  return password.normalize("NFKC");
}
