/** What codes say of age and sex, asked once a code: the code book builds a whole entry for each question. */
import type { DiagnosisDetail, ProcedureDetail, Window } from "../codebook/model.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { PayerTables } from "./tables.ts";

type Flags = DiagnosisDetail["allFlags"];
type Bounds = Pick<ProcedureDetail, "minimumAge" | "maximumAge" | "sex">;

interface Kept<Value> {
  readonly value: Value;
  readonly window: Window;
}

interface Memory {
  readonly flags: Map<string, Kept<Flags>>;
  readonly bounds: Map<string, Kept<Bounds | undefined>>;
}

/** Gone with the tables. */
const memories = new WeakMap<PayerTables, Memory>();

export function diagnosisFlags(tables: PayerTables, code: string, on: IsoDate): Flags {
  return kept(memoryOf(tables).flags, code, on, () => {
    const detail = tables.diagnosis(code, on);
    return { value: detail?.allFlags ?? [], window: windowOf(detail, on) };
  });
}

export function procedureBounds(tables: PayerTables, code: string, on: IsoDate): Bounds | undefined {
  return kept(memoryOf(tables).bounds, code, on, () => {
    const detail = tables.procedure(code, on);
    return { value: detail, window: windowOf(detail, on) };
  });
}

function memoryOf(tables: PayerTables): Memory {
  const known = memories.get(tables);
  if (known !== undefined) return known;
  const fresh: Memory = { flags: new Map(), bounds: new Map() };
  memories.set(tables, fresh);
  return fresh;
}

function kept<Value>(known: Map<string, Kept<Value>>, code: string, on: IsoDate, ask: () => Kept<Value>): Value {
  const found = known.get(code);
  if (found !== undefined && (found.window.from ?? on) <= on && (found.window.to ?? on) >= on) return found.value;
  const fresh = ask();
  known.set(code, fresh);
  return fresh.value;
}

/** A code that is not there says so for that day only. */
function windowOf(detail: Window | undefined, on: IsoDate): Window {
  if (detail === undefined) return { from: on, to: on };
  return { ...(detail.from === undefined ? {} : { from: detail.from }), ...(detail.to === undefined ? {} : { to: detail.to }) };
}
