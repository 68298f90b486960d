/** Claimwright talks to its database, to its folders and to whoever asks it: nothing else is called without being on this list. */
import { describe, expect, it } from "vitest";
import { isTest, sourceFiles } from "./source-files.ts";

/** Ways out of the process, and who may use each, with the reason. */
const ways: readonly { readonly way: RegExp; readonly allowed: Readonly<Record<string, string>> }[] = [
  {
    way: /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|from "undici"/,
    allowed: {
      "src/web/api/client.ts": "the browser asks the server that it came from",
      "src/app/doctor/machine.ts": "doctor asks the server on this machine whether it lives",
      "src/exchange/download.ts": "fetches publishers' files for codes update, from the hosts of data/sources only, when a person asks",
    },
  },
  {
    way: /from "node:(?:http|https|http2|net|tls|dgram|dns)(?:\/\w+)?"/,
    allowed: {
      "src/app/doctor/machine.ts": "doctor looks whether the port is free",
      "src/exchange/scanner/clamd.ts":
        "hands files to the malware scanner that the operator has set, on this machine unless said otherwise",
      "src/cli/door-settings.ts": "asks whether a text is an address; connects to nothing",
      "src/cli/bench-load.ts": "bench asks the server that it has started itself",
    },
  },
  {
    way: /from "node:(?:child_process|cluster)"/,
    allowed: {
      "src/store/supervisor/run-command.ts": "starts the built-in PostgreSQL with fixed arguments and no shell",
      "src/store/secret-settings.ts": "asks the one program that the operator names for a secret, with its name and no shell",
      "src/cli/bench-load.ts": "bench starts this program as a server of its own",
      "src/cli/bench-x12.ts": "bench starts this program's own check on a file that it has made, to see its memory",
    },
  },
  {
    way: /from "openid-client"/,
    allowed: { "src/app/access/provider.ts": "asks the identity provider that the operator has configured" },
  },
  { way: /\beval\s*\(|\bnew Function\s*\(|from "node:vm"/, allowed: {} },
  { way: /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write\b/, allowed: {} },
  { way: /shell:\s*true/, allowed: {} },
];

const files = sourceFiles("src").filter((file) => !isTest(file));

describe("ways out", () => {
  it("are used only where the list says", () => {
    expect(files.length).toBeGreaterThan(300);
    const used = ways.flatMap(({ way, allowed }) =>
      files.filter(({ path, text }) => !(path in allowed) && way.test(code(text))).map(({ path }) => `${path}: ${way.source}`),
    );
    expect(used).toEqual([]);
  });

  it("of the browser go to our own server only", () => {
    const client = files.find(({ path }) => path === "src/web/api/client.ts")?.text ?? "";
    const asked = [...client.matchAll(/\bfetch\(([^,)]+)/g)].map((match) => match[1]);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((address) => address?.startsWith("`/api/v1$") !== true)).toEqual([]);
  });

  it("to publishers are taken by codes update alone, which no server and no job calls", () => {
    const importersOf = (name: string): readonly string[] =>
      files.filter(({ text }) => new RegExp(`(?:from|import\\() ?"[./\\w-]*/${name}"`).test(text)).map(({ path }) => path);
    expect(importersOf("download.ts")).toEqual(["src/app/code-sets/update-code-sets.ts"]);
    expect(importersOf("update-code-sets.ts")).toEqual(["src/cli/codes-update.ts"]);
    expect(importersOf("codes-update.ts")).toEqual(["src/cli/codes.ts"]);
  });

  it("would be noticed", () => {
    const examples = [
      "await fetch(url)",
      'import { request } from "node:https";',
      'import { exec } from "node:child_process";',
      "eval(x)",
      "a.innerHTML = b",
    ];
    for (const example of examples)
      expect(
        ways.some(({ way }) => way.test(code(example))),
        example,
      ).toBe(true);
    expect(ways.some(({ way }) => way.test(code("// no fetch(here)\nconst prefetch = 1;")))).toBe(false);
  });
});

/** Without comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}
