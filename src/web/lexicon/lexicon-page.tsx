/** What the program learnt from the coders' decisions: each line with its sum, what follows from it, and a switch. */
import { Badge, Button, Group, Modal, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { counted } from "../../core/kernel/counted.ts";
import type { LexiconLineView } from "../../http/contract/coding.ts";
import { useLexicon, useLexiconSwitch } from "../api/coding.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

const effectWords: Readonly<Record<LexiconLineView["effect"], { readonly words: string; readonly color: string }>> = {
  raises: { words: "preselected", color: "teal" },
  lowers: { words: "no longer preselected", color: "yellow" },
  offers: { words: "another code stands first", color: "yellow" },
  adds: { words: "known by these words here", color: "petrol" },
  none: { words: "decided both ways: changes nothing", color: "gray" },
};

export function LexiconPage() {
  const lexicon = useLexicon();
  const [chosen, setChosen] = useState<LexiconLineView | undefined>(undefined);
  if (lexicon.isPending) return <Waiting what="the lexicon" />;
  if (lexicon.isError) return <Failed error={lexicon.error} retry={lexicon.refetch} />;
  const lines = lexicon.data.pages.flatMap((page) => page.lines);
  return (
    <Stack gap="sm">
      <div>
        <Title order={1}>Lexicon</Title>
        <Text size="sm" className="dimmed" maw={860}>
          What this practice's coders decided about suggested codes, and what follows from it. Words taught by the notes of one patient
          alone are never used for others. A line that is switched off counts on and changes nothing.
        </Text>
      </div>
      {lines.length === 0 ? (
        <Empty title="Nothing learnt yet">
          Suggestions follow the code book. When coders take one in five visits, refuse or replace one twice, or give a code by hand for the
          same words in three visits, in the notes of at least two patients, a line appears here and says what follows.
        </Empty>
      ) : (
        <div className="panel">
          <Table verticalSpacing={5} striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Words</Table.Th>
                <Table.Th>Code</Table.Th>
                <Table.Th>What follows</Table.Th>
                <Table.Th ta="right">Taken</Table.Th>
                <Table.Th ta="right">By hand</Table.Th>
                <Table.Th ta="right">Changed</Table.Th>
                <Table.Th ta="right">Refused</Table.Th>
                <Table.Th ta="right">Patients</Table.Th>
                <Table.Th>Last</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Line key={`${line.phrase} ${line.code}`} line={line} choose={() => setChosen(line)} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {lexicon.hasNextPage && (
        <Button size="xs" variant="default" loading={lexicon.isFetchingNextPage} onClick={() => void lexicon.fetchNextPage()}>
          More
        </Button>
      )}
      {chosen !== undefined && <SwitchDialog line={chosen} close={() => setChosen(undefined)} />}
    </Stack>
  );
}

function Line({ line, choose }: { readonly line: LexiconLineView; readonly choose: () => void }) {
  const effect = effectWords[line.effect];
  return (
    <Table.Tr>
      <Table.Td>{line.shown}</Table.Td>
      <Table.Td>
        <span className="mono">{line.code}</span> <span className="dimmed">{line.title}</span>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" tt="none" color={line.off ? "gray" : effect.color}>
          {line.off ? "switched off" : effect.words}
        </Badge>
        {line.chosen !== undefined && line.effect === "offers" && (
          <Text size="xs" className="dimmed">
            <span className="mono">{line.chosen.code}</span> {line.chosen.title}, in {counted(line.chosen.visits, "visit")}
          </Text>
        )}
        {line.off && line.switched !== undefined && (
          <Text size="xs" className="dimmed">
            {line.switched.by}, {usDate(line.switched.on)}: {line.switched.reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{line.accepted}</Table.Td>
      <Table.Td ta="right">{line.added}</Table.Td>
      <Table.Td ta="right">{line.changed}</Table.Td>
      <Table.Td ta="right">{line.rejected}</Table.Td>
      <Table.Td ta="right">{line.patients}</Table.Td>
      <Table.Td>{usDate(line.lastDay)}</Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Switch ${line.shown} ${line.code} ${line.off ? "on" : "off"}`}
          onClick={choose}
        >
          {line.off ? "Switch on" : "Switch off"}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function SwitchDialog({ line, close }: { readonly line: LexiconLineView; readonly close: () => void }) {
  const [reason, setReason] = useState("");
  const command = useLexiconSwitch();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    command.mutate({ phrase: line.phrase, code: line.code, off: !line.off, reason }, { onSuccess: close });
  };
  return (
    <Modal opened onClose={close} title={`${line.off ? "Switch on" : "Switch off"}: “${line.shown}” → ${line.code}`}>
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm">
            {line.off
              ? "What follows from the coders' decisions holds again."
              : "Suggestions follow the code book alone again. Decisions are kept."}
          </Text>
          <TextInput
            label="Why"
            required
            maxLength={300}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button size="xs" variant="subtle" onClick={close}>
              Cancel
            </Button>
            <Button size="xs" type="submit" disabled={reason.trim() === ""} loading={command.isPending}>
              {line.off ? "Switch on" : "Switch off"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
