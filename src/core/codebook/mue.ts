/** Medically unlikely edits: the most units of a code, and how the limit is counted. */
import type { Mue } from "./model.ts";

export interface MueTable {
  readonly size: number;
  mue(code: string): Mue | undefined;
}

export interface MueBuilder {
  /** A later row for the same code replaces the earlier one. */
  add(code: string, units: number, mai: 1 | 2 | 3): void;
  build(): MueTable;
}

export function createMueBuilder(): MueBuilder {
  const at = new Map<string, number>();
  const units: number[] = [];
  const mais: number[] = [];
  return {
    add(code, value, mai) {
      const position = at.get(code) ?? units.length;
      at.set(code, position);
      units[position] = value;
      mais[position] = mai;
    },
    build() {
      const values = Uint32Array.from(units);
      const kinds = Uint8Array.from(mais);
      return {
        size: values.length,
        mue(code) {
          const position = at.get(code);
          if (position === undefined) return undefined;
          const mai = kinds[position];
          return { code, units: values[position] ?? 0, mai: mai === 1 ? 1 : mai === 2 ? 2 : 3 };
        },
      };
    },
  };
}
