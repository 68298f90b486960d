/** "Why do I owe this?": open while one telephones. Who is calling first, then the story of each amount, and beside it the script and the log. */
import { Badge, Checkbox, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { usePatientPart } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { LogContact } from "./log-contact.tsx";

export function TelephoneTab({ patientId }: { readonly patientId: number }) {
  const telephone = usePatientPart(patientId, "telephone");
  const [proved, setProved] = useState<readonly string[]>([]);
  const [settled, setSettled] = useState(false);
  const mayLog = usePermission("contacts:write") === true;
  if (telephone.isPending) return <Waiting what="the story" />;
  if (telephone.isError) return <Failed error={telephone.error} retry={telephone.refetch} />;
  const { proofs, verify, say, never, stories } = telephone.data;
  const verified = proved.includes("name") && proved.length >= 3;
  const shown = stories.filter((one) => settled || one.open);
  return (
    <div className="case">
      <Stack gap="sm">
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Who is calling?</Title>
            <Badge variant="light" color={verified ? "teal" : "orange"} tt="none" ml="auto">
              {verified ? "verified" : "name and two more before a word about the account"}
            </Badge>
          </div>
          <Group className="panel-body" gap="lg">
            {proofs.map(({ proof, words }) => (
              <Checkbox
                key={proof}
                size="xs"
                label={words}
                checked={proved.includes(proof)}
                onChange={(event) => setProved(event.currentTarget.checked ? [...proved, proof] : proved.filter((one) => one !== proof))}
              />
            ))}
          </Group>
        </div>
        <Group justify="space-between">
          <Title order={2}>The story of each amount</Title>
          <Switch size="xs" label="also what is settled" checked={settled} onChange={(event) => setSettled(event.currentTarget.checked)} />
        </Group>
        {shown.length === 0 ? (
          <div className="panel">
            <Empty title="Nothing is open">“Your account is settled; nothing is asked of you.”</Empty>
          </div>
        ) : (
          [...shown].reverse().map((one) => (
            <div className="panel" key={one.chargeId}>
              <div className="panel-head">
                <Text fw={600}>{one.service}</Text>
                <Text size="sm" className="dimmed">
                  {usDate(one.on)}, {one.providerName}
                </Text>
                <Text fw={700} ml="auto" className="figure tabular">
                  {one.due === 0 ? "" : `${usd(one.due)} due`}
                </Text>
              </div>
              <ol className="story">
                {one.story.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ol>
            </div>
          ))
        )}
      </Stack>
      <Stack gap="sm">
        <Sentences title="Ask first" sentences={verify} />
        <Sentences title={verified ? "Say" : "Say, once you know who it is"} sentences={say} />
        {mayLog && <LogContact patientId={patientId} proved={proved} />}
        <Sentences title="Never" sentences={never} />
      </Stack>
    </div>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>{title}</Title>
      </div>
      <ul className="story">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
