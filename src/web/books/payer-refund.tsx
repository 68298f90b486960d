/** A payer has paid more than it owed for a charge: the money goes back, above the limit once a second person has approved it. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import { useBooksCommand } from "../api/books.ts";

/** `credit`: what can go back, in cents. */
export function PayerRefund({
  chargeId,
  credit,
  close,
}: {
  readonly chargeId: number;
  readonly credit: number;
  readonly close: () => void;
}) {
  const asking = useBooksCommand("asked");
  const [text, setText] = useState((credit / 100).toFixed(2));
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const amount = parseCents(text);
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label="Back to the payer"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        inputMode="decimal"
      />
      <TextInput
        size="xs"
        label="Why it goes back"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
      />
      <Button
        size="xs"
        disabled={amount === undefined || amount <= 0 || amount > credit || reason.trim() === ""}
        loading={asking.isPending}
        onClick={() =>
          asking.mutate({ path: "/refunds/payer", body: { chargeId, amount, reason, key: `${key} ${amount}` } }, { onSuccess: close })
        }
      >
        Refund to the payer
      </Button>
    </Stack>
  );
}
