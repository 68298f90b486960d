/** The three ways to look at what payers refused: line by line, by cause, and what was never adjudicated. */
import { Group, SegmentedControl } from "@mantine/core";
import { usePermission } from "../api/queries.ts";
import { SavedViews } from "../frame/saved-views.tsx";
import type { DenialAddress } from "./denial-search.ts";

interface Props {
  readonly address: DenialAddress;
  readonly choose: (address: DenialAddress) => void;
}

export function DenialViews({ address, choose }: Props) {
  const seesClaims = usePermission("money:read") === true;
  const { view, after: _after, before: _before, ...filters } = address;
  const show = (value: string): void => {
    if (value === "rejected") choose({ view: "rejected" });
    else choose(value === "causes" ? { ...filters, view: "causes" } : filters);
  };
  return (
    <Group gap="sm">
      {view !== "rejected" && <SavedViews list="denials" address={{ ...filters, ...(view === undefined ? {} : { view }) }} />}
      <SegmentedControl
        size="xs"
        aria-label="Show"
        value={view ?? "cases"}
        onChange={show}
        data={[
          { value: "cases", label: "Denied lines" },
          { value: "causes", label: "By cause" },
          ...(seesClaims ? [{ value: "rejected", label: "Rejected claims" }] : []),
        ]}
      />
    </Group>
  );
}
