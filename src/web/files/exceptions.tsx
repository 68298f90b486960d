/** What came in and could not be placed. A person decides with a reason; the decision can be taken back. */
import { Button, Group, Select, Table, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useExceptions, usePermission } from "../api/queries.ts";
import { useExceptionCommand } from "../api/worklist.ts";
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
                <Table.Td w={140}>{one.source}</Table.Td>
                <Table.Td>
                  {one.words}
                  {deciding === one.id && <DecisionForm id={one.id} posts={one.posts === true} close={() => setDeciding(undefined)} />}
                </Table.Td>
                <Table.Td className="money">{one.amount === undefined ? "" : usd(one.amount)}</Table.Td>
                <Table.Td w={100}>
                  {mayDecide && deciding !== one.id && (
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

const hows = [
  { value: "belongs-to-claim", label: "Belongs to a claim" },
  { value: "done-elsewhere", label: "Was dealt with" },
  { value: "not-ours", label: "Is not ours" },
] as const;

function DecisionForm({ id, posts, close }: { readonly id: number; readonly posts: boolean; readonly close: () => void }) {
  const command = useExceptionCommand();
  const [how, setHow] = useState<string>(posts ? "belongs-to-claim" : "done-elsewhere");
  const [words, setWords] = useState("");
  const [controlNumber, setControlNumber] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const claim = how === "belongs-to-claim" ? { controlNumber } : {};
    command.mutate({ id, act: "resolve", body: { how, words, ...claim } }, { onSuccess: close });
  };
  return (
    <form onSubmit={send}>
      <Group gap="xs" align="flex-end" pt="xs">
        <Select
          size="xs"
          w={180}
          label="It"
          allowDeselect={false}
          data={[...hows]}
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
        <TextInput
          size="xs"
          label="Because"
          autoFocus
          required
          minLength={3}
          maxLength={500}
          style={{ flexGrow: 1 }}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" loading={command.isPending} disabled={words.trim().length < 3}>
          Decide
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Cancel
        </Button>
      </Group>
      <Text size="xs" className="dimmed" pt={4}>
        {posts && how === "belongs-to-claim"
          ? "The payer's whole answer is posted to this claim: what it paid, out of the money that waits, what it took off and what it refused."
          : "This moves no money: what was paid without a charge stays in its own list."}
      </Text>
    </form>
  );
}

type Row = NonNullable<ReturnType<typeof useExceptions>["data"]>["resolved"][number];

function Resolved({ rows, mayDecide }: { readonly rows: readonly Row[]; readonly mayDecide: boolean }) {
  const command = useExceptionCommand();
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
              </Table.Td>
              <Table.Td w={140}>
                {mayDecide && one.resolved?.byHand === true && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => command.mutate({ id: one.id, act: "reopen", body: { words: "opened again from the list" } })}
                  >
                    Open again
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
