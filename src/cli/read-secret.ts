/** Reads a password without showing it, and never from the arguments, which every process of the machine can read. */
import type { ReadStream } from "node:tty";

export async function readSecret(
  input: ReadStream | NodeJS.ReadStream,
  output: { write: (text: string) => unknown },
  prompt: string,
): Promise<string> {
  if (!input.isTTY) return firstLine(input);
  const first = await typed(input, output, `${prompt}: `);
  const second = await typed(input, output, "The same once more: ");
  if (first !== second) throw new Error("The two were not the same. Nothing was changed.");
  return first;
}

async function firstLine(input: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes("\n") || text.length > 2000) break;
  }
  return (text.split("\n")[0] ?? "").replace(/\r$/, "");
}

function typed(input: ReadStream | NodeJS.ReadStream, output: { write: (text: string) => unknown }, prompt: string): Promise<string> {
  output.write(prompt);
  input.setRawMode(true);
  input.setEncoding("utf8");
  input.resume();
  return new Promise((resolve, reject) => {
    let text = "";
    const end = (finish: () => void): void => {
      input.off("data", onData);
      input.setRawMode(false);
      input.pause();
      output.write("\n");
      finish();
    };
    const onData = (chunk: unknown): void => {
      for (const character of String(chunk)) {
        if (character === "\r" || character === "\n") {
          end(() => resolve(text));
          return;
        }
        if (character === "\u0003" || character === "\u0004") {
          end(() => reject(new Error("Stopped. Nothing was changed.")));
          return;
        }
        if (character === "\u007f" || character === "\b") text = [...text].slice(0, -1).join("");
        else text += character;
      }
    };
    input.on("data", onData);
  });
}
