import { Badge } from "@mantine/core";
import type { RemittanceRow } from "../../http/contract/remittances.ts";

const colors: Readonly<Record<RemittanceRow["standing"], string>> = {
  posted: "teal",
  waits: "orange",
  "not-posted": "red",
  "out-of-balance": "red",
};

export function StandingBadge({ standing, words }: { readonly standing: RemittanceRow["standing"]; readonly words: string }) {
  return (
    <Badge className="queue-badge" variant="light" color={colors[standing]} tt="none">
      {words}
    </Badge>
  );
}
