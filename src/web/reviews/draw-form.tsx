/** What a sample is drawn of, how, and for whom. */
import { Button, Group, NumberInput, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useDrawSample, useReviewChoices } from "../api/reviews.ts";

export function DrawForm({ days, done }: { readonly days: { readonly from: string; readonly to: string }; readonly done: () => void }) {
  const [from, setFrom] = useState(days.from);
  const [to, setTo] = useState(days.to);
  const [coder, setCoder] = useState<string | null>(null);
  const [size, setSize] = useState(10);
  const [seed, setSeed] = useState(1);
  const [method, setMethod] = useState<"random" | "risk">("random");
  const [blind, setBlind] = useState<"beside" | "blind">("beside");
  const [reviewer, setReviewer] = useState("me");
  const choices = useReviewChoices({ from, to });
  const draw = useDrawSample();
  const navigate = useNavigate();
  const coders = choices.data?.coders ?? [];
  const chosen = coder ?? coders[0]?.name ?? null;
  const run = (): void => {
    if (chosen === null) return;
    draw.mutate(
      {
        coder: chosen,
        from,
        to,
        size,
        seed,
        method,
        blind: blind === "blind",
        ...(reviewer === "me" ? {} : { reviewerId: Number(reviewer) }),
      },
      {
        onSuccess: ({ sampleId }) => {
          done();
          if (reviewer === "me")
            void navigate({ to: "/reviews/$sampleId/$position", params: { sampleId: String(sampleId), position: "1" } });
        },
      },
    );
  };
  return (
    <section className="panel" aria-label="Draw a sample">
      <div className="panel-body">
        <Group gap="md" align="flex-end">
          <TextInput
            size="xs"
            type="date"
            label="Coded from"
            value={from}
            max={to}
            onChange={(event) => setFrom(event.currentTarget.value || from)}
          />
          <TextInput size="xs" type="date" label="to" value={to} min={from} onChange={(event) => setTo(event.currentTarget.value || to)} />
          <Select
            size="xs"
            label="Coder"
            w={230}
            value={chosen}
            onChange={setCoder}
            allowDeselect={false}
            data={coders.map(({ name, visits }) => ({ value: name, label: `${name} (${visits.toLocaleString("en-US")})` }))}
            nothingFoundMessage="nobody coded"
          />
          <NumberInput size="xs" label="Visits" w={80} min={1} max={200} value={size} onChange={(value) => setSize(Number(value) || 1)} />
          <SegmentedControl
            size="xs"
            aria-label="How they are drawn"
            value={method}
            onChange={(value) => setMethod(value as typeof method)}
            data={[
              { value: "random", label: "By chance" },
              { value: "risk", label: "By risk" },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label="How they are reviewed"
            value={blind}
            onChange={(value) => setBlind(value as typeof blind)}
            data={[
              { value: "beside", label: "Beside the codes" },
              { value: "blind", label: "Blind" },
            ]}
          />
          <NumberInput
            size="xs"
            label="Seed"
            w={90}
            min={0}
            max={2_147_483_647}
            value={seed}
            onChange={(value) => setSeed(Number(value) || 0)}
          />
          <Select
            size="xs"
            label="Reviewer"
            w={200}
            value={reviewer}
            onChange={(value) => setReviewer(value ?? "me")}
            allowDeselect={false}
            data={[
              { value: "me", label: "Me" },
              ...(choices.data?.reviewers ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
          <Button size="xs" onClick={run} loading={draw.isPending} disabled={chosen === null}>
            Draw
          </Button>
        </Group>
        <Text size="xs" className="dimmed" mt={8}>
          The same seed draws the same visits again. By risk, visits with a high level, an unbundling modifier or a denial for coding come
          more often. Blind, the coder's codes are kept back here until the reviewer's own are given; the visit's own page shows them.
        </Text>
      </div>
    </section>
  );
}
