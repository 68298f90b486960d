import { Badge, Group, Select, Stack, Text, Title } from "@mantine/core";
import type { CredentialView, GuideView, Wish } from "../../http/contract/learn.ts";
import { useAdvice } from "../api/learn.ts";
import { Failed } from "../frame/states.tsx";
import type { LearnAddress } from "./learn-address.ts";
import { Statement } from "./statement.tsx";

const works: readonly { readonly value: Wish["work"]; readonly label: string }[] = [
  { value: "office-coding", label: "code visits of offices and clinics" },
  { value: "outpatient-facility", label: "code hospital outpatients and surgery centers" },
  { value: "inpatient", label: "code hospital stays and complex records" },
  { value: "any-coding", label: "code, wherever there is work" },
  { value: "billing", label: "bill, follow up and collect" },
  { value: "revenue-cycle", label: "work in a revenue cycle, at any desk" },
  { value: "risk-adjustment", label: "code for risk adjustment" },
  { value: "audit", label: "audit others' coding" },
  { value: "health-information", label: "manage records and data" },
  { value: "office-management", label: "run a medical office" },
];
const experiences: readonly { readonly value: Wish["experience"]; readonly label: string }[] = [
  { value: "none", label: "none yet" },
  { value: "some", label: "about a year" },
  { value: "two-years", label: "two years or more" },
];
const schoolings: readonly { readonly value: Wish["schooling"]; readonly label: string }[] = [
  { value: "high-school", label: "high school" },
  { value: "associate", label: "associate degree" },
  { value: "bachelor", label: "bachelor's degree or more" },
];

export function CredentialTab({
  guide,
  wish,
  change,
}: {
  readonly guide: GuideView;
  readonly wish: Wish;
  readonly change: (wish: LearnAddress) => void;
}) {
  const advice = useAdvice(wish);
  return (
    <Stack gap="md">
      <Group gap="md" align="flex-end">
        <Select
          label="I want to"
          data={works}
          value={wish.work}
          onChange={(value) => value !== null && change({ work: value as Wish["work"] })}
          allowDeselect={false}
          w={340}
        />
        <Select
          label="Experience with coding or billing"
          data={experiences}
          value={wish.experience}
          onChange={(value) => value !== null && change({ experience: value as Wish["experience"] })}
          allowDeselect={false}
          w={290}
        />
        <Select
          label="Schooling"
          data={schoolings}
          value={wish.schooling}
          onChange={(value) => value !== null && change({ schooling: value as Wish["schooling"] })}
          allowDeselect={false}
          w={240}
        />
      </Group>
      {advice.data === undefined ? (
        advice.isError && <Failed error={advice.error} retry={advice.refetch} />
      ) : (
        <Stack gap="sm" aria-live="polite">
          {advice.data.rows.map((row, place) => {
            const credential = guide.credentials.find(({ key }) => key === row.credential);
            return credential === undefined ? null : (
              <Advised key={row.credential} credential={credential} fit={row.fit} reasons={row.reasons} first={place === 0} guide={guide} />
            );
          })}
        </Stack>
      )}
    </Stack>
  );
}

function Advised({
  credential,
  fit,
  reasons,
  first,
  guide,
}: {
  readonly credential: CredentialView;
  readonly fit: "now" | "later";
  readonly reasons: readonly string[];
  readonly first: boolean;
  readonly guide: GuideView;
}) {
  const [why, ...conditions] = reasons;
  return (
    <section className="panel advised" data-first={first} aria-label={credential.key}>
      <div className="panel-head">
        <Title order={2}>{credential.key}</Title>
        <Text size="sm" className="dimmed">
          {credential.name}, {credential.body}
        </Text>
        {first && (
          <Badge variant="filled" tt="none">
            first choice
          </Badge>
        )}
        {fit === "later" && (
          <Badge variant="light" color="gray" tt="none">
            a later step
          </Badge>
        )}
      </div>
      <div className="panel-body advised-body">
        <Stack gap={6}>
          <Text size="sm">{why}</Text>
          {conditions.map((words) => (
            <Text key={words} size="sm" fw={600}>
              {words}
            </Text>
          ))}
        </Stack>
        <dl className="facts">
          <dt>Exam</dt>
          <dd>
            <Statement of={credential.exam} guide={guide} />
          </dd>
          <dt>Cost</dt>
          <dd>
            <Statement of={credential.cost} guide={guide} />
          </dd>
          <dt>Before it</dt>
          <dd>
            <Statement of={credential.prerequisites} guide={guide} />
          </dd>
          <dt>To keep it</dt>
          <dd>
            <Statement of={credential.renewal} guide={guide} />
          </dd>
        </dl>
      </div>
    </section>
  );
}
