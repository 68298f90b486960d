import { type Hit, none, rule } from "../rule.ts";

export const modifierNotice = rule({
  code: "CLM-MOD-NOTICE",
  severity: "error",
  title: "Notice modifiers that contradict each other",
  message: "Line {line} has {first} together with {second}.",
  why: "GA says a notice was given, GZ that none was; GY says that no benefit exists. The pair leaves open who pays, and the line is returned.",
  fix: "Keep the one that is true. Only GX and GY go together.",
  authority: "Medicare Claims Processing Manual, chapter 30, section 50, and chapter 1, section 60.4",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { modifiers, index } of lines) {
      const pair = pairs.find(([first, second]) => modifiers.includes(first) && modifiers.includes(second));
      if (pair !== undefined) hits.push({ line: index, path: "procedure.modifiers", params: { first: pair[0], second: pair[1] } });
    }
    return hits.length === 0 ? none : hits;
  },
});

const pairs: readonly (readonly [string, string])[] = [
  ["GA", "GZ"],
  ["GA", "GY"],
  ["GA", "GX"],
  ["GZ", "GY"],
  ["GZ", "GX"],
];
