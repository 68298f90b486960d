/** How the practice asks: how often, from which amount on, and what each step says. */
import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useCycle, usePatientCommand } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { usDate, usd } from "../words.ts";

type Cycle = NonNullable<ReturnType<typeof useCycle>["data"]>;

export function CycleSettings() {
  const cycle = useCycle();
  const may = usePermission("practice:manage") === true;
  const [changing, setChanging] = useState(false);
  if (cycle.data === undefined) return null;
  const { everyDays, smallest, termDays, steps, setOn, setBy } = cycle.data;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>The cycle</Title>
        {may && !changing && (
          <Button size="xs" ml="auto" variant="default" onClick={() => setChanging(true)}>
            Change
          </Button>
        )}
      </div>
      {changing ? (
        <ChangeCycle cycle={cycle.data} done={() => setChanging(false)} />
      ) : (
        <Stack gap={6} className="panel-body">
          <Text size="sm">
            Every {everyDays} days, from {usd(smallest)} on, due {termDays} days later.
          </Text>
          {steps.map((step, at) => (
            <div key={step.title}>
              <Text size="sm" fw={600}>
                {at + 1}. {step.title}
              </Text>
              <Text size="xs" className="dimmed">
                {step.message}
              </Text>
            </div>
          ))}
          <Text size="xs" className="dimmed">
            {setOn === undefined ? "As it comes; the practice has set nothing yet." : `Set ${usDate(setOn)} by ${setBy ?? ""}.`}
          </Text>
        </Stack>
      )}
    </div>
  );
}

function ChangeCycle({ cycle, done }: { readonly cycle: Cycle; readonly done: () => void }) {
  const command = usePatientCommand("done");
  const [everyDays, setEveryDays] = useState<number | string>(cycle.everyDays);
  const [smallest, setSmallest] = useState<number | string>(cycle.smallest / 100);
  const [termDays, setTermDays] = useState<number | string>(cycle.termDays);
  const [steps, setSteps] = useState(cycle.steps.map((step, at) => ({ ...step, key: at })));
  const setStep = (at: number, change: Partial<Cycle["steps"][number]>): void =>
    setSteps(steps.map((step, index) => (index === at ? { ...step, ...change } : step)));
  const save = (): void =>
    command.mutate(
      {
        method: "PUT",
        path: "/statements/cycle",
        body: {
          everyDays: Number(everyDays),
          smallest: Math.round(Number(smallest) * 100),
          termDays: Number(termDays),
          steps: steps.map(({ title, message }) => ({ title, message })),
        },
      },
      { onSuccess: done },
    );
  return (
    <Stack gap="xs" className="panel-body">
      <Group gap="sm">
        <NumberInput size="xs" w={120} label="Every … days" min={7} max={365} value={everyDays} onChange={setEveryDays} />
        <NumberInput
          size="xs"
          w={130}
          label="Smallest amount"
          prefix="$"
          decimalScale={2}
          min={0}
          value={smallest}
          onChange={setSmallest}
        />
        <NumberInput size="xs" w={120} label="Days to pay" min={1} max={120} value={termDays} onChange={setTermDays} />
      </Group>
      {steps.map((step, at) => (
        <Stack gap={4} key={step.key}>
          <Group gap="xs" align="flex-end">
            <TextInput
              size="xs"
              flex={1}
              label={`Step ${at + 1}`}
              value={step.title}
              maxLength={40}
              onChange={(event) => setStep(at, { title: event.currentTarget.value })}
            />
            {steps.length > 1 && (
              <Button size="compact-xs" variant="default" onClick={() => setSteps(steps.filter((_, index) => index !== at))}>
                Take it out
              </Button>
            )}
          </Group>
          <Textarea
            size="xs"
            autosize
            aria-label={`What step ${at + 1} says`}
            value={step.message}
            maxLength={400}
            onChange={(event) => setStep(at, { message: event.currentTarget.value })}
          />
        </Stack>
      ))}
      <Group gap="xs">
        <Button size="xs" loading={command.isPending} onClick={save}>
          Keep it
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={steps.length >= 6}
          onClick={() => setSteps([...steps, { title: "Another step", message: "", key: Math.max(...steps.map((step) => step.key)) + 1 }])}
        >
          Add a step
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          Leave it
        </Button>
      </Group>
    </Stack>
  );
}
