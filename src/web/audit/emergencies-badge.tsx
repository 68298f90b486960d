/** Beside the way to the audit: emergency openings that wait for a review. */
import { Badge } from "@mantine/core";
import { useEmergencyCount } from "../api/audit-queries.ts";

export function EmergenciesBadge() {
  const waiting = useEmergencyCount(true).data?.toReview ?? 0;
  if (waiting === 0) return null;
  return (
    <Badge size="sm" variant="light" color="red" aria-label={`${waiting} emergency openings to review`}>
      {waiting}
    </Badge>
  );
}
