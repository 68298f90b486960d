/** Reading what an address holds: anything that is not understood is left out. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

export function someOf<Name extends string>(value: unknown, names: readonly Name[]): Name[] {
  return names.filter((name) => listOf(value).some((one) => String(one) === name));
}

export function idsOf(value: unknown): number[] {
  return listOf(value).map(Number).filter(isId);
}

export function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

export function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** Fields that have a value. */
export function filled<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}
