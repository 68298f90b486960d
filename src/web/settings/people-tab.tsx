/** Who sees patients and where: the rendering providers and the places of service. */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Settings } from "../../http/contract/settings.ts";
import type { FindingView } from "../../http/contract/values.ts";
import { useSaveSetting } from "../api/settings.ts";
import { Empty } from "../frame/states.tsx";
import { AddressFields, addressDraft, addressWords, Choice, Field, SettingForm, Warnings } from "./fields.tsx";

interface Props {
  readonly settings: Settings;
  readonly mayChange: boolean;
}

type Clinician = Settings["providers"][number];
type Place = Settings["locations"][number];

export function PeopleTab({ settings, mayChange }: Props) {
  return (
    <Stack gap="md">
      <Clinicians settings={settings} mayChange={mayChange} />
      <Places settings={settings} mayChange={mayChange} />
    </Stack>
  );
}

function Clinicians({ settings, mayChange }: Props) {
  const [open, setOpen] = useState<number | "new" | undefined>(undefined);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  const done = (findings: readonly FindingView[]): void => {
    setWarnings(findings);
    setOpen(undefined);
  };
  return (
    <section className="panel" aria-label="Clinicians">
      <div className="panel-head">
        <Title order={2}>Clinicians</Title>
        <Text size="xs" className="dimmed">
          who may stand as rendering provider on a claim
        </Text>
        {mayChange && open !== "new" && (
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setOpen("new")}>
            Add a clinician
          </Button>
        )}
      </div>
      {open === "new" && <ClinicianForm one={undefined} done={done} />}
      <Warnings findings={warnings} />
      {settings.providers.length === 0 ? (
        <Empty title="No clinicians yet">Add whoever sees patients here; claims name them with their NPI and taxonomy.</Empty>
      ) : (
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>NPI</Table.Th>
                <Table.Th>Taxonomy</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {settings.providers.map((one) =>
                open === one.id ? (
                  <Table.Tr key={one.id}>
                    <Table.Td colSpan={4} p={0}>
                      <ClinicianForm one={one} done={done} />
                    </Table.Td>
                  </Table.Tr>
                ) : (
                  <Table.Tr key={one.id}>
                    <Table.Td>
                      {clinicianName(one)} {one.inactive === true && <Left words="has left" />}
                    </Table.Td>
                    <Table.Td className="mono">{one.npi}</Table.Td>
                    <Table.Td className="mono">{one.taxonomy ?? "none"}</Table.Td>
                    <Table.Td className="row-end">
                      {mayChange && <ChangeButton of={clinicianName(one)} act={() => setOpen(one.id)} />}
                    </Table.Td>
                  </Table.Tr>
                ),
              )}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function clinicianName({ name, credential }: Clinician): string {
  const whole = [name.first, name.middle, name.last, name.suffix].filter((part) => part !== undefined && part !== "").join(" ");
  return credential === "" ? whole : `${whole}, ${credential}`;
}

export function Left({ words }: { readonly words: string }) {
  return (
    <Badge variant="default" tt="none" size="sm" ml={6}>
      {words}
    </Badge>
  );
}

export function ChangeButton({ of, act }: { readonly of: string; readonly act: () => void }) {
  return (
    <Button size="compact-xs" variant="default" aria-label={`Change ${of}`} onClick={act}>
      Change
    </Button>
  );
}

interface FormOf<One> {
  readonly one: One | undefined;
  readonly done: (findings: readonly FindingView[]) => void;
}

function ClinicianForm({ one, done }: FormOf<Clinician>) {
  const save = useSaveSetting();
  const [draft, setDraft] = useState({
    first: one?.name.first ?? "",
    middle: one?.name.middle ?? "",
    last: one?.name.last ?? "",
    suffix: one?.name.suffix ?? "",
    credential: one?.credential ?? "",
    npi: one?.npi ?? "",
    taxonomy: one?.taxonomy ?? "",
  });
  const [inactive, setInactive] = useState(one?.inactive === true ? "yes" : "no");
  const findings = save.data?.findings ?? [];
  const field = (key: keyof typeof draft, label: string, path: string, w: number) => (
    <Field label={label} value={draft[key]} set={(value) => setDraft({ ...draft, [key]: value })} path={path} findings={findings} w={w} />
  );
  const send = (): void => {
    const { first, middle, last, suffix, ...rest } = draft;
    const value = { ...rest, name: { first, middle, last, suffix }, inactive: inactive === "yes" };
    save.mutate(
      one === undefined
        ? { method: "POST", path: "/providers", body: { seen: 0, value } }
        : { method: "PUT", path: `/providers/${one.id}`, body: { seen: one.seen, value } },
      { onSuccess: (answer) => answer.saved && done(answer.findings) },
    );
  };
  return (
    <SettingForm
      label={one === undefined ? "Add a clinician" : `Change ${clinicianName(one)}`}
      findings={findings}
      saving={save.isPending}
      save={send}
      leave={() => done([])}
    >
      <Group gap="sm" align="flex-start">
        {field("first", "First name", "name.first", 150)}
        {field("middle", "Middle name", "name.middle", 120)}
        {field("last", "Last name", "name.last", 170)}
        {field("suffix", "Suffix", "name.suffix", 80)}
        {field("credential", "Credential", "credential", 110)}
        {field("npi", "NPI", "npi", 150)}
        {field("taxonomy", "Taxonomy", "taxonomy", 150)}
        {one !== undefined && (
          <Choice
            label="Sees patients here"
            value={inactive}
            set={setInactive}
            path="inactive"
            findings={findings}
            w={190}
            data={[
              { value: "no", label: "yes" },
              { value: "yes", label: "no, has left" },
            ]}
          />
        )}
      </Group>
    </SettingForm>
  );
}

function Places({ settings, mayChange }: Props) {
  const [open, setOpen] = useState<number | "new" | undefined>(undefined);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  const done = (findings: readonly FindingView[]): void => {
    setWarnings(findings);
    setOpen(undefined);
  };
  return (
    <section className="panel" aria-label="Places">
      <div className="panel-head">
        <Title order={2}>Places</Title>
        <Text size="xs" className="dimmed">
          where patients are seen; the code decides the payer’s rate
        </Text>
        {mayChange && open !== "new" && (
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setOpen("new")}>
            Add a place
          </Button>
        )}
      </div>
      {open === "new" && <PlaceForm one={undefined} done={done} />}
      <Warnings findings={warnings} />
      {settings.locations.length === 0 ? (
        <Empty title="No places yet">Add the office first; visits are booked at a place.</Empty>
      ) : (
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Place of service</Table.Th>
                <Table.Th>Address</Table.Th>
                <Table.Th>CLIA</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {settings.locations.map((one) =>
                open === one.id ? (
                  <Table.Tr key={one.id}>
                    <Table.Td colSpan={5} p={0}>
                      <PlaceForm one={one} done={done} />
                    </Table.Td>
                  </Table.Tr>
                ) : (
                  <Table.Tr key={one.id}>
                    <Table.Td>
                      {one.name} {one.inactive === true && <Left words="no longer used" />}
                    </Table.Td>
                    <Table.Td>
                      {one.placeOfService}, {one.placeWords}
                    </Table.Td>
                    <Table.Td>{addressWords(one.address)}</Table.Td>
                    <Table.Td className="mono">{one.cliaNumber ?? "none"}</Table.Td>
                    <Table.Td className="row-end">{mayChange && <ChangeButton of={one.name} act={() => setOpen(one.id)} />}</Table.Td>
                  </Table.Tr>
                ),
              )}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function PlaceForm({ one, done }: FormOf<Place>) {
  const save = useSaveSetting();
  const [draft, setDraft] = useState({
    name: one?.name ?? "",
    placeOfService: one?.placeOfService ?? "11",
    npi: one?.npi ?? "",
    cliaNumber: one?.cliaNumber ?? "",
  });
  const [address, setAddress] = useState(addressDraft(one?.address));
  const [inactive, setInactive] = useState(one?.inactive === true ? "yes" : "no");
  const findings = save.data?.findings ?? [];
  const field = (key: keyof typeof draft, label: string, w: number, help?: string) => (
    <Field
      label={label}
      value={draft[key]}
      set={(value) => setDraft({ ...draft, [key]: value })}
      path={key}
      findings={findings}
      w={w}
      {...(help === undefined ? {} : { help })}
    />
  );
  const send = (): void => {
    const value = { ...draft, address, inactive: inactive === "yes" };
    save.mutate(
      one === undefined
        ? { method: "POST", path: "/locations", body: { seen: 0, value } }
        : { method: "PUT", path: `/locations/${one.id}`, body: { seen: one.seen, value } },
      { onSuccess: (answer) => answer.saved && done(answer.findings) },
    );
  };
  return (
    <SettingForm
      label={one === undefined ? "Add a place" : `Change ${one.name}`}
      findings={findings}
      saving={save.isPending}
      save={send}
      leave={() => done([])}
    >
      <Group gap="sm" align="flex-start">
        {field("name", "Name", 240)}
        {field("placeOfService", "Place of service", 130)}
        {field("npi", "Own NPI", 150, "only when it is a facility apart")}
        {field("cliaNumber", "CLIA number", 150, "for laboratory tests")}
        {one !== undefined && (
          <Choice
            label="In use"
            value={inactive}
            set={setInactive}
            path="inactive"
            findings={findings}
            w={150}
            data={[
              { value: "no", label: "yes" },
              { value: "yes", label: "no longer" },
            ]}
          />
        )}
      </Group>
      <AddressFields what="Address" address={address} change={setAddress} path="address" findings={findings} />
    </SettingForm>
  );
}
