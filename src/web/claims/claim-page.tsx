/** One claim: what happened to it, what was sent, what was decided, where its money is. */
import { Anchor, Badge, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ClaimPageView } from "../../http/contract/claims.ts";
import { useClaim } from "../api/claims.ts";
import { FindingCard } from "../explain/finding-card.tsx";
import { useKeys } from "../frame/keys.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { StatusPanel } from "../front-desk/status-panel.tsx";
import { Decision } from "../visits/answer-step.tsx";
import { usDate, usd } from "../words.ts";
import { ClaimActions } from "./claim-actions.tsx";
import { frequencyWords } from "./claim-filters.tsx";
import { ClaimMoney } from "./claim-money.tsx";
import { claimStateColors } from "./claim-state-colors.ts";
import { ClaimTimeline } from "./claim-timeline.tsx";
import { SentVersions } from "./sent-versions.tsx";

const claimTabs = ["history", "findings", "money", "decisions", "form", "sent"] as const;
export type ClaimTab = (typeof claimTabs)[number];

export function isClaimTab(text: unknown): text is ClaimTab {
  return claimTabs.some((tab) => tab === text);
}

export function ClaimPage() {
  const { claimId } = useParams({ from: "/claims/$claimId" });
  const claim = useClaim(Number(claimId));
  if (claim.isPending) return <Waiting what="the claim" />;
  if (claim.isError) return <Failed error={claim.error} retry={claim.refetch} />;
  return <Page claim={claim.data} />;
}

function Page({ claim }: { readonly claim: ClaimPageView }) {
  const { tab = "history" } = useSearch({ from: "/claims/$claimId" });
  const navigate = useNavigate({ from: "/claims/$claimId" });
  const go = (name: ClaimTab): void => void navigate({ search: { tab: name }, replace: true });
  const titles: Readonly<Record<ClaimTab, string>> = {
    history: "What happened",
    findings: claim.findings.length === 0 ? "Findings" : `Findings ${claim.findings.length}`,
    money: "Lines and money",
    decisions: claim.decisions.length === 0 ? "Decisions" : `Decisions ${claim.decisions.length}`,
    form: "Form",
    sent: "As sent",
  };
  useKeys({
    ...Object.fromEntries(
      claimTabs.map((name, at) => [String(at + 1), { does: `show ${titles[name].toLowerCase()}`, act: () => go(name) }]),
    ),
    v: {
      does: "open the visit",
      act: () => void navigate({ to: "/visits/$visitId", params: { visitId: String(claim.visitId) } }),
    },
  });
  return (
    <Stack gap="sm">
      <Banner claim={claim} />
      <ClaimActions claim={claim} />
      <Tabs value={tab} onChange={(name) => isClaimTab(name) && go(name)} keepMounted={false} className="no-print-list">
        <Tabs.List className="no-print">
          {claimTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {titles[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="history" pt="sm">
          <Stack gap="sm">
            <ClaimTimeline claim={claim} />
            <StatusPanel claimId={claim.id} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="findings" pt="sm">
          <Findings claim={claim} />
        </Tabs.Panel>
        <Tabs.Panel value="money" pt="sm">
          <ClaimMoney claim={claim} />
        </Tabs.Panel>
        <Tabs.Panel value="decisions" pt="sm">
          <Decisions claim={claim} />
        </Tabs.Panel>
        <Tabs.Panel value="form" pt="sm">
          <SentVersions claim={claim} shows="form" />
        </Tabs.Panel>
        <Tabs.Panel value="sent" pt="sm">
          <SentVersions claim={claim} shows="x12" />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Banner({ claim }: { readonly claim: ClaimPageView }) {
  const facts = [
    usDate(claim.date),
    claim.providerName,
    `${claim.payerName}${claim.rank === 1 ? "" : ` as payer ${claim.rank}`}`,
    `version ${claim.version}, ${frequencyWords[claim.frequency] ?? claim.frequency}`,
    ...(claim.payerControlNumber === "" ? [] : [`payer's number ${claim.payerControlNumber}`]),
  ];
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" className="no-print">
      <div>
        <Group gap="sm" align="baseline">
          <Title order={1}>Claim {claim.controlNumber}</Title>
          <Anchor component={Link} to={`/visits/${claim.visitId}`} size="sm" className="file-link">
            {claim.patient.name}, {claim.patient.accountNumber}
          </Anchor>
        </Group>
        <Text size="sm">{facts.join(" · ")}</Text>
      </div>
      <Group gap="lg" wrap="nowrap">
        <div className="figure">
          <Text size="xs" className="dimmed">
            Charged
          </Text>
          <Text fw={600}>{usd(claim.charge)}</Text>
        </div>
        <Badge className="queue-badge" size="lg" variant="light" color={claimStateColors[claim.state]} tt="none" title={claim.stateWords}>
          {claim.stateName}
        </Badge>
      </Group>
    </Group>
  );
}

function Findings({ claim }: { readonly claim: ClaimPageView }) {
  return (
    <div className="panel">
      {claim.findings.length === 0 ? (
        <Empty title="Clean">No rule of the check has anything to say about this version.</Empty>
      ) : (
        claim.findings.map((finding) => <FindingCard key={`${finding.code}${finding.path}`} finding={finding} />)
      )}
    </div>
  );
}

function Decisions({ claim }: { readonly claim: ClaimPageView }) {
  if (claim.decisions.length === 0)
    return (
      <div className="panel">
        <Empty title="No decision yet">The payer's remittance (835) brings it; it is shown here line by line.</Empty>
      </div>
    );
  return (
    <Stack gap="sm">
      {claim.decisions.map((decision) => (
        <Decision key={`${decision.id}${decision.payerControlNumber}${decision.status}`} remittance={decision} />
      ))}
    </Stack>
  );
}
