/** Goes on breaking X12 files and looking whether anything throws or hangs: `npx tsx scripts/fuzz-x12.ts [SECONDS] [SEED] [FOLDER]`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isoDate } from "../src/core/kernel/iso-date.ts";
import { acknowledge } from "../src/core/x12/acknowledge/acknowledge.ts";
import { readByGuide } from "../src/core/x12/by-guide/read.ts";
import { writeByGuide } from "../src/core/x12/by-guide/write.ts";
import { checkFile } from "../src/core/x12/check/check-file.ts";
import { inventedEnvelope, newDice } from "../src/core/x12/samples/invented.ts";
import { type SpecimenName, specimens, specimenText } from "../src/core/x12/samples/specimens.ts";
import { encodeUtf8 } from "../src/core/x12/syntax/decode.ts";
import { rewrite } from "../src/core/x12/syntax/rewrite.ts";
import { x12Json } from "../src/core/x12/transactions/json.ts";

const [seconds = "60", seedText = String(Date.now() % 1_000_000), folder] = process.argv.slice(2);
const seed = Number(seedText);
const dice = newDice(seed);
const files = [
  ...(Object.keys(specimens) as SpecimenName[]).map((name) => encodeUtf8(specimenText(name))),
  ...(folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".x12")))
    .map((name) => new Uint8Array(readFileSync(join(folder ?? "", name))))
    .filter((bytes) => bytes.length < 200_000),
];
const envelope = inventedEnvelope({ from: "SENDER", to: "RECEIVER", control: 1 });
const until = Date.now() + Number(seconds) * 1000;
let rounds = 0;
let slowest = 0;
while (Date.now() < until) {
  const source = files[dice.roll(files.length)] ?? new Uint8Array();
  const bytes = dice.roll(5) === 0 ? source.slice(0, dice.roll(source.length + 1)) : source.slice();
  for (let change = 0; change < dice.roll(6) && bytes.length > 0; change += 1) bytes[dice.roll(bytes.length)] = dice.roll(256);
  const begun = performance.now();
  try {
    const answer = acknowledge(checkFile(bytes), { today: isoDate("2026-11-24"), time: "0800", control: 7 });
    const refused = answer === "" ? undefined : checkFile(encodeUtf8(answer));
    // A group or set that the guide of the 999 does not know is given back as it came.
    const [first] = [...(refused?.findings ?? []), ...(refused?.transactions ?? []).flatMap((one) => one.findings)].filter(
      ({ place }) => place.tag !== "AK1" && place.tag !== "AK2",
    );
    if (first !== undefined) {
      throw new Error(`an answer that is itself refused: ${JSON.stringify(first)}\n${answer}`);
    }
    if (Buffer.compare(rewrite(bytes), bytes) !== 0) throw new Error("not the same bytes again");
    x12Json(bytes);
    for (const { guide, content } of readByGuide(bytes).transactions) writeByGuide(guide, [{ control: "0001", content }], envelope);
  } catch (error) {
    console.error(`seed ${seed}, round ${rounds}`, error);
    process.exit(1);
  }
  slowest = Math.max(slowest, performance.now() - begun);
  rounds += 1;
}
console.log(`${rounds} broken files, none threw; the slowest took ${Math.round(slowest)} ms (seed ${seed})`);
