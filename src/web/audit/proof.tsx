/** Whether the audit is what was written: its chain is computed anew while one waits. */
import { Alert, Button, Code, List, Stack, Text } from "@mantine/core";
import { useCheckAudit } from "../api/audit-queries.ts";

export function Proof() {
  const check = useCheckAudit();
  const report = check.data;
  return (
    <div className="panel">
      <Stack gap="sm" className="panel-body" align="flex-start">
        <Text size="sm" maw={820}>
          Every row of the audit is linked to the one before by a hash, and the newest link is written down outside of the database. A row
          that is changed, removed or put in later breaks the chain. The audit is kept for at least six years (45 CFR 164.316(b)(2));
          nothing removes it.
        </Text>
        <Button size="xs" loading={check.isPending} onClick={() => check.mutate()}>
          Check the chain now
        </Button>
        {report !== undefined && (
          <Alert
            color={report.faults.length === 0 ? "teal" : "red"}
            title={report.faults.length === 0 ? "The chain is whole" : "The audit was tampered with"}
            role="status"
          >
            <Text size="sm">
              {report.links.toLocaleString("en-US")} links computed anew and held against {report.heads.toLocaleString("en-US")} heads
              written down outside; {report.waiting.toLocaleString("en-US")} rows wait to be sealed.
            </Text>
            {report.head !== undefined && (
              <Text size="xs" mt={4}>
                Link {report.head.sequence}: <Code>{report.head.hash}</Code>
              </Text>
            )}
            <List size="sm" mt={4}>
              {report.faults.map((fault) => (
                <List.Item key={fault}>{fault}</List.Item>
              ))}
            </List>
          </Alert>
        )}
      </Stack>
    </div>
  );
}
