/** Random words that stand for a session, a link or a key. */
import { createHash, randomBytes, randomInt } from "node:crypto";

/** 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Tokens and keys are random, so one SHA-256 is enough: there is nothing to guess by trying words. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

/** Without letters and digits that are read as each other. */
const alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/**
 * "K7QM-2XWD-9FHP-TB4C-R6VN-3JGA": 24 of 30 characters, 117 bits, to be written down and typed. From 112 bits on a plain hash is
 * enough to keep it (OWASP ASVS 5.0, 6.5.2): nobody tries them all.
 */
export function newRecoveryCode(): string {
  const characters = Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return (characters.match(/.{4}/g) ?? []).join("-");
}

/** However it was typed. */
export function hashRecoveryCode(code: string): string {
  return hashToken(`recovery ${code.toUpperCase().replace(/[^A-Z0-9]/g, "")}`);
}
