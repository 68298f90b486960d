/** One file: every segment beside its meaning, and what the check says of it. */
import { Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useFile } from "../api/queries.ts";
import { FindingCard } from "../explain/finding-card.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { SegmentList } from "../visits/segment-list.tsx";

export function FilePage() {
  const { direction, fileId } = useParams({ from: "/files/$direction/$fileId" });
  const file = useFile({ direction: direction === "out" ? "out" : "in", id: Number(fileId) });
  if (file.isPending) return <Waiting what="the file" />;
  if (file.isError) return <Failed error={file.error} retry={file.refetch} />;
  return (
    <Stack gap="sm">
      <Title order={1} className="mono" fz="lg">
        {file.data.file.name}
      </Title>
      <Text size="sm" className="dimmed">
        {file.data.file.kind} · {file.data.file.words}
      </Text>
      {file.data.findings.length > 0 && (
        <div className="panel">
          {file.data.findings.map((finding) => (
            <FindingCard key={`${finding.code}${finding.path}${finding.message}`} finding={finding} />
          ))}
        </div>
      )}
      <div className="panel">
        {file.data.segments.length === 0 ? (
          <Empty title="Nothing to read here">What came in an archive stands beside it in the list of files, one row each.</Empty>
        ) : (
          <SegmentList segments={file.data.segments} />
        )}
      </div>
    </Stack>
  );
}
