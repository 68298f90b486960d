/** SQL text with its parameters. Values never enter the text; a fragment made by `sql` may stand inside another. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const values: unknown[] = [];
  let text = strings[0] ?? "";
  parts.forEach((part, index) => {
    if (isSql(part)) {
      const offset = values.length;
      text += part.text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`);
      values.push(...part.values);
    } else {
      values.push(part === undefined ? null : part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? "";
  });
  return { text, values };
}

/** Conditions joined by `and`; absent ones are left out; `true` when none is left. */
export function allOf(conditions: readonly (Sql | undefined)[]): Sql {
  const present = conditions.filter((one) => one !== undefined);
  const first = present[0];
  if (first === undefined) return sql`true`;
  return present.slice(1).reduce((all, one) => sql`${all} and ${one}`, first);
}

/** Conditions joined by `or`; absent ones are left out; `false` when none is left. */
export function anyOf(conditions: readonly (Sql | undefined)[]): Sql {
  const present = conditions.filter((one) => one !== undefined);
  const first = present[0];
  if (first === undefined) return sql`false`;
  return present.length === 1 ? first : sql`(${present.slice(1).reduce((any, one) => sql`${any} or ${one}`, first)})`;
}

function isSql(part: unknown): part is Sql {
  return typeof part === "object" && part !== null && "text" in part && "values" in part && Array.isArray(part.values);
}

/** An array as text, for arrays of different lengths in one column: `given.modifiers::text[]`. */
export function arrayText(values: readonly (string | number)[]): string {
  return `{${values.map((value) => (typeof value === "number" ? value : `"${value.replace(/(["\\])/g, "\\$1")}"`)).join(",")}}`;
}
