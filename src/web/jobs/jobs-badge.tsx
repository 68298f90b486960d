/** Beside the way to the jobs, on every page: how far the first of them is, or that one has failed. */
import { Badge, RingProgress, Text } from "@mantine/core";
import { useJobsGlance } from "../api/queries.ts";

export function JobsBadge() {
  const { running = 0, waiting = 0, failed = 0, first } = useJobsGlance().data ?? {};
  const total = first?.progressTotal ?? 0;
  const percent = first === undefined || total === 0 ? 0 : Math.floor((first.progressDone / total) * 100);
  return (
    <>
      {first !== undefined && (
        <span className="jobs-now" title={first.title}>
          <RingProgress size={18} thickness={3} sections={[{ value: percent, color: "petrol" }]} aria-hidden />
          <Text span size="xs" className="tabular">
            {running > 1 ? `${running} running` : `${percent} %`}
          </Text>
        </span>
      )}
      {first === undefined && waiting > 0 && (
        <Badge size="sm" variant="light" color="gray" tt="none">
          {waiting} waiting
        </Badge>
      )}
      {failed > 0 && (
        <Badge size="sm" variant="light" color="red" tt="none">
          {failed} failed
        </Badge>
      )}
    </>
  );
}
