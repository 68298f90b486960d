/** One-time codes of authenticator apps (RFC 6238: SHA-1, six digits, thirty seconds, as all of them read). */
import { Secret, TOTP } from "otpauth";

const period = 30;

export interface NewSecret {
  /** Base32, to be typed where no picture can be read. */
  readonly secret: string;
  /** What the picture says: otpauth://totp/… */
  readonly uri: string;
}

export function newSecret(login: string): NewSecret {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: generator(secret, login).toString() };
}

/** The time step of a code that is right now, or was or will be within thirty seconds; undefined when it is wrong. */
export function stepOf(secret: string, code: string, now: number = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = generator(secret, "").validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1000 / period) + delta;
}

function generator(secret: string, login: string): TOTP {
  return new TOTP({ issuer: "Claimwright", label: login, algorithm: "SHA1", digits: 6, period, secret: Secret.fromBase32(secret) });
}
