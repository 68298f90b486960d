/**
 * Which passwords may be chosen (NIST SP 800-63B, 5.1.1.2: a least length, no rules of composition, not what everybody
 * tries, not the person's own name). Pure, so that the browser can say it while one types.
 */
import { commonBases } from "./common-passwords.ts";

export const leastPasswordLength = 12;
/** Longer text makes the hash no better and the server busy. */
const mostPasswordLength = 200;

/** Why the password may not be chosen, as a sentence; undefined when it may. */
export function passwordObjection(
  password: string,
  { login, name }: { readonly login: string; readonly name: string },
): string | undefined {
  const length = [...password].length;
  if (length < leastPasswordLength) return `Take at least ${leastPasswordLength} characters; a few words in a row are easy to remember.`;
  if (length > mostPasswordLength) return `Take at most ${mostPasswordLength} characters.`;
  const plain = foldLeet(password);
  if (new Set(password.toLowerCase()).size < 5) return "Take more than a few different characters.";
  if (isRun(password.toLowerCase())) return "A row of the keyboard or the alphabet is among the first that are tried.";
  const own = [...login.toLowerCase().split(/[^a-z0-9]+/), ...name.toLowerCase().split(/[^\p{L}\p{N}]+/u)].filter(
    (part) => part.length >= 3,
  );
  if (isMadeOf(plain, [...own.map(foldLeet), ...commonBases])) {
    return own.some((part) => plain.includes(foldLeet(part)))
      ? "That is mostly your own name or login, which is among the first that are tried."
      : "That is one of the passwords that everybody tries first.";
  }
  return undefined;
}

/** Letters only, lower case, with the usual replacements undone: "P@ssw0rd2024!" → "password". */
function foldLeet(text: string): string {
  const letters: Readonly<Record<string, string>> = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "@": "a",
    $: "s",
    "!": "i",
  };
  return text
    .toLowerCase()
    .replace(/[^\p{L}]+$/u, "")
    .replace(/^[^\p{L}@$!]+/u, "")
    .replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign)
    .replace(/[^\p{L}]/gu, "");
}

/** Nothing but known words, some letters at most beside them: a word more of one's own makes a password good. */
function isMadeOf(plain: string, words: readonly string[]): boolean {
  let rest = plain;
  for (const word of [...words].sort((one, other) => other.length - one.length)) {
    if (word.length >= 3) rest = rest.replaceAll(word, "");
  }
  return rest.length < 4 && rest.length < plain.length ? true : plain.length === 0;
}

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "01234567890123456789",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
];

/** One stretch of such a row, forwards or backwards, as a whole or twice. */
function isRun(text: string): boolean {
  const all = rows.flatMap((row) => [row, [...row].reverse().join("")]);
  const half = text.slice(0, Math.ceil(text.length / 2));
  return all.some((row) => row.includes(text) || (row.includes(half) && text === half + half.slice(0, text.length - half.length)));
}
