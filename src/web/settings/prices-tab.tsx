/** The fee schedule: what the practice asks for each service, beside what Medicare pays, and a new price from a day on. */
import { Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import { useFees, useSaveSetting } from "../api/settings.ts";
import { ListTable } from "../frame/list-table.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { Field, SettingForm, Warnings } from "./fields.tsx";
import { ChangeButton } from "./people-tab.tsx";

export function PricesTab({ mayChange }: { readonly mayChange: boolean }) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 200);
  const fees = useFees(asked);
  const [open, setOpen] = useState<{ readonly procedure: string; readonly price: string } | undefined>(undefined);
  if (fees.isPending) return <Waiting what="the prices" />;
  if (fees.isError) return <Failed error={fees.error} retry={fees.refetch} />;
  const rows = fees.data.pages.flatMap((page) => page.rows);
  const today = fees.data.pages[0]?.today ?? "";
  return (
    <Stack gap="md">
      {open !== undefined && (
        <section className="panel" aria-label="New price">
          <div className="panel-head">
            <Title order={2}>New price</Title>
          </div>
          <PriceForm key={open.procedure} {...open} today={today} close={() => setOpen(undefined)} />
        </section>
      )}
      <section className="panel" aria-label="Prices">
        <div className="panel-head">
          <Title order={2}>Prices</Title>
          <TextInput
            size="xs"
            w={240}
            aria-label="Find a price"
            placeholder="code, or words"
            value={text}
            maxLength={60}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Text size="xs" className="dimmed">
            one unit, today; Medicare: in an office, national
          </Text>
          {mayChange && (
            <Button size="compact-xs" variant="default" ml="auto" onClick={() => setOpen({ procedure: "", price: "" })}>
              Set a price
            </Button>
          )}
        </div>
        {rows.length === 0 ? (
          <Empty title={asked === "" ? "No prices yet" : "No such code"}>
            {asked === "" ? "Set a price for each service that is charged." : "Try the beginning of the code, or another word."}
          </Empty>
        ) : (
          <ListTable minWidth={720} verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Code</Table.Th>
                <Table.Th>Service</Table.Th>
                <Table.Th className="money">Price</Table.Th>
                <Table.Th className="money">Medicare</Table.Th>
                <Table.Th>Since</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ procedure, words, price, medicare, set, later }) => (
                <Table.Tr key={procedure}>
                  <Table.Td className="mono">{procedure}</Table.Td>
                  <Table.Td>{words}</Table.Td>
                  <Table.Td className="money">{price === undefined ? "none" : usd(price)}</Table.Td>
                  <Table.Td className="money">{medicare === undefined ? "" : usd(medicare)}</Table.Td>
                  <Table.Td>
                    <Text size="xs">
                      {set === undefined
                        ? price === undefined
                          ? ""
                          : "came with the program"
                        : `${usDate(set.from)}, set by ${set.setBy}`}
                      {later.map(
                        (one) => `; from ${usDate(one.from)} ${one.amount === undefined ? "none" : usd(one.amount)}, set by ${one.setBy}`,
                      )}
                    </Text>
                  </Table.Td>
                  <Table.Td className="row-end">
                    {mayChange && (
                      <ChangeButton
                        of={`the price of ${procedure}`}
                        act={() => setOpen({ procedure, price: price === undefined ? "" : (price / 100).toFixed(2) })}
                      />
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ListTable>
        )}
        {fees.hasNextPage && (
          <Group className="panel-body">
            <Button size="xs" variant="default" loading={fees.isFetchingNextPage} onClick={() => void fees.fetchNextPage()}>
              Show more
            </Button>
          </Group>
        )}
      </section>
    </Stack>
  );
}

function PriceForm({
  procedure: first,
  price,
  today,
  close,
}: {
  readonly procedure: string;
  readonly price: string;
  readonly today: string;
  readonly close: () => void;
}) {
  const save = useSaveSetting();
  const [procedure, setProcedure] = useState(first);
  const [from, setFrom] = useState(today);
  const [amount, setAmount] = useState(price);
  const findings = save.data?.findings ?? [];
  const cents = parseCents(amount);
  const send = (): void =>
    save.mutate({
      method: "PUT",
      path: "/fees",
      body: { procedure, from, ...(amount.trim() === "" ? {} : { amount: cents ?? 0 }) },
    });
  if (save.data?.saved === true)
    return (
      <>
        <Text className="panel-body" size="sm" role="status">
          Kept: {procedure.toUpperCase()} from {usDate(from)} on.
        </Text>
        <Warnings findings={findings} />
        <Group className="panel-body" gap="xs">
          <Button size="xs" variant="default" onClick={close}>
            Close
          </Button>
        </Group>
      </>
    );
  return (
    <SettingForm label="Set a price" findings={findings} saving={save.isPending} save={send} leave={close}>
      <Group gap="sm" align="flex-start">
        <Field label="Code" value={procedure} set={setProcedure} path="procedure" findings={findings} w={110} />
        <Field label="From" type="date" value={from} set={setFrom} path="from" findings={findings} w={150} />
        <Field
          label="Price, $"
          value={amount}
          set={setAmount}
          path="amount"
          findings={findings}
          w={130}
          help="one unit; empty: no price any more"
        />
      </Group>
    </SettingForm>
  );
}
