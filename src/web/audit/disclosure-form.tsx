/** Records a disclosure: date, to whom, what, why (45 CFR 164.528(b)(2)). */
import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type DisclosureBasis, disclosureBases, disclosureBasisNames } from "../../core/access/disclosures.ts";
import { useAddDisclosure } from "../api/audit-queries.ts";

export function DisclosureForm({
  patientId,
  today,
  done,
}: {
  readonly patientId: number;
  readonly today: string;
  readonly done: () => void;
}) {
  const add = useAddDisclosure(patientId);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({ disclosedOn: today });
  const [basis, setBasis] = useState<DisclosureBasis>("required-by-law");
  const [several, setSeveral] = useState(false);
  const [withheld, setWithheld] = useState(false);
  const field = (name: string) => ({
    size: "xs",
    value: fields[name] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ""));
    add.mutate({ ...given, basis }, { onSuccess: done });
  };
  return (
    <form onSubmit={submit} className="panel no-print">
      <Stack gap="xs" className="panel-body">
        <SimpleGrid cols={{ base: 1, md: 3 }} spacing="xs" verticalSpacing="xs">
          <TextInput type="date" label="Date" required max={today} {...field("disclosedOn")} />
          <TextInput label="To whom" required placeholder="Person or organization" {...field("recipient")} />
          <TextInput label="Their address, if known" {...field("recipientAddress")} />
          <TextInput label="What was disclosed" required placeholder="Notes of 03/02/2026, laboratory result …" {...field("what")} />
          <TextInput label="Why" required placeholder="Subpoena no. …, report of a notifiable disease …" {...field("purposeWords")} />
          <Select
            size="xs"
            label="Ground"
            searchable
            allowDeselect={false}
            value={basis}
            onChange={(value) => value !== null && setBasis(value as DisclosureBasis)}
            data={disclosureBasisNames.map((name) => ({
              value: name,
              label: `${disclosureBases[name].words} (${disclosureBases[name].authority})`,
            }))}
          />
          {several && <TextInput type="date" label="Last of several" required max={today} {...field("lastOn")} />}
          {several && <TextInput label="How often" placeholder="Each month" {...field("frequency")} />}
          {withheld && <TextInput type="date" label="Not to be told until" required {...field("withheldUntil")} />}
          {withheld && <TextInput label="Which agency asked, and how" required {...field("withheldWords")} />}
        </SimpleGrid>
        <Group gap="md">
          <Checkbox
            size="xs"
            label="Several, to the same for one purpose"
            checked={several}
            onChange={(event) => setSeveral(event.currentTarget.checked)}
          />
          <Checkbox
            size="xs"
            label="An agency asked not to tell the patient yet"
            checked={withheld}
            onChange={(event) => setWithheld(event.currentTarget.checked)}
          />
          {!disclosureBases[basis].accounted && (
            <Text size="xs" className="dimmed">
              This ground needs no accounting; the entry is kept in the log.
            </Text>
          )}
        </Group>
        <Group gap="xs">
          <Button size="xs" type="submit" loading={add.isPending}>
            Record it
          </Button>
          <Button size="xs" variant="default" onClick={done}>
            Leave it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
