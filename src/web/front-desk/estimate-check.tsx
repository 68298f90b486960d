/** Before a self-pay bill goes: what the patient was told, what is charged, and the right to dispute. */
import { Alert, Text } from "@mantine/core";
import { useVisitEstimate } from "../api/front-desk.ts";
import { usePermission } from "../api/queries.ts";

export function EstimateCheck({ visitId }: { readonly visitId: number }) {
  const mayLook = usePermission("patients:register") === true;
  const estimate = useVisitEstimate(visitId, mayLook).data?.estimate;
  if (estimate === undefined) return null;
  return (
    <Alert
      color={estimate.mayDispute ? "red" : estimate.over > 0 ? "orange" : "gray"}
      p="sm"
      title={estimate.mayDispute ? "The bill is $400 or more above the estimate" : "Good-faith estimate"}
    >
      <Text size="sm">
        {estimate.words}{" "}
        <a className="file-link" href={`/api/v1/front-desk/estimates/${estimate.id}/estimate.pdf`} target="_blank" rel="noreferrer">
          The estimate
        </a>
      </Text>
    </Alert>
  );
}
