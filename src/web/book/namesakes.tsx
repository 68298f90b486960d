/** Over a code: that another system has one that is written the same way. */
import { Anchor, Text } from "@mantine/core";
import { useWhereCode } from "../api/code-book.ts";
import { systemWords } from "./search-tab.tsx";

interface Props {
  readonly system: string;
  readonly code: string;
  readonly date: string;
  readonly choose: (chosen: { readonly system: string; readonly code: string }) => void;
}

export function Namesakes({ system, code, date, choose }: Props) {
  const found = useWhereCode({ code, date, wanted: true });
  const others = (found.data?.places ?? []).filter((one) => one.system !== system);
  return others.map((one) => (
    <Text key={one.system} size="xs" className="dimmed" mb={6}>
      Written alike:{" "}
      <Anchor component="button" size="xs" underline="always" onClick={() => choose(one)}>
        <span className="mono">{one.code}</span> ({systemWords[one.system] ?? one.system})
      </Anchor>
      {one.title === "" ? "" : `, ${one.title}`}
    </Text>
  ));
}
