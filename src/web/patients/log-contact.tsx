/** Logs a call or letter: with whom, what was said and promised, and when to come back to it. */
import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { LogContact as Logged } from "../../http/contract/patient-billing.ts";
import { usePatientCommand, usePatientPart } from "../api/patients.ts";
import { useSession } from "../api/queries.ts";
import { usDate } from "../words.ts";

const parties = [
  { value: "patient", label: "the patient" },
  { value: "guarantor", label: "the guarantor" },
  { value: "payer", label: "a payer" },
  { value: "other", label: "somebody else" },
];
const ways = [
  { value: "phone", label: "by telephone" },
  { value: "in-person", label: "in person" },
  { value: "mail", label: "by mail" },
  { value: "portal", label: "by portal" },
  { value: "fax", label: "by fax" },
];
const directions = [
  { value: "in", label: "they called" },
  { value: "out", label: "we called" },
];

interface Draft {
  readonly party: string;
  readonly who: string;
  readonly direction: string;
  readonly way: string;
  readonly words: string;
  readonly reference: string;
  readonly promised: string;
  readonly promisedAmount: number | string;
  readonly nextOn: string;
  readonly visit: string | null;
}

const empty: Draft = {
  party: "patient",
  who: "",
  direction: "in",
  way: "phone",
  words: "",
  reference: "",
  promised: "",
  promisedAmount: "",
  nextOn: "",
  visit: null,
};

interface LogProps {
  readonly patientId: number;
  readonly proved: readonly string[];
  /** The earlier contact whose next date this one settles. */
  readonly closes?: { readonly id: number; readonly words: string } | undefined;
  readonly logged?: () => void;
}

export function LogContact({ patientId, proved, closes, logged }: LogProps) {
  const command = usePatientCommand("done");
  const account = usePatientPart(patientId, "account").data;
  const today = useSession().data?.today ?? "";
  const [draft, setDraft] = useState(empty);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const ready = draft.who.trim() !== "" && draft.words.trim() !== "";
  const save = (): void =>
    command.mutate(
      { path: `/patients/${patientId}/contacts`, body: bodyOf(draft, proved, closes?.id) },
      {
        onSuccess: () => {
          setDraft(empty);
          logged?.();
        },
      },
    );
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Log it</Title>
        {closes !== undefined && (
          <Text size="xs" className="dimmed">
            settles: {closes.words}
          </Text>
        )}
      </div>
      <Stack gap="xs" className="panel-body">
        <Group gap="sm" align="flex-end">
          <Select
            size="xs"
            w={130}
            label="With"
            data={parties}
            value={draft.party}
            onChange={(party) => set({ party: party ?? "patient" })}
            allowDeselect={false}
          />
          <TextInput
            size="xs"
            w={190}
            label="Name"
            placeholder="who it was"
            value={draft.who}
            maxLength={120}
            onChange={(event) => set({ who: event.currentTarget.value })}
          />
          <Select
            size="xs"
            w={120}
            label="Direction"
            data={directions}
            value={draft.direction}
            onChange={(direction) => set({ direction: direction ?? "in" })}
            allowDeselect={false}
          />
          <Select
            size="xs"
            w={130}
            label="How"
            data={ways}
            value={draft.way}
            onChange={(way) => set({ way: way ?? "phone" })}
            allowDeselect={false}
          />
          <TextInput
            size="xs"
            w={140}
            label="Reference number"
            value={draft.reference}
            maxLength={60}
            onChange={(event) => set({ reference: event.currentTarget.value })}
          />
        </Group>
        <Textarea
          size="xs"
          label="What was said"
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.words}
          onChange={(event) => set({ words: event.currentTarget.value })}
        />
        <Group gap="sm" align="flex-end">
          <TextInput
            size="xs"
            w={260}
            label="Promised"
            placeholder="what, by whom"
            value={draft.promised}
            maxLength={300}
            onChange={(event) => set({ promised: event.currentTarget.value })}
          />
          <NumberInput
            size="xs"
            w={110}
            label="Amount"
            prefix="$"
            decimalScale={2}
            min={0}
            value={draft.promisedAmount}
            onChange={(promisedAmount) => set({ promisedAmount })}
          />
          <TextInput
            size="xs"
            type="date"
            label="Come back to it on"
            min={today}
            value={draft.nextOn}
            onChange={(event) => set({ nextOn: event.currentTarget.value })}
          />
          <Select
            size="xs"
            w={170}
            label="About the visit"
            placeholder="the account"
            clearable
            data={(account?.visits ?? []).map((visit) => ({ value: String(visit.id), label: usDate(visit.date) }))}
            value={draft.visit}
            onChange={(visit) => set({ visit })}
          />
          <Button size="xs" disabled={!ready} loading={command.isPending} onClick={save}>
            Log it
          </Button>
        </Group>
        {draft.nextOn !== "" && (
          <Text size="xs" className="dimmed">
            {draft.visit === null
              ? "It stands under Follow-ups on that day. With a visit, the visit comes back to the desk too."
              : "It stands under Follow-ups on that day, and the visit comes back to the desk."}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function bodyOf(draft: Draft, verified: readonly string[], closesId: number | undefined): Logged {
  const { who, words, reference, promised, promisedAmount, nextOn, visit } = draft;
  const amount = Math.round(Number(promisedAmount) * 100);
  return {
    party: draft.party as Logged["party"],
    direction: draft.direction as Logged["direction"],
    way: draft.way as Logged["way"],
    who,
    words,
    verified: [...verified] as Logged["verified"],
    ...(reference.trim() === "" ? {} : { reference }),
    ...(promised.trim() === "" ? {} : { promised }),
    ...(promisedAmount !== "" && amount > 0 ? { promisedAmount: amount } : {}),
    ...(nextOn === "" ? {} : { nextOn }),
    ...(visit === null ? {} : { visitId: Number(visit) }),
    ...(closesId === undefined ? {} : { closesId }),
  };
}
