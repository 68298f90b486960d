/** The claim as it was sent: every segment of the 837P beside its meaning. */
import { Title } from "@mantine/core";
import { Empty } from "../frame/states.tsx";
import { SegmentList } from "./segment-list.tsx";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function X12Step({ visit, command }: StepProps) {
  const sent = visit.claim?.sent;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>X12 837P</Title>
        {sent !== undefined && <span className="mono dimmed">{sent.fileName}</span>}
        <span style={{ marginLeft: "auto" }}>
          <ActionButton
            visit={visit}
            name="file-claim"
            label="File the claim"
            busy={command.isPending}
            run={() => command.mutate({ path: "/claim/file" })}
          />
        </span>
      </div>
      {visit.selfPay ? (
        <Empty title="Nothing is sent">A self-pay visit has no payer: its charges go straight to the patient's statement.</Empty>
      ) : sent === undefined ? (
        <Empty title="Not written yet">
          When the claim is released and filed, the bytes that went to the payer stand here, segment by segment, with their meaning.
        </Empty>
      ) : (
        <>
          <SegmentList segments={sent.segments} />
          <div className="panel-body mono dimmed">SHA-256 of the file {sent.sha256}</div>
        </>
      )}
    </div>
  );
}
