/** A finding where it stands: what, why, how to fix, by whose authority. */
import { Badge, Text } from "@mantine/core";
import type { FindingView } from "../../http/contract/values.ts";

const colors = { error: "red", warning: "orange", note: "gray" } as const;

export function FindingCard({ finding }: { readonly finding: FindingView }) {
  return (
    <details className="finding" open={finding.severity === "error"}>
      <summary>
        <Badge variant="light" color={colors[finding.severity]} tt="none" mr="sm">
          {finding.severity}
        </Badge>
        <b>{finding.title}</b> {finding.message}
      </summary>
      <div className="finding-body">
        <Text size="sm">
          <b>How to fix it</b> {finding.fix}
        </Text>
        <Text size="sm">
          <b>Why</b> {finding.why}
        </Text>
        <Text size="xs" className="dimmed">
          {finding.code} · {finding.authority}
          {finding.path === "" ? "" : ` · at ${finding.path}`}
        </Text>
      </div>
    </details>
  );
}
