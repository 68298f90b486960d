/** What stands beside a patient's name: whether the record is restricted, and the ways to who saw it and to whom it went. */
import { Anchor, Badge } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { VisitView } from "../../http/contract/visits.ts";
import { usePermission } from "../api/queries.ts";
import { instantWords } from "../words.ts";

export function RecordLinks({ visit }: { readonly visit: VisitView }) {
  const mayAudit = usePermission("audit:read");
  const mayDisclose = usePermission("disclosures:read");
  const { patient, record } = visit;
  return (
    <>
      {record.restricted && (
        <Badge variant="light" color="red" tt="none" className="queue-badge">
          {record.emergencyUntil === undefined
            ? "restricted"
            : `emergency, open until ${instantWords(record.emergencyUntil)}; it is reviewed`}
        </Badge>
      )}
      {mayAudit === true && (
        <Anchor component={Link} to={`/audit/patients/${patient.id}`} size="xs" className="file-link">
          Who saw this
        </Anchor>
      )}
      {mayDisclose === true && (
        <Anchor component={Link} to={`/patients/${patient.id}/disclosures`} size="xs" className="file-link">
          Disclosures
        </Anchor>
      )}
    </>
  );
}
