/** What came in and could not be placed. A person decides with a reason; the decision can be taken back. */
import { Badge, Button, Select, Table, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useExceptions, usePermission } from "../api/queries.ts";
import { useExceptionCommand } from "../api/worklist.ts";
import { BecauseForm } from "../frame/because-form.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

export function Exceptions() {
  const exceptions = useExceptions();
  const [deciding, setDeciding] = useState<number>();
  const mayDecide = usePermission("exceptions:resolve") === true;
  if (exceptions.isPending) return <Waiting what="the exceptions" />;
  if (exceptions.isError) return <Failed error={exceptions.error} retry={exceptions.refetch} />;
  const { exceptions: open, resolved } = exceptions.data;
  return (
    <section className="panel" aria-label="Exceptions">
      <div className="panel-head">
        <Title order={2}>Exceptions</Title>
        <Text size="xs" className="dimmed">
          what came in and could not be placed; nothing is dropped
        </Text>
      </div>
      {open.length === 0 ? (
        <Empty title="None">Everything that came in found its place.</Empty>
      ) : (
        <Table verticalSpacing={5}>
          <Table.Tbody>
            {open.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td w={100}>{usDate(one.on)}</Table.Td>
                <Table.Td w={130}>{sources[one.source] ?? one.source}</Table.Td>
                <Table.Td>
                  {one.words} <Places of={one} />
                  {deciding === one.id && <DecisionForm id={one.id} posts={one.posts === true} close={() => setDeciding(undefined)} />}
                </Table.Td>
                <Table.Td className="money">{one.amount === undefined ? "" : usd(one.amount)}</Table.Td>
                <Table.Td w={130}>
                  {one.waits === true && (
                    <Badge variant="light" color="orange" tt="none">
                      second person
                    </Badge>
                  )}
                  {mayDecide && deciding !== one.id && one.waits !== true && (
                    <Button size="compact-xs" variant="default" onClick={() => setDeciding(one.id)}>
                      Decide
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {resolved.length > 0 && <Resolved rows={resolved} mayDecide={mayDecide} />}
    </section>
  );
}

/** Where a person looks before deciding. */
function Places({ of: { claimId, remittanceId, inboundFileId } }: { readonly of: Row }) {
  const readsBooks = usePermission("books:read") === true;
  return (
    <span className="exception-places">
      {claimId !== undefined && (
        <Link to="/claims/$claimId" params={{ claimId: String(claimId) }} className="file-link">
          Open the claim
        </Link>
      )}
      {remittanceId !== undefined && readsBooks && (
        <Link to="/remittances/$remittanceId" params={{ remittanceId: String(remittanceId) }} className="file-link">
          Open the payment
        </Link>
      )}
      {inboundFileId !== undefined && (
        <Link to="/files/$direction/$fileId" params={{ direction: "in", fileId: String(inboundFileId) }} className="file-link">
          Open the file
        </Link>
      )}
    </span>
  );
}

/** Where it came from, in words of the office. */
const sources: Readonly<Record<string, string>> = {
  "inbound-file": "a file",
  remittance: "a payment",
  acknowledgement: "an answer",
  "partner-folder": "a payer’s folder",
  filing: "a claim file",
  "next-payer": "the next payer",
  import: "an import",
  scanner: "the scanner",
  job: "a job",
};

const hows = [
  { value: "belongs-to-claim", label: "Belongs to a claim", held: false },
  { value: "went-back", label: "Goes back to the payer", held: true },
  { value: "patients-money", label: "Is a patient's own money", held: true },
  { value: "done-elsewhere", label: "Was dealt with", held: false },
  { value: "not-ours", label: "Is not ours", held: false },
] as const;

const consequences: Readonly<Record<string, string>> = {
  "belongs-to-claim":
    "The payer's answer is posted to this claim: what it paid, out of the money that waits, what it took off and what it refused. Name lines only when the answer is not about all of them; what it says of the others waits under the claim.",
  "went-back":
    "All of it becomes a refund to the payer; above the practice's limit a second person agrees first. Record the check under Books when it has left.",
  "patients-money": "It becomes the patient's own unapplied money: it can be put on charges, or refunded to the patient.",
};

/** "1, 3" as line numbers; undefined for what is empty. */
function linesIn(text: string): readonly number[] | undefined {
  const numbers = text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(Number);
  return numbers.length === 0 ? undefined : numbers;
}

function DecisionForm({ id, posts, close }: { readonly id: number; readonly posts: boolean; readonly close: () => void }) {
  const command = useExceptionCommand();
  const [how, setHow] = useState<string>(posts ? "belongs-to-claim" : "done-elsewhere");
  const [controlNumber, setControlNumber] = useState("");
  const [lines, setLines] = useState("");
  const [accountNumber, setAccountNumber] = useState("");
  const mayRefund = usePermission("money:refund") === true;
  const send = (words: string): void => {
    const only = linesIn(lines);
    const about =
      how === "belongs-to-claim"
        ? { controlNumber, ...(only === undefined || !posts ? {} : { lines: only }) }
        : how === "patients-money"
          ? { accountNumber }
          : {};
    // The row is gone before the answer is told to it: closed by the promise, it does not open by itself when it comes back.
    void command.mutateAsync({ id, act: "resolve", body: { how, words, ...about } }).then(close, () => undefined);
  };
  const possible = hows.filter(({ value, held }) => (!held || posts) && (value !== "went-back" || mayRefund));
  return (
    <BecauseForm
      act="Decide"
      busy={command.isPending}
      send={send}
      close={close}
      follows={(posts ? consequences[how] : undefined) ?? "This moves no money: what was paid without a charge stays in its own list."}
    >
      <Select
        size="xs"
        w={210}
        label="It"
        allowDeselect={false}
        data={possible.map(({ value, label }) => ({ value, label }))}
        value={how}
        onChange={(value) => setHow(value ?? how)}
      />
      {how === "belongs-to-claim" && (
        <TextInput
          size="xs"
          label="Claim number (CLM01)"
          required
          value={controlNumber}
          onChange={(event) => setControlNumber(event.currentTarget.value)}
        />
      )}
      {how === "belongs-to-claim" && posts && (
        <TextInput
          size="xs"
          w={130}
          label="Only its lines"
          placeholder="all, or 1, 3"
          pattern="[0-9]{1,2}([ ,;]+[0-9]{1,2})*"
          title="Numbers of lines, for example 1, 3"
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
      )}
      {how === "patients-money" && (
        <TextInput
          size="xs"
          label="Patient's account number"
          required
          value={accountNumber}
          onChange={(event) => setAccountNumber(event.currentTarget.value)}
        />
      )}
    </BecauseForm>
  );
}

type Row = NonNullable<ReturnType<typeof useExceptions>["data"]>["resolved"][number];

function Resolved({ rows, mayDecide }: { readonly rows: readonly Row[]; readonly mayDecide: boolean }) {
  const [opening, setOpening] = useState<number>();
  return (
    <details>
      <summary className="resolved-summary">Resolved last ({rows.length})</summary>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {rows.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td w={100}>{one.resolved === undefined ? "" : usDate(one.resolved.on)}</Table.Td>
              <Table.Td>
                {one.words}
                <Text size="xs" className="dimmed">
                  {one.resolved?.words} ({one.resolved?.by})
                </Text>
                {opening === one.id && <OpenAgain id={one.id} posts={one.posts === true} close={() => setOpening(undefined)} />}
              </Table.Td>
              <Table.Td w={140}>
                {one.waits === true && (
                  <Badge variant="light" color="orange" tt="none">
                    second person
                  </Badge>
                )}
                {mayDecide && one.resolved?.byHand === true && opening !== one.id && one.waits !== true && (
                  <Button size="compact-xs" variant="subtle" onClick={() => setOpening(one.id)}>
                    Take it back
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

function OpenAgain({ id, posts, close }: { readonly id: number; readonly posts: boolean; readonly close: () => void }) {
  const command = useExceptionCommand();
  const follows = posts
    ? "What was posted is undone by entries of its own, and the money waits again. Above the practice’s limit a second person agrees first."
    : undefined;
  return (
    <BecauseForm
      act="Take the decision back"
      busy={command.isPending}
      send={(words) => void command.mutateAsync({ id, act: "reopen", body: { words } }).then(close, () => undefined)}
      close={close}
      {...(follows === undefined ? {} : { follows })}
    />
  );
}
