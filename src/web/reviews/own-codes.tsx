/** A blind reviewer's own codes. */
import { ActionIcon, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useReviewAct } from "../api/reviews.ts";
import { CodePicker } from "../visits/code-picker.tsx";

interface Line {
  readonly procedure: string;
  readonly modifiers: string;
}

export function OwnCodes({ place, on }: { readonly place: { readonly sampleId: number; readonly position: number }; readonly on: string }) {
  const [diagnoses, setDiagnoses] = useState<readonly string[]>([]);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const act = useReviewAct(place);
  const keep = (): void =>
    act.mutate({
      act: "own-codes",
      body: {
        diagnoses,
        lines: lines.map(({ procedure, modifiers }) => ({
          procedure,
          modifiers: modifiers
            .toUpperCase()
            .split(/[\s,]+/)
            .filter((one) => /^[A-Z0-9]{2}$/.test(one))
            .slice(0, 4),
          units: "1",
          pointers: [],
        })),
      },
    });
  return (
    <section className="panel" aria-label="My own codes">
      <div className="panel-head">
        <Title order={2}>My own codes</Title>
      </div>
      <Stack className="panel-body" gap="sm">
        <CodePicker
          systems="icd10cm"
          on={on}
          label="Add a diagnosis"
          placeholder="Diagnosis in words or as a code"
          pick={({ code }) => setDiagnoses([...diagnoses.filter((one) => one !== code), code])}
          disabled={false}
        />
        <ol className="own-codes">
          {diagnoses.map((code) => (
            <li key={code}>
              <span className="mono">{code}</span>
              <Remove label={`Take out ${code}`} act={() => setDiagnoses(diagnoses.filter((one) => one !== code))} />
            </li>
          ))}
        </ol>
        <CodePicker
          systems="cpt,hcpcs"
          on={on}
          label="Add a service"
          placeholder="Service in words or as a code"
          pick={({ code }) => setLines([...lines, { procedure: code, modifiers: "" }])}
          disabled={false}
        />
        <ol className="own-codes">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same service may stand twice
            <li key={at}>
              <span className="mono">{line.procedure}</span>
              <TextInput
                size="xs"
                w={130}
                aria-label={`Modifiers of ${line.procedure}`}
                placeholder="modifiers"
                value={line.modifiers}
                onChange={(event) => {
                  const modifiers = event.currentTarget.value;
                  setLines(lines.map((one, place) => (place === at ? { ...one, modifiers } : one)));
                }}
              />
              <Remove label={`Take out ${line.procedure}`} act={() => setLines(lines.filter((_, place) => place !== at))} />
            </li>
          ))}
        </ol>
        <Group>
          <Button size="xs" onClick={keep} loading={act.isPending} disabled={diagnoses.length + lines.length === 0}>
            Compare with the coder's
          </Button>
          <Text size="xs" className="dimmed">
            They are kept as they are and cannot be changed afterwards.
          </Text>
        </Group>
      </Stack>
    </section>
  );
}

function Remove({ label, act }: { readonly label: string; readonly act: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={act}>
      ×
    </ActionIcon>
  );
}
