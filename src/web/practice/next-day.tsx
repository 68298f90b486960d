/** In the header of a demonstration: its date, and the next business day, with what came on it. */
import { Anchor, Button, Group, Popover, ScrollArea, Table, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { counted } from "../../core/kernel/counted.ts";
import type { NextDay as Day } from "../../http/contract/demonstration.ts";
import type { sessionSchema } from "../../http/contract/practice.ts";
import { useNextDay } from "../api/demonstration-queries.ts";
import { usePermission } from "../api/queries.ts";
import { usDate, usd } from "../words.ts";

export function NextDay({ session }: { readonly session: z.infer<typeof sessionSchema> }) {
  const may = usePermission("demonstration:step") === true;
  const next = useNextDay();
  const [opened, setOpened] = useState(false);
  if (!session.practice.demonstration || !may) return null;
  const day = next.data;
  return (
    <Popover opened={opened && day !== undefined} onChange={setOpened} position="bottom-end" width={440} shadow="md" withArrow trapFocus>
      <Popover.Target>
        <Tooltip
          disabled={opened}
          label="The simulated payers answer, new visits arrive, and the practice's clock goes to its next business day"
          multiline
          w={260}
        >
          <Button
            size="xs"
            variant="light"
            loading={next.isPending}
            onClick={() => {
              setOpened(false);
              next.mutate(undefined, { onSuccess: () => setOpened(true) });
            }}
          >
            Next day
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="What came on the next day">
        {day !== undefined && <WhatCame day={day} close={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

type News = Day["visits"];

function WhatCame({ day, close }: { readonly day: Day; readonly close: () => void }) {
  const [shown, setShown] = useState<string>();
  const parts = partsOf(day);
  const open = parts.find((part) => part.name === shown);
  return (
    <>
      <Text size="sm" fw={600}>
        It is {usDate(day.today)}
      </Text>
      {parts.length === 0 && <Text size="sm">Nothing came.</Text>}
      <Group gap="xs" mt={6}>
        {parts.map(({ name, words }) => (
          <UnstyledButton
            key={name}
            className="news-part"
            aria-expanded={name === shown}
            onClick={() => setShown(name === shown ? undefined : name)}
          >
            {words}
          </UnstyledButton>
        ))}
      </Group>
      {open !== undefined && (
        <ScrollArea.Autosize mah={320} mt="sm" tabIndex={0} aria-label={open.words}>
          {open.rows === undefined ? <Payments day={day} /> : <Rows rows={open.rows} close={close} />}
        </ScrollArea.Autosize>
      )}
    </>
  );
}

function partsOf(day: Day): readonly { readonly name: string; readonly words: string; readonly rows?: News }[] {
  return [
    ...(day.payments.length > 0 ? [{ name: "payments", words: counted(day.payments.length, "payment") }] : []),
    ...(day.denials.length > 0 ? [{ name: "denials", words: counted(day.denials.length, "denied line"), rows: day.denials }] : []),
    ...(day.rejections.length > 0
      ? [{ name: "rejections", words: counted(day.rejections.length, "rejection"), rows: day.rejections }]
      : []),
    ...(day.visits.length > 0 ? [{ name: "visits", words: counted(day.visits.length, "new visit"), rows: day.visits }] : []),
  ];
}

function Payments({ day: { payments } }: { readonly day: Day }) {
  return (
    <Table verticalSpacing={3} fz="sm">
      <Table.Tbody>
        {payments.map((payment, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
          <Table.Tr key={index}>
            <Table.Td>{payment.payer}</Table.Td>
            <Table.Td>{payment.posted ? counted(payment.claims, "claim") : "not posted: see the exceptions"}</Table.Td>
            {payment.amount !== undefined && <Table.Td className="money">{usd(payment.amount)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Rows({ rows, close }: { readonly rows: News; readonly close: () => void }) {
  return (
    <Table verticalSpacing={3} fz="sm">
      <Table.Tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
          <Table.Tr key={index}>
            <Table.Td>
              <Anchor component={Link} to={`/visits/${row.visitId}`} size="sm" onClick={close}>
                {row.patientName}
              </Anchor>
            </Table.Td>
            <Table.Td>{row.words}</Table.Td>
            {row.amount !== undefined && <Table.Td className="money">{usd(row.amount)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
