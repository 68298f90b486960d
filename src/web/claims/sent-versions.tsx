/** The versions that were sent: the file's own bytes with words beside them, and the form they fill. */
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { counted } from "../../core/kernel/counted.ts";
import type { ClaimPageView } from "../../http/contract/claims.ts";
import { useClaimVersion } from "../api/claims.ts";
import { usePermission } from "../api/queries.ts";
import { useKeys } from "../frame/keys.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { SegmentList } from "../visits/segment-list.tsx";
import { usDate, usd } from "../words.ts";
import { frequencyWords } from "./claim-filters.tsx";
import { PaperForm } from "./paper-form.tsx";

interface Props {
  readonly claim: ClaimPageView;
  readonly shows: "form" | "x12";
}

export function SentVersions({ claim, shows }: Props) {
  const { versions } = claim;
  // The form is also there before anything was sent, as the claim is now.
  const [chosen, choose] = useState<number | undefined>(shows === "form" ? undefined : versions.at(-1)?.id);
  const version = useClaimVersion(claim.id, chosen);
  const sent = versions.find((one) => one.id === chosen);
  const print = shows === "form";
  useKeys(print ? { p: { does: "print the form", act: () => window.print() } } : {});
  if (shows === "x12" && versions.length === 0)
    return (
      <div className="panel">
        <Empty title="Not sent yet">
          When the claim stands in a file, what was sent is shown here, byte for byte, with words beside it.
        </Empty>
      </div>
    );
  return (
    <Stack gap="sm">
      <Group gap="sm" className="no-print">
        <SegmentedControl
          size="xs"
          aria-label="Version"
          value={String(chosen ?? "now")}
          onChange={(value) => choose(value === "now" ? undefined : Number(value))}
          data={[
            ...(print ? [{ value: "now", label: "As it is now" }] : []),
            ...versions.map((one) => ({
              value: String(one.id),
              label: `Version ${one.version} sent${one.writtenOn === undefined ? "" : ` ${usDate(one.writtenOn)}`}`,
            })),
          ]}
        />
        {print && (
          <Button size="xs" variant="default" onClick={() => window.print()} rightSection={<kbd>p</kbd>}>
            Print
          </Button>
        )}
      </Group>
      {sent !== undefined && !print && <SentFacts sent={sent} />}
      {chosen === undefined ? (
        <PaperForm form={claim.form} />
      ) : version.isPending ? (
        <Waiting what="the version" />
      ) : version.isError ? (
        <Failed error={version.error} retry={version.refetch} />
      ) : print ? (
        <PaperForm form={version.data.form} />
      ) : (
        <div className="panel segments-long">
          <SegmentList segments={version.data.segments} />
        </div>
      )}
    </Stack>
  );
}

function SentFacts({ sent }: { readonly sent: ClaimPageView["versions"][number] }) {
  const readsFiles = usePermission("files:read") === true;
  return (
    <div className="panel panel-body">
      <Text size="sm">
        {usd(sent.charge)}, {frequencyWords[sent.frequency] ?? sent.frequency}, {counted(sent.bytes, "byte")} of{" "}
        {readsFiles ? (
          <Anchor component={Link} to={`/files/out/${sent.fileId}`} className="mono file-link">
            {sent.fileName}
          </Anchor>
        ) : (
          <span className="mono">{sent.fileName}</span>
        )}
      </Text>
      <Text size="xs" className="dimmed">
        SHA-256 of these bytes <span className="mono secret">{sent.sha256}</span>
      </Text>
      {sent.releases.length > 0 && (
        <details>
          <summary className="dimmed releases">Checked with {counted(sent.releases.length, "table")}</summary>
          <Text size="xs" className="dimmed">
            {sent.releases.join(" · ")}
          </Text>
        </details>
      )}
    </div>
  );
}
