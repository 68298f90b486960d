/** What a command changed, field by field, for the audit: values before and after, never the words of a note. */
export type FieldValue = string | number | boolean | readonly string[];

export interface FieldChange {
  readonly field: string;
  readonly from?: FieldValue;
  readonly to?: FieldValue;
}

type Fields = Readonly<Record<string, FieldValue | undefined>>;

/** The fields that differ, in the order in which they are named. */
export function changesBetween(before: Fields, after: Fields): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => {
      const from = before[field];
      const to = after[field];
      return { field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    });
}

/** "procedures: 99213 → 99214", for people. */
export function formatChange({ field, from, to }: FieldChange): string {
  return `${field}: ${wordsOf(from)} → ${wordsOf(to)}`;
}

function wordsOf(value: FieldValue | undefined): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return String(value);
}

/** The changes of a stored row; none when it has none that can be read. */
export function readChanges(text: string | undefined): readonly FieldChange[] {
  if (text === undefined) return [];
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? (parsed as readonly FieldChange[]) : [];
}

function isSame(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
