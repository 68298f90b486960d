import { describe, expect, it } from "vitest";
import { restMinutes } from "./lockout.ts";
import { passwordObjection } from "./password-rules.ts";

const who = { login: "ruth.stone@example.org", name: "Ruth Stone" };

describe("a password", () => {
  it("is refused when it is short, one of the commonest, a row of the keyboard, or the person's own name", () => {
    for (const password of [
      "short",
      "elevenchars",
      "Password2026!",
      "P@ssw0rd1234",
      "passwordpassword",
      "Welcome2026!!",
      "Summer2026!Summer",
      "qwertyuiopas",
      "123456789012",
      "abcdefabcdef",
      "aaaaaaaaaaaaaa",
      "iloveyou12345",
      "ruthstone2026",
      "Ruth.Stone!1979",
      "stone-password",
      "claimwright2026",
      "111122223333",
      "99887766554433",
      `${"long enough "}${"x".repeat(200)}`,
    ])
      expect(passwordObjection(password, who), password).toBeDefined();
  });

  it("may be chosen when it is long and nobody's first try, whatever characters it has", () => {
    for (const password of [
      "seven quiet herons",
      "kettle-orbit-plinth",
      "vbN3kdm20Qpx",
      "пароль из слов леса",
      "my harbour lamp hums",
      "correct giraffe lantern",
    ])
      expect(passwordObjection(password, who), password).toBeUndefined();
  });

  it("is never the objection's text", () => {
    expect(passwordObjection("Hunter2Hunter2", who)).not.toContain("Hunter2");
  });
});

describe("rest after failures", () => {
  it("starts at the fifth, doubles, and ends at a quarter of an hour", () => {
    expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 50, 100_000].map(restMinutes)).toEqual([0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]);
  });
});
