/** What a list is narrowed to, one chip a value; a press takes it away. */
import { Button, Group, UnstyledButton } from "@mantine/core";

export interface FilterChip {
  readonly words: string;
  readonly off: () => void;
}

export function FilterChips({ chips, clear }: { readonly chips: readonly FilterChip[]; readonly clear: (() => void) | undefined }) {
  if (chips.length === 0 && clear === undefined) return null;
  return (
    <Group gap={6} component="section" aria-label="Narrowed to">
      {chips.map(({ words, off }) => (
        <UnstyledButton key={words} className="filter-chip" aria-label={`Without ${words}`} onClick={off}>
          {words} <span aria-hidden="true">×</span>
        </UnstyledButton>
      ))}
      {clear !== undefined && (
        <Button size="compact-xs" variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}
