/** The examples of docs/guides/x12-library.md do what they say they print. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as library from "./package.ts";

const guide = readFileSync(new URL("../../../docs/guides/x12-library.md", import.meta.url), "utf8");
const examples = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

test("there are examples of each part", () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

test.each(examples.map((code) => [code.split("\n")[0] ?? "", code] as const))("%s", (_first, code) => {
  const said: string[] = [];
  const names = [...code.matchAll(/import \{([^}]*)\} from "claimwright\/x12";/g)].flatMap(([, list = ""]) =>
    list.split(",").map((one) => one.trim()),
  );
  for (const name of names) expect(library, name).toHaveProperty(name);
  const body = code.replace(/import[^;]*;/g, "");
  const run = new Function("library", "console", `const { ${names.join(", ")} } = library;\n${body}`);
  run(library, { log: (...words: unknown[]) => said.push(words.join(" ")) });
  expect(said).toEqual([...code.matchAll(/\/\/ prints (.*)/g)].map(([, text]) => text));
});
