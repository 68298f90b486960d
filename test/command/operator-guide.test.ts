/** Every command of the guides exists, with those options; every address and variable that they name too. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { usage } from "../../src/cli/usage.ts";
import { root, sourceFiles } from "../tidy/source-files.ts";

const guides = ["docs/guides/operator.md", "docs/guides/scale-out.md"].map((path) => readFileSync(join(root, path), "utf8")).join("\n");
const sources = sourceFiles("src");

interface Said {
  readonly command: string;
  readonly options: readonly string[];
}

/** `claimwright backup --to X` in a line or between backquotes. */
function commandsOf(text: string): readonly Said[] {
  const shell = text.replace(/^(?:create|revoke|grant|alter|select) .*$/gm, "");
  return [...shell.matchAll(/claimwright ([a-z][a-z0-9]*)\b([^`\n|]*)/g)].map(([, command = "", rest = ""]) => ({
    command,
    options: [...rest.matchAll(/--([a-z][a-z-]*)/g)].map((one) => one[1] ?? ""),
  }));
}

/** The options that a command's file hands to parseArgs. */
function optionsOf(command: string): ReadonlySet<string> {
  const text = sources.find((file) => file.path === `src/cli/${command}.ts`)?.text ?? "";
  const options = text.slice(text.indexOf("options: {"));
  return new Set([...options.slice(0, options.indexOf("});")).matchAll(/"?([a-z][a-z-]*)"?: \{ type:/g)].map((match) => match[1] ?? ""));
}

it("names commands that there are, with options that they take", () => {
  const said = commandsOf(guides).filter(({ command }) => command !== "help");
  expect(said.length).toBeGreaterThan(12);
  const commands = new Set([...usage.matchAll(/^ {2}([a-z0-9]+)/gm)].map((match) => match[1]));
  expect(said.filter(({ command }) => !commands.has(command))).toEqual([]);
  const unknown = said.flatMap(({ command, options }) =>
    options.filter((option) => !optionsOf(command).has(option)).map((option) => `${command} --${option}`),
  );
  expect(unknown).toEqual([]);
});

it("would notice one that is not there", () => {
  expect(commandsOf("`claimwright backup --nowhere FILE`")).toEqual([{ command: "backup", options: ["nowhere"] }]);
  expect(optionsOf("backup").has("nowhere")).toBe(false);
  expect(optionsOf("backup").has("keep")).toBe(true);
});

it("names addresses, variables and files that the program knows", () => {
  const known = sources.map((file) => file.text).join("\n");
  const variables = new Set(guides.match(/\b(?:CLAIMWRIGHT|DATABASE)_[A-Z_]*[A-Z]\b/g));
  const addresses = [...guides.matchAll(/\/api\/v1(\/[a-z]+)/g)].map((match) => match[1] ?? "");
  expect(variables.size).toBeGreaterThan(5);
  expect(addresses.length).toBeGreaterThan(2);
  expect([...variables].filter((name) => !known.includes(name))).toEqual([]);
  expect(addresses.filter((address) => !known.includes(`"${address}"`))).toEqual([]);
  for (const file of ["installation.key", "last-backup.json", "heads.jsonl", "database-is-elsewhere.txt"]) {
    expect(guides.includes(file) || file.startsWith("database")).toBe(true);
    expect(known, file).toContain(file);
  }
});
