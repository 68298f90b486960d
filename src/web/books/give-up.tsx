/** What can be done with a charge's balance: written off for a named reason, paid from unapplied money, its credit set free or refunded to the payer. */
import { Button, Group, NativeSelect, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import { useBooksCommand } from "../api/books.ts";
import { usePermission } from "../api/queries.ts";
import { usd } from "../words.ts";
import type { Account } from "./patient-account.tsx";
import { PayerRefund } from "./payer-refund.tsx";

const accounts = [
  { value: "write-off-small-balance", label: "Small balance" },
  { value: "write-off-courtesy", label: "Courtesy" },
  { value: "bad-debt", label: "Bad debt" },
  { value: "write-off-timely-filing", label: "Filed late" },
  { value: "write-off-denial", label: "Denied" },
] as const;

interface Props {
  readonly charge: Account["charges"][number];
  readonly patientId: number;
  readonly unapplied: number;
}

export function GiveUp({ charge, patientId, unapplied }: Props) {
  const [opened, setOpened] = useState(false);
  const mayAdjust = usePermission("money:adjust") === true;
  const mayRefund = usePermission("money:refund") === true;
  const refundable = mayRefund && charge.insuranceBalance < 0;
  const adjustable = mayAdjust && (charge.patientBalance !== 0 || charge.insuranceBalance > 0);
  if (!adjustable && !refundable) return null;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default" onClick={() => setOpened(!opened)}>
          Adjust
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md" w={300}>
          {refundable && <PayerRefund chargeId={charge.id} credit={-charge.insuranceBalance} close={() => setOpened(false)} />}
          {adjustable && <Adjust charge={charge} patientId={patientId} unapplied={unapplied} close={() => setOpened(false)} />}
          <Text size="xs" className="dimmed">
            Above the practice’s limit a second person has to approve it.
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Adjust({ charge, patientId, unapplied, close }: Props & { readonly close: () => void }) {
  const asking = useBooksCommand("asked");
  const moving = useBooksCommand("done");
  const owes = charge.patientBalance > 0 ? "patient" : "payer";
  const owed = owes === "patient" ? charge.patientBalance : charge.insuranceBalance;
  const [account, setAccount] = useState<string>(accounts[0].value);
  const [text, setText] = useState((owed / 100).toFixed(2));
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const amount = parseCents(text);
  const applied = Math.min(charge.patientBalance, unapplied);
  const move = (direction: "to-charge" | "to-unapplied", cents: number) =>
    moving.mutate({ path: "/moves", body: { patientId, chargeId: charge.id, amount: cents, direction, key } }, { onSuccess: close });
  return (
    <Stack gap="xs">
      {owed > 0 && (
        <>
          <NativeSelect
            size="xs"
            label="Write off"
            data={[...accounts]}
            value={account}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
          <TextInput size="xs" label="Amount" value={text} onChange={(event) => setText(event.currentTarget.value)} inputMode="decimal" />
          <TextInput size="xs" label="Why" value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={300} />
          <Button
            size="xs"
            disabled={amount === undefined || amount <= 0 || amount > owed || reason.trim() === ""}
            loading={asking.isPending}
            onClick={() =>
              asking.mutate(
                { path: "/write-offs", body: { chargeId: charge.id, owes, account, amount, reason, key: `${key} ${account} ${amount}` } },
                { onSuccess: close },
              )
            }
          >
            Write off what {owes === "patient" ? "the patient" : "insurance"} owes
          </Button>
        </>
      )}
      <Group gap="xs">
        {applied > 0 && (
          <Button size="xs" variant="default" loading={moving.isPending} onClick={() => move("to-charge", applied)}>
            Pay {usd(applied)} from unapplied
          </Button>
        )}
        {charge.patientBalance < 0 && (
          <Button size="xs" variant="default" loading={moving.isPending} onClick={() => move("to-unapplied", -charge.patientBalance)}>
            Set the credit of {usd(-charge.patientBalance)} free
          </Button>
        )}
      </Group>
    </Stack>
  );
}
