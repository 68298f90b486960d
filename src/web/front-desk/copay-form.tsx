/** The co-pay at the desk: what the payer or the card says is due, taken, with a receipt. */
import { Button, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { parseCents } from "../../core/kernel/cents.ts";
import type { DeskRowBody } from "../../http/contract/front-desk.ts";
import { copayTakenSchema } from "../../http/contract/inquiries.ts";
import { useBooksCommand } from "../api/books.ts";
import { useDeskCommand } from "../api/front-desk.ts";
import { usePermission } from "../api/queries.ts";
import { usd } from "../words.ts";

export function CopayForm({ row, visitId }: { readonly row: DeskRowBody; readonly visitId: number }) {
  const command = useDeskCommand(copayTakenSchema);
  const open = Math.max((row.copayDue ?? 0) - row.paid, 0);
  const [text, setText] = useState(open === 0 ? "" : (open / 100).toFixed(2));
  const [method, setMethod] = useState("card");
  const [reference, setReference] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const mayTake = usePermission("payments:take") === true;
  const amount = parseCents(text);
  if (!mayTake) return null;
  const source = row.copayFrom === "payer" ? "the payer says" : "the card says";
  return (
    <>
      {row.payments.map((one) => (
        <Taken key={one.id} payment={one} />
      ))}
      <Group gap="sm" align="flex-end">
        <TextInput
          size="xs"
          w={110}
          label="Take"
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          w={100}
          label="By"
          data={["card", "cash", "check"]}
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          w={140}
          label="Reference"
          maxLength={60}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <Button
          size="xs"
          disabled={amount === undefined || amount <= 0}
          loading={command.isPending}
          onClick={() =>
            command.mutate({ path: `/visits/${visitId}/copay`, body: { amount, method, reference, key: `${key} ${row.payments.length}` } })
          }
        >
          Take the payment
        </Button>
        <Text size="sm" className="dimmed" pb={6}>
          {row.copayDue === undefined
            ? "No co-pay is known."
            : `Co-pay ${usd(row.copayDue)}, ${source}. What the visit turns out to be may change it; the payer decides on the claim.`}
        </Text>
      </Group>
    </>
  );
}

function Taken({ payment }: { readonly payment: DeskRowBody["payments"][number] }) {
  const undo = useBooksCommand("done");
  const mayUndo = usePermission("money:refund") === true;
  return (
    <Group gap="sm">
      <Text size="sm">
        {usd(payment.amount)} taken by {payment.method}
      </Text>
      <a className="file-link" href={`/api/v1/payments/${payment.id}.pdf`} target="_blank" rel="noreferrer">
        <Text span size="sm">
          Receipt
        </Text>
      </a>
      {mayUndo && (
        <Button
          size="compact-xs"
          variant="default"
          loading={undo.isPending}
          onClick={() => undo.mutate({ path: `/payments/${payment.id}/undo`, body: { reason: "mistake", note: "" } })}
        >
          Taken by mistake
        </Button>
      )}
    </Group>
  );
}
