/** Which tab and which days the numbers show, as their address says it. */
export const numberTabs = ["measures", "aging", "charts", "day", "close"] as const;
export type NumberTab = (typeof numberTabs)[number];

export interface NumbersAddress {
  readonly tab?: NumberTab;
  readonly from?: string;
  readonly to?: string;
  readonly owes?: "patients";
  readonly basis?: "service";
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Anything that is not understood is left out. */
export function readNumbersAddress(search: Record<string, unknown>): NumbersAddress {
  const tab = numberTabs.find((one) => one === search.tab);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...readDays(search),
    ...(search.owes === "patients" ? { owes: "patients" } : {}),
    ...(search.basis === "service" ? { basis: "service" } : {}),
  };
}

export interface MeasureAddress {
  readonly from?: string;
  readonly to?: string;
  readonly list?: number;
  readonly which?: "in" | "out";
  readonly payer?: number;
  readonly kind?: string;
  readonly skip?: number;
}

export function readMeasureAddress(search: Record<string, unknown>): MeasureAddress {
  const whole = (name: string, most: number) => {
    const value = search[name];
    return typeof value === "number" && Number.isSafeInteger(value) && value > 0 && value <= most ? { [name]: value } : {};
  };
  return {
    ...readDays(search),
    ...whole("list", 9),
    ...whole("payer", Number.MAX_SAFE_INTEGER),
    ...whole("skip", 1_000_000),
    ...(search.which === "in" || search.which === "out" ? { which: search.which } : {}),
    ...(typeof search.kind === "string" && search.kind.length <= 80 ? { kind: search.kind } : {}),
  };
}

export function readDays({ from, to }: Record<string, unknown>) {
  return {
    ...(typeof from === "string" && day.test(from) ? { from } : {}),
    ...(typeof to === "string" && day.test(to) ? { to } : {}),
  };
}
