/** Keeps a code at hand; that it was opened is noted when it is shown. */
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useMark, useMarks } from "../api/code-book.ts";

interface Props {
  readonly system: string;
  readonly code: string;
  readonly date: string;
}

export function KeepButton({ system, code, date }: Props) {
  const marks = useMarks(date);
  const { mutate } = useMark();
  const isKept = marks.data?.marks.some((one) => one.favourite && one.system === system && one.code === code) === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each code that is shown
  useEffect(() => {
    mutate({ system, code, act: "opened", date });
  }, [system, code]);
  return (
    <Button size="xs" variant="default" aria-pressed={isKept} onClick={() => mutate({ system, code, act: isKept ? "drop" : "keep", date })}>
      {isKept ? "★ Kept" : "☆ Keep"}
    </Button>
  );
}
