/** A credential or licence, and an entry of continuing education, as they are typed. */
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NewEducation, NewStaffCredential, StaffPerson, StaffView } from "../../http/contract/staff.ts";
import { useStaffChange } from "../api/staff.ts";

type Kind = NewStaffCredential["kind"];
const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: "credential", label: "Credential" },
  { value: "licence", label: "License" },
  { value: "dea", label: "DEA registration" },
  { value: "enrolment", label: "Payer enrolment" },
  { value: "other", label: "Other" },
];
const free = "another";

interface CredentialProps {
  readonly personId: number;
  readonly terms: StaffView["terms"];
  readonly replaced: StaffPerson["credentials"][number] | undefined;
  readonly close: () => void;
}

export function CredentialForm({ personId, terms, replaced, close }: CredentialProps) {
  const [kind, setKind] = useState<Kind>(replaced?.kind ?? "credential");
  const [key, setKey] = useState(replaced?.key ?? (replaced === undefined ? (terms[0]?.key ?? free) : free));
  const chosen = kind === "credential" ? terms.find((one) => one.key === key) : undefined;
  const [title, setTitle] = useState(replaced?.title ?? "");
  const [issuer, setIssuer] = useState(replaced?.issuer ?? "");
  const [number, setNumber] = useState(replaced?.number ?? "");
  const [since, setSince] = useState(replaced?.since ?? "");
  const [until, setUntil] = useState(replaced?.renewsOn ?? "");
  const [units, setUnits] = useState(replaced?.unitsNeeded ?? "");
  const [months, setMonths] = useState(replaced?.cycleMonths === undefined ? "" : String(replaced.cycleMonths));
  const [note, setNote] = useState(replaced?.note ?? "");
  const change = useStaffChange();
  const cycle = months === "" ? chosen?.months : Number(months);
  const needed = units === "" ? (chosen?.units === undefined ? undefined : String(chosen.units)) : units;
  const keep = (): void => {
    const body: NewStaffCredential = {
      kind,
      title: chosen === undefined ? title : `${chosen.key}, ${chosen.name}`,
      issuer: chosen?.body ?? issuer,
      number,
      note,
      ...(chosen === undefined ? {} : { key: chosen.key }),
      ...(since === "" ? {} : { since }),
      ...(until === "" ? {} : { renewsOn: until }),
      ...(needed === undefined ? {} : { unitsNeeded: needed }),
      ...(cycle === undefined ? {} : { cycleMonths: cycle }),
      ...(replaced === undefined ? {} : { replacesId: replaced.id }),
    };
    change.mutate({ path: `/${personId}/credentials`, body }, { onSuccess: close });
  };
  return (
    <Stack className="panel-body" gap="xs" role="form" aria-label="Credential">
      <Group gap="sm" align="flex-end">
        <Select
          size="xs"
          w={160}
          label="Kind"
          data={[...kinds]}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind((value ?? kind) as Kind)}
        />
        {kind === "credential" && (
          <Select
            size="xs"
            w={300}
            label="Which"
            value={key}
            allowDeselect={false}
            onChange={(value) => setKey(value ?? key)}
            data={[...terms.map((one) => ({ value: one.key, label: `${one.key}, ${one.name}` })), { value: free, label: "Another one" }]}
          />
        )}
        {chosen === undefined && (
          <>
            <TextInput size="xs" label="Title" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
            <TextInput size="xs" label="Issuer" value={issuer} onChange={(event) => setIssuer(event.currentTarget.value)} />
          </>
        )}
        <TextInput size="xs" w={130} label="Number" value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
        <TextInput size="xs" type="date" label="Since" value={since} onChange={(event) => setSince(event.currentTarget.value)} />
        <TextInput size="xs" type="date" label="Holds until" value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        <TextInput
          size="xs"
          w={110}
          label="Units a cycle"
          placeholder={chosen?.units === undefined ? "not known" : String(chosen.units)}
          value={units}
          onChange={(event) => setUnits(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          w={110}
          label="Cycle, months"
          placeholder={chosen === undefined ? "" : String(chosen.months)}
          value={months}
          onChange={(event) => setMonths(event.currentTarget.value.replace(/\D/g, ""))}
        />
        <TextInput size="xs" label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </Group>
      {chosen !== undefined && (
        <Text size="xs" className="dimmed">
          {chosen.says.words} ({chosen.says.asOf}, {chosen.says.sureness.replace("-", " ")}: ask {chosen.body} before relying on it.)
        </Text>
      )}
      <Group gap="sm">
        <Button size="xs" onClick={keep} loading={change.isPending} disabled={chosen === undefined && title.trim() === ""}>
          Keep on file
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={close}>
          Not now
        </Button>
      </Group>
    </Stack>
  );
}

const categories: readonly { readonly value: NewEducation["category"]; readonly label: string }[] = [
  { value: "coding", label: "Coding" },
  { value: "billing", label: "Billing" },
  { value: "compliance", label: "Compliance" },
  { value: "clinical", label: "Clinical" },
  { value: "ethics", label: "Ethics" },
  { value: "management", label: "Management" },
  { value: "other", label: "Other" },
];

export function EducationForm({
  personId,
  today,
  close,
}: {
  readonly personId: number;
  readonly today: string;
  readonly close: () => void;
}) {
  const [on, setOn] = useState(today);
  const [title, setTitle] = useState("");
  const [units, setUnits] = useState("1");
  const [category, setCategory] = useState<NewEducation["category"]>("coding");
  const [evidence, setEvidence] = useState("");
  const change = useStaffChange();
  const keep = (): void =>
    change.mutate({ path: `/${personId}/education`, body: { on, title, units, category, evidence } }, { onSuccess: close });
  return (
    <Stack className="panel-body" gap="xs" role="form" aria-label="Education">
      <Group gap="sm" align="flex-end">
        <TextInput size="xs" type="date" label="Day" value={on} max={today} onChange={(event) => setOn(event.currentTarget.value)} />
        <TextInput size="xs" w={240} label="What" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextInput size="xs" w={70} label="Units" value={units} onChange={(event) => setUnits(event.currentTarget.value)} />
        <Select
          size="xs"
          w={140}
          label="Category"
          data={[...categories]}
          value={category}
          allowDeselect={false}
          onChange={(value) => setCategory((value ?? category) as NewEducation["category"])}
        />
        <TextInput
          size="xs"
          w={200}
          label="Evidence"
          placeholder="certificate, where it lies"
          value={evidence}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
      </Group>
      <Group gap="sm">
        <Button size="xs" onClick={keep} loading={change.isPending} disabled={title.trim() === "" || !/^\d{1,3}(\.\d{1,2})?$/.test(units)}>
          Keep the entry
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={close}>
          Not now
        </Button>
      </Group>
    </Stack>
  );
}
