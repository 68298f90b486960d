/** A choice of several of one kind, as small as one word: what is chosen stands in chips below the filters. */
import { MultiSelect } from "@mantine/core";

interface Props {
  readonly label: string;
  /** While none is chosen: "Any payer". */
  readonly any: string;
  readonly width: number;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly change: (values: readonly string[]) => void;
}

export function ManyOf({ label, any, width, data, value, change }: Props) {
  return (
    <MultiSelect
      size="xs"
      w={width}
      searchable
      aria-label={label}
      placeholder={value.length === 0 ? any : `${value.length} chosen`}
      renderPill={() => null}
      maxDropdownHeight={360}
      data={[...data]}
      value={[...value]}
      onChange={change}
    />
  );
}
