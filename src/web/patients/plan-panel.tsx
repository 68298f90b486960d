/** The payment plan: agreed here, its instalments with what is paid, late and missed, ended with a reason. */
import { Badge, Button, Checkbox, Group, NumberInput, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { PayingView, PlanView } from "../../http/contract/patient-billing.ts";
import { usePatientCommand } from "../api/patients.ts";
import { usePermission } from "../api/queries.ts";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

export const planStateWords: Readonly<Record<PlanView["state"], string>> = {
  kept: "kept",
  behind: "an instalment was missed",
  broken: "broken",
  done: "paid off",
  ended: "ended",
};
export const planStateColors: Readonly<Record<PlanView["state"], string>> = {
  kept: "teal",
  behind: "orange",
  broken: "red",
  done: "teal",
  ended: "gray",
};
const standingWords = { paid: "paid", due: "due today", late: "late", missed: "missed", later: "" } as const;

export function PlanPanel({ patientId, paying }: { readonly patientId: number; readonly paying: PayingView }) {
  const may = usePermission("plans:write") === true;
  const running = paying.plans.find((plan) => plan.endedOn === undefined && plan.state !== "done");
  const past = paying.plans.filter((plan) => plan !== running);
  return (
    <Stack gap="sm">
      {running !== undefined ? (
        <Plan plan={running} may={may} />
      ) : paying.due === 0 ? (
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Payment plan</Title>
          </div>
          <Empty title="Nothing to agree on">A plan is made over what may be asked of the patient now.</Empty>
        </div>
      ) : (
        may && <NewPlan patientId={patientId} paying={paying} />
      )}
      {past.map((plan) => (
        <Plan key={plan.id} plan={plan} may={false} />
      ))}
    </Stack>
  );
}

function Plan({ plan, may }: { readonly plan: PlanView; readonly may: boolean }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Plan of {usDate(plan.madeOn)}</Title>
        <Badge variant="light" color={planStateColors[plan.state]} tt="none" ml="auto">
          {planStateWords[plan.state]}
        </Badge>
      </div>
      <Text size="sm" className="panel-body">
        {usd(plan.settled)} of {usd(plan.amount)} settled, {usd(plan.left)} left{plan.behind > 0 ? `, ${usd(plan.behind)} behind` : ""}.
        Agreed {plan.agreed}, with {plan.madeBy}.
        {plan.endReason === undefined ? "" : ` Ended ${usDate(plan.endedOn ?? plan.madeOn)}: ${plan.endReason}.`}
      </Text>
      <Table verticalSpacing={3}>
        <Table.Tbody>
          {plan.instalments.map((one) => (
            <Table.Tr key={one.number}>
              <Table.Td w={40}>{one.number}</Table.Td>
              <Table.Td>{usDate(one.due)}</Table.Td>
              <Table.Td className={one.standing === "missed" || one.standing === "late" ? "unusual" : undefined}>
                {one.standing !== "paid" && one.settled > 0 ? `${usd(one.settled)} paid ` : ""}
                {standingWords[one.standing]}
              </Table.Td>
              <Table.Td className="money">{usd(one.amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" className="dimmed panel-body">
        {plan.rule}
      </Text>
      {may && <EndPlan plan={plan} />}
    </div>
  );
}

function EndPlan({ plan }: { readonly plan: PlanView }) {
  const command = usePatientCommand("done");
  const [reason, setReason] = useState("");
  return (
    <Group gap="xs" className="panel-body">
      <TextInput
        size="xs"
        flex={1}
        aria-label="Why the plan ends"
        placeholder="why it ends"
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        disabled={reason.trim() === ""}
        loading={command.isPending}
        onClick={() => command.mutate({ path: `/plans/${plan.id}/end`, body: { reason } })}
      >
        End the plan
      </Button>
    </Group>
  );
}

function NewPlan({ patientId, paying }: { readonly patientId: number; readonly paying: PayingView }) {
  const command = usePatientCommand("plan");
  const [count, setCount] = useState<number | string>(4);
  const [pace, setPace] = useState<string>("month");
  const [firstDue, setFirstDue] = useState(paying.today);
  const [agreed, setAgreed] = useState("by telephone");
  const [disclosed, setDisclosed] = useState(false);
  const parts = Math.max(1, Number(count));
  const long = parts > 4;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Agree on a plan</Title>
        <Text size="sm" className="dimmed">
          over {usd(paying.due)}
        </Text>
      </div>
      <Stack gap="xs" className="panel-body">
        <Group gap="sm" align="flex-end">
          <NumberInput size="xs" w={100} label="Instalments" min={1} max={60} value={count} onChange={setCount} />
          <Select
            size="xs"
            w={130}
            label="Every"
            data={[
              { value: "week", label: "week" },
              { value: "two-weeks", label: "two weeks" },
              { value: "month", label: "month" },
            ]}
            value={pace}
            onChange={(value) => setPace(value ?? "month")}
            allowDeselect={false}
          />
          <TextInput
            size="xs"
            type="date"
            label="The first on"
            min={paying.today}
            value={firstDue}
            onChange={(event) => setFirstDue(event.currentTarget.value)}
          />
        </Group>
        <Text size="sm">
          {parts} × about {usd(Math.floor(paying.due / parts))}, no interest, no fee.
        </Text>
        {long && (
          <Checkbox
            size="xs"
            checked={disclosed}
            onChange={(event) => setDisclosed(event.currentTarget.checked)}
            label="More than four instalments: the credit disclosures were given (12 CFR 1026.17)"
          />
        )}
        <Group gap="sm" align="flex-end">
          <TextInput
            size="xs"
            w={220}
            label="How it was agreed"
            value={agreed}
            maxLength={200}
            onChange={(event) => setAgreed(event.currentTarget.value)}
          />
          <Button
            size="xs"
            disabled={agreed.trim() === "" || (long && !disclosed)}
            loading={command.isPending}
            onClick={() =>
              command.mutate({ path: `/patients/${patientId}/plans`, body: { count: parts, pace, firstDue, agreed, disclosed } })
            }
          >
            Make the plan
          </Button>
        </Group>
        <Text size="xs" className="dimmed">
          While the plan is kept no statement asks for these services.
        </Text>
      </Stack>
    </div>
  );
}
