/** A number with its noun, in the singular or the plural: "1 claim", "12 claims", "2 diagnoses". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
