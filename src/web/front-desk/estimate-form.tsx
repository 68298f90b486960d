/** A good-faith estimate before a self-pay visit: the services that are expected, priced by the practice's own fees. */
import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import type { DeskRowBody } from "../../http/contract/front-desk.ts";
import { estimateMadeSchema } from "../../http/contract/inquiries.ts";
import { useDeskCommand } from "../api/front-desk.ts";
import { usd } from "../words.ts";

interface Item {
  readonly key: string;
  readonly procedure: string;
  readonly units: string;
  readonly charge: string;
}

function newItem(): Item {
  return { key: crypto.randomUUID(), procedure: "", units: "1", charge: "" };
}

export function EstimateForm({ row, appointmentId }: { readonly row: DeskRowBody; readonly appointmentId: number }) {
  const command = useDeskCommand(estimateMadeSchema);
  const [items, setItems] = useState(() => [newItem()]);
  const [diagnosis, setDiagnosis] = useState("");
  const set = (key: string, more: Partial<Item>): void => setItems(items.map((one) => (one.key === key ? { ...one, ...more } : one)));
  const given = items.filter((one) => one.procedure.trim() !== "");
  const make = (): void =>
    command.mutate({
      path: `/appointments/${appointmentId}/estimate`,
      body: {
        items: given.map(({ procedure, units, charge }) => {
          const amount = parseCents(charge);
          return { procedure: procedure.trim().toUpperCase(), units: Number(units), ...(amount === undefined ? {} : { charge: amount }) };
        }),
        ...(diagnosis.trim() === "" ? {} : { diagnosis }),
      },
    });
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Title order={3} size="sm">
          Good-faith estimate
        </Title>
        {row.estimate !== undefined && (
          <a className="file-link" href={`/api/v1/front-desk/estimates/${row.estimate.id}/estimate.pdf`} target="_blank" rel="noreferrer">
            <Text span size="sm">
              {usd(row.estimate.total)}, as it was given
            </Text>
          </a>
        )}
      </Group>
      {row.state === "scheduled" && (
        <>
          {items.map((one, index) => (
            <Group key={one.key} gap="sm" align="flex-end">
              <TextInput
                size="xs"
                w={110}
                label={`Service ${index + 1}`}
                placeholder="code"
                maxLength={5}
                value={one.procedure}
                onChange={(event) => set(one.key, { procedure: event.currentTarget.value })}
              />
              <TextInput
                size="xs"
                w={70}
                label={`Units ${index + 1}`}
                inputMode="numeric"
                value={one.units}
                onChange={(event) => set(one.key, { units: event.currentTarget.value })}
              />
              <TextInput
                size="xs"
                w={140}
                label={`Charge ${index + 1}`}
                placeholder="our own fee"
                inputMode="decimal"
                value={one.charge}
                onChange={(event) => set(one.key, { charge: event.currentTarget.value })}
              />
            </Group>
          ))}
          <Group gap="sm" align="flex-end">
            <Button size="xs" variant="subtle" onClick={() => setItems([...items, newItem()])}>
              Another service
            </Button>
            <TextInput
              size="xs"
              w={240}
              label="Diagnosis, if it is known"
              maxLength={120}
              value={diagnosis}
              onChange={(event) => setDiagnosis(event.currentTarget.value)}
            />
            <Button size="xs" disabled={given.length === 0} loading={command.isPending} onClick={make}>
              {row.estimate === undefined ? "Make the estimate" : "Make a new estimate"}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
