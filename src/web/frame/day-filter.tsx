/** A day to narrow a list by. A date field says nothing of what it is for, so the word stands in it. */
import { TextInput } from "@mantine/core";

interface Props {
  /** "from", short: it stands before the day. */
  readonly words: string;
  /** The whole of it, for who does not see the field among its neighbours. It contains `words`. */
  readonly label: string;
  readonly value: string;
  readonly set: (day: string) => void;
}

export function DayFilter({ words, label, value, set }: Props) {
  const room = 16 + words.length * 7;
  return (
    <TextInput
      size="xs"
      w={room + 112}
      type="date"
      aria-label={label}
      title={label}
      leftSection={
        <span className="day-filter-words" aria-hidden="true">
          {words}
        </span>
      }
      leftSectionWidth={room}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
