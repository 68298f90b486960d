/** Who sees patients and where: the rendering providers and the places of service. */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { type ComponentType, type ReactNode, useState } from "react";
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
      <SettingList
        title="Clinicians"
        about="who may stand as rendering provider on a claim"
        add="Add a clinician"
        empty={<Empty title="No clinicians yet">Add whoever sees patients here; claims name them with their NPI and taxonomy.</Empty>}
        heads={["Name", "NPI", "Taxonomy"]}
        all={settings.providers}
        mayChange={mayChange}
        named={clinicianName}
        left="has left"
        cells={(one) => [{ shows: clinicianName(one) }, { shows: one.npi, mono: true }, { shows: one.taxonomy ?? "none", mono: true }]}
        Form={ClinicianForm}
      />
      <SettingList
        title="Places"
        about="where patients are seen; the code decides the payer’s rate"
        add="Add a place"
        empty={<Empty title="No places yet">Add the office first; visits are booked at a place.</Empty>}
        heads={["Name", "Place of service", "Address", "CLIA"]}
        all={settings.locations}
        mayChange={mayChange}
        named={({ name }) => name}
        left="no longer used"
        cells={(one) => [
          { shows: one.name },
          { shows: `${one.placeOfService}, ${one.placeWords}` },
          { shows: addressWords(one.address) },
          { shows: one.cliaNumber ?? "none", mono: true },
        ]}
        Form={PlaceForm}
      />
    </Stack>
  );
}

interface ListProps<One> {
  readonly title: string;
  readonly about: string;
  readonly add: string;
  readonly empty: ReactNode;
  readonly heads: readonly string[];
  readonly all: readonly One[];
  readonly mayChange: boolean;
  readonly named: (one: One) => string;
  /** What is said of one that is there no more. */
  readonly left: string;
  /** One for each head, the first with the name. */
  readonly cells: (one: One) => readonly { readonly shows: string; readonly mono?: boolean }[];
  readonly Form: ComponentType<FormOf<One>>;
}

/** What there is, a row each, and the form in the place of the row that is changed. */
function SettingList<One extends { readonly id: number; readonly inactive?: boolean | undefined }>(props: ListProps<One>) {
  const { title, about, add, empty, heads, all, mayChange, named, left, cells, Form } = props;
  const [open, setOpen] = useState<number | "new" | undefined>(undefined);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  const done = (findings: readonly FindingView[]): void => {
    setWarnings(findings);
    setOpen(undefined);
  };
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <Title order={2}>{title}</Title>
        <Text size="xs" className="dimmed">
          {about}
        </Text>
        {mayChange && open !== "new" && (
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setOpen("new")}>
            {add}
          </Button>
        )}
      </div>
      {open === "new" && <Form one={undefined} done={done} />}
      <Warnings findings={warnings} />
      {all.length === 0 ? (
        empty
      ) : (
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                {heads.map((head) => (
                  <Table.Th key={head}>{head}</Table.Th>
                ))}
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((one) =>
                open === one.id ? (
                  <Table.Tr key={one.id}>
                    <Table.Td colSpan={heads.length + 1} p={0}>
                      <Form one={one} done={done} />
                    </Table.Td>
                  </Table.Tr>
                ) : (
                  <Table.Tr key={one.id}>
                    {cells(one).map(({ shows, mono = false }, at) => (
                      <Table.Td key={heads[at]} className={mono ? "mono" : undefined}>
                        {shows} {at === 0 && one.inactive === true && <Left words={left} />}
                      </Table.Td>
                    ))}
                    <Table.Td className="row-end">{mayChange && <ChangeButton of={named(one)} act={() => setOpen(one.id)} />}</Table.Td>
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
